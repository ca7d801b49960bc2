"""How people can be reached safely, and where they lived, as far as the actor may see who told it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, time
from typing import Any
from uuid import UUID

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.foundation.core import clock
from anyam.registry.places.queries import place_names

from ..choices import move_reasons, safe_channels
from ..models import SafeContact, Stay
from ..results import ContactAdvice, SafeContactInput, StayRow, Window
from ..rules import is_within, window_words


@query
def contact_advice_of(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, ContactAdvice]:
    """For each of these people of whom something was told; every telling in sight counts, the strictest first.

    Each person of whom something is read leaves a look.
    """
    require(actor, Permission.SEE_IDENTITY)
    by_person: dict[UUID, list[SafeContact]] = defaultdict(list)
    told = SafeContact.objects.visible_to(actor).standing()
    for row in told.filter(person_id__in=set(ids), ended_at__isnull=True):
        by_person[row.person_id].append(row)
    now = clock.local(clock.now())
    found = {}
    for person_id, rows in by_person.items():
        record_look(actor, part=Looked.ADDRESS, subject_id=person_id)
        hours = [_windows(row.windows) for row in rows]
        within = [answer for one in hours if (answer := is_within(one, now)) is not None]
        found[person_id] = ContactAdvice(
            person_id=person_id,
            is_never=any(row.is_never for row in rows),
            never_reasons=_once(row.never_reason for row in rows),
            channels=_once(safe_channels().label(row.channel) for row in rows if row.channel),
            times=_once(window_words(one) for windows in hours for one in windows),
            is_safe_now=all(within) if within else None,
            words_to_avoid=_once(row.words_to_avoid for row in rows),
            who_may_answer=_once(row.who_may_answer for row in rows),
        )
    return found


@query
def safe_contact_told_in(actor: Actor, case_id: UUID, person_id: UUID) -> SafeContactInput | None:
    """What this case told last, to be put right; None where it told nothing."""
    require(actor, Permission.SEE_IDENTITY)
    told = SafeContact.objects.visible_to(actor).standing()
    row = told.filter(dossier_id=case_id, person_id=person_id, ended_at__isnull=True).first()
    if row is None:
        return None
    record_look(actor, part=Looked.ADDRESS, subject_id=person_id, case_id=case_id)
    return SafeContactInput(
        is_never=row.is_never,
        never_reason=row.never_reason,
        channel=row.channel,
        windows=_windows(row.windows),
        words_to_avoid=row.words_to_avoid,
        who_may_answer=row.who_may_answer,
    )


@query
def stays_of(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, tuple[StayRow, ...]]:
    """Where each of these people lives and lived, the latest first; each leaves a look."""
    require(actor, Permission.SEE_IDENTITY)
    rows = list(Stay.objects.visible_to(actor).standing().filter(person_id__in=set(ids)))
    places = place_names(actor, {row.place_code for row in rows if row.place_code})
    by_person: dict[UUID, list[Stay]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.since or date.min, row.told_at), reverse=True):
        by_person[row.person_id].append(row)
    today = clock.today()
    found = {}
    for person_id, stays in by_person.items():
        record_look(actor, part=Looked.ADDRESS, subject_id=person_id)
        here = next((row.pk for row in stays if row.until is None or row.until > today), None)
        found[person_id] = tuple(
            StayRow(
                id=row.pk,
                dossier_id=row.dossier_id,
                place_name=places[row.place_code].full_name if row.place_code in places else row.elsewhere,
                with_whom=row.with_whom,
                reason_label=move_reasons().label(row.reason) if row.reason else "",
                since=row.since,
                until=row.until,
                is_present=row.pk == here,
            )
            for row in stays
        )
    return found


def _windows(kept: Any) -> tuple[Window, ...]:
    return tuple(
        Window(tuple(one["days"]), time.fromisoformat(one["begin"]), time.fromisoformat(one["end"]))
        for one in kept or ()
    )


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
