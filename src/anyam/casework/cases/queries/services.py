"""What was done for a child: contacts, services, reviews and closures."""

from collections.abc import Iterable
from uuid import UUID

from anyam.casework.cases import choices
from anyam.casework.cases.choices import ContactKind, Level, NarrativeKind, Outcome, ReviewDecision
from anyam.casework.cases.models import Case, Closure, Contact, Narrative, Report, Review
from anyam.casework.cases.queries.header import find_case, header_of
from anyam.casework.cases.results import (
    ClosureRow,
    ContactList,
    ContactRow,
    LevelPoint,
    ReviewList,
    ReviewRow,
)
from anyam.casework.sops import queries as sops
from anyam.casework.sops.choices import WorkKind
from anyam.foundation.access import Actor, query
from anyam.foundation.core import clock
from anyam.registry.accounts import queries as accounts
from anyam.registry.agencies import queries as agencies

MOST_SHOWN = 200


@query
def get_contacts(actor: Actor, case_id: UUID) -> ContactList:
    """Contacts, visits and services of a case, the newest first."""
    case = find_case(actor, case_id)
    header = header_of(actor, case, part="contacts")
    contacts = list(Contact.objects.filter(case=case).order_by("-held_on", "-id")[:MOST_SHOWN])
    names = agencies.agency_names(actor, {contact.agency_id for contact in contacts})
    who = accounts.user_names(actor, {contact.recorded_by_id for contact in contacts})
    texts = _texts([contact.pk for contact in contacts])
    visit = next((one for one in sops.open_work_of_case(actor, case.pk) if one.kind == WorkKind.VISIT), None)
    return ContactList(
        header=header,
        contacts=tuple(
            ContactRow(
                id=contact.pk,
                kind=contact.kind,
                kind_label=str(ContactKind(contact.kind).label),
                on=contact.held_on,
                agency_name=names[contact.agency_id].name,
                need_label=choices.needs().label(contact.need),
                with_whom=contact.with_whom,
                was_child_seen=contact.was_child_seen,
                note=texts.get((NarrativeKind.CONTACT, contact.pk), ""),
                by=who.get(contact.recorded_by_id, ""),
                next_visit_on=contact.next_visit_on,
            )
            for contact in contacts
        ),
        next_visit_on=clock.local(visit.due_at).date() if visit else None,
    )


@query
def get_reviews(actor: Actor, case_id: UUID) -> ReviewList:
    """Reviews and closures of a case, the newest first."""
    case = find_case(actor, case_id)
    header = header_of(actor, case, part="reviews")
    reviews = list(Review.objects.filter(case=case).order_by("-held_on", "-id")[:MOST_SHOWN])
    closures = list(Closure.objects.filter(case=case).order_by("-closed_at"))
    texts = _texts([row.pk for row in (*reviews, *closures)])
    who = accounts.user_names(actor, {r.recorded_by_id for r in reviews} | {c.closed_by_id for c in closures})
    due = next((one for one in sops.open_work_of_case(actor, case.pk) if one.kind == WorkKind.REVIEW), None)
    return ReviewList(
        header=header,
        reviews=tuple(
            ReviewRow(
                id=review.pk,
                held_on=review.held_on,
                decision_label=str(ReviewDecision(review.decision).label),
                level_label=str(Level(review.level).label),
                next_review_on=review.next_review_on,
                child_took_part=review.child_took_part,
                note=texts.get((NarrativeKind.REVIEW, review.pk), ""),
                by=who.get(review.recorded_by_id, ""),
            )
            for review in reviews
        ),
        closures=tuple(
            ClosureRow(
                closed_at=closure.closed_at,
                reason_label=choices.closure_reasons().label(closure.reason),
                outcome_label=str(Outcome(closure.outcome).label),
                aftercare_on=closure.aftercare_on,
                note=texts.get((NarrativeKind.CLOSURE, closure.pk), ""),
                by=who.get(closure.closed_by_id, ""),
                reopened_at=closure.reopened_at,
                reopening_reason_label=choices.reopening_reasons().label(closure.reopening_reason),
                reopening_note=texts.get((NarrativeKind.REOPENING, closure.pk), ""),
            )
            for closure in closures
        ),
        review_due_at=due.due_at if due else None,
        levels=_levels(actor, case, reviews),
    )


def _levels(actor: Actor, case: Case, reviews: Iterable[Review]) -> tuple[LevelPoint, ...]:
    """How the level went, the earliest first; of a day on which it was decided twice the later word."""
    reports = Report.objects.visible_to(actor).filter(children__case=case, triage__isnull=False).distinct()
    said = [
        (clock.local(report.triage.decided_at).date(), 0, str(report.pk), report.triage.level, False)
        for report in reports.select_related("triage")
    ]
    said += [(one.held_on, 1, str(one.pk), one.level, True) for one in reviews]
    of_day = {on: (level, is_review) for on, _order, _id, level, is_review in sorted(said)}
    return tuple(
        LevelPoint(on, level, str(Level(level).label), is_review) for on, (level, is_review) in of_day.items()
    )


def _texts(subjects: Iterable[UUID]) -> dict[tuple[str, UUID], str]:
    found = Narrative.objects.filter(subject_id__in=list(subjects))
    return {(narrative.kind, narrative.subject_id): narrative.text for narrative in found}
