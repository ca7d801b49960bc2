"""Threads: what waits for me, all of mine, those about one thing, and one in full."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.explaining import explaining_grant
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.foundation.core import clock
from anyam.foundation.core.paging import page_of
from anyam.foundation.core.results import Page
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.queries import agency_names
from anyam.registry.agencies.results import AgencyName

from ..choices import ThreadAbout
from ..models import Acknowledgement, Thread, ThreadMessage
from ..policies import may_write_in
from ..results import AcknowledgementRow, MessageRow, ThreadDetail, ThreadRow, ThreadsAbout
from .rooms import Room, listeners_in, names_heard, room_of

MOST = 100


@query
def find_threads(actor: Actor, *, is_waiting_only: bool = False, page: int = 1) -> Page[ThreadRow]:
    """Those in which the actor's agency wrote or was written to, the newest first; or those it must acknowledge."""
    require(actor, Permission.WRITE_MESSAGES)
    found = Thread.objects.visible_to(actor).filter(agency_ids__contains=[actor.agency_id])
    if is_waiting_only:
        ours = Acknowledgement.objects.waiting().filter(
            Q(agency_id=actor.agency_id), message__thread=OuterRef("pk")
        )
        found = found.filter(Exists(ours))
    threads = page_of(found.order_by("-last_at", "-id"), page)
    rows = {row.id: row for row in _rows(actor, threads.rows)}
    if any(one.case_id for one in threads.rows):
        record_look(actor, part=Looked.MESSAGES, subject_id=None, count=len(rows))
    return threads.with_rows(lambda one: rows[one.pk])


@query
def count_to_acknowledge(actor: Actor) -> int:
    """How many messages the actor's agency has to acknowledge, as far as the actor sees them."""
    require(actor, Permission.WRITE_MESSAGES)
    if actor.agency_id is None:
        return 0
    # Every page asks this, and mostly nothing waits: what the reader may see is then not worth finding out.
    if not Acknowledgement.objects.waiting().filter(agency_id=actor.agency_id).exists():
        return 0
    return Acknowledgement.objects.visible_to(actor).waiting().filter(agency_id=actor.agency_id).count()


@query
def threads_about(actor: Actor, about: ThreadAbout, subject_id: UUID) -> ThreadsAbout:
    """What was written about one subject, and to whom the actor could write. Raises NotFound."""
    require(actor, Permission.WRITE_MESSAGES)
    room = room_of(actor, about, subject_id)
    found = Thread.objects.visible_to(actor).filter(about=about, subject_id=subject_id)
    threads = list(found.order_by("-last_at", "-id")[:MOST])
    if threads:
        _note_look(actor, threads[0], subject_id)
    heard = listeners_in(room, room.parties)
    return ThreadsAbout(
        about=about,
        subject_id=subject_id,
        reference=room.reference,
        rows=tuple(_rows(actor, threads)),
        listeners=names_heard(actor, heard),
        may_write=_may_begin(actor, room),
    )


@query
def get_thread(actor: Actor, thread_id: UUID) -> ThreadDetail:
    """One thread in full; the look is kept. Raises NotFound for whoever may not see what it is about."""
    require(actor, Permission.WRITE_MESSAGES)
    thread = Thread.objects.visible_to(actor).one(pk=thread_id)
    _note_look(actor, thread, thread.pk)
    messages = list(ThreadMessage.objects.visible_to(actor).filter(thread=thread))
    asked = list(Acknowledgement.objects.visible_to(actor).filter(message__thread=thread))
    heard = listeners_in(thread)
    return ThreadDetail(
        row=_rows(actor, [thread])[0],
        messages=_messages(actor, thread, messages, asked),
        listeners=names_heard(actor, heard),
        may_write=may_write_in(actor, thread),
    )


@query
def thread_of_acknowledgement(actor: Actor, acknowledgement_id: UUID) -> tuple[UUID, UUID]:
    """Thread and message that an agency has to acknowledge, where the actor sees them. Raises NotFound."""
    require(actor, Permission.WRITE_MESSAGES)
    found = Acknowledgement.objects.visible_to(actor).select_related("message")
    asked = found.one(pk=acknowledgement_id)
    return asked.message.thread_id, asked.message_id


@query
def thread_of_message(actor: Actor, message_id: UUID) -> UUID:
    """The thread of a message that the actor sees. Raises NotFound."""
    require(actor, Permission.WRITE_MESSAGES)
    return ThreadMessage.objects.visible_to(actor).one(pk=message_id).thread_id


@query
def sees_thread(actor: Actor, thread_id: UUID) -> bool:
    """Whether its page would open to the actor."""
    require(actor, Permission.SEE_OWN_NOTIFICATIONS)
    return Thread.objects.visible_to(actor).filter(pk=thread_id).exists()


@query
def sees_acknowledgement(actor: Actor, acknowledgement_id: UUID) -> bool:
    """Whether its page would open to the actor."""
    require(actor, Permission.SEE_OWN_NOTIFICATIONS)
    return Acknowledgement.objects.visible_to(actor).filter(pk=acknowledgement_id).exists()


def _may_begin(actor: Actor, room: Room) -> bool:
    """Of an agreement its parties and the secretariat: their first thread opens it to them. Else as in any thread."""
    if room.about is ThreadAbout.AGREEMENT:
        return actor.agency_id in room.parties or actor.may(Permission.ACT_FOR_OUTSIDE_BODIES)
    return may_write_in(actor, room)


def _note_look(actor: Actor, thread: Thread, subject_id: UUID) -> None:
    if thread.case_id is None:
        return
    gates = [one for one in (thread.referral_id, thread.room_id, thread.case_id) if one]
    explained = (grant for one in gates if (grant := explaining_grant(actor, one)))
    record_look(
        actor,
        part=Looked.MESSAGES,
        subject_id=subject_id,
        case_id=thread.case_id,
        explanation=next(explained, None),
    )


def _rows(actor: Actor, threads: Sequence[Thread]) -> list[ThreadRow]:
    ids = [one.pk for one in threads]
    counted = ThreadMessage.objects.filter(thread__in=ids).order_by().values_list("thread_id")
    counts = dict(counted.annotate(n=Count("id")))
    newest = ThreadMessage.objects.filter(thread__in=ids).order_by("thread_id", "-written_at", "-id")
    last = dict(newest.distinct("thread_id").values_list("thread_id", "agency_id"))
    waiting = Acknowledgement.objects.waiting().filter(message__thread__in=ids).select_related("message")
    ours: dict[UUID, Any] = {}
    others: Counter[UUID] = Counter()
    until: dict[UUID, Any] = {}
    for one in waiting.order_by("-due_at"):
        thread_id = one.message.thread_id
        if one.agency_id == actor.agency_id:
            ours[thread_id] = one.due_at
        elif one.message.agency_id == actor.agency_id:
            others[thread_id] += 1
            until[thread_id] = one.due_at
    names = agency_names(actor, set(last.values()))
    return [
        ThreadRow(
            id=one.pk,
            about=ThreadAbout(one.about),
            subject_id=one.subject_id,
            reference=one.reference,
            title=one.title,
            last_at=one.last_at,
            last_agency=_short(names, last.get(one.pk)),
            messages=counts.get(one.pk, 0),
            waits_for_us=one.pk in ours,
            due_at=ours.get(one.pk) or until.get(one.pk),
            still_open=others[one.pk],
        )
        for one in threads
    ]


def _messages(
    actor: Actor, thread: Thread, messages: list[ThreadMessage], asked: list[Acknowledgement]
) -> tuple[MessageRow, ...]:
    by_message: dict[UUID, list[Acknowledgement]] = defaultdict(list)
    for one in asked:
        by_message[one.message_id].append(one)
    agencies = {row.agency_id for row in messages} | {row.agency_id for row in asked}
    names = agency_names(actor, agencies | {one for row in messages for one in row.to_ids})
    users = user_names(
        actor, {row.written_by_id for row in messages} | {one.given_by_id for one in asked if one.given_by_id}
    )
    may_write = may_write_in(actor, thread)
    now = clock.now()
    return tuple(
        MessageRow(
            id=row.pk,
            text=row.text,
            agency=_short(names, row.agency_id),
            by=users.get(row.written_by_id, ""),
            written_at=row.written_at,
            to=tuple(_short(names, one) for one in row.to_ids),
            due_at=row.due_at,
            acknowledgements=tuple(
                AcknowledgementRow(
                    agency=_short(names, one.agency_id),
                    due_at=one.due_at,
                    given_at=one.given_at,
                    given_by=users.get(one.given_by_id, "") if one.given_by_id else "",
                    is_let_go=one.let_go_at is not None,
                    is_late=one.given_at is None and one.let_go_at is None and one.due_at < now,
                )
                for one in by_message[row.pk]
            ),
            is_own=row.agency_id == actor.agency_id,
            may_acknowledge=may_write
            and any(
                one.agency_id == actor.agency_id and one.given_at is None and one.let_go_at is None
                for one in by_message[row.pk]
            ),
        )
        for row in messages
    )


def _short(names: dict[UUID, AgencyName], agency_id: UUID | None) -> str:
    found = names.get(agency_id) if agency_id else None
    return (found.short_name or found.name) if found else ""
