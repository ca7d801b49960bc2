"""The figures a district works by."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotAllowed, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record

from ..choices import StandardKey
from ..events import StandardChanged
from ..models import Standard
from ..policies import may_keep_standards
from ..rules import LIMITS
from .keeping import NotPossibleAsWritten, line


@action()
def change_standard(actor: Actor, *, key: str, value: Decimal, source: str) -> None:
    """Decide a figure for the own district, and say on what that rests. Earlier figures are kept."""
    require(actor, Permission.KEEP_STANDARDS)
    if not may_keep_standards(actor):
        raise NotAllowed(key[:30])
    if key not in StandardKey.values:
        raise NotFound("standard")
    lowest, highest, is_whole = LIMITS[StandardKey(key)]
    is_odd = not value.is_finite() or not lowest <= value <= highest or value != round(value, 2)
    if is_odd or (is_whole and value != int(value)):
        sentence = _("Write a number from %(low)s to %(high)s.") % {"low": lowest, "high": highest}
        raise NotPossibleAsWritten(sentence, field="value")
    made = Standard.objects.create(
        district_code=actor.district_code,
        key=key,
        value=value,
        source=line(source, "source", 200, is_needed=True),
        since=clock.now(),
        by_user_id=actor.user_id,
    )
    record(actor, StandardChanged(made.pk, key, value))
