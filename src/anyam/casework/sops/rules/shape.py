"""Findings about the rows of one SOP, each looked at by itself: owners, answers, starts, ends and arrows."""

from collections import Counter
from collections.abc import Iterator

from ..choices import FindingKind as Kind
from ..choices import SopLevel, Symbol
from ..results import Finding, Step
from .chart import Chart
from .wording import plain

_NEEDS_OWNER = frozenset({Symbol.PROCESS, Symbol.DECISION, Symbol.LINK})
_FEWEST_ANSWERS = 2


def shape_findings(chart: Chart) -> Iterator[Finding]:
    yield from _about_ends(chart)
    yield from _about_columns(chart)
    for step in chart.steps.values():
        yield from _about_arrows(chart, step)
        yield from _about_owner(chart, step)
        if step.symbol == Symbol.DECISION:
            yield from _about_answers(chart, step)


def _about_ends(chart: Chart) -> Iterator[Finding]:
    code = chart.document.code
    twice = [key for key, count in Counter(step.key for step in chart.document.steps).items() if count > 1]
    for key in twice:
        yield Finding(Kind.KEY_TWICE, code, (key,), {"rows": chart.row(key)})
    if not chart.starts:
        yield Finding(Kind.NO_START, code)
    if len(chart.starts) > 1:
        rows = {"rows": chart.rows(chart.starts)}
        yield Finding(Kind.TWO_STARTS, code, chart.in_order(chart.starts), rows)
    if not chart.closings:
        yield Finding(Kind.NO_END, code)


def _about_columns(chart: Chart) -> Iterator[Finding]:
    if chart.document.level != SopLevel.MACRO:
        return
    for one in chart.document.performers:
        if one.agency_id is None and not one.agency_kind:
            yield Finding(Kind.NO_AGENCY, chart.document.code, facts={"performers": one.title or one.key})


def _about_arrows(chart: Chart, step: Step) -> Iterator[Finding]:
    code, rows = chart.document.code, {"rows": chart.row(step.key)}
    if any(flow.to not in chart.steps for flow in step.flows):
        yield Finding(Kind.ARROW_TO_NOWHERE, code, (step.key,), rows)
    if step.symbol == Symbol.END and step.flows:
        yield Finding(Kind.END_GOES_ON, code, (step.key,), rows)
    answers = [flow.answer for flow in step.flows if flow.answer.strip()]
    if answers and step.symbol != Symbol.DECISION:
        yield Finding(Kind.ANSWER_ELSEWHERE, code, (step.key,), {**rows, "answers": ", ".join(answers)})


def _about_owner(chart: Chart, step: Step) -> Iterator[Finding]:
    code, rows = chart.document.code, {"rows": chart.row(step.key)}
    owners = tuple(dict.fromkeys(key for key in step.performers if key))
    unknown = [key for key in owners if chart.document.performer(key) is None]
    if not owners and step.symbol in _NEEDS_OWNER:
        yield Finding(Kind.NO_OWNER, code, (step.key,), rows)
    if unknown:
        yield Finding(Kind.UNKNOWN_OWNER, code, (step.key,), rows)
    if len(owners) > 1:
        named = [chart.document.performer(key) for key in owners]
        titles = ", ".join(one.title if one else key for one, key in zip(named, owners, strict=True))
        yield Finding(Kind.TWO_OWNERS, code, (step.key,), {**rows, "performers": titles})


def _about_answers(chart: Chart, step: Step) -> Iterator[Finding]:
    code, rows = chart.document.code, {"rows": chart.row(step.key)}
    if len(step.flows) < _FEWEST_ANSWERS:
        yield Finding(Kind.FEW_ANSWERS, code, (step.key,), rows)
        return
    if any(not flow.answer.strip() for flow in step.flows):
        yield Finding(Kind.UNNAMED_ANSWER, code, (step.key,), rows)
    said = Counter(" ".join(plain(flow.answer)) or flow.answer.strip() for flow in step.flows)
    twice = [answer for answer, count in said.items() if answer and count > 1]
    if twice:
        yield Finding(Kind.SAME_ANSWER, code, (step.key,), {**rows, "answers": ", ".join(twice)})
