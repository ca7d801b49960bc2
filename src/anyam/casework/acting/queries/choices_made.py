"""What was chosen after seeing that another agency is acting."""

from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Count

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core import clock

from ..choices import Choice, Despite
from ..models import ChoiceMade
from ..results import ChoiceCount, ChoiceCounts


@query
def known_already(actor: Actor, subject_id: UUID) -> frozenset[UUID]:
    """The acts that were shown when this was saved; for the action that sends it on."""
    require(actor, Permission.SEE_CASES)
    found = ChoiceMade.objects.visible_to(actor).filter(subject_id=subject_id)
    return frozenset(one for known in found.values_list("known", flat=True) for one in known)


@query
def count_choices(actor: Actor, *, since: date) -> ChoiceCounts:
    """How often people of the district went on, joined or left it; numbers only."""
    require(actor, Permission.SEE_COUNTS)
    begin = clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    begin = datetime.combine(since, time(), tzinfo=begin.tzinfo)
    found = ChoiceMade.objects.filter(district_code=actor.district_code, made_at__gte=begin)
    counted = found.order_by().values("choice", "reason").annotate(n=Count("id"))
    rows = [
        ChoiceCount(
            str(Choice(one["choice"]).label),
            str(Despite(one["reason"]).label) if one["reason"] else "",
            one["n"],
        )
        for one in counted
    ]
    rows.sort(key=lambda row: (-row.count, row.choice_label, row.reason_label))
    return ChoiceCounts(since, sum(row.count for row in rows), tuple(rows))
