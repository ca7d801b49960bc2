"""Writing to agencies, and saying that one has taken note."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyam.casework.sops.actions import cancel_work, finish_work, start_work
from anyam.casework.sops.choices import SubjectKind, WorkKind
from anyam.foundation.access import Actor, NotFound, Permission, Role, action, require
from anyam.foundation.access.choices import Level, Part, Reason
from anyam.foundation.access.granting import Given, Principal, end_access, grant_access
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import grants_on
from anyam.foundation.core import clock
from anyam.foundation.core.forgetting import forget
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line, clean_text
from anyam.foundation.events.recording import record

from ..choices import LONGEST_MESSAGE, LONGEST_TITLE, ThreadAbout
from ..events import AcknowledgementsLetGo, MessageAcknowledged, ThreadMessageWritten
from ..models import Acknowledgement, Thread, ThreadMessage
from ..policies import may_write_in
from ..queries.rooms import Listener, Room, listeners_in, owner_of, parties_of_agreement, room_of

LATEST_ANSWER = timedelta(days=90)
_BATCH = 200
_SYSTEM = Actor.system("opening the threads of an agreement to its parties")


class ThreadNeedsTitle(Refusal):
    sentence = _("Write in one line what it is about, in at most 160 characters.")


class MessageNeedsWords(Refusal):
    sentence = _("Write your message, in at most 4,000 characters.")


class NobodyAddressed(Refusal):
    sentence = _("Choose at least one agency that hears your message.")


class AnswerTimeNotSensible(Refusal):
    sentence = _("Choose a time from now on, within 90 days.")


class NotYoursToWrite(Refusal):
    sentence = _("You may read here, but not write. Ask whoever gave you access.")


@action(is_once=True)
def begin_thread(
    actor: Actor,
    *,
    about: str,
    subject_id: UUID,
    title: str,
    text: str,
    to: Collection[UUID],
    due_at: datetime | None = None,
    once: UUID | None = None,
) -> UUID:
    """Write to agencies about a case, a referral, an agreement or a meeting; the thread's id. Raises NotFound."""
    require(actor, Permission.WRITE_MESSAGES)
    room = room_of(actor, ThreadAbout(about), subject_id)
    heading = clean_line(title)
    if not 0 < len(heading) <= LONGEST_TITLE:
        raise ThreadNeedsTitle(field="title")
    if room.about is ThreadAbout.AGREEMENT:
        _open_to_parties(actor, room.subject_id, room.parties)
    now = clock.now()
    thread = Thread(
        about=room.about,
        subject_id=room.subject_id,
        reference=room.reference,
        district_code=actor.district_code,
        begun_at=now,
        begun_by_id=actor.person_id,
        last_at=now,
        **_place(room),
    )
    if not may_write_in(actor, thread):
        raise NotYoursToWrite
    thread.title = heading
    thread.save(force_insert=True)
    _write(actor, thread, text, to, due_at)
    return thread.pk


@action(is_once=True)
def write_message(
    actor: Actor,
    *,
    thread_id: UUID,
    text: str,
    to: Collection[UUID],
    due_at: datetime | None = None,
    once: UUID | None = None,
) -> UUID:
    """Write in a thread; the message's id. Raises NotFound."""
    require(actor, Permission.WRITE_MESSAGES)
    thread = Thread.objects.visible_to(actor).one(pk=thread_id)
    if not may_write_in(actor, thread):
        raise NotYoursToWrite
    return _write(actor, thread, text, to, due_at)


@action()
def acknowledge_message(actor: Actor, *, message_id: UUID) -> None:
    """Say for one's agency that it has taken note; a second time changes nothing. Raises NotFound."""
    require(actor, Permission.WRITE_MESSAGES)
    message = ThreadMessage.objects.visible_to(actor).one(pk=message_id)
    if not may_write_in(actor, message):
        raise NotYoursToWrite
    asked = Acknowledgement.objects.visible_to(actor).filter(message=message, let_go_at__isnull=True)
    mine = asked.select_for_update(of=("self",)).filter(Q(agency_id=actor.agency_id)).first()
    if mine is None:
        raise NotFound("acknowledgement")
    if mine.given_at is not None:
        return
    mine.given_at, mine.given_by_id = clock.now(), actor.person_id
    mine.save(update_fields=["given_at", "given_by"])
    finish_work(actor, mine.pk, WorkKind.ACKNOWLEDGE_MESSAGE)
    record(
        actor,
        MessageAcknowledged(
            message.pk,
            message.thread_id,
            mine.agency_id,
            message.written_by_id,
            message.agency_id,
            mine.given_at <= mine.due_at,
            message.case_id,
        ),
    )


@action()
def let_go_of_closed(actor: Actor) -> int:
    """End what is expected of agencies to which the thread is closed by now; how many acknowledgements ended."""
    require(actor, Permission.KEEP_MESSAGE_CLOCKS)
    waiting = Acknowledgement.objects.visible_to(actor).waiting().select_related("message")
    ended: dict[UUID, int] = {}
    for asked in waiting.select_for_update(skip_locked=True, of=("self",)).order_by("due_at", "id")[:_BATCH]:
        if asked.agency_id in listeners_in(asked):
            continue
        asked.let_go_at = clock.now()
        asked.save(update_fields=["let_go_at"])
        cancel_work(actor, asked.pk)
        ended[asked.message.thread_id] = ended.get(asked.message.thread_id, 0) + 1
    for thread_id, count in ended.items():
        record(actor, AcknowledgementsLetGo(thread_id, count))
    return sum(ended.values())


@action()
def settle_agreement_threads(actor: Actor, *, agreement_id: UUID) -> None:
    """After its parties changed: the threads of an agreement are open to those who are parties now, and no others."""
    require(actor, Permission.KEEP_MESSAGE_CLOCKS)
    if Thread.objects.visible_to(actor).filter(room_id=agreement_id).exists():
        _open_to_parties(actor, agreement_id, parties_of_agreement(actor, agreement_id))


@action()
def forget_threads_of(actor: Actor, *, case_id: UUID) -> None:
    """Empty what was written about a destroyed case and its referrals; its keys are gone already."""
    require(actor, Permission.KEEP_MESSAGE_CLOCKS)
    forget(Thread.objects.visible_to(actor).filter(dossier_id=case_id))
    forget(ThreadMessage.objects.visible_to(actor).filter(dossier_id=case_id))


def _write(actor: Actor, thread: Thread, typed: str, to: Collection[UUID], due_at: datetime | None) -> UUID:
    words = clean_text(typed)
    if not 0 < len(words) <= LONGEST_MESSAGE:
        raise MessageNeedsWords(field="text")
    now = clock.now()
    if due_at is not None and not now < due_at <= now + LATEST_ANSWER:
        raise AnswerTimeNotSensible(field="due_at")
    heard = listeners_in(thread)
    chosen = [one for one in dict.fromkeys(to) if one in heard]
    if not chosen or actor.agency_id is None:
        raise NobodyAddressed(field="to")
    message = ThreadMessage(
        thread=thread,
        agency_id=actor.agency_id,
        written_by_id=actor.person_id,
        written_at=now,
        to_ids=chosen,
        due_at=due_at,
        **_place(thread),
    )
    message.text = words
    message.save(force_insert=True)
    if due_at is not None:
        for agency_id in chosen:
            _ask_to_acknowledge(actor, thread, message, agency_id, due_at, heard[agency_id])
    thread.last_at = now
    thread.agency_ids = sorted({*thread.agency_ids, actor.agency_id, *chosen}, key=str)
    thread.save(update_fields=["last_at", "agency_ids"])
    record(
        actor,
        ThreadMessageWritten(
            message.pk,
            thread.pk,
            thread.about,
            thread.subject_id,
            actor.agency_id,
            tuple(chosen),
            due_at,
            thread.case_id,
        ),
    )
    return message.pk


def _ask_to_acknowledge(
    actor: Actor,
    thread: Thread,
    message: ThreadMessage,
    agency_id: UUID,
    due_at: datetime,
    listener: Listener,
) -> None:
    asked = Acknowledgement.objects.create(
        message=message, agency_id=agency_id, due_at=due_at, **_place(thread)
    )
    owner = owner_of(thread, agency_id, listener, actor.user_id)
    start_work(
        actor,
        kind=WorkKind.ACKNOWLEDGE_MESSAGE,
        subject_kind=SubjectKind.ACKNOWLEDGEMENT,
        subject_id=asked.pk,
        agency_id=agency_id,
        case_id=thread.case_id,
        reference=thread.reference,
        due_at=due_at,
        district_code=thread.district_code,
        assignee_id=owner.person_id,
        role=owner.role,
    )


def _place(room: Room | Thread) -> dict[str, UUID | None]:
    return {
        "case_id": room.case_id,
        "referral_id": room.referral_id,
        "room_id": room.room_id,
        "dossier_id": room.dossier_id,
    }


def _open_to_parties(actor: Actor, agreement_id: UUID, parties: Collection[UUID]) -> None:
    """The houses of its parties and the secretariat of their district; what others were given ends."""
    houses = {Principal.house(one).id: Principal.house(one) for one in parties}
    with acting(_SYSTEM):
        standing = [one for one in grants_on(agreement_id) if one.reason == Reason.AGREEMENT]
        there = {Principal.house(one.agency_id).id for one in standing if one.agency_id}
        for gone in there - set(houses):
            end_access(actor, dossier_id=agreement_id, principal=gone, reasons=[Reason.AGREEMENT])
        new = [to for key, to in houses.items() if key not in there]
        if not any(one.agency_id is None for one in standing) and actor.district_code:
            new.append(Principal.district_office(actor.district_code, Role.COORDINATOR))
        if new:
            given = [Given(to, Reason.AGREEMENT, {Part.WORK}, Level.WRITE) for to in new]
            grant_access(actor, agreement_id, *given)
