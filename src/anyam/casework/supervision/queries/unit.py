"""How a unit stands: as a distribution, without a name for whoever does not supervise it."""

from datetime import date
from uuid import UUID

from anyam.casework.sops.queries import work_of_unit
from anyam.foundation.access import Actor, NotFound, Permission, Role, query, require
from anyam.registry.accounts.queries import people_with_role
from anyam.registry.places.queries import place_names
from anyam.registry.readiness.queries import list_figures

from ..choices import ShareReason, skills, worker_languages
from ..models import WorkerTerms
from ..models.workers import FULL_SHARE
from ..results import LoadRow, TermsInput, UnitLoad, WorkerPage
from ..rules import bands_of, cap_of, late_bands_of, what_helps
from .loads import Loads, loads_of
from .people import away, carriers, newest_terms


@query
def get_unit_load(actor: Actor) -> UnitLoad:
    """The load of one's agency: what would help, how it is spread, and for its supervisors who carries what."""
    require(actor, Permission.SEE_WORKLOAD)
    loads, rows = loads_of(actor), _rows(actor)
    work = work_of_unit(actor)
    known = {row.user_id for row in rows}
    nobody_here = sum(sum(one.levels) for who, one in loads.carried.items() if who not in known)
    shows_names = actor.may(Permission.SUPERVISE_WORKERS)
    supervisors = people_with_role(actor, actor.agency_id, Role.SUPERVISOR) if actor.agency_id else []
    return UnitLoad(
        workers=len(rows),
        load=sum((row.load for row in rows), start=loads.standard.limit * 0),
        cap=sum((row.cap for row in rows), start=loads.standard.limit * 0),
        above=sum(row.is_above for row in rows),
        bands=bands_of(rows),
        late_bands=late_bands_of(work.late_of_each),
        late=work.late,
        late_kinds=work.by_kind,
        helps=what_helps(rows, work, nobody_here),
        rows=rows if shows_names else (),
        shows_names=shows_names,
        standard=loads.standard,
        team=next(one for one in list_figures(actor) if one.key == "team"),
        supervisors=len(supervisors),
        with_nobody_here=nobody_here,
    )


@query
def get_worker(actor: Actor, user_id: UUID) -> WorkerPage:
    """One worker of one's agency, for its supervisors. Raises NotFound."""
    require(actor, Permission.SUPERVISE_WORKERS)
    row = next((row for row in _rows(actor) if row.user_id == user_id), None)
    if row is None or actor.agency_id is None:
        raise NotFound("worker")
    terms = newest_terms(actor.agency_id).get(user_id)
    given = _given(terms)
    places = place_names(actor, [given.place_code]) if given.place_code else {}
    return WorkerPage(
        row=row,
        given=given,
        skill_labels=skills().labels(given.skills),
        language_labels=worker_languages().labels(given.languages),
        place_name=places[given.place_code].label if places else "",
    )


def _rows(actor: Actor) -> tuple[LoadRow, ...]:
    """By name: nobody stands above anybody else."""
    if actor.agency_id is None:
        return ()
    loads, terms, gone = loads_of(actor), newest_terms(actor.agency_id), away(actor.agency_id)
    return tuple(_row(one.id, one.name, loads, terms.get(one.id), gone) for one in carriers(actor))


def _row(
    user_id: UUID, name: str, loads: Loads, terms: WorkerTerms | None, gone: dict[UUID, date | None]
) -> LoadRow:
    share = terms.share if terms else FULL_SHARE
    reason = ShareReason(terms.reason) if terms else ShareReason.FULL
    carried = loads.of(user_id)
    return LoadRow(
        user_id=user_id,
        name=name,
        by_level=carried.levels,
        load=carried.load,
        cap=cap_of(loads.standard.limit, share),
        share=share,
        share_label=str(reason.label),
        away_until=gone.get(user_id),
        is_away=user_id in gone,
    )


def _given(terms: WorkerTerms | None) -> TermsInput:
    if terms is None:
        return TermsInput(FULL_SHARE, ShareReason.FULL)
    place = terms.place_id or ""
    return TermsInput(terms.share, terms.reason, place, tuple(terms.skills), tuple(terms.languages))
