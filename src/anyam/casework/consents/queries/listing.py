"""The page Persetujuan: what holds now, for whom, until when, and what must still be asked."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from anyam.casework.cases.queries import case_ref, reported_people_of
from anyam.foundation.access import Actor, query
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.foundation.core import clock
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.queries import agency_names, list_kinds
from anyam.registry.people.queries import names_of

from ..choices import (
    Answer,
    Manner,
    Purpose,
    Standing,
    ViewManner,
    child_view_ages,
    givers,
    withdrawal_reasons,
)
from ..models import ChildView, Consent, ConsentWords
from ..policies import may_record, may_withdraw
from ..results import CaseConsents, ChildViewRow, ConsentRow
from ..rules import Said, Use, deciding, ends_soon, needs_recipient, standing_at, way_to_hear
from .said import advice_for, consents_of, said_of

# A view heard longer ago than this is asked for again.
_VIEW_KEEPS_DAYS = 180


@query
def get_case_consents(actor: Actor, case_id: UUID) -> CaseConsents:
    """Everything about consent in a case; opening it is recorded, because names and words stand in it."""
    case = case_ref(actor, case_id)
    record_look(actor, part=Looked.CONSENT, subject_id=case.id, case_id=case.id)
    rows = _rows(actor, case_id)
    views = list(ChildView.objects.filter(case_id=case.id))
    age = names_of(actor, [case.child_id])[case.child_id].age_years
    way = way_to_hear(child_view_ages().terms, age)
    return CaseConsents(
        holding=tuple(row for row in rows if row.is_holding),
        past=tuple(row for row in rows if not row.is_holding),
        views=_views(actor, views),
        advice=advice_for(actor, case.id),
        way_to_hear=ViewManner(way),
        way_to_hear_label=child_view_ages().label(way),
        child_age=age,
        is_view_due=case.is_open and (not views or (clock.now() - views[0].heard_at).days > _VIEW_KEEPS_DAYS),
        may_record=may_record(actor, case),
    )


@query
def get_consent(actor: Actor, case_id: UUID, consent_id: UUID) -> ConsentRow:
    """One answer of a case in sight; NotFound otherwise."""
    case = case_ref(actor, case_id)
    record_look(actor, part=Looked.CONSENT, subject_id=case.id, case_id=case.id)
    Consent.objects.visible_to(actor).one(pk=consent_id, case_id=case_id)
    return next(row for row in _rows(actor, case_id) if row.id == consent_id)


def _rows(actor: Actor, case_id: UUID) -> list[ConsentRow]:
    consents = consents_of(actor, case_id)
    reported = reported_people_of(actor, case_id)
    said = {consent.id: said_of(consent, reported) for consent in consents}
    agencies = agency_names(actor, {c.agency_id for c in consents if c.agency_id})
    kinds = {kind.code: kind.name for kind in list_kinds(actor)} if consents else {}
    users = user_names(actor, {c.recorded_by_id for c in consents if c.recorded_by_id})
    now = clock.now()
    return [
        _row(
            actor,
            consent,
            standing=_standing(said[consent.id], said.values(), now),
            recipient=agencies[consent.agency_id].name
            if consent.agency_id
            else kinds.get(consent.agency_kind, consent.agency_kind),
            recorded_by=users.get(consent.recorded_by_id, "") if consent.recorded_by_id else "",
            is_ending=ends_soon(said[consent.id], now),
        )
        for consent in consents
    ]


def _standing(said: Said, others: Iterable[Said], now: datetime) -> Standing:
    """As `standing_at`, but for a yes that a later answer about the same has replaced."""
    alone = standing_at(said, now)
    if alone not in {Standing.HOLDS, Standing.REFUSED, Standing.EXPIRED}:
        return alone
    last = deciding(others, Use(said.purpose, said.agency_id, said.agency_kind), now)
    return alone if last is None or last.given_at <= said.given_at else Standing.REPLACED


def _row(
    actor: Actor, consent: Consent, *, standing: Standing, recipient: str, recorded_by: str, is_ending: bool
) -> ConsentRow:
    # The names and notes open with what was told; whoever has only the course in sight reads the row without them.
    words = getattr(consent, "words", None) or ConsentWords()
    return ConsentRow(
        id=consent.id,
        purpose=Purpose(consent.purpose),
        purpose_label=str(Purpose(consent.purpose).label),
        recipient_label=recipient if needs_recipient(consent.purpose) else "",
        answer=Answer(consent.answer),
        giver_label=givers().label(consent.giver),
        giver_name=words.giver_name,
        manner_label=str(Manner(consent.manner).label),
        paper_place=words.paper_place,
        note=words.note,
        given_at=consent.given_at,
        expires_at=consent.expires_at,
        ends_soon=is_ending,
        recorded_by=recorded_by,
        standing=standing,
        withdrawn_at=consent.withdrawn_at,
        withdrawn_by_label=givers().label(consent.withdrawn_by) if consent.withdrawn_by else "",
        withdrawal_reason_label=withdrawal_reasons().label(consent.withdrawal_reason)
        if consent.withdrawal_reason
        else "",
        may_withdraw=may_withdraw(actor, consent),
    )


def _views(actor: Actor, views: list[ChildView]) -> tuple[ChildViewRow, ...]:
    users = user_names(actor, {view.recorded_by_id for view in views if view.recorded_by_id})
    return tuple(
        ChildViewRow(
            id=view.id,
            manner_label=str(ViewManner(view.manner).label),
            words=view.words,
            heard_at=view.heard_at,
            age_years=view.age_years,
            recorded_by=users.get(view.recorded_by_id, "") if view.recorded_by_id else "",
        )
        for view in views
    )
