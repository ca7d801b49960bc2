"""What must stay true of all users together."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Role
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal

from ..models import Assignment


class LastAdministrator(Refusal):
    sentence = _("This is the last administrator. Give the role to somebody else first.")


def keep_an_administrator(
    *, without_user: UUID | None = None, without_assignment: UUID | None = None
) -> None:
    """Raise LastAdministrator when nobody else would be left who can sign in and manage users.

    The rows are locked, so that two administrators cannot remove each other at the same moment.
    """
    administrators = list(
        Assignment.objects.valid_on(clock.today())
        .filter(role=Role.ADMINISTRATOR, user__is_active=True)
        .order_by("id")
        .select_for_update(of=("self",))
        .values_list("pk", "user_id")
    )
    left = [pk for pk, user_id in administrators if pk != without_assignment and user_id != without_user]
    if administrators and not left:
        raise LastAdministrator
