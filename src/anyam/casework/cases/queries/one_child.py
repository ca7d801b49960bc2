"""Two records of one child: who may judge it, what is known of both, and what was merged.

Everything told here lies within the reader's own sight. Which records belong together is asked as the system, and then
narrowed: a record out of sight is not even counted.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from anyam.casework.cases import choices
from anyam.casework.cases.choices import CaseState
from anyam.casework.cases.models import Case, Report, ReportedChild
from anyam.casework.cases.queries.header import find_case, header_of
from anyam.casework.cases.results import (
    Comparison,
    Likeness,
    LinkedCase,
    LinkedReport,
    MergeEntry,
    RecordChoice,
    RecordSide,
    SameChild,
)
from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import blocks_on, may_write
from anyam.foundation.core.dates import day_in_words
from anyam.foundation.core.text import clean_line
from anyam.registry.accounts import queries as accounts
from anyam.registry.people import queries as people
from anyam.registry.people.results import IdentityDetail, PersonMatch

_SYSTEM = Actor.system("one child")
MOST_CHOICES = 8


def works_on_child(actor: Actor, person_id: UUID) -> bool:
    """Whether the actor sees who this child is, and may work on a case or report of just this record."""
    if person_id not in people.in_sight_among(actor, [person_id]):
        return False
    with acting(_SYSTEM):
        dossiers = _dossiers(person_id)
    return any(may_write(actor, dossier_id) for dossier_id in dossiers)


def other_records_in_sight(actor: Actor, child_id: UUID) -> frozenset[UUID]:
    """The child's other records, as far as their identity is open to the actor."""
    together = people.records_of(_SYSTEM, child_id)
    return people.in_sight_among(actor, together) - {child_id}


def same_child_cases(actor: Actor, case: Case) -> tuple[LinkedCase, ...]:
    """Cases in sight of the same child under its other records."""
    records = other_records_in_sight(actor, case.child_id)
    return _cases(actor, records)


def merges_in_sight(actor: Actor, child_id: UUID) -> tuple[MergeEntry, ...]:
    """How the child's records came together, where the actor sees both."""
    pairs = people.merges_of(_SYSTEM, child_id)
    seen = people.in_sight_among(actor, {one for pair in pairs for one in (pair.other_id, pair.kept_id)})
    told = [pair for pair in pairs if {pair.other_id, pair.kept_id} <= seen]
    names = accounts.user_names(actor, {pair.merged_by_id for pair in told if pair.merged_by_id})
    return tuple(
        MergeEntry(
            id=pair.id,
            at=pair.merged_at,
            by=names.get(pair.merged_by_id, "") if pair.merged_by_id else "",
            reason_label=pair.reason_label,
            numbers=_numbers(actor, pair.other_id),
        )
        for pair in told
    )


def open_at_one_agency(actor: Actor, person_ids: Collection[UUID]) -> tuple[str, ...]:
    """The numbers in sight of open cases, where an agency would have more than one for the child."""
    found = Case.objects.visible_to(actor).filter(child_id__in=list(person_ids), state=CaseState.OPEN)
    by_agency: dict[UUID, list[str]] = {}
    for agency_id, number in found.order_by("opened_at").values_list("agency_id", "number"):
        by_agency.setdefault(agency_id, []).append(number)
    return tuple(number for numbers in by_agency.values() if len(numbers) > 1 for number in numbers)


@query
def find_cases_of_children(actor: Actor, person_ids: Collection[UUID]) -> frozenset[UUID]:
    """Every case of these children, under any of their records; for the system alone."""
    require(actor, Permission.KNOW_SAME_PEOPLE)
    records = {record for one in person_ids for record in people.records_of(actor, one)}
    return frozenset(Case.objects.filter(child_id__in=records).values_list("pk", flat=True))


@query
def get_same_child(
    actor: Actor, case_id: UUID, *, number: str = "", other_id: UUID | None = None
) -> SameChild:
    """Records that may be of the child of this case, by their likeness or by a number that was typed; one of them
    side by side with it. Opening two identities leaves two looks. Raises NotFound."""
    require(actor, Permission.MERGE_PEOPLE)
    case = find_case(actor, case_id)
    if not may_write(actor, case.pk):
        raise NotFound("case to work on")
    header = header_of(actor, case, part="family")
    found: tuple[RecordChoice, ...] = ()
    if other_id is None:
        found = _by_number(actor, case, number) if number else _by_likeness(actor, case)
        other_id = found[0].person_id if number and len(found) == 1 else None
    return SameChild(header, found, _compared(actor, case, other_id) if other_id else None)


def _compared(actor: Actor, case: Case, other_id: UUID) -> Comparison:
    if other_id == case.child_id or not works_on_child(actor, other_id):
        raise NotFound("child")
    here = people.get_identity(actor, case.child_id, case_id=case.pk)
    there = people.get_identity(actor, other_id)
    together = set(people.records_of(_SYSTEM, case.child_id))
    return Comparison(
        here=_side(actor, here),
        there=_side(actor, there),
        likenesses=tuple(_likenesses(actor, here, there)),
        keep_id=min(case.child_id, other_id),  # numbers grow with time
        open_numbers=open_at_one_agency(actor, {case.child_id, other_id}),
        barred=_barred(actor, case.child_id, other_id),
        are_together=other_id in together,
    )


def _side(actor: Actor, who: IdentityDetail) -> RecordSide:
    return RecordSide(
        who.person_id, who.display_name, _cases(actor, [who.person_id]), _reports(actor, who.person_id)
    )


def _likenesses(actor: Actor, here: IdentityDetail, there: IdentityDetail) -> Iterable[Likeness]:
    villages = _villages(actor, here.person_id, there.person_id)
    pairs = [
        (_("Full name"), here.full_name, there.full_name),
        (_("Called"), here.nickname, there.nickname),
        (_("Other names"), here.other_names, there.other_names),
        (_("Sex"), *(str(one.sex_label) if one.sex != "unknown" else "" for one in (here, there))),
        (_("Place of birth"), here.birth_place, there.birth_place),
        (_("Mother’s name"), here.mother_name, there.mother_name),
        (_("Village"), *villages),
    ]
    for label, one, other in pairs:
        yield Likeness(label, one, other, one.casefold() != other.casefold() if one and other else None)
    yield Likeness(_("Age"), _age(here), _age(there), _ages_differ(here, there))
    differs = here.nik != there.nik if here.nik and there.nik else None
    yield Likeness(_("NIK"), here.masked_nik, there.masked_nik, differs)


def _age(who: IdentityDetail) -> str:
    if who.birth_on is None:
        return ""
    return (
        f"{who.age_text} · {day_in_words(who.birth_on)}" if who.birth_precision == "exact" else who.age_text
    )


def _ages_differ(here: IdentityDetail, there: IdentityDetail) -> bool | None:
    """Days where both are known; guessed ages differ by more than a year, and never prove to be the same."""
    if here.birth_on is None or there.birth_on is None:
        return None
    if here.birth_precision == there.birth_precision == "exact":
        return here.birth_on != there.birth_on
    return abs(here.birth_on.year - there.birth_on.year) > 1 or None


def _villages(actor: Actor, *person_ids: UUID) -> tuple[str, ...]:
    """Where they live; nothing where the address is secret or not open."""
    found = people.addresses_of(actor, person_ids)
    open_ones = {one: row.place_name for one, row in found.items() if not row.is_secret}
    return tuple(open_ones.get(person_id, "") for person_id in person_ids)


def _by_number(actor: Actor, case: Case, number: str) -> tuple[RecordChoice, ...]:
    """The children of the case or report in sight with this number."""
    typed = clean_line(number).upper()
    found = set(Case.objects.visible_to(actor).filter(number=typed).values_list("child_id", flat=True))
    reports = Report.objects.visible_to(actor).filter(number=typed)
    found |= set(ReportedChild.objects.filter(report__in=reports).values_list("person_id", flat=True))
    names = people.names_of(actor, found - {case.child_id})
    return tuple(
        RecordChoice(one, name.full_name, name.age_text, "", (), _numbers(actor, one))
        for one, name in sorted(names.items())
        if works_on_child(actor, one)
    )


def _by_likeness(actor: Actor, case: Case) -> tuple[RecordChoice, ...]:
    """Children in sight whose record resembles this one's, and that do not belong to it yet."""
    who = people.get_identity(actor, case.child_id, case_id=case.pk)
    matches = people.find_people(
        actor,
        name=who.full_name or who.nickname,
        birth_year=who.birth_on.year if who.birth_on else None,
        place_code=case.place_id,
        nik=who.nik,
        mother_name=who.mother_name,
        limit=MOST_CHOICES * 2,
    )
    together = set(people.records_of(_SYSTEM, case.child_id))
    likely = [(record, match) for match in matches for record in match.records if record not in together]
    return tuple(_choices(actor, likely))[:MOST_CHOICES]


def _choices(actor: Actor, likely: list[tuple[UUID, PersonMatch]]) -> Iterable[RecordChoice]:
    in_sight = people.in_sight_among(actor, [record for record, _match in likely])
    mine = [
        (record, match) for record, match in likely if record in in_sight and works_on_child(actor, record)
    ]
    names = people.names_of(actor, [record for record, _match in mine])
    for record, match in mine:
        is_best = record == match.person_id
        yield RecordChoice(
            record,
            names[record].full_name,
            names[record].age_text,
            match.place_name if is_best else "",
            match.reasons if is_best else (),
            _numbers(actor, record),
        )


def _barred(actor: Actor, *person_ids: UUID) -> int:
    """How many people are kept away from dossiers of these records that the actor sees."""
    seen = {link.id for link in _cases(actor, person_ids)}
    for person_id in person_ids:
        seen |= {report.id for report in _reports(actor, person_id)}
    return blocks_on(*seen).values("user_id").distinct().count()


def _cases(actor: Actor, person_ids: Collection[UUID]) -> tuple[LinkedCase, ...]:
    found = Case.objects.visible_to(actor).filter(child_id__in=list(person_ids)).order_by("number")
    label = _("The same child")
    return tuple(
        LinkedCase(case.pk, case.number, f"{label} · {CaseState(case.state).label}", is_visible=True)
        for case in found
    )


def _reports(actor: Actor, person_id: UUID) -> tuple[LinkedReport, ...]:
    found = Report.objects.visible_to(actor).filter(children__person_id=person_id).distinct()
    channels = choices.report_channels()
    return tuple(
        LinkedReport(report.pk, report.number, report.received_at, channels.label(report.channel))
        for report in found.order_by("-received_at")
    )


def _numbers(actor: Actor, person_id: UUID) -> tuple[str, ...]:
    """The numbers in sight of a record's cases, or else of its reports."""
    cases = tuple(link.number for link in _cases(actor, [person_id]))
    return cases or tuple(report.number for report in _reports(actor, person_id))


def _dossiers(person_id: UUID) -> set[UUID]:
    cases = Case.objects.filter(child_id=person_id).values_list("pk", flat=True)
    return {*cases, *ReportedChild.objects.filter(person_id=person_id).values_list("report_id", flat=True)}
