"""Changing what the district promises."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.core.working_time import Counting
from anyam.foundation.events.recording import record

from ..choices import PromiseKey, PromiseSource
from ..events import PromisedTimeChanged
from ..models import PromisedTime
from ..rules import LONGEST_PROMISE_HOURS


class PromiseIsNotSensible(Refusal):
    sentence = _("Write the hours as a number between 0 and 8784.")


@action()
def change_promised_time(
    actor: Actor,
    *,
    key: PromiseKey,
    hours: Decimal,
    counting: Counting,
    source: PromiseSource = PromiseSource.DISTRICT,
    source_note: str = "",
    is_confirmed: bool = False,
) -> None:
    """Set one promised time of the district; clocks that already run keep their time."""
    require(actor, Permission.CHANGE_PROMISED_TIMES)
    if not hours.is_finite() or not 0 <= hours <= LONGEST_PROMISE_HOURS:
        raise PromiseIsNotSensible(field="hours")
    values = {
        "hours": hours,
        "counting": counting.value,
        "source": source.value,
        "source_note": clean_line(source_note)[:200],
        "is_confirmed": is_confirmed,
        "changed_at": clock.now(),
        "changed_by_id": actor.user_id,
    }
    promise, _is_new = PromisedTime.objects.update_or_create(
        district_code=actor.district_code, key=key.value, defaults=values
    )
    record(actor, PromisedTimeChanged(promise.id, key.value, hours, counting.value, is_confirmed))
