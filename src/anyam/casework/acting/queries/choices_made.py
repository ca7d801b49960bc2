"""What was chosen after seeing that another agency is acting."""

from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Count

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core import clock

from ..choices import Choice, Despite
from ..models import ChoiceMade
from ..results import ChoiceCount, ChoiceCounts, Wish


def known_before(wish: Wish, since: date) -> frozenset[UUID]:
    """The acts with which people of this case went on since then, for the same agency and kind of work."""
    found = ChoiceMade.objects.filter(
        case_id=wish.case_id,
        for_agency_id=wish.agency_id,
        work_kind=wish.kind,
        choice=Choice.WENT_ON,
        made_at__gte=_begin_of(since),
    )
    return frozenset(one for known in found.values_list("known", flat=True) for one in known)


@query
def count_choices(actor: Actor, *, since: date) -> ChoiceCounts:
    """How often people of the district went on, joined or left it; numbers only."""
    require(actor, Permission.SEE_COUNTS)
    found = ChoiceMade.objects.filter(district_code=actor.district_code, made_at__gte=_begin_of(since))
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


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.local(clock.now()).tzinfo)
