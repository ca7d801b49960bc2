"""What the clocks need to know to give agencies work: where things stand now, whatever happened before."""

from __future__ import annotations

from uuid import UUID

from anyam.foundation.access import Actor, NotFound, Permission, query, require

from ..choices import FillingState, StandardKey
from ..models import Certificate, Filling, Paper
from ..results import Duty
from ..rules import decays_on
from .figures import figures_of
from .newest import newest_fillings, newest_papers


@query
def update_duty(actor: Actor, service_id: UUID) -> Duty:
    """Whether a service's agency is asked to look at its checklists again. Raises NotFound."""
    require(actor, Permission.WATCH_READINESS)
    fillings = list(newest_fillings().filter(service_id=service_id).select_related("service__agency"))
    if not fillings:
        raise NotFound("service")
    agency = fillings[0].service.agency
    days = int(figures_of(agency.district_code)[StandardKey.READINESS_DAYS].value)
    asked = [one for one in fillings if one.asked_again_at is not None]
    due_on = min((decays_on(one.filled_on, one.verified_on, days) for one in asked), default=None)
    return Duty(bool(asked), agency.pk, agency.district_code, due_on)


@query
def verify_duty(actor: Actor, filling_id: UUID) -> Duty:
    """Whether an agency is still asked to look at what another said. Raises NotFound."""
    require(actor, Permission.WATCH_READINESS)
    filling = Filling.objects.select_related("service__agency").filter(pk=filling_id).first()
    if filling is None:
        raise NotFound("filling")
    is_over = filling.state == FillingState.OVERTAKEN
    is_open = filling.state == FillingState.STATED
    return Duty(is_open, filling.verifier_id, filling.service.agency.district_code, is_over=is_over)


@query
def paper_duty(actor: Actor, paper_id: UUID) -> Duty:
    """Whether a registration or accreditation is to be renewed. Raises NotFound."""
    require(actor, Permission.WATCH_READINESS)
    paper = Paper.objects.select_related("agency").filter(pk=paper_id).first()
    if paper is None:
        raise NotFound("paper")
    is_newest = newest_papers().filter(pk=paper_id).exists()
    is_open = is_newest and paper.asked_at is not None
    return Duty(is_open, paper.agency_id, paper.agency.district_code, paper.runs_until)


@query
def certificate_duty(actor: Actor, certificate_id: UUID) -> Duty:
    """Whether a training is to be renewed. Raises NotFound."""
    require(actor, Permission.WATCH_READINESS)
    found = Certificate.objects.select_related("member__agency").filter(pk=certificate_id)
    one = found.first()
    if one is None:
        raise NotFound("certificate")
    agency = one.member.agency
    has_left = one.member.until is not None
    is_open = one.asked_at is not None and one.ended_at is None and not has_left
    return Duty(is_open, agency.pk, agency.district_code, one.runs_until, is_over=has_left)
