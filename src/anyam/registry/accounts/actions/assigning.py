"""Giving a user a role in an agency, and ending it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, Permission, Role, action, permissions_of, require
from anyam.foundation.access.choices import Reason
from anyam.foundation.access.granting import end_access
from anyam.foundation.access.offices import seat_of
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.entry.sessions import end_sessions
from anyam.foundation.events.recording import record
from anyam.registry.agencies.queries import get_agency
from anyam.registry.places.queries import place_names

from ..events import AssignmentEnded, RoleAssigned
from ..models import Assignment, User
from .guards import LastAdministrator, keep_an_administrator

__all__ = ["LastAdministrator", "assign_role", "end_assignment"]


class UnknownRole(Refusal):
    sentence = _("Choose a role from the list.")


class AgencyClosed(Refusal):
    sentence = _("Choose an agency that is active.")


class UnknownArea(Refusal):
    sentence = _("Choose a place from the list, or leave the area empty.")


class DatesReversed(Refusal):
    sentence = _("The last day cannot be before the first day.")


class AlreadyAssigned(Refusal):
    sentence = _("This user already has this role there on these days.")


class OwnRole(Refusal):
    sentence = _("Nobody gives a role to themselves. Ask another administrator.")


@action(is_once=True)
def assign_role(
    actor: Actor,
    *,
    user_id: UUID,
    agency_id: UUID,
    role: str,
    area_code: str = "",
    unit_id: UUID | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    once: UUID | None = None,
) -> UUID:
    """A role in an agency from a day (today), until a day (none), perhaps for one area or unit."""
    require(actor, Permission.MANAGE_USERS)
    if actor.user_id == user_id:
        raise OwnRole
    if role not in set(Role):
        raise UnknownRole(field="role")
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None:
        raise NotFound("user")
    _check_there(actor, agency_id, area_code, unit_id)
    first = starts_on or clock.today()
    if ends_on and ends_on < first:
        raise DatesReversed(field="ends_on")
    where = {
        "user": user,
        "agency_id": agency_id,
        "role": role,
        "area_id": area_code or None,
        "unit_id": unit_id,
    }
    if Assignment.objects.overlapping(first, ends_on).filter(**where).exists():
        raise AlreadyAssigned
    _end_what_roles_no_longer_carry(actor, user_id, agency_id)
    assignment = Assignment.objects.create(**where, starts_on=first, ends_on=ends_on)
    record(
        actor,
        RoleAssigned(
            subject_id=user_id,
            assignment_id=assignment.pk,
            agency_id=agency_id,
            role=role,
            area_code=area_code,
            starts_on=first,
            ends_on=ends_on,
        ),
    )
    return assignment.pk


@action()
def end_assignment(actor: Actor, *, assignment_id: UUID, ends_on: date | None = None) -> None:
    """End an assignment now, or on a later day. Ended now, it counts no more; with the last one all sessions end."""
    require(actor, Permission.MANAGE_USERS)
    assignment = (
        Assignment.objects.select_for_update().filter(pk=assignment_id, ended_at__isnull=True).first()
    )
    if assignment is None or (assignment.ends_on and assignment.ends_on < clock.today()):
        raise NotFound("assignment")
    if assignment.role == Role.ADMINISTRATOR:
        keep_an_administrator(without_assignment=assignment_id)
    last = ends_on or clock.today()
    if ends_on and ends_on > clock.today():
        if ends_on < assignment.starts_on:
            raise DatesReversed(field="ends_on")
        assignment.ends_on = ends_on
    else:
        assignment.ended_at = clock.now()
    assignment.save(update_fields=["ends_on", "ended_at"])
    _sign_out_without_role(assignment.user_id)
    if not ends_on:
        _end_what_roles_no_longer_carry(actor, assignment.user_id, assignment.agency_id)
    record(
        actor,
        AssignmentEnded(
            subject_id=assignment.user_id,
            assignment_id=assignment_id,
            agency_id=assignment.agency_id,
            role=assignment.role,
            ends_on=last,
        ),
    )


def _sign_out_without_role(user_id: UUID) -> None:
    """Who holds no role any more is out everywhere, pages and API, in the transaction that ended the last one."""
    if not Assignment.objects.valid_on(clock.today()).filter(user_id=user_id).exists():
        end_sessions(user_id)


def _end_what_roles_no_longer_carry(actor: Actor, user_id: UUID, agency_id: UUID) -> None:
    """End what somebody was given in person at an agency where no role of theirs can use it any more.

    Asked again before a new role, for roles that ended by their date: what was held before does not come back with it.
    """
    valid = Assignment.objects.valid_on(clock.today()).filter(user_id=user_id, agency_id=agency_id)
    left = permissions_of(frozenset(Role(role) for role in valid.values_list("role", flat=True)))
    if Permission.SEE_CASES in left:
        return
    lost = [reason for reason in Reason if reason != Reason.TOOK_REPORT or Permission.SEE_REPORTS not in left]
    end_access(actor, principal=seat_of(user_id, agency_id), reasons=lost)


def _check_there(actor: Actor, agency_id: UUID, area_code: str, unit_id: UUID | None) -> None:
    try:
        agency = get_agency(actor, agency_id)
    except NotFound:
        raise AgencyClosed(field="agency_id") from None
    if not agency.row.is_active:
        raise AgencyClosed(field="agency_id")
    if unit_id and unit_id not in {unit.id for unit in agency.units}:
        raise AgencyClosed(field="unit_id")
    if area_code and area_code not in place_names(actor, [area_code]):
        raise UnknownArea(field="area_code")
