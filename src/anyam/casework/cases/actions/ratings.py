"""Judging the risk by two who do not know of each other's answer."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases import rules
from anyam.casework.cases.actions.locking import lock_open_case
from anyam.casework.cases.choices import Level, TriageFact
from anyam.casework.cases.events import RatingAnswered, RatingAsked
from anyam.casework.cases.models import BlindRating
from anyam.casework.cases.queries.ratings import colleagues_of, find_rating
from anyam.casework.sops import actions as sops
from anyam.casework.sops.choices import PromiseKey, SubjectKind, WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record


class RatingIsIncomplete(Refusal):
    sentence = _("Answer every question with yes or no, and choose the level.")


class ColleagueIsMissing(Refusal):
    sentence = _("Choose a colleague to whom the case is open.")


class RatingIsDone(Refusal):
    sentence = _("You have answered this already.")


@action()
def ask_second_rating(
    actor: Actor, *, case_id: UUID, facts: Mapping[str, bool], level: str, colleague_id: UUID
) -> UUID:
    """Judge the child's risk and ask a colleague to do so too; neither answer is shown before both are there.

    Whoever was asked before and has not answered is asked no more.
    """
    case = lock_open_case(actor, case_id, Permission.ASSESS_CHILD)
    answered = _complete(facts, level)
    if colleague_id not in dict(colleagues_of(actor, case)):
        raise ColleagueIsMissing(field="colleague_id")
    for unanswered in BlindRating.objects.filter(case=case, second_at__isnull=True):
        sops.cancel_work(actor, unanswered.pk, WorkKind.RATE_RISK)
        unanswered.delete()
    rating = BlindRating.objects.create(
        case=case,
        agency_id=case.agency_id,
        rules_version=rules.triage_table().version,
        first_by_id=actor.person_id,
        first_at=clock.now(),
        first_level=level,
        first_facts=answered,
        second_by_id=colleague_id,
    )
    sops.start_work(
        actor,
        kind=WorkKind.RATE_RISK,
        subject_kind=SubjectKind.RATING,
        subject_id=rating.pk,
        agency_id=case.agency_id,
        assignee_id=colleague_id,
        case_id=case.pk,
        reference=case.number,
        promise_key=PromiseKey.RATING_SECOND,
    )
    record(actor, RatingAsked(rating.pk, case.pk))
    return rating.pk


@action()
def rate_second(actor: Actor, *, rating_id: UUID, facts: Mapping[str, bool], level: str) -> None:
    """The colleague's own judgement; from now on both read both."""
    require(actor, Permission.ASSESS_CHILD)
    rating = find_rating(actor, rating_id, is_locked=True)
    if rating.second_by_id != actor.user_id:
        raise NotFound("rating")
    if rating.second_at is not None:
        raise RatingIsDone
    rating.second_facts, rating.second_level = _complete(facts, level), level
    rating.second_at = clock.now()
    rating.save(update_fields=["second_facts", "second_level", "second_at"])
    sops.finish_work(actor, rating.pk, WorkKind.RATE_RISK)
    record(actor, RatingAnswered(rating.pk, rating.case_id))


def _complete(facts: Mapping[str, bool], level: str) -> dict[str, bool]:
    if level not in Level.values:
        raise RatingIsIncomplete(field="level")
    if set(facts) != set(TriageFact.values):
        raise RatingIsIncomplete
    return {fact: bool(facts[fact]) for fact in TriageFact.values}
