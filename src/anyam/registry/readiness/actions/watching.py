"""What the clock does each night: asks for what grows too old. Late by a day it does the same."""

from __future__ import annotations

from datetime import timedelta

from django.db.models.functions import Coalesce

from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record

from ..choices import StandardKey
from ..events import CertificateEndWarned, ChecklistUpdateAsked, PaperEndWarned
from ..models import Certificate, Filling, Paper
from ..queries.figures import figures_of
from ..queries.newest import newest_fillings, newest_papers
from ..rules import CERTIFICATE_ASKED_BEFORE, PAPER_ASKED_BEFORE, decays_on

UPDATE_ASKED_BEFORE = timedelta(days=14)
BATCH = 500


@action()
def watch_readiness(actor: Actor) -> int:
    """Everything whose time has come, once each; how many things there were."""
    require(actor, Permission.WATCH_READINESS)
    return _ask_for_updates(actor) + _warn_of_papers(actor) + _warn_of_certificates(actor)


def _ask_for_updates(actor: Actor) -> int:
    """Ask an agency to look at a service again two weeks before its newest word grows too old."""
    today, asked = clock.today(), 0
    waiting = newest_fillings().filter(asked_again_at__isnull=True, service__is_active=True)
    oldest_first = waiting.order_by(Coalesce("verified_on", "filled_on"), "id")
    for filling in oldest_first.select_related("service__agency")[:BATCH]:
        agency = filling.service.agency
        days = int(figures_of(agency.district_code)[StandardKey.READINESS_DAYS].value)
        fades_on = decays_on(filling.filled_on, filling.verified_on, days)
        if fades_on - UPDATE_ASKED_BEFORE > today:
            continue
        Filling.objects.filter(pk=filling.pk).update(asked_again_at=clock.now())
        record(actor, ChecklistUpdateAsked(filling.service_id, agency.pk, fades_on))
        asked += 1
    return asked


def _warn_of_papers(actor: Actor) -> int:
    ending = newest_papers().filter(
        asked_at__isnull=True, runs_until__lte=clock.today() + timedelta(days=PAPER_ASKED_BEFORE)
    )
    found = list(ending[:BATCH])
    Paper.objects.filter(pk__in=[one.pk for one in found]).update(asked_at=clock.now())
    for one in found:
        record(actor, PaperEndWarned(one.pk, one.agency_id, one.kind, one.runs_until))
    return len(found)


def _warn_of_certificates(actor: Actor) -> int:
    ending = Certificate.objects.filter(
        asked_at__isnull=True,
        ended_at__isnull=True,
        member__until__isnull=True,
        runs_until__lte=clock.today() + timedelta(days=CERTIFICATE_ASKED_BEFORE),
    ).select_related("member")
    found = list(ending.select_for_update(skip_locked=True, of=("self",))[:BATCH])
    Certificate.objects.filter(pk__in=[one.pk for one in found]).update(asked_at=clock.now())
    for one in found:
        assert one.runs_until
        record(actor, CertificateEndWarned(one.pk, one.member.agency_id, one.runs_until))
    return len(found)
