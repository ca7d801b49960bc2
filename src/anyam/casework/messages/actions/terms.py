"""Proposing a word, saying what an agency thinks of it, and making it everybody's."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.sops.actions import finish_work, start_work
from anyam.casework.sops.choices import PromiseKey, SubjectKind, WorkKind
from anyam.casework.sops.queries import due_by_promise
from anyam.foundation.access import Actor, NotAllowed, NotFound, Permission, Role, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line, clean_text, fold_name
from anyam.foundation.events.recording import record

from ..choices import (
    LONGEST_COMMENT,
    LONGEST_MEANING,
    LONGEST_WHY,
    LONGEST_WORD,
    Stance,
    TermState,
)
from ..events import TermAgreed, TermCommented, TermProposed, TermSetAside
from ..models import Term, TermComment
from ..policies import may_discuss, may_settle
from ..rules import is_carried


class TermNeedsWord(Refusal):
    sentence = _("Write the word, in at most 120 characters.")


class TermNeedsMeaning(Refusal):
    sentence = _("Say what it means for all of you, in at most 1,500 characters.")


class WordProposedAlready(Refusal):
    sentence = _("This word is being discussed already. Write your view there.")


class WordAgreedAlready(Refusal):
    sentence = _("This word was agreed already. Open it and propose newer words there.")


class CommentNeedsWords(Refusal):
    sentence = _("Say in a few words what you object to or remark, so that the others can answer.")


class NotCarriedYet(Refusal):
    sentence = _(
        "Two agencies at least must agree, and no objection may stand. Talk to those who object first."
    )


class SetAsideNeedsReason(Refusal):
    sentence = _("Say why it is set aside: those who proposed it read it.")


@action(is_once=True)
def propose_term(
    actor: Actor,
    *,
    word: str,
    meaning: str,
    english: str = "",
    not_meant: str = "",
    rests_on: str = "",
    replaces_id: UUID | None = None,
    once: UUID | None = None,
) -> UUID:
    """Put a word before the agencies, or newer words for one that was agreed; its id."""
    require(actor, Permission.DISCUSS_TERMS)
    if actor.agency_id is None:
        raise NotAllowed("a word is proposed by an agency")
    replaced = _to_replace(actor, replaces_id) if replaces_id else None
    written = replaced.word if replaced else clean_line(word)
    folded = fold_name(written)
    if not folded or len(written) > LONGEST_WORD or len(folded) > LONGEST_WORD:
        raise TermNeedsWord(field="word")
    _refuse_doubles(actor, folded, replaced)
    now = clock.now()
    until = due_by_promise(actor, PromiseKey.TERM_DISCUSSED, now, district_code=actor.district_code)
    term = Term.objects.create(
        district_code=actor.district_code,
        word=written,
        folded=folded,
        english=_line(english, LONGEST_WORD),
        meaning=_meaning(meaning, "meaning", is_needed=True),
        not_meant=_meaning(not_meant, "not_meant", is_needed=False),
        rests_on=_line(rests_on, 200),
        replaces=replaced,
        agency_id=actor.agency_id,
        proposed_at=now,
        proposed_by_id=actor.person_id,
        discuss_until=until,
    )
    TermComment.objects.create(
        term=term,
        agency_id=actor.agency_id,
        stance=Stance.AGREE,
        written_at=now,
        written_by_id=actor.person_id,
    )
    start_work(
        actor,
        kind=WorkKind.SETTLE_TERM,
        subject_kind=SubjectKind.TERM,
        subject_id=term.pk,
        agency_id=None,
        role=Role.COORDINATOR,
        due_at=until,
        district_code=term.district_code,
    )
    record(actor, TermProposed(term.pk, actor.agency_id, term.district_code, replaces_id))
    return term.pk


@action()
def comment_on_term(actor: Actor, *, term_id: UUID, stance: str, text: str = "") -> None:
    """Say what one's agency thinks: its newest agreement or objection is where it stands."""
    require(actor, Permission.DISCUSS_TERMS)
    term = Term.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=term_id)
    if not may_discuss(actor, term) or actor.agency_id is None:
        raise NotFound("term to discuss")
    said, words = Stance(stance), clean_text(text)
    if len(words) > LONGEST_COMMENT or (said is not Stance.AGREE and not words):
        raise CommentNeedsWords(field="text")
    TermComment.objects.create(
        term=term,
        agency_id=actor.agency_id,
        stance=said,
        text=words,
        written_at=clock.now(),
        written_by_id=actor.person_id,
    )
    record(actor, TermCommented(term.pk, actor.agency_id, said.value))


@action()
def agree_term(actor: Actor, *, term_id: UUID) -> None:
    """Make a word everybody's: two agencies at least agree and no objection stands. What it replaces ends."""
    term = _lock(actor, term_id)
    said = [
        (agency_id, Stance(stance))
        for agency_id, stance in term.comments.order_by("written_at", "id").values_list("agency_id", "stance")
    ]
    if not is_carried(said):
        raise NotCarriedYet
    now = clock.now()
    older = Term.objects.filter(
        district_code=term.district_code, folded=term.folded, state=TermState.AGREED
    ).first()
    if older is not None:
        older.state = TermState.REPLACED
        older.save(update_fields=["state"])
    term.state, term.settled_at, term.settled_by_id = TermState.AGREED, now, actor.person_id
    term.save(update_fields=["state", "settled_at", "settled_by"])
    finish_work(actor, term.pk, WorkKind.SETTLE_TERM)
    record(actor, TermAgreed(term.pk, term.district_code, term.replaces_id))


@action()
def set_term_aside(actor: Actor, *, term_id: UUID, why: str) -> None:
    """The agencies do not agree on it; whoever proposed it reads why."""
    term = _lock(actor, term_id)
    words = clean_line(why)
    if not 0 < len(words) <= LONGEST_WHY:
        raise SetAsideNeedsReason(field="why")
    term.state, term.settled_at, term.settled_by_id = TermState.SET_ASIDE, clock.now(), actor.person_id
    term.settled_why = words
    term.save(update_fields=["state", "settled_at", "settled_by", "settled_why"])
    finish_work(actor, term.pk, WorkKind.SETTLE_TERM)
    record(actor, TermSetAside(term.pk))


def _lock(actor: Actor, term_id: UUID) -> Term:
    require(actor, Permission.AGREE_TERMS)
    term = Term.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=term_id)
    if not may_settle(actor, term):
        raise NotFound("term to settle")
    return term


def _to_replace(actor: Actor, term_id: UUID) -> Term:
    term = Term.objects.visible_to(actor).one(pk=term_id)
    if term.state != TermState.AGREED:
        raise NotFound("agreed term")
    return term


def _refuse_doubles(actor: Actor, folded: str, replaced: Term | None) -> None:
    same = Term.objects.visible_to(actor).filter(folded=folded)
    if same.filter(state=TermState.PROPOSED).exists():
        raise WordProposedAlready(field="word")
    if replaced is None and same.filter(state=TermState.AGREED).exists():
        raise WordAgreedAlready(field="word")


def _meaning(typed: str, field: str, *, is_needed: bool) -> str:
    words = clean_text(typed)
    if len(words) > LONGEST_MEANING or (is_needed and not words):
        raise TermNeedsMeaning(field=field)
    return words


def _line(typed: str, longest: int) -> str:
    return clean_line(typed)[:longest].strip()
