"""What the check says of the ways through an SOP agrees with playing every run through by hand."""

from __future__ import annotations

from hypothesis import assume, given, settings

from anyam.casework.sops.choices import FindingKind as Kind
from anyam.casework.sops.results import Document
from anyam.casework.sops.rules.chart import Chart
from anyam.casework.sops.rules.ways import way_findings

from .making import wild_documents
from .simulation import simulate, walked


def named(document: Document) -> dict[Kind, set[str]]:
    return {finding.kind: set(finding.steps) for finding in way_findings(Chart(document))}


@settings(max_examples=1500, deadline=None)
@given(wild_documents())
def test_the_check_and_the_play_agree_on_every_random_sop(document: Document) -> None:
    found, seen = named(document), simulate(document)
    assume(not seen.too_many)
    everything = {step.key for step in document.steps}
    assert found.get(Kind.UNREACHABLE, set()) == everything - walked(document)
    assert (Kind.RUNS_TWICE in found) == seen.doubled
    if not seen.doubled:
        stuck = found.get(Kind.JOIN_NEVER, set()) | found.get(Kind.JOIN_MAY_WAIT, set())
        assert stuck == seen.stuck_joins
        never = found.get(Kind.NEVER_RUNS, set()) | found.get(Kind.JOIN_NEVER, set())
        assert never | found.get(Kind.UNREACHABLE, set()) == everything - seen.ran
        assert (not found) == seen.is_sound(document)
