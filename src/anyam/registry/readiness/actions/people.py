"""The staff of an agency and what they were trained for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, action
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record

from ..choices import Position
from ..events import CertificateKept, StaffMemberEnded, StaffMemberKept
from ..models import Certificate, StaffMember
from ..rules import years_on
from .keeping import NotPossibleAsWritten, ask_to_keep, known, line, past_day

MOST_STAFF = 2000
LONGEST_YEARS = 20


@dataclass(frozen=True)
class StaffInput:
    full_name: str
    position: str
    since: date
    is_full_time: bool = True
    is_with_children: bool = True


@dataclass(frozen=True)
class CertificateInput:
    title: str
    held_by: str
    finished_on: date
    number: str = ""
    runs_until: date | None = None


@action(is_once=True)
def keep_staff_member(actor: Actor, *, given: StaffInput, once: UUID | None = None) -> UUID:
    """Keep somebody on the list of the own agency's staff."""
    agency_id = ask_to_keep(actor)
    if StaffMember.objects.filter(agency_id=agency_id, until__isnull=True).count() >= MOST_STAFF:
        raise NotPossibleAsWritten(_("Two thousand people are the most this list holds."))
    made = StaffMember.objects.create(
        agency_id=agency_id,
        full_name=line(given.full_name, "full_name", 120, is_needed=True),
        position=known(given.position, Position.values, "position"),
        is_full_time=given.is_full_time,
        is_with_children=given.is_with_children,
        since=past_day(given.since, "since"),
        kept_at=clock.now(),
        by_user_id=actor.user_id,
    )
    record(actor, StaffMemberKept(made.pk, agency_id))
    return made.pk


@action()
def end_staff_member(actor: Actor, *, member_id: UUID, until: date) -> None:
    """Put down that somebody left; their certificates are no longer asked for."""
    agency_id = ask_to_keep(actor)
    member = _member(agency_id, member_id)
    if past_day(until, "until") < member.since:
        raise NotPossibleAsWritten(_("Nobody leaves before they came."), field="until")
    member.until = until
    member.save(update_fields=["until"])
    standing = Certificate.objects.filter(member=member, ended_at__isnull=True)
    ids = tuple(standing.filter(asked_at__isnull=False).values_list("pk", flat=True))
    standing.update(ended_at=clock.now())
    record(actor, StaffMemberEnded(member.pk, agency_id, ids))


@action(is_once=True)
def keep_certificate(
    actor: Actor,
    *,
    member_id: UUID,
    given: CertificateInput,
    replaces_id: UUID | None = None,
    once: UUID | None = None,
) -> UUID:
    """Keep a training somebody finished; with `replaces_id` it takes the place of a certificate that runs out."""
    agency_id = ask_to_keep(actor)
    member = _member(agency_id, member_id)
    finished_on = past_day(given.finished_on, "finished_on")
    latest = years_on(finished_on, LONGEST_YEARS)
    if given.runs_until is not None and not finished_on < given.runs_until <= latest:
        raise NotPossibleAsWritten(
            _("The last day lies after the training, at most twenty years."), field="runs_until"
        )
    replaced = None
    if replaces_id:
        replaced = Certificate.objects.select_for_update().filter(
            pk=replaces_id, member=member, ended_at__isnull=True
        ).first()  # fmt: skip
        if replaced is None:
            raise NotFound("certificate")
        replaced.ended_at = clock.now()
        replaced.save(update_fields=["ended_at"])
    made = Certificate.objects.create(
        member=member,
        title=line(given.title, "title", 160, is_needed=True),
        held_by=line(given.held_by, "held_by", 160, is_needed=True),
        number=line(given.number, "number", 80),
        finished_on=finished_on,
        runs_until=given.runs_until,
        kept_at=clock.now(),
        by_user_id=actor.user_id,
    )
    record(
        actor,
        CertificateKept(made.pk, agency_id, made.runs_until, replaced.pk if replaced else None),
    )
    return made.pk


def _member(agency_id: UUID, member_id: UUID) -> StaffMember:
    found = StaffMember.objects.select_for_update().filter(
        pk=member_id, agency_id=agency_id, until__isnull=True
    )
    member = found.first()
    if member is None:
        raise NotFound("staff member")
    return member
