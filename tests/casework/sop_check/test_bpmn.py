"""SOPs go out as BPMN and come back as they were; another engine runs them as we do; bad files are refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser

from anyam.casework.sops.choices import FindingKind, Symbol
from anyam.casework.sops.results import Document, Flow
from anyam.casework.sops.rules.bpmn import read_bpmn, refusing, write_bpmn
from anyam.casework.sops.rules.chart import Chart
from anyam.casework.sops.rules.ways import way_findings
from anyam.interfaces.jobs.bench.made_up_sops import made_up_sops

from .making import any_documents, wild_documents

MOST_DONE = 120


@settings(max_examples=400, deadline=None)
@given(any_documents())
def test_what_goes_out_comes_back_without_loss(document: Document) -> None:
    assume(document.steps)
    read = read_bpmn(write_bpmn(document))
    assert read.document == document
    assert read.ignored == ()


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9), st.integers(6, 60))
def test_long_sound_sops_come_back_too(seed: int, length: int) -> None:
    (document,) = made_up_sops(1, length, seed)
    assert read_bpmn(write_bpmn(document)).document == document


# --- run by another engine ------------------------------------------------------------------------------------------


def answer_at(seed: int, row: str, time: int, count: int) -> int:
    return Random(f"{seed} {row} {time}").randrange(count)


def played(document: Document, seed: int) -> tuple[list[str], Counter[tuple[str, str]]] | None:
    """The rows in the order in which they are done, taking turns, and who sent work to whom. None if it goes on."""
    chart = Chart(document)
    done: list[str] = []
    times: Counter[str] = Counter()
    sent: Counter[tuple[str, str]] = Counter()
    waiting: dict[str, set[tuple[str, int]]] = {}
    queue = [chart.starts[0]]
    while queue:
        if len(done) > MOST_DONE:
            return None
        key = queue.pop(0)
        done.append(key)
        out = chart.out_of[key]
        if out and chart.steps[key].symbol == Symbol.DECISION:
            out = [out[answer_at(seed, key, times[key], len(out))]]
        times[key] += 1
        for arrow in out:
            sent[key, arrow.target] += 1
            if chart.is_join(arrow.target):
                held = waiting.setdefault(arrow.target, set())
                held.add((arrow.source, arrow.place))
                if len(held) < len(chart.into[arrow.target]):
                    continue
                waiting[arrow.target] = set()
            queue.append(arrow.target)
    return done, sent


def run_elsewhere(document: Document, others: list[Document], seed: int) -> list[str]:
    """The rows in the order in which SpiffWorkflow does them, told only the answers."""
    parser = BpmnParser()
    for one in (document, *others):
        parser.add_bpmn_xml(etree.fromstring(write_bpmn(one)), filename=f"{one.code}.bpmn")
    (name,) = [one for one in parser.get_process_ids() if one == f"sop.{document.code}"]
    workflow = BpmnWorkflow(parser.get_spec(name), parser.get_subprocess_specs(name))
    keys = {f"n{number}": step.key for number, step in enumerate(document.steps, 1)}
    steps = document.by_key
    done: list[str] = []
    times: Counter[str] = Counter()
    while ready := workflow.get_tasks(state=TaskState.READY):
        task = ready[0]
        row = keys.get(task.task_spec.name) if task.workflow is workflow else None
        if row is not None:
            done.append(row)
            if steps[row].symbol == Symbol.DECISION:
                number = answer_at(seed, row, times[row], len(steps[row].flows))
                task.data["answers"] = {task.task_spec.name: number}
                times[row] += 1
        task.run()
    assert workflow.is_completed()
    return done


def short(document: Document) -> Document:
    """The same SOP with nothing to do: only the way into it and back matters here."""
    start, end = document.steps[0], document.steps[-1]
    return replace(document, steps=(replace(start, flows=(Flow(end.key),)), end))


def follows(order: list[str], sent: Counter[tuple[str, str]]) -> bool:
    """Whether each row is done only after the work that was sent to it has left where it came from."""
    first = {key: order.index(key) for key in order}
    return all(
        first[source] < first[target] or any(order[n] == source for n in range(first[target]))
        for source, target in sent
        if sent[source, target] and _is_only_way(target, sent)
    )


def _is_only_way(target: str, sent: Counter[tuple[str, str]]) -> bool:
    return len([pair for pair in sent if pair[1] == target]) == 1


def is_one_at_a_time(document: Document) -> bool:
    chart = Chart(document)
    return all(
        len(arrows) < 2 or chart.steps[key].symbol == Symbol.DECISION for key, arrows in chart.out_of.items()
    )


def compare_runs(document: Document, others: list[Document], seed: int) -> None:
    ours = played(document, seed)
    assume(ours is not None)
    assert ours is not None
    theirs = run_elsewhere(document, others, seed)
    assert Counter(theirs) == Counter(ours[0])
    assert follows(theirs, ours[1])
    if is_one_at_a_time(document):
        assert theirs == ours[0]


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**9), st.integers(5, 30))
def test_another_engine_does_the_same_rows_on_random_answers(seed: int, length: int) -> None:
    document, *others = made_up_sops(3, length, seed)
    compare_runs(document, [short(one) for one in others], seed)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(wild_documents(), st.integers(0, 10**6))
def test_another_engine_does_the_same_on_odd_but_sound_sops(document: Document, seed: int) -> None:
    assume(not list(way_findings(Chart(document))))
    assume(not any(step.symbol == Symbol.LINK for step in document.steps))
    # Of two arrows between the same two rows the other engine knows only one.
    assume(all(len({flow.to for flow in step.flows}) == len(step.flows) for step in document.steps))
    compare_runs(document, [], seed)


# --- files of other programs ----------------------------------------------------------------------------------------

FOREIGN = """<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x">
 <collaboration id="c">
  <participant id="pa" name="Dinas Sosial" processRef="a"/><participant id="pb" name="Polres" processRef="b"/>
  <messageFlow id="m" sourceRef="t1" targetRef="s2"/>
 </collaboration>
 <process id="a"><laneSet id="l"><lane id="la" name="Peksos"><flowNodeRef>t1</flowNodeRef></lane></laneSet>
  <startEvent id="s1"/><userTask id="t1" name="Kirim laporan"><documentation>segera</documentation>
   <multiInstanceLoopCharacteristics/></userTask>
  <parallelGateway id="g1"/><task id="t2" name="B"/><task id="t3" name="C"/><parallelGateway id="g2"/>
  <exclusiveGateway id="x" name="Lengkap?"/><exclusiveGateway id="meet"/><endEvent id="e1"/>
  <boundaryEvent id="late" attachedToRef="t1"/><inclusiveGateway id="or"/>
  <sequenceFlow id="f1" sourceRef="s1" targetRef="meet"/><sequenceFlow id="f2" sourceRef="meet" targetRef="t1"/>
  <sequenceFlow id="f3" sourceRef="t1" targetRef="g1"/><sequenceFlow id="f4" sourceRef="g1" targetRef="t2"/>
  <sequenceFlow id="f5" sourceRef="g1" targetRef="t3"/><sequenceFlow id="f6" sourceRef="t2" targetRef="g2"/>
  <sequenceFlow id="f7" sourceRef="t3" targetRef="g2"/><sequenceFlow id="f8" sourceRef="g2" targetRef="x"/>
  <sequenceFlow id="f9" sourceRef="x" targetRef="or" name="ya"/>
  <sequenceFlow id="f10" sourceRef="x" targetRef="meet" name="tidak"/>
  <sequenceFlow id="f11" sourceRef="or" targetRef="e1"/>
 </process>
 <process id="b"><startEvent id="s2"/><endEvent id="e2"/>
  <sequenceFlow id="f12" sourceRef="s2" targetRef="e2"/></process>
</definitions>"""


def test_a_file_of_another_program_is_read_with_pools_lanes_and_gateways() -> None:
    read = read_bpmn(FOREIGN.encode())
    rows = read.document.by_key
    assert [one.title for one in read.document.performers] == ["Peksos", "Polres"]
    assert [flow.to for flow in rows["t1"].flows] == ["t2", "t3", "s2"]
    assert rows["x"].waits_for_all
    assert [(flow.to, flow.answer) for flow in rows["x"].flows] == [("or", "ya"), ("t1", "tidak")]
    assert rows["s2"].symbol == Symbol.PROCESS
    assert rows["t1"].note == "segera"
    assert {one.element for one in read.ignored} == {
        *("multiInstanceLoopCharacteristics", "boundaryEvent", "inclusiveGateway", "startEvent"),
    }
    assert all(one.sentence for one in read.ignored)
    kinds = {finding.kind for finding in way_findings(Chart(read.document))}
    assert FindingKind.UNREACHABLE not in kinds


HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p">'
TAIL = "</process></definitions>"


def of_tasks(count: int) -> bytes:
    return (HEAD + "".join(f'<task id="t{n}"/>' for n in range(count)) + TAIL).encode()


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", refusing.NoXml),
        (b"%PDF-1.7", refusing.NoXml),
        (b"<definitions><process>", refusing.NoXml),
        (b"<?xml version='1.0' encoding='tidak-ada'?><a/>", refusing.NoXml),
        (b"<a/>", refusing.NoProcess),
        ((HEAD + TAIL).encode(), refusing.NoProcess),
        (b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>', refusing.HasEntities),
        (b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><d>&b;</d>', refusing.HasEntities),
        (b'<!DOCTYPE d SYSTEM "http://example.invalid/d.dtd"><d/>', refusing.HasEntities),
        (("<a>" * 100 + "</a>" * 100).encode(), refusing.TooDeep),
        (b"<a>" * 1_500_000, refusing.TooDeep),
        (b" " * (refusing.MOST_BYTES + 1), refusing.FileTooLarge),
        (of_tasks(201), refusing.TooManySteps),
        (of_tasks(20_000), refusing.TooManySteps),
        ((HEAD + "<task/>" * 70_000 + TAIL).encode(), refusing.TooManyElements),
        ((HEAD + '<task id="a"/><task id="a"/>' + TAIL).encode(), refusing.SameIdTwice),
        ((HEAD + f'<task id="a" name="{"x" * 10_001}"/>' + TAIL).encode(), refusing.TextTooLong),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_bad_files_are_refused_by_name(data: bytes, refusal: type[refusing.BpmnRefused]) -> None:
    with pytest.raises(refusal) as caught:
        read_bpmn(data)
    assert str(caught.value)


def test_a_circle_without_a_way_out_is_a_finding_and_no_crash() -> None:
    data = HEAD + (
        '<startEvent id="s"/><task id="a"/><task id="b"/><sequenceFlow id="1" sourceRef="s" targetRef="a"/>'
        '<sequenceFlow id="2" sourceRef="a" targetRef="b"/><sequenceFlow id="3" sourceRef="b" targetRef="a"/>'
        '<endEvent id="e"/>'
    )
    found = {finding.kind for finding in way_findings(Chart(read_bpmn((data + TAIL).encode()).document))}
    assert found == {FindingKind.UNREACHABLE, FindingKind.NO_WAY_TO_END}


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_but_never_breaks(data: st.DataObject) -> None:
    (document,) = made_up_sops(1, 8, 5)
    written = bytearray(write_bpmn(document))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(written) - 1))
        written[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=6))
    try:
        read = read_bpmn(bytes(written))
    except refusing.BpmnRefused:
        return
    list(way_findings(Chart(read.document)))
