"""What workers can carry, and how far sub-districts are: rows are added, never changed."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record
from anyam.registry.places.queries import list_districts

from ..choices import ShareReason, Zone, skills, worker_languages
from ..events import TravelZoneStated, WorkerTermsStated
from ..models import TravelZone, WorkerTerms
from ..queries.people import carriers
from ..results import TermsInput

_FULL = 100
_LONGEST_SOURCE = 200


class ShareIsNotPossible(Refusal):
    sentence = _("Write a share from 0 to 100; less than 100 needs a reason.")


class ChoiceIsUnknown(Refusal):
    sentence = _("Choose one of the answers.")


class SourceIsMissing(Refusal):
    sentence = _("Write who decided it, in at most 200 characters: it is shown beside the zone.")


@action()
def state_worker_terms(actor: Actor, *, user_id: UUID, given: TermsInput) -> None:
    """Say how much of a full load somebody carries, where they work and what they know well."""
    require(actor, Permission.SUPERVISE_WORKERS)
    agency_id = _agency(actor)
    if user_id not in {one.id for one in carriers(actor)}:
        raise NotFound("worker")
    is_full = given.reason == ShareReason.FULL
    if given.reason not in ShareReason.values or not 0 <= given.share <= _FULL:
        raise ShareIsNotPossible(field="share")
    if is_full != (given.share == _FULL):
        raise ShareIsNotPossible(field="reason")
    _known(given.skills, skills().codes(), "skills")
    _known(given.languages, worker_languages().codes(), "languages")
    if given.place_code:
        _known([given.place_code], _sub_districts(actor), "place_code")
    made = WorkerTerms.objects.create(
        agency_id=agency_id,
        worker_id=user_id,
        share=given.share,
        reason=given.reason,
        place_id=given.place_code or None,
        skills=sorted(set(given.skills)),
        languages=sorted(set(given.languages)),
        since=clock.now(),
        by_id=actor.person_id,
    )
    record(actor, WorkerTermsStated(made.pk, agency_id, user_id, made.share))


@action()
def state_travel_zone(actor: Actor, *, place_code: str, zone: str, source: str) -> None:
    """Say how far a sub-district is from one's agency, and on whose word."""
    require(actor, Permission.SUPERVISE_WORKERS)
    agency_id = _agency(actor)
    if place_code not in _sub_districts(actor):
        raise NotFound("place")
    _known([zone], frozenset(Zone.values), "zone")
    said = clean_line(source)
    if not 0 < len(said) <= _LONGEST_SOURCE:
        raise SourceIsMissing(field="source")
    made = TravelZone.objects.create(
        agency_id=agency_id,
        place_id=place_code,
        zone=zone,
        source=said,
        since=clock.now(),
        by_id=actor.person_id,
    )
    record(actor, TravelZoneStated(made.pk, agency_id, place_code, zone))


def _agency(actor: Actor) -> UUID:
    if actor.agency_id is None:
        raise NotFound("agency")
    return actor.agency_id


def _sub_districts(actor: Actor) -> frozenset[str]:
    return frozenset(row.code for row in list_districts(actor, actor.district_code))


def _known(said: Collection[str], known: Collection[str], field: str) -> None:
    if not set(said) <= set(known):
        raise ChoiceIsUnknown(field=field)
