"""What is already known: noted, confirmed, contradicted, settled and taken back; nothing is overwritten."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from anyam.casework.cases import actions as cases
from anyam.casework.cases.queries import case_ref, get_assessment
from anyam.casework.cases.results import AnswerInput
from anyam.casework.facts import actions, queries
from anyam.casework.facts.choices import Difference, SettleReason, Source, State, WithdrawReason
from anyam.casework.facts.models import FACT_TABLES, Fact, HealthFact
from anyam.casework.facts.results import FactInput, FactRow
from anyam.casework.sops.choices import WorkKind
from anyam.casework.sops.queries import find_my_work
from anyam.foundation.access import Actor, NotAllowed, NotFound
from anyam.foundation.access.choices import Part
from anyam.foundation.access.models import Grant
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.events.models import EventRow
from tests.casework.test_acting import two_agencies
from tests.casework.test_one_child import case_of
from tests.cast import SYSTEM, Cast


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def note(actor: Actor, case_id: UUID, kind: str, value: Any, source: str = "child", **more: Any) -> UUID:
    said_on = more.pop("said_on", clock.today())
    return actions.note_fact(actor, dossier_id=case_id, given=FactInput(kind, value, source, said_on, **more))


def row(actor: Actor, case_id: UUID, kind: str) -> FactRow:
    return queries.get_fact(actor, case_id, kind).row


def work_of(actor: Actor) -> list[WorkKind]:
    return [one.kind for group in find_my_work(actor).groups for one in group.rows]


def test_what_is_noted_stands_with_its_source_day_agency_and_writer(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    note(cast.dewi, case_id, "school", "SDN Ngunut 1", "document", whence="Rapor")
    (value,) = row(cast.dewi, case_id, "school").values
    (saying,) = value.sayings
    assert (value.words, value.state, value.is_confirmed) == ("SDN Ngunut 1", State.STANDING, False)
    assert (saying.whence, saying.agency_name, saying.by) == ("Rapor", "ULT PSAI", "Dewi")
    event = EventRow.objects.get(kind="fact_noted")
    assert "kind" not in event.payload, "which fact it is tells of the child"


def test_the_same_from_a_second_source_confirms_and_another_asks_what_became_of_the_first(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    note(cast.dewi, case_id, "school", "SDN Ngunut 1")
    note(cast.dewi, case_id, "school", "sdn ngunut 1", "document")
    (value,) = row(cast.dewi, case_id, "school").values
    assert value.is_confirmed
    with pytest.raises(actions.AnotherValueHolds):
        note(cast.dewi, case_id, "school", "SDN Ngunut 2")
    note(cast.dewi, case_id, "school", "SDN Ngunut 2", difference=Difference.CHANGED)
    found = queries.get_fact(cast.dewi, case_id, "school")
    assert [one.words for one in found.row.values] == ["SDN Ngunut 2"]
    assert [(one.words, one.end_label != "") for one in found.before] == [("SDN Ngunut 1", True)]


def test_a_contradiction_is_the_case_managers_work_until_it_is_settled_with_a_reason(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    first = note(cast.dewi, case_id, "carer", "Bibi")
    second = actions.dispute_fact(
        cast.dewi, dossier_id=case_id, fact_id=first, value="Kakek", source="caregiver", said_on=clock.today()
    )
    assert {one.state for one in row(cast.dewi, case_id, "carer").values} == {State.DISPUTED}
    assert WorkKind.SETTLE_FACTS in work_of(cast.dewi)
    assert "carer" not in queries.known_facts(cast.dewi, case_id), "what is contradicted is not assumed"
    with pytest.raises(actions.ReasonMissing):
        actions.settle_fact(cast.dewi, dossier_id=case_id, keep_id=second, reason="because")
    actions.settle_fact(
        cast.dewi, dossier_id=case_id, keep_id=second, reason=SettleReason.CHILD, words="Anak memilih"
    )
    found = queries.get_fact(cast.dewi, case_id, "carer")
    assert [one.words for one in found.row.values] == ["Kakek"]
    assert [(one.words, one.end_words) for one in found.before] == [("Bibi", "Anak memilih")]
    assert WorkKind.SETTLE_FACTS not in work_of(cast.dewi)
    with pytest.raises(actions.NothingToSettle):
        actions.settle_fact(cast.dewi, dossier_id=case_id, keep_id=second, reason=SettleReason.CHILD)


def test_a_worker_notes_and_the_case_manager_settles(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    cases.assign_case(
        cast.ningsih, case_id=case_id, manager_id=cast.dewi.person_id, worker_id=cast.yusuf.person_id
    )
    note(cast.yusuf, case_id, "carer", "Bibi")
    other = note(cast.yusuf, case_id, "carer", "Kakek", "document", difference="disagrees")
    with pytest.raises(NotAllowed):
        actions.settle_fact(cast.yusuf, dossier_id=case_id, keep_id=other, reason="document")
    actions.settle_fact(cast.dewi, dossier_id=case_id, keep_id=other, reason="document")


def test_only_whoever_noted_it_or_settles_facts_takes_it_back(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    cases.assign_case(
        cast.ningsih, case_id=case_id, manager_id=cast.dewi.person_id, worker_id=cast.yusuf.person_id
    )
    fact_id = note(cast.dewi, case_id, "school", "SDN Ngunut 1")
    with pytest.raises(NotFound):
        actions.withdraw_fact(cast.yusuf, dossier_id=case_id, fact_id=fact_id, reason=WithdrawReason.MISTYPED)
    actions.withdraw_fact(cast.dewi, dossier_id=case_id, fact_id=fact_id, reason=WithdrawReason.MISTYPED)
    found = queries.get_fact(cast.dewi, case_id, "school")
    assert (found.row.values, [one.state for one in found.before]) == ((), [State.WITHDRAWN])
    with pytest.raises(actions.NoLongerCounts):
        actions.confirm_fact(
            cast.dewi, dossier_id=case_id, fact_id=fact_id, source="document", said_on=clock.today()
        )


def test_taking_back_one_of_two_ends_the_work(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    note(cast.dewi, case_id, "carer", "Bibi")
    other = note(cast.dewi, case_id, "carer", "Kakek", difference="disagrees")
    actions.withdraw_fact(cast.dewi, dossier_id=case_id, fact_id=other, reason="not_said")
    assert WorkKind.SETTLE_FACTS not in work_of(cast.dewi)
    assert [one.state for one in row(cast.dewi, case_id, "carer").values] == [State.STANDING]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"kind": "zodiac"}, actions.KindIsUnknown),
        ({"value": ""}, actions.ValueNotAccepted),
        ({"value": "x" * 501}, actions.ValueNotAccepted),
        ({"source": "earlier"}, actions.SourceMissing),
        ({"days": -1}, actions.DayNotPossible),
        ({"days": 20 * 366}, actions.DayNotPossible),
        ({"whence": "x" * 201}, actions.TooLong),
    ],
)
def test_what_cannot_be_noted_says_why(cast: Cast, given: dict[str, Any], refusal: type[Exception]) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    wish = {"kind": "school", "value": "SDN 1", "source": "child", "days": 0, "whence": "", **given}
    with pytest.raises(refusal):
        note(
            cast.dewi,
            case_id,
            wish["kind"],
            wish["value"],
            wish["source"],
            said_on=clock.today() - timedelta(days=wish["days"]),
            whence=wish["whence"],
        )
    with acting(SYSTEM):
        assert not Fact.objects.exists()


def test_a_closed_case_takes_no_facts(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    cases.close_case(cast.dewi, case_id=case_id, reason="moved_away", outcome="unknown")
    with pytest.raises(actions.DossierIsClosed):
        note(cast.dewi, case_id, "school", "SDN 1")


def test_strangers_are_answered_as_if_there_were_no_case(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    fact_id = note(cast.dewi, case_id, "school", "SDN 1")
    for stranger in (cast.bagus, cast.maya):
        for asked in (
            lambda who: queries.get_fact_sheet(who, case_id),
            lambda who: queries.known_facts(who, case_id),
            lambda who: note(who, case_id, "school", "SDN 2"),
            lambda who: actions.withdraw_fact(
                who, dossier_id=case_id, fact_id=fact_id, reason=WithdrawReason.MISTYPED
            ),
        ):
            with pytest.raises(NotFound):
                asked(stranger)


def test_health_and_law_open_with_their_own_parts(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    note(cast.dewi, case_id, "allergies", "Kacang")
    with acting(SYSTEM):
        for grant in Grant.objects.filter(dossier_id=case_id):
            grant.parts = [part for part in grant.parts if part not in {Part.HEALTH, Part.LEGAL}]
            grant.save()
    sheet = queries.get_fact_sheet(cast.dewi, case_id)
    assert sheet.is_partial
    assert "allergies" not in {one.kind for group in sheet.groups for one in group.rows}
    assert "allergies" not in queries.known_facts(cast.dewi, case_id)
    with pytest.raises(NotFound):
        queries.get_fact(cast.dewi, case_id, "allergies")
    with pytest.raises(actions.KindIsUnknown):
        note(cast.dewi, case_id, "allergies", "Udang")
    with acting(SYSTEM):
        assert HealthFact.objects.count() == 1


def test_what_is_missing_old_or_contradicted_is_what_must_be_done_now(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    note(cast.dewi, case_id, "attends", "yes", said_on=clock.today() - timedelta(days=91))
    note(cast.dewi, case_id, "carer", "Bibi")
    note(cast.dewi, case_id, "carer", "Kakek", difference="disagrees")
    note(cast.dewi, case_id, "interpreter", "no")
    sheet = queries.get_fact_sheet(cast.dewi, case_id)
    assert [one.kind for one in sheet.to_do] == ["carer", "attends"]
    unknown = {one.kind for one in sheet.unknown}
    assert "language" in unknown
    assert "interpreter" not in unknown
    assert "religion" not in unknown, "nobody must ask for it"
    cases.close_case(cast.dewi, case_id=case_id, reason="moved_away", outcome="unknown")
    closed = queries.get_fact_sheet(cast.dewi, case_id)
    assert (closed.to_do, closed.unknown) == ((), ())


def test_another_case_in_sight_speaks_along_and_one_out_of_sight_is_silent(cast: Cast) -> None:
    mine, theirs = two_agencies(cast)
    note(cast.maya, theirs, "school", "SDN Ngunut 1", "document")
    assert row(cast.dewi, mine, "school").values == ()
    assert "school" not in queries.known_facts(cast.dewi, mine)
    with acting(SYSTEM):
        for grant in Grant.objects.filter(dossier_id=mine, user_id=cast.dewi.user_id):
            grant.pk, grant.dossier_id = None, theirs
            grant._state.adding = True
            grant.save()
    (value,) = row(cast.dewi, mine, "school").values
    assert value.case_number == case_ref(cast.maya, theirs).number
    assert queries.known_facts(cast.dewi, mine)["school"].value == "SDN Ngunut 1"
    note(cast.dewi, mine, "school", "SDN Ngunut 2")
    assert [one.words for one in row(cast.dewi, mine, "school").values] == ["SDN Ngunut 2", "SDN Ngunut 1"]
    assert row(cast.dewi, mine, "school").to_do


PLACE = {
    "carer": "family/carer",
    "illness": "body/illness",
    "legal_help": "law/legal_help",
    "attends": "school/attends",
}


def answered(cast: Cast, case_id: UUID, **answers: Any) -> None:
    given = {PLACE[code]: AnswerInput(value, Source.CAREGIVER) for code, value in answers.items()}
    cases.save_answers(cast.dewi, case_id=case_id, answers=given)
    cases.complete_assessment(cast.dewi, case_id=case_id, needs=["protection"])


def test_an_assessment_writes_back_what_it_learnt_and_is_filled_with_what_is_known(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    note(cast.dewi, case_id, "carer", "Bibi")
    note(cast.dewi, case_id, "legal_help", "no")
    questions = {
        one.place: one for section in get_assessment(cast.dewi, case_id).sections for one in section.questions
    }
    assert (questions["family/carer"].value, questions["family/carer"].is_prefilled) == ("Bibi", True)
    answered(cast, case_id, carer="bibi", illness="Asma", legal_help="yes")
    assert row(cast.dewi, case_id, "carer").values[0].is_confirmed
    assert [one.words for one in row(cast.dewi, case_id, "illness").values] == ["Asma"]
    assert {one.value for one in row(cast.dewi, case_id, "legal_help").values} == {"yes", "no"}
    event = EventRow.objects.get(kind="facts_proposed")
    assert (event.payload["new"], event.payload["same"], event.payload["other"]) == (1, 1, 1)


def test_an_old_value_gives_way_to_what_an_assessment_learns(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    note(cast.dewi, case_id, "attends", "yes", said_on=clock.today() - timedelta(days=91))
    answered(cast, case_id, attends="no")
    found = queries.get_fact(cast.dewi, case_id, "attends")
    assert [one.value for one in found.row.values] == ["no"]
    assert [one.state for one in found.before] == [State.SUPERSEDED]


def test_values_lie_sealed_in_the_compartment_of_their_kind(cast: Cast) -> None:
    case_id, _child = case_of(cast, "Melati Putri")
    for kind, value in (("school", "SDN 1"), ("allergies", "Kacang"), ("police_report", "made")):
        note(cast.dewi, case_id, kind, value)
    with acting(SYSTEM):
        assert [table.objects.count() for table in FACT_TABLES.values()] == [1, 1, 1]
        assert all(table._meta.get_field("value").compartment != "" for table in FACT_TABLES.values())
        stored = HealthFact.objects.get().__dict__["value"]
    assert b"Kacang" not in stored.stored
