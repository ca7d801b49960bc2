"""Before something is saved for a child: is another agency already doing it? Steps of the actions above."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.sops.actions import start_work
from anyam.casework.sops.choices import PromiseKey, SubjectKind, WorkKind
from anyam.foundation.access import Actor, step
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import Choice, Despite
from ..events import OverlapAccepted, OverlapDropped, OverlapJoined
from ..models import ChoiceMade, JoinWish
from ..queries import find_acting
from ..results import Act, Found, Wish

_SYSTEM = Actor.system("a wish to act together")


class AlreadyActing(Refusal):
    """Carries what was found, as far as the person may know of it."""

    sentence = _(
        "Another agency is already acting for this child. Look at what is known of it, "
        "then go on with a reason, ask to act together, or leave it to them."
    )

    def __init__(self, found: Found) -> None:
        super().__init__(field="despite")
        self.found = found


@step
def ask_who_is_acting(actor: Actor, wish: Wish, despite: Despite | str | None = None) -> Found:
    """What another agency does already, to be noted with the reason once the thing is saved.

    Raises AlreadyActing where something was found and no known reason is given.
    """
    found = find_acting(actor, wish)
    if found.acts and despite not in Despite.values:
        raise AlreadyActing(found)
    reason = Despite(despite) if despite in Despite.values else None
    return Found(found.wish, found.known, found.acts, found.ask_name, reason)


@step
def note_going_on(actor: Actor, found: Found, subject_id: UUID) -> None:
    """Keep that somebody went on, and why; nothing where nobody else is acting."""
    if not found.acts or found.despite is None:
        return
    _keep(actor, found, Choice.WENT_ON, subject_id=subject_id, reason=found.despite)
    kind, count = found.wish.kind.value, len(found.acts)
    record(actor, OverlapAccepted(subject_id, found.wish.case_id, kind, found.despite.value, count))


@step
def note_choice(actor: Actor, found: Found, choice: Choice) -> UUID:
    """Keep that somebody leaves it to the others, or asks them to act together; the choice's id.

    Whoever leads the other act hears who asks; the asker learns nothing more than before.
    """
    made = _keep(actor, found, choice)
    kind, count = found.wish.kind.value, len(found.acts)
    if choice is Choice.JOINED:
        for act in {act.case_id: act for act in found.acts if act.lead_id != actor.user_id}.values():
            _ask(actor, found.wish, act)
        record(actor, OverlapJoined(made.pk, found.wish.case_id, kind, count))
    else:
        record(actor, OverlapDropped(made.pk, found.wish.case_id, kind, count))
    return made.pk


def _keep(
    actor: Actor, found: Found, choice: Choice, *, subject_id: UUID | None = None, reason: str = ""
) -> ChoiceMade:
    return ChoiceMade.objects.create(
        case_id=found.wish.case_id,
        subject_id=subject_id,
        work_kind=found.wish.kind,
        for_agency_id=found.wish.agency_id,
        choice=choice,
        reason=reason,
        known=sorted(act.source_id for act in found.acts),
        district_code=found.wish.district_code,
        agency_id=actor.agency_id,
        made_at=clock.now(),
        made_by_id=actor.user_id,
    )


def _ask(actor: Actor, wish: Wish, act: Act) -> None:
    """Work for whoever leads the other act; asked twice, the first wish stands."""
    with acting(_SYSTEM):
        asked, is_new = JoinWish.objects.get_or_create(
            dossier_id=act.case_id,
            asker_case_id=wish.case_id,
            work_kind=wish.kind,
            need=wish.need,
            answer="",
            defaults={
                "case_number": act.case_number,
                "asker_agency_id": actor.agency_id,
                "asker_id": actor.person_id,
                "asked_at": clock.now(),
            },
        )
        if is_new:
            start_work(
                actor,
                kind=WorkKind.ANSWER_JOIN_WISH,
                subject_kind=SubjectKind.JOIN_WISH,
                subject_id=asked.pk,
                case_id=act.case_id,
                agency_id=act.lead_agency_id,
                assignee_id=act.lead_id,
                reference=act.case_number,
                district_code=wish.district_code,
                promise_key=PromiseKey.ACTING_JOIN,
            )
