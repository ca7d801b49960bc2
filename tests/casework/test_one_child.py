"""Two records of one child: merged they count as one, open nothing to anybody, and can be parted again."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.apps import apps

from anyam.casework.cases import actions as cases
from anyam.casework.cases import queries
from anyam.casework.cases.actions import HolderIsBarred
from anyam.casework.cases.actions.cases import AnotherCaseIsOpen, HasConflict
from anyam.casework.cases.results import ChildInput
from anyam.casework.rights.actions import (
    HoldIsNotKnown,
    RecordIsLeaving,
    merge_people,
    part_people,
    set_hold,
)
from anyam.casework.rights.choices import hold_reasons
from anyam.casework.rights.queries import is_child_held
from anyam.foundation.access import Actor, NotAllowed, NotFound, Role
from anyam.foundation.access.choices import BlockReason, Part, Reason
from anyam.foundation.access.models import Block, Grant
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.events.models import EventRow
from anyam.registry.people.actions import MergedAlready, MergeReasonMissing, SameRecord
from anyam.registry.people.queries import find_people, names_of, records_of
from tests.cast import SYSTEM, VILLAGE, Cast, a_report

BECAUSE = "papers"


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def case_of(cast: Cast, name: str, manager: Actor | None = None, **more: object) -> tuple[UUID, UUID]:
    """A new case of a child written down anew: its number and the child's."""
    child = ChildInput(full_name=name, sex="female", place_code=VILLAGE, **more)  # type: ignore[arg-type]
    report_id = triaged(cast, child)
    holder = manager or cast.dewi
    case_id = cases.open_cases(cast.ningsih, report_id=report_id, manager_id=holder.person_id)
    return case_id, queries.case_ref(cast.ningsih, case_id).child_id


def triaged(cast: Cast, child: ChildInput) -> UUID:
    report_id = cases.take_report(cast.ratna, report=a_report(children=(child,)))
    cases.triage_report(cast.ratna, report_id=report_id, facts={"sexual_violence": True})
    return report_id


def merged(cast: Cast, one: UUID, other: UUID) -> UUID:
    return merge_people(cast.ningsih, keep_id=one, other_id=other, reason=BECAUSE)


def rows(label: str) -> list[dict[str, object]]:
    with acting(SYSTEM):
        return sorted(apps.get_model(label).objects.values(), key=lambda row: str(row["id"]))


def test_two_records_count_as_one_until_they_are_parted(cast: Cast) -> None:
    first, one = case_of(cast, "Melati Putri")
    second, other = case_of(cast, "Mlati Putri", cast.bagus)
    merging_id = merged(cast, one, other)
    assert records_of(SYSTEM, other) == (one, other)
    family = queries.get_family(cast.ningsih, first)
    assert [link.id for link in family.same_child] == [second]
    assert [entry.id for entry in family.merges] == [merging_id]
    part_people(cast.ningsih, merging_id=merging_id)
    assert records_of(SYSTEM, other) == (other,)
    assert not queries.get_family(cast.ningsih, first).same_child
    assert EventRow.objects.filter(kind__in=["people_merged", "people_parted"]).count() == 2


def test_nothing_that_was_written_changes_by_merging_and_parting(cast: Cast) -> None:
    _, one = case_of(cast, "Melati Putri")
    _, other = case_of(cast, "Mlati Putri")
    tables = ("people.Person", "cases.Case", "cases.ReportedChild", "people.Presence", "people.NameKey")
    before = {label: rows(label) for label in tables}
    merging_id = merged(cast, one, other)
    assert {label: rows(label) for label in tables} == before
    part_people(cast.ningsih, merging_id=merging_id)
    assert {label: rows(label) for label in tables} == before


def test_chains_resolve_to_one_child_and_part_link_by_link(cast: Cast) -> None:
    children = [case_of(cast, name)[1] for name in ("Melati A", "Melati B", "Melati C", "Melati D")]
    a, b, c, d = children
    merged(cast, b, a)
    middle = merged(cast, c, a)  # a already stands for b
    merged(cast, d, c)
    assert set(records_of(SYSTEM, a)) == set(children)
    part_people(cast.ningsih, merging_id=middle)
    assert set(records_of(SYSTEM, a)) == {a, b}
    assert set(records_of(SYSTEM, d)) == {c, d}


def test_what_is_one_already_or_one_record_is_not_merged(cast: Cast) -> None:
    _, one = case_of(cast, "Melati")
    _, other = case_of(cast, "Mlati")
    with pytest.raises(SameRecord):
        merged(cast, one, one)
    with pytest.raises(MergeReasonMissing):
        merge_people(cast.ningsih, keep_id=one, other_id=other, reason="because")
    merged(cast, one, other)
    for pair in ((one, other), (other, one)):
        with pytest.raises(MergedAlready):
            merged(cast, *pair)


def test_only_supervisors_who_work_on_both_may_judge(cast: Cast) -> None:
    _, one = case_of(cast, "Melati")
    _, other = case_of(cast, "Mlati")
    for who in (cast.dewi, cast.yusuf, cast.ratna, cast.wulan, cast.citra, cast.agus, cast.tamu, cast.joko):
        with pytest.raises(NotAllowed):
            merge_people(who, keep_id=one, other_id=other, reason=BECAUSE)
    with pytest.raises(NotFound):
        merge_people(cast.maya, keep_id=one, other_id=other, reason=BECAUSE)
    with pytest.raises(NotFound):
        merged(cast, one, uuid4())
    merging_id = merged(cast, one, other)
    with pytest.raises(NotFound):
        part_people(cast.maya, merging_id=merging_id)
    with pytest.raises(NotAllowed):
        part_people(cast.dewi, merging_id=merging_id)
    with pytest.raises(NotFound):
        part_people(cast.ningsih, merging_id=uuid4())


def test_who_may_only_read_one_of_the_two_does_not_merge_them(cast: Cast) -> None:
    first, one = case_of(cast, "Melati")
    reports = cases.take_report(cast.maya, report=a_report(children=(ChildInput(full_name="Mlati"),)))
    [other] = [child.person_id for child in queries.get_report(cast.maya, reports).children]
    cases.give_access(
        cast.dewi,
        case_id=first,
        user_id=cast.maya.person_id,
        agency_id=cast.other_centre.id,
        parts=[Part.IDENTITY],
        reason=Reason.CONFERENCE,
        until=clock.now() + timedelta(days=3),
    )
    assert names_of(cast.maya, [one])[one].full_name == "Melati"
    with pytest.raises(NotFound):
        merge_people(cast.maya, keep_id=one, other_id=other, reason=BECAUSE)


def test_an_adult_named_in_a_report_is_no_child_to_merge(cast: Cast) -> None:
    _, one = case_of(cast, "Melati")
    with acting(SYSTEM):
        adult = apps.get_model("cases.ReportedPerson").objects.filter(person__isnull=False).first().person_id
    with pytest.raises(NotFound):
        merged(cast, one, adult)


# --- need to know ---------------------------------------------------------------------------------------------------


def test_merging_opens_nothing_to_anybody(cast: Cast) -> None:
    first, one = case_of(cast, "Melati Putri", cast.dewi)
    second, other = case_of(cast, "Kenanga Ayu", cast.bagus)
    before = Grant.objects.count()
    pages = [queries.get_family(who, case) for who, case in ((cast.dewi, first), (cast.bagus, second))]
    merged(cast, one, other)
    assert Grant.objects.count() == before
    for who, mine, theirs, page in (
        (cast.dewi, first, second, pages[0]),
        (cast.bagus, second, first, pages[1]),
    ):
        assert queries.get_family(who, mine) == page
        with pytest.raises(NotFound):
            queries.case_ref(who, theirs)
    assert names_of(cast.dewi, [other])[other].full_name != "Kenanga Ayu"
    with acting(cast.dewi):
        assert not apps.get_model("people.Merging").objects.exists()
    with acting(cast.ningsih):
        assert not apps.get_model("people.Merging").objects.exists()


def test_a_waiting_report_does_not_tell_of_a_case_that_its_reader_may_not_see(cast: Cast) -> None:
    report_id = triaged(cast, ChildInput(full_name="Melati"))
    [child] = queries.get_report(cast.ratna, report_id).children
    case_id, one = case_of(cast, "Kenanga")
    merged(cast, one, child.person_id)
    number = queries.case_ref(cast.ningsih, case_id).number
    assert queries.get_report(cast.ratna, report_id).children[0].other_open_case_number == ""
    assert queries.get_report(cast.ningsih, report_id).children[0].other_open_case_number == number


def test_whoever_is_barred_from_one_record_is_barred_from_all(cast: Cast) -> None:
    kin = cast.person("Kerabat", cast.centre, Role.SUPERVISOR)
    first, one = case_of(cast, "Melati")
    second, other = case_of(cast, "Mlati", cast.bagus)
    cases.block_person(cast.ningsih, case_id=first, user_id=kin.person_id, reason=BlockReason.KIN)
    assert queries.case_ref(kin, second)
    merging_id = merged(cast, one, other)
    with pytest.raises(NotFound):
        queries.case_ref(kin, second)
    later = triaged(cast, ChildInput(full_name="x", person_id=other))
    with pytest.raises(NotFound):
        queries.get_report(kin, later)
    with pytest.raises(HasConflict):
        cases.assign_case(cast.ningsih, case_id=second, manager_id=_manager(cast, first))
    part_people(cast.ningsih, merging_id=merging_id)
    with pytest.raises(NotFound):  # parting takes no block away: that is done by hand
        queries.case_ref(kin, second)
    cases.unblock_person(cast.ningsih, case_id=second, user_id=kin.person_id)
    assert queries.case_ref(kin, second)
    with pytest.raises(NotFound):
        queries.case_ref(kin, first)


def _manager(cast: Cast, case_id: UUID) -> UUID:
    """A manager who is now barred from the child of this case."""
    manager = cast.person("Paman", cast.centre, Role.CASE_MANAGER)
    cases.block_person(cast.ningsih, case_id=case_id, user_id=manager.person_id, reason=BlockReason.KIN)
    return manager.person_id


def test_a_block_set_after_merging_counts_for_both_records(cast: Cast) -> None:
    kin = cast.person("Kerabat", cast.centre, Role.SUPERVISOR)
    first, one = case_of(cast, "Melati")
    second, other = case_of(cast, "Mlati")
    merged(cast, one, other)
    cases.block_person(cast.ningsih, case_id=second, user_id=kin.person_id, reason=BlockReason.KIN)
    with pytest.raises(NotFound):
        queries.case_ref(kin, first)


def test_a_child_does_not_lose_its_worker_by_merging(cast: Cast) -> None:
    first, one = case_of(cast, "Melati", cast.dewi)
    _, other = case_of(cast, "Mlati", cast.bagus)
    cases.block_person(cast.ningsih, case_id=first, user_id=cast.bagus.person_id, reason=BlockReason.KIN)
    blocks = Block.objects.count()
    with pytest.raises(HolderIsBarred):
        merged(cast, one, other)
    assert records_of(SYSTEM, one) == (one,)
    assert Block.objects.count() == blocks


# --- one open case per child ----------------------------------------------------------------------------------------


def test_a_report_of_either_record_joins_the_one_open_case(cast: Cast) -> None:
    first, one = case_of(cast, "Melati")
    report_id = triaged(cast, ChildInput(full_name="Mlati"))
    [child] = queries.get_report(cast.ningsih, report_id).children
    merged(cast, one, child.person_id)
    assert cases.open_cases(cast.ningsih, report_id=report_id) == first
    assert queries.get_report(cast.ningsih, report_id).children[0].case_id == first


def test_two_open_cases_both_stay_and_the_closed_one_stays_closed(cast: Cast) -> None:
    first, one = case_of(cast, "Melati")
    second, other = case_of(cast, "Mlati", cast.bagus)
    merged(cast, one, other)
    compared = queries.get_same_child(cast.ningsih, first, other_id=other).comparison
    assert compared is not None
    assert len(compared.open_numbers) == 2
    assert queries.get_family(cast.ningsih, first).open_numbers == compared.open_numbers
    assert queries.get_family(cast.dewi, first).open_numbers == ()  # sees only the one
    cases.close_case(cast.ningsih, case_id=second, reason="duplicate", outcome="unknown")
    assert queries.get_family(cast.ningsih, first).open_numbers == ()
    with pytest.raises(AnotherCaseIsOpen):
        cases.reopen_case(cast.ningsih, case_id=second, reason="new_information")
    assert (
        cases.open_cases(cast.ningsih, report_id=triaged(cast, ChildInput(full_name="x", person_id=other)))
        == first
    )


# --- finding and comparing ------------------------------------------------------------------------------------------


def test_a_search_shows_one_child_once_under_the_name_that_fits(cast: Cast) -> None:
    _, one = case_of(cast, "Melati Kusumawardani")
    _, other = case_of(cast, "Melati Kusumawardhani")
    assert len(find_people(cast.ratna, name="Melati Kusumawardani")) == 2
    merging_id = merged(cast, one, other)
    [match] = find_people(cast.ratna, name="Melati Kusumawardani")
    assert match.person_id == one
    assert set(match.records) == {one, other}
    assert len(queries.find_cases(cast.ningsih, queries.CaseFilter(text="Melati Kusumawardani")).rows) == 2
    part_people(cast.ningsih, merging_id=merging_id)
    assert len(find_people(cast.ratna, name="Melati Kusumawardani")) == 2


def test_likely_records_are_proposed_and_compared_side_by_side_with_a_look_at_each(cast: Cast) -> None:
    first, one = case_of(cast, "Melati Kusumawardani", nik="3504014203170001")
    second, other = case_of(cast, "Melati Kusumawardhani", nik="3504014203170002")
    case_of(cast, "Bambang Sutejo")
    found = queries.get_same_child(cast.ningsih, first)
    assert [choice.person_id for choice in found.choices] == [other]
    number = queries.case_ref(cast.ningsih, second).number
    compared = queries.get_same_child(cast.ningsih, first, number=f" {number.lower()} ").comparison
    assert compared is not None
    assert compared.keep_id == one
    assert [fact.differs for fact in compared.likenesses if fact.differs is not None] == [
        True,
        False,
        False,
        True,
    ]
    looked = apps.get_model("audit.Look").objects.filter(part="identity", user_id=cast.ningsih.user_id)
    assert set(looked.values_list("subject_id", flat=True)) >= {one, other}


def test_a_number_or_child_out_of_sight_answers_like_one_that_is_not_there(cast: Cast) -> None:
    first, _ = case_of(cast, "Melati")
    theirs = cases.take_report(cast.maya, report=a_report(children=(ChildInput(full_name="Melati"),)))
    seen = queries.get_report(cast.maya, theirs)
    for number in (seen.number, "K-0000-2000-0001", "\x00"):
        assert queries.get_same_child(cast.ningsih, first, number=number).choices == ()
    for other in (seen.children[0].person_id, uuid4()):
        with pytest.raises(NotFound):
            queries.get_same_child(cast.ningsih, first, other_id=other)
    assert queries.get_same_child(cast.ningsih, first).choices == ()
    with pytest.raises(NotAllowed):
        queries.get_same_child(cast.dewi, first)


# --- holds and destruction ------------------------------------------------------------------------------------------


def test_a_child_under_a_legal_hold_is_not_merged_silently(cast: Cast) -> None:
    first, one = case_of(cast, "Melati")
    _, other = case_of(cast, "Mlati")
    assert not is_child_held(cast.ningsih, [one, other])
    number = queries.case_ref(cast.ningsih, first).number
    set_hold(cast.citra, case_number=number, reason=sorted(hold_reasons().codes())[0])
    assert is_child_held(cast.ningsih, [one, other])
    with pytest.raises(HoldIsNotKnown):
        merged(cast, one, other)
    assert records_of(SYSTEM, one) == (one,)
    merge_people(cast.ningsih, keep_id=one, other_id=other, reason=BECAUSE, knows_of_hold=True)
    assert EventRow.objects.get(kind="people_merged").payload["is_held"] is True


def test_a_child_whose_data_are_about_to_be_destroyed_is_not_merged(cast: Cast) -> None:
    first, one = case_of(cast, "Melati")
    _, other = case_of(cast, "Mlati")
    with acting(SYSTEM):
        apps.get_model("rights.Destruction").objects.create(
            number="BA-1",
            district_code="35.04",
            case_id=first,
            case_number="x",
            part="all",
            ground="case",
            proposed_at=clock.now(),
            proposed_by_id=cast.citra.person_id,
        )
    for pair in ((one, other), (other, one)):
        with pytest.raises(RecordIsLeaving):
            merge_people(cast.ningsih, keep_id=pair[0], other_id=pair[1], reason=BECAUSE, knows_of_hold=True)
    assert records_of(SYSTEM, one) == (one,)
