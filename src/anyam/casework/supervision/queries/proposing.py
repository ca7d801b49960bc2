"""Who is proposed for a case. Whoever must not see it is not among them, and nothing says that they are missing."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Max

from anyam.casework.cases.queries import assigning_facts, case_ref, free_to_hold
from anyam.foundation.access import Actor, Permission, query, require

from ..choices import worker_languages
from ..models import WorkerChoice
from ..models.workers import FULL_SHARE
from ..results import Candidate, Proposal
from ..rules import cap_of, propose, sub_district
from .loads import loads_of
from .people import away, carriers, newest_terms


@query
def propose_workers(actor: Actor, case_id: UUID) -> Proposal:
    """The workers who fit this case best, with the reasons in words. Raises NotFound out of sight."""
    require(actor, Permission.ASSIGN_CASE)
    case, facts = case_ref(actor, case_id), assigning_facts(actor, case_id)
    if actor.agency_id != case.agency_id:
        return Proposal((), somebody_has_room=False)
    loads, terms = loads_of(actor), newest_terms(case.agency_id)
    taking = loads.weigh(case.level, case.stage, case.place_code)
    here = {one.id: one.name for one in carriers(actor)}
    gone = away(case.agency_id, soon=True)
    fit = free_to_hold(actor, case_id, here.keys() - gone.keys())
    turns, languages = _turns(case.agency_id), worker_languages()
    carrier = case.worker_id or case.manager_id
    candidates = []
    for user_id in fit:
        one = terms.get(user_id)
        candidates.append(
            Candidate(
                user_id=user_id,
                name=here[user_id],
                load=loads.of(user_id).load,
                cap=cap_of(loads.standard.limit, one.share if one else FULL_SHARE),
                # Whoever carries it already does not carry it twice.
                taking=Decimal(0) if user_id == carrier else taking,
                knows_family=user_id in facts.family_holders,
                lives_near=bool(one and one.place_id and one.place_id == sub_district(case.place_code)),
                has_skill=bool(one and facts.needs & set(one.skills)),
                last_turn=turns.get(user_id),
                languages=languages.labels(one.languages) if one else (),
            )
        )
    return propose(candidates)


def _turns(agency_id: UUID) -> dict[UUID, datetime]:
    """When each was last given a case."""
    found = WorkerChoice.objects.filter(agency_id=agency_id).order_by().values_list("worker_id")
    return dict(found.annotate(Max("chosen_at")))
