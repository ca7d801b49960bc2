"""Writing, issuing, renewing and withdrawing a circular; reminding those who do not work by it yet."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.actions import give_number
from anyam.casework.sops.actions import cancel_work, start_work
from anyam.casework.sops.choices import SubjectKind, WorkKind
from anyam.foundation.access import Actor, NotAllowed, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line, clean_text
from anyam.foundation.events.recording import record

from ..choices import (
    FEWEST_ANSWERS,
    LONGEST_ANSWER,
    LONGEST_CIRCULAR,
    LONGEST_CIRCULAR_TITLE,
    LONGEST_QUESTION,
    MOST_ANSWERS,
    CircularKind,
    CircularState,
)
from ..events import (
    CircularChanged,
    CircularDrafted,
    CircularDropped,
    CircularIssued,
    CircularReminded,
    CircularWithdrawn,
)
from ..models import Circular, CircularReceipt, CircularVersion
from ..policies import leads_circular
from ..queries.circular_targets import agencies_meant, role_to_confirm

LATEST_READING = timedelta(days=180)
NOT_OFTENER = timedelta(hours=20)


class CircularNeedsTitle(Refusal):
    sentence = _("Give it a title of at most 200 characters. Name no child.")


class CircularNeedsText(Refusal):
    sentence = _("Write what it says, in at most 20,000 characters.")


class ChangeNeedsWords(Refusal):
    sentence = _("Say in a few words what is new in this version, so that nobody has to compare.")


class QuestionMissing(Refusal):
    sentence = _("Ask one question whose answer shows that the circular was understood.")


class AnswersNotSensible(Refusal):
    sentence = _("Give two to five different answers of at most 200 characters, and say which one is right.")


class NobodyMeant(Refusal):
    sentence = _("Choose for whom it is: all agencies, kinds of agencies, or single ones.")


class DaysNotSensible(Refusal):
    sentence = _("It is to be read from today on, within 180 days.")


class SomebodyElseSaved(Refusal):
    sentence = _("Somebody else saved this draft meanwhile. Look at it in another window, then save again.")


class HasDraftAlready(Refusal):
    sentence = _("A new version is being written already. Open it and go on there.")


class RemindedAlready(Refusal):
    sentence = _("They were reminded within the last day. Call them, or wait until tomorrow.")


class NobodyToRemind(Refusal):
    sentence = _("Every agency works by the newest version already.")


@dataclass(frozen=True)
class CircularInput:
    """What a version says, asks, and for whom it is."""

    title: str
    text: str
    question: str
    answers: Sequence[str]
    right_answer: int
    read_by: date
    valid_from: date
    is_for_all: bool = False
    kind_codes: Collection[str] = ()
    agency_ids: Collection[UUID] = ()
    changed: str = ""


@action(is_once=True)
def draft_circular(actor: Actor, *, kind: str, given: CircularInput, once: UUID | None = None) -> UUID:
    """Begin a circular or guidance; its id."""
    require(actor, Permission.ISSUE_CIRCULARS)
    if actor.agency_id is None:
        raise NotAllowed("a circular is issued by an agency")
    values = _cleaned(given, is_first=True)
    circular = Circular.objects.create(
        district_code=actor.district_code,
        kind=CircularKind(kind),
        title=_title(given.title),
        agency_id=actor.agency_id,
        made_at=clock.now(),
        made_by_id=actor.person_id,
    )
    CircularVersion.objects.create(circular=circular, version=1, **values)
    record(actor, CircularDrafted(circular.pk, 1))
    return circular.pk


@action()
def change_circular(actor: Actor, *, circular_id: UUID, given: CircularInput, revision: int) -> None:
    """Save the draft of the newest version. What was issued keeps its words and its title."""
    circular = _lock(actor, circular_id)
    draft = _draft(circular)
    if draft.revision != revision:
        raise SomebodyElseSaved
    for name, value in _cleaned(given, is_first=draft.version == 1).items():
        setattr(draft, name, value)
    draft.revision += 1
    draft.save()
    if draft.version == 1:
        circular.title = _title(given.title)
        circular.save(update_fields=["title"])
    record(actor, CircularChanged(circular.pk, draft.version))


@action()
def renew_circular(actor: Actor, *, circular_id: UUID) -> UUID:
    """Begin the next version with the words of the one in force; the circular's id."""
    circular = _lock(actor, circular_id)
    if circular.versions.filter(state=CircularState.DRAFT).exists():
        raise HasDraftAlready
    newest = circular.versions.order_by("-version").first()
    if newest is None or newest.state == CircularState.WITHDRAWN:
        raise NotFound("version to renew")
    today = clock.today()
    CircularVersion.objects.create(
        circular=circular,
        version=newest.version + 1,
        text=newest.text,
        valid_from=today,
        read_by=today + timedelta(days=7),
        question=newest.question,
        answers=newest.answers,
        right_answer=newest.right_answer,
        is_for_all=newest.is_for_all,
        kind_codes=newest.kind_codes,
        agency_ids=newest.agency_ids,
    )
    record(actor, CircularDrafted(circular.pk, newest.version + 1))
    return circular.pk


@action()
def drop_circular_draft(actor: Actor, *, circular_id: UUID) -> bool:
    """Throw the draft away; whether the whole circular went with it because nothing was ever issued."""
    circular = _lock(actor, circular_id)
    draft = _draft(circular)
    record(actor, CircularDropped(circular.pk, draft.version))
    draft.delete()
    if circular.versions.exists():
        return False
    circular.delete()
    return True


@action()
def issue_circular(actor: Actor, *, circular_id: UUID) -> int:
    """Put the draft in force and before every agency it is for; the version before it ends. How many agencies."""
    circular = _lock(actor, circular_id)
    draft = _draft(circular)
    now = clock.now()
    if draft.read_by < clock.today():
        raise DaysNotSensible(field="read_by")
    if draft.version > 1 and not draft.changed:
        raise ChangeNeedsWords(field="changed")
    meant = agencies_meant(actor, draft)
    if not meant:
        raise NobodyMeant(field="agency_ids")
    _end_version(actor, circular, CircularState.REPLACED, now)
    if not circular.number:
        circular.number = give_number(actor, "E", circular.district_code)
        circular.save(update_fields=["number"])
    draft.state, draft.issued_at, draft.issued_by_id = CircularState.ISSUED, now, actor.person_id
    draft.save(update_fields=["state", "issued_at", "issued_by"])
    for agency_id in meant:
        receipt = CircularReceipt.objects.create(version=draft, agency_id=agency_id, sent_at=now)
        start_work(
            actor,
            kind=WorkKind.READ_CIRCULAR,
            subject_kind=SubjectKind.CIRCULAR_RECEIPT,
            subject_id=receipt.pk,
            agency_id=agency_id,
            reference=circular.number,
            role=role_to_confirm(actor, agency_id),
            due_at=max(now, end_of(draft.read_by)),
            district_code=circular.district_code,
        )
    record(actor, CircularIssued(circular.pk, draft.pk, draft.version, circular.agency_id, tuple(meant)))
    return len(meant)


@action()
def withdraw_circular(actor: Actor, *, circular_id: UUID) -> None:
    """It does not hold any more, and nothing comes in its place; whoever had it is told."""
    circular = _lock(actor, circular_id)
    ended = _end_version(actor, circular, CircularState.WITHDRAWN, clock.now())
    if ended is None:
        raise NotFound("version in force")
    told = ended.receipts.order_by("agency_id").values_list("agency_id", flat=True)
    record(actor, CircularWithdrawn(circular.pk, ended.pk, tuple(told)))


@action()
def remind_of_circular(actor: Actor, *, circular_id: UUID) -> int:
    """Remind every agency that does not work by the version in force yet; how many."""
    circular = _lock(actor, circular_id)
    version = circular.versions.filter(state=CircularState.ISSUED).first()
    if version is None:
        raise NotFound("version in force")
    now = clock.now()
    behind = list(version.receipts.filter(in_use_at__isnull=True).select_for_update(of=("self",)))
    if not behind:
        raise NobodyToRemind
    due = [one for one in behind if one.reminded_at is None or one.reminded_at <= now - NOT_OFTENER]
    if not due:
        raise RemindedAlready
    for receipt in due:
        receipt.reminded_at = now
        receipt.times_reminded += 1
        receipt.save(update_fields=["reminded_at", "times_reminded"])
    agencies = tuple(sorted((one.agency_id for one in due), key=str))
    record(actor, CircularReminded(circular.pk, version.pk, agencies))
    return len(due)


def end_of(day: date) -> datetime:
    """The end of office hours of a day."""
    return datetime.combine(day, time(16, 0), tzinfo=clock.local(clock.now()).tzinfo)


def _lock(actor: Actor, circular_id: UUID) -> Circular:
    require(actor, Permission.ISSUE_CIRCULARS)
    circular = Circular.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=circular_id)
    if not leads_circular(actor, circular):
        raise NotFound("circular to issue")
    return circular


def _draft(circular: Circular) -> CircularVersion:
    draft = circular.versions.filter(state=CircularState.DRAFT).select_for_update(of=("self",)).first()
    if draft is None:
        raise NotFound("draft")
    return draft


def _end_version(
    actor: Actor, circular: Circular, state: CircularState, now: datetime
) -> CircularVersion | None:
    """End the version in force, with what was still expected of it."""
    version = circular.versions.filter(state=CircularState.ISSUED).select_for_update(of=("self",)).first()
    if version is None:
        return None
    version.state, version.ended_at = state, now
    version.save(update_fields=["state", "ended_at"])
    for receipt_id in version.receipts.filter(in_use_at__isnull=True).values_list("pk", flat=True):
        cancel_work(actor, receipt_id)
    return version


def _title(typed: str) -> str:
    cleaned = clean_line(typed)
    if not 0 < len(cleaned) <= LONGEST_CIRCULAR_TITLE:
        raise CircularNeedsTitle(field="title")
    return cleaned


def _cleaned(given: CircularInput, *, is_first: bool) -> dict[str, Any]:
    text, changed = clean_text(given.text), clean_text(given.changed)
    if not 0 < len(text) <= LONGEST_CIRCULAR:
        raise CircularNeedsText(field="text")
    if len(changed) > LONGEST_CIRCULAR or (not is_first and not changed):
        raise ChangeNeedsWords(field="changed")
    question = clean_line(given.question)
    if not 0 < len(question) <= LONGEST_QUESTION:
        raise QuestionMissing(field="question")
    answers = [clean_line(one) for one in given.answers]
    is_sensible = FEWEST_ANSWERS <= len(answers) <= MOST_ANSWERS and len(set(answers)) == len(answers)
    fits = all(0 < len(one) <= LONGEST_ANSWER for one in answers) and 0 <= given.right_answer < len(answers)
    if not (is_sensible and fits):
        raise AnswersNotSensible(field="answers")
    today = clock.today()
    if not today <= given.read_by <= today + LATEST_READING:
        raise DaysNotSensible(field="read_by")
    if abs(given.valid_from - today) > 2 * LATEST_READING:
        raise DaysNotSensible(field="valid_from")
    if not (given.is_for_all or given.kind_codes or given.agency_ids):
        raise NobodyMeant(field="agency_ids")
    return {
        "text": text,
        "changed": "" if is_first else changed,
        "question": question,
        "answers": answers,
        "right_answer": given.right_answer,
        "read_by": given.read_by,
        "valid_from": given.valid_from,
        "is_for_all": given.is_for_all,
        "kind_codes": sorted(set(given.kind_codes)),
        "agency_ids": sorted(set(given.agency_ids), key=str),
    }
