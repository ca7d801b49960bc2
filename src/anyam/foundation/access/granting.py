"""Giving and ending access: steps, because the case or referral above has asked and knows the reason."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from anyam.foundation.access import row_context
from anyam.foundation.access.actor import Actor
from anyam.foundation.access.choices import Basis, BlockReason, Level, Part, Reason
from anyam.foundation.access.guard import step
from anyam.foundation.access.models import Block, Grant
from anyam.foundation.access.offices import district_office_of, house_of, office_of, seat_of
from anyam.foundation.access.roles import Role
from anyam.foundation.access.visibility import standing
from anyam.foundation.core import clock


@dataclass(frozen=True)
class Principal:
    """To whom access is given, with the words to explain it."""

    id: UUID
    user_id: UUID | None = None
    agency_id: UUID | None = None
    role: str = ""

    @classmethod
    def seat(cls, user_id: UUID, agency_id: UUID) -> "Principal":
        """One person at one agency."""
        return cls(seat_of(user_id, agency_id), user_id=user_id, agency_id=agency_id)

    @classmethod
    def office(cls, agency_id: UUID, role: Role) -> "Principal":
        """Everybody who holds the role at the agency."""
        return cls(office_of(agency_id, role), agency_id=agency_id, role=role)

    @classmethod
    def house(cls, agency_id: UUID) -> "Principal":
        """Everybody who acts for the agency."""
        return cls(house_of(agency_id), agency_id=agency_id)

    @classmethod
    def district_office(cls, district_code: str, role: Role) -> "Principal":
        """Everybody who holds the role in the district."""
        return cls(district_office_of(district_code, role), role=role)


@dataclass(frozen=True)
class Given:
    """One grant to be given."""

    to: Principal
    reason: Reason
    parts: Collection[Part]
    level: Level = Level.READ
    basis: Basis = Basis.PUBLIC_TASK
    consent_id: UUID | None = None
    until: datetime | None = None


@step
def grant_access(
    actor: Actor, dossier_id: UUID, *given: Given, source_event: int | None = None
) -> tuple[UUID, ...]:
    """Give access from now on. What stands already for the same reason is replaced, its row kept as ended."""
    now = clock.now()
    for reason in {one.reason: None for one in given}:
        again = [one.to.id for one in given if one.reason == reason]
        Grant.objects.filter(standing(), dossier_id=dossier_id, principal__in=again, reason=reason).update(
            until=now
        )
    rows = Grant.objects.bulk_create(_row(dossier_id, one, now, source_event) for one in given)
    row_context.move_on()
    return tuple(row.pk for row in rows)


@step
def name_source(actor: Actor, grant_ids: Iterable[UUID], source_event: int) -> None:
    """Say which event gave these grants, where the event could only be recorded after them."""
    Grant.objects.filter(pk__in=list(grant_ids)).update(source_event=source_event)


@step
def end_access(
    actor: Actor,
    *,
    dossier_id: UUID | None = None,
    reasons: Collection[Reason] = (),
    principal: UUID | None = None,
    grant_id: UUID | None = None,
    consent_id: UUID | None = None,
    agency_id: UUID | None = None,
) -> int:
    """End what stands and fits all that is named; how many grants ended. Raises ValueError when nothing is named."""
    asked = {
        "dossier_id": dossier_id,
        "principal": principal,
        "agency_id": agency_id,
        "pk": grant_id,
        "consent_id": consent_id,
    }
    named = {name: value for name, value in asked.items() if value is not None}
    if not named:
        raise ValueError("say whose access, or to what, ends")
    ending = Grant.objects.filter(standing(), **named)
    if reasons:
        ending = ending.filter(reason__in=list(reasons))
    return ending.update(until=clock.now())


@step
def bar(actor: Actor, dossier_id: UUID, user_id: UUID, reason: BlockReason, source_event: int | None) -> None:
    """Block somebody from a dossier; a second block replaces the first one's reason."""
    Block.objects.update_or_create(
        dossier_id=dossier_id,
        user_id=user_id,
        until=None,
        defaults={"reason": reason, "since": clock.now(), "source_event": source_event},
    )


@step
def unbar(actor: Actor, dossier_id: UUID, user_id: UUID) -> int:
    """End the block; how many there were."""
    return Block.objects.filter(dossier_id=dossier_id, user_id=user_id, until__isnull=True).update(
        until=clock.now()
    )


def _row(dossier_id: UUID, one: Given, now: datetime, source_event: int | None) -> Grant:
    return Grant(
        principal=one.to.id,
        user_id=one.to.user_id,
        agency_id=one.to.agency_id,
        role=one.to.role,
        dossier_id=dossier_id,
        parts=sorted(one.parts),
        level=one.level,
        reason=one.reason,
        basis=one.basis,
        consent_id=one.consent_id,
        since=now,
        until=one.until,
        source_event=source_event,
    )
