"""How far one can rely on what agencies say of their services, and what the reader has to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.core import clock
from anyam.registry.agencies.queries import agency_names, find_services, get_service, service_names
from anyam.registry.agencies.results import ServiceRow

from ..choices import FillingState, Said, StandardKey, Standing
from ..models import Checklist, Filling
from ..policies import may_keep, may_keep_standards, may_verify
from ..results import FillingDetail, Home, PointAnswer, ServiceReadiness, StandingRow
from ..rules import decays_on, standing_of
from .figures import figures_of
from .inside import ending_certificates, ending_papers
from .inuse import fitting, in_use, title_of, words_of
from .newest import newest_fillings

SOON = timedelta(days=14)
SHOWN = 50
_URGENT = (Standing.NOT_UPDATED, Standing.NEVER, Standing.DIFFERS)


@query
def readiness_of_service(actor: Actor, service_id: UUID) -> ServiceReadiness:
    """Each checklist of one service, with what can be relied on today. Raises NotFound."""
    require(actor, Permission.SEE_DIRECTORY)
    service = get_service(actor, service_id)
    return ServiceReadiness(service_id, tuple(standings(actor, [service])))


@query
def readiness_of_agency(actor: Actor, agency_id: UUID) -> list[StandingRow]:
    """Each checklist of each service an agency offers."""
    require(actor, Permission.SEE_DIRECTORY)
    return standings(actor, find_services(actor, agency_id=agency_id))


@query
def service_to_fill(actor: Actor, service_id: UUID, checklist_id: UUID) -> FillingDetail:
    """A checklist as its agency fills it in, with what it said before. Raises NotFound."""
    require(actor, Permission.KEEP_READINESS)
    service = get_service(actor, service_id)
    rows = [one for one in standings(actor, [service]) if one.checklist_id == checklist_id and one.may_fill]
    if not rows:
        raise NotFound("checklist")
    checklist = next(one for one in in_use(actor.district_code) if one.pk == checklist_id)
    before = Filling.objects.filter(pk=rows[0].filling_id).first() if rows[0].filling_id else None
    said = {one.item.words: one for one in before.answers.select_related("item")} if before else {}
    answers = []
    for item in checklist.items.all():
        old = said.get(item.words)
        seen = Said(old.seen) if old and old.seen else None
        # Where nothing was said yet, or something else was seen, no answer stands ready to be clicked through.
        ready = Said(old.said) if old and seen in (None, old.said) else None
        words = words_of(item.words, item.words_en)
        answers.append(PointAnswer(item.number, words, ready, old.note if old else "", seen))
    return _filling(actor, rows[0], checklist, before, tuple(answers))


@query
def get_filling(actor: Actor, filling_id: UUID) -> FillingDetail:
    """One filled checklist, point by point. Raises NotFound."""
    require(actor, Permission.SEE_DIRECTORY)
    found = Filling.objects.select_related("service__agency", "checklist").filter(pk=filling_id)
    filling = found.filter(service__agency__district_code=actor.district_code).first()
    if filling is None:
        raise NotFound("filling")
    service = get_service(actor, filling.service_id)
    checklist = Checklist.objects.prefetch_related("items").get(pk=filling.checklist_id)
    answers = tuple(
        PointAnswer(
            one.item.number,
            words_of(one.item.words, one.item.words_en),
            Said(one.said),
            one.note,
            Said(one.seen) if one.seen else None,
        )
        for one in filling.answers.select_related("item")
    )
    row = _row(actor, service, checklist, filling, _names(actor, [filling]), _days(actor))
    return _filling(actor, row, checklist, filling, answers)


@query
def get_filling_to_verify(actor: Actor, filling_id: UUID) -> FillingDetail:
    """For the agency that was asked to look, while nobody has. Raises NotFound."""
    require(actor, Permission.KEEP_READINESS)
    detail = get_filling(actor, filling_id)
    if not detail.may_verify:
        raise NotFound("filling")
    return detail


@query
def get_home(actor: Actor) -> Home:
    """What the reader's agency has to do about readiness, and how its services stand."""
    require(actor, Permission.SEE_DIRECTORY)
    agency_id = actor.agency_id
    kept = agency_id if agency_id and may_keep(actor, agency_id) else None
    own = readiness_of_agency(actor, agency_id) if agency_id else []
    soon = clock.today() + SOON
    to_fill = [
        row
        for row in own
        if row.may_fill and (row.standing in _URGENT or (row.fades_on is not None and row.fades_on <= soon))
    ]
    return Home(
        to_verify=tuple(_to_verify(actor)) if kept else (),
        to_fill=tuple(sorted(to_fill, key=_most_urgent)),
        own=tuple(sorted((row for row in own if row not in to_fill), key=_most_urgent)),
        papers=tuple(ending_papers(kept)) if kept else (),
        certificates=tuple(ending_certificates(kept)) if kept else (),
        agency_id=agency_id,
        may_keep=kept is not None,
        may_keep_standards=may_keep_standards(actor),
    )


@query
def count_readiness_work(actor: Actor) -> int:
    """What waits for the reader's agency to look at; one small count, as every page shows it."""
    require(actor, Permission.KEEP_READINESS)
    return Filling.objects.filter(verifier_id=actor.agency_id, state=FillingState.STATED).count()


def _to_verify(actor: Actor) -> list[StandingRow]:
    waiting = Filling.objects.filter(verifier_id=actor.agency_id, state=FillingState.STATED)
    fillings = list(
        waiting.order_by("filled_at")
        .select_related("service__agency", "checklist")
        .prefetch_related("answers")[:SHOWN]
    )
    services = service_names(actor, {one.service_id for one in fillings})
    names, days = _names(actor, fillings), _days(actor)
    return [_row(actor, services[one.service_id], one.checklist, one, names, days) for one in fillings]


def standings(actor: Actor, services: Sequence[ServiceRow]) -> list[StandingRow]:
    """In a few queries, however many services."""
    checklists = in_use(actor.district_code)
    found = newest_fillings().filter(service_id__in=[one.id for one in services])
    fillings = list(found.select_related("checklist", "service__agency").prefetch_related("answers"))
    newest = {(one.service_id, one.checklist.code): one for one in fillings}
    names, days = _names(actor, fillings), _days(actor)
    return [
        _row(actor, service, checklist, newest.get((service.id, checklist.code)), names, days)
        for service in services
        for checklist in fitting(checklists, service.needs)
    ]


def _names(actor: Actor, fillings: Iterable[Filling]) -> dict[UUID, str]:
    found = agency_names(actor, {one.verifier_id for one in fillings})
    return {key: one.short_name for key, one in found.items()}


def _days(actor: Actor) -> int:
    return int(figures_of(actor.district_code)[StandardKey.READINESS_DAYS].value)


def _row(
    actor: Actor,
    service: ServiceRow,
    checklist: Checklist,
    filling: Filling | None,
    names: dict[UUID, str],
    days: int,
) -> StandingRow:
    standing = standing_of(
        FillingState(filling.state) if filling else None,
        filling.filled_on if filling else None,
        filling.verified_on if filling else None,
        clock.today(),
        days,
    )
    said = [(one.seen or one.said) for one in filling.answers.all()] if filling else []
    return StandingRow(
        service_id=service.id,
        service_name=service.name,
        agency_id=service.agency_id,
        agency_short=service.agency_short,
        code=checklist.code,
        checklist_id=checklist.pk,
        title=title_of(checklist),
        standing=standing,
        filling_id=filling.pk if filling else None,
        filled_on=filling.filled_on if filling else None,
        verified_on=filling.verified_on if filling else None,
        verifier=names.get(filling.verifier_id, "") if filling else "",
        fades_on=decays_on(filling.filled_on, filling.verified_on, days) if filling else None,
        ready=sum(one in (Said.YES, Said.NOT_APPLICABLE) for one in said),
        points=len(said),
        may_fill=service.is_active and may_keep(actor, service.agency_id),
        may_verify=filling is not None and may_verify(actor, filling),
        is_newer_version=filling is not None and filling.checklist_id != checklist.pk,
    )


def _filling(
    actor: Actor,
    row: StandingRow,
    checklist: Checklist,
    filling: Filling | None,
    answers: tuple[PointAnswer, ...],
) -> FillingDetail:
    newest = newest_fillings().filter(pk=filling.pk).exists() if filling else False
    return FillingDetail(
        id=filling.pk if filling else checklist.pk,
        row=row,
        state=FillingState(filling.state) if filling else FillingState.STATED,
        version=checklist.version,
        source=checklist.source,
        is_confirmed=checklist.is_confirmed,
        answers=answers,
        seen_words=filling.seen_words if filling else "",
        by_user_id=filling.by_user_id if filling else None,
        verified_by_user_id=filling.verified_by_user_id if filling else None,
        is_newest=newest,
        may_verify=row.may_verify,
    )


def _most_urgent(row: StandingRow) -> tuple[int, object, str]:
    order = (*_URGENT, Standing.STATED, Standing.VERIFIED)
    return order.index(row.standing), row.fades_on or clock.today(), row.service_name.casefold()
