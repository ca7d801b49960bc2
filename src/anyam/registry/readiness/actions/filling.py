"""An agency says how ready a service is; another agency looks for itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotAllowed, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record
from anyam.registry.agencies.queries import agency_names, get_service

from ..choices import FillingState, Said
from ..events import ChecklistFilled, ChecklistVerified
from ..models import Checklist, ChecklistItem, Filling, FillingAnswer
from ..policies import may_keep, may_verify
from ..queries.inuse import checklists_for
from .keeping import known, line, past_day


class PointsAreMissing(Refusal):
    sentence = _("Answer every point. If one does not apply here, say so.")


class AskAnotherAgency(Refusal):
    sentence = _("Choose another agency to look. An agency does not verify itself.")


class TellWhatYouSaw(Refusal):
    sentence = _("Something differs from what the agency said. Write in one sentence what you saw.")


@dataclass(frozen=True)
class AnswerInput:
    said: str
    note: str = ""


@action(is_once=True)
def fill_checklist(
    actor: Actor,
    *,
    service_id: UUID,
    checklist_id: UUID,
    answers: Mapping[int, AnswerInput],
    verifier_id: UUID,
    once: UUID | None = None,
) -> UUID:
    """Answer every point of a checklist for a service, by its number, and ask another agency to look."""
    require(actor, Permission.KEEP_READINESS)
    service = get_service(actor, service_id)
    if not may_keep(actor, service.agency_id):
        raise NotAllowed(str(service_id))
    checklist = next((one for one in checklists_for(actor, service) if one.pk == checklist_id), None)
    if checklist is None or not service.is_active:
        raise NotFound("checklist")
    if verifier_id == service.agency_id or verifier_id not in agency_names(actor, [verifier_id]):
        raise AskAnotherAgency(field="verifier")
    points = _answered(checklist, answers)
    overtaken = _overtake(service_id, checklist.code)
    filling = Filling.objects.create(
        service_id=service_id,
        checklist=checklist,
        filled_on=clock.today(),
        filled_at=clock.now(),
        by_user_id=actor.user_id,
        verifier_id=verifier_id,
    )
    FillingAnswer.objects.bulk_create(
        FillingAnswer(filling=filling, item=item, said=said, note=note) for item, said, note in points
    )
    record(actor, ChecklistFilled(filling.pk, service_id, service.agency_id, verifier_id, overtaken))
    return filling.pk


@action()
def verify_checklist(
    actor: Actor, *, filling_id: UUID, seen: Mapping[int, str], seen_on: date, words: str = ""
) -> None:
    """Say for each point what was seen on a visit. The agency's own word stays beside it."""
    require(actor, Permission.KEEP_READINESS)
    found = Filling.objects.select_for_update(of=("self",)).select_related("service__agency", "checklist")
    filling = found.filter(pk=filling_id).first()
    if filling is None or filling.service.agency.district_code != actor.district_code:
        raise NotFound("filling")
    if not may_verify(actor, filling):
        raise NotAllowed(str(filling_id))
    answers = list(filling.answers.select_related("item"))
    for answer in answers:
        if answer.item.number not in seen:
            raise PointsAreMissing(field=f"point_{answer.item.number}")
        answer.seen = known(seen[answer.item.number], Said.values, f"point_{answer.item.number}")
    is_same = all(answer.seen == answer.said for answer in answers)
    filling.seen_words = line(words, "words", 600)
    if not is_same and not filling.seen_words:
        raise TellWhatYouSaw(field="words")
    filling.verified_on = past_day(seen_on, "seen_on")
    filling.verified_at, filling.verified_by_user_id = clock.now(), actor.user_id
    filling.state = FillingState.VERIFIED if is_same else FillingState.DIFFERS
    filling.asked_again_at = None  # it counts from this day on
    filling.save()
    FillingAnswer.objects.bulk_update(answers, ["seen"])
    record(
        actor,
        ChecklistVerified(
            filling.pk, filling.service_id, filling.service.agency_id, filling.verifier_id, is_same
        ),
    )


def _answered(
    checklist: Checklist, answers: Mapping[int, AnswerInput]
) -> list[tuple[ChecklistItem, str, str]]:
    found = []
    for item in checklist.items.all():
        given = answers.get(item.number)
        if given is None:
            raise PointsAreMissing(field=f"point_{item.number}")
        said = known(given.said, Said.values, f"point_{item.number}")
        found.append((item, said, line(given.note, f"note_{item.number}", 200)))
    return found


def _overtake(service_id: UUID, code: str) -> tuple[UUID, ...]:
    """End what still waited for another agency: the new answer is the one to look at."""
    waiting = Filling.objects.select_for_update().filter(
        service_id=service_id, checklist__code=code, state=FillingState.STATED
    )
    ids = tuple(waiting.values_list("pk", flat=True))
    Filling.objects.filter(pk__in=ids).update(state=FillingState.OVERTAKEN)
    return ids
