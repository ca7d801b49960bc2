"""How procedures really ran, for programs that look for patterns in it."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from hashlib import blake2b
from secrets import token_bytes
from uuid import UUID

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core import clock
from anyam.registry.agencies.queries import agency_names

from ..choices import StepState
from ..models import SopRun, SopRunStep
from ..results import Document
from ..results.event_log import LogEvent
from ..rules import documents


@query
def log_of_runs(actor: Actor, *, district_code: str, first: date, last: date) -> list[LogEvent]:
    """The steps that ended from the first day to the last, by time, in all runs of a district that the actor sees.

    A run goes by a pseudonym that is drawn anew for each log: two logs cannot be joined, and no case is named.
    """
    require(actor, Permission.SEE_SOPS)
    runs = SopRun.objects.visible_to(actor).filter(district_code=district_code)
    steps = (
        SopRunStep.objects.filter(
            run__in=runs, ended_at__gte=_begin(first), ended_at__lt=_begin(last + timedelta(days=1))
        )
        .filter(state__in=(StepState.DONE, StepState.SKIPPED))
        .select_related("run__version__sop")
        .order_by("ended_at", "id")
    )
    return list(_events(actor, list(steps)))


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=clock.local(clock.now()).tzinfo)


def _events(actor: Actor, steps: list[SopRunStep]) -> Iterator[LogEvent]:
    drawn = token_bytes(32)
    names = agency_names(actor, {step.agency_id for step in steps})
    read: dict[UUID, Document] = {}
    for step in steps:
        version = step.run.version
        document = read.setdefault(version.pk, documents.from_json(version.document))
        name = names.get(step.agency_id)
        assert step.ended_at is not None
        yield LogEvent(
            run=blake2b(step.run_id.bytes, key=drawn, digest_size=8).hexdigest(),
            sop=version.sop.code,
            version=str(version.number),
            step=step.key,
            activity=document.step(step.key).activity,
            agency=(name.short_name or name.name) if name else "",
            at=step.ended_at,
            deviation=step.deviation,
        )
