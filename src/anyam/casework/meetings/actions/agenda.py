"""The agenda: put on by hand, taken from what is stuck, in an order of one's own."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, action
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record

from ..choices import AgendaSource, MeetingState
from ..events import AgendaChanged, AgendaItemAdded
from ..models import AgendaItem, Meeting
from ..policies import leads, may_add_item
from ..queries.proposals import open_decision_proposals, proposals_for
from ..results import Proposal
from .locking import NotAtThisMoment, invitation_of, lock_meeting, lock_to_lead

MOST_ITEMS = 40
LONGEST_TITLE = 300
_OPEN = (MeetingState.PLANNED, MeetingState.RUNNING)


class ItemNeedsTitle(Refusal):
    sentence = _("Write in one line what the agencies talk about, in at most 300 characters.")


class TooManyItems(Refusal):
    sentence = _("An agenda has 40 items at most. Take some out, or hold a second meeting.")


class ItemHasMinutes(Refusal):
    sentence = _("Something was written under this item already. It stays on the agenda.")


@action(is_once=True)
def add_item(actor: Actor, *, meeting_id: UUID, title: str, once: UUID | None = None) -> UUID:
    """Put something on the agenda, for the chair's side and every invited agency; the item's id."""
    meeting = lock_meeting(actor, meeting_id, *_OPEN)
    if not may_add_item(actor, meeting, invitation_of(actor, meeting)):
        raise NotFound("meeting")
    return _add(actor, meeting, title).pk


@action()
def take_proposals(actor: Actor, *, meeting_id: UUID, keys: Collection[str]) -> int:
    """Put proposals on the agenda; how many. What stands on it already is passed over."""
    meeting = lock_to_lead(actor, meeting_id, *_OPEN)
    chosen = [one for one in proposals_for(actor, meeting) if one.key in set(keys)]
    for proposal in chosen:
        _add(actor, meeting, proposal.title, proposal)
    if not chosen:
        record(actor, AgendaChanged(meeting.pk, "nothing_taken"))
    return len(chosen)


@action()
def change_item(actor: Actor, *, meeting_id: UUID, item_id: UUID, title: str) -> None:
    """Word an item anew."""
    meeting = lock_to_lead(actor, meeting_id, *_OPEN)
    item = _item(meeting, item_id)
    item.title = _title(title)
    item.save(update_fields=["title"])
    record(actor, AgendaChanged(meeting.pk, "worded"))


@action()
def move_item(actor: Actor, *, meeting_id: UUID, item_id: UUID, is_up: bool) -> None:
    """One place up or down; at the edge it stays."""
    meeting = lock_to_lead(actor, meeting_id, *_OPEN)
    items = list(AgendaItem.objects.filter(meeting=meeting).order_by("position", "id"))
    here = next((n for n, one in enumerate(items) if one.pk == item_id), None)
    if here is None:
        raise NotFound("agenda item")
    there = here + (-1 if is_up else 1)
    if 0 <= there < len(items):
        items[here], items[there] = items[there], items[here]
    for position, item in enumerate(items, start=1):
        AgendaItem.objects.filter(pk=item.pk).update(position=position)
    record(actor, AgendaChanged(meeting.pk, "moved"))


@action()
def remove_item(actor: Actor, *, meeting_id: UUID, item_id: UUID) -> None:
    """Take an item off; one under which something was written stays."""
    meeting = lock_meeting(actor, meeting_id, *_OPEN)
    item = _item(meeting, item_id)
    is_own = item.proposed_by_id == actor.agency_id and may_add_item(
        actor, meeting, invitation_of(actor, meeting)
    )
    if not (leads(actor, meeting) or is_own):
        raise NotFound("agenda item")
    if item.version:
        raise ItemHasMinutes
    item.delete()
    record(actor, AgendaChanged(meeting.pk, "taken_off"))


def put_open_decisions(actor: Actor, meeting: Meeting) -> None:
    """What earlier meetings decided and nobody carried out comes onto the next agenda by itself."""
    for proposal in open_decision_proposals(actor, meeting, is_overdue_only=True)[:MOST_ITEMS]:
        _add(actor, meeting, proposal.title, proposal)


def _add(actor: Actor, meeting: Meeting, title: str, proposal: Proposal | None = None) -> AgendaItem:
    found = AgendaItem.objects.filter(meeting=meeting)
    if found.count() >= MOST_ITEMS:
        raise TooManyItems
    if actor.agency_id is None:
        raise NotAtThisMoment
    last = found.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting,
        dossier_id=meeting.dossier_id,
        position=last + 1,
        title=_title(title),
        source=proposal.source if proposal else AgendaSource.BY_HAND,
        source_key=proposal.key if proposal else "",
        decision_id=proposal.decision_id if proposal else None,
        proposed_by_id=actor.agency_id,
    )
    record(actor, AgendaItemAdded(meeting.pk, item.pk, item.source, actor.agency_id))
    return item


def _title(typed: str) -> str:
    cleaned = clean_line(typed)
    if not 0 < len(cleaned) <= LONGEST_TITLE:
        raise ItemNeedsTitle(field="title")
    return cleaned


def _item(meeting: Meeting, item_id: UUID) -> AgendaItem:
    item = AgendaItem.objects.filter(meeting=meeting, pk=item_id).select_for_update(of=("self",)).first()
    if item is None:
        raise NotFound("agenda item")
    return item
