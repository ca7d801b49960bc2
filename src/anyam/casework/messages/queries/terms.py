"""The shared glossary: found by any word of it, with what is agreed before what is discussed."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, Q, Value, When

from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.core.paging import page_of
from anyam.foundation.core.results import Page
from anyam.foundation.core.text import clean_line, fold_name
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.queries import agency_names

from ..choices import Stance, TermState
from ..models import Term, TermComment
from ..policies import may_discuss, may_settle
from ..results import TermCommentRow, TermDetail, TermRow
from ..rules import is_carried, stances

_SHOWN = (TermState.AGREED, TermState.PROPOSED)
_FIRST_AGREED = Case(
    When(state=TermState.AGREED, then=Value(0)), default=Value(1), output_field=IntegerField()
)


@query
def find_terms(actor: Actor, *, text: str = "", state: str = "", page: int = 1) -> Page[TermRow]:
    """Words whose name, other name or meaning carries all that was typed; agreed ones first."""
    require(actor, Permission.SEE_TERMS)
    found = Term.objects.visible_to(actor)
    found = found.filter(state=state) if state in TermState.values else found.filter(state__in=_SHOWN)
    for word in clean_line(text).split()[:6]:
        ways = Q(english__icontains=word) | Q(meaning__icontains=word) | Q(word__icontains=word)
        folded = fold_name(word)
        found = found.filter(ways | Q(folded__contains=folded) if folded else ways)
    terms = page_of(found.order_by(_FIRST_AGREED, "folded", "id"), page)
    rows = {row.id: row for row in _rows(actor, terms.rows)}
    return terms.with_rows(lambda one: rows[one.pk])


@query
def terms_to_discuss(actor: Actor, limit: int = 10) -> list[TermRow]:
    """Proposed words of which the actor's agency has said nothing yet, the oldest first."""
    require(actor, Permission.SEE_TERMS)
    if not actor.may(Permission.DISCUSS_TERMS) or actor.agency_id is None:
        return []
    said = TermComment.objects.filter(agency_id=actor.agency_id).exclude(stance=Stance.REMARK)
    found = Term.objects.visible_to(actor).filter(state=TermState.PROPOSED)
    return _rows(actor, list(found.exclude(pk__in=said.values("term_id")).order_by("proposed_at")[:limit]))


@query
def get_term(actor: Actor, term_id: UUID) -> TermDetail:
    """One word with what was said about it. Raises NotFound."""
    require(actor, Permission.SEE_TERMS)
    term = Term.objects.visible_to(actor).select_related("replaces").one(pk=term_id)
    comments = list(term.comments.all())
    agencies = agency_names(actor, {term.agency_id, *(one.agency_id for one in comments)})
    wrote = {one for one in (term.proposed_by_id, term.settled_by_id) if one}
    people = user_names(actor, wrote | {one.written_by_id for one in comments})
    newer = term.newer.filter(state__in=[TermState.PROPOSED, TermState.AGREED]).first()
    around = {row.id: row for row in _rows(actor, [one for one in (term, term.replaces, newer) if one])}
    said = [(one.agency_id, Stance(one.stance)) for one in comments]
    is_agreed = term.state == TermState.AGREED
    return TermDetail(
        row=around[term.pk],
        not_meant=term.not_meant,
        rests_on=term.rests_on,
        agency=agencies[term.agency_id].name,
        proposed_by=people.get(term.proposed_by_id, ""),
        proposed_at=term.proposed_at,
        settled_by=people.get(term.settled_by_id, "") if term.settled_by_id else "",
        settled_why=term.settled_why,
        replaces=around.get(term.replaces_id) if term.replaces_id else None,
        newer=around.get(newer.pk) if newer else None,
        comments=tuple(
            TermCommentRow(
                agency=agencies[one.agency_id].short_name or agencies[one.agency_id].name,
                by=people.get(one.written_by_id, ""),
                stance=Stance(one.stance),
                text=one.text,
                written_at=one.written_at,
            )
            for one in comments
        ),
        may_discuss=may_discuss(actor, term),
        may_settle=may_settle(actor, term),
        is_carried=is_carried(said),
        may_propose_newer=is_agreed and newer is None and actor.may(Permission.DISCUSS_TERMS),
    )


@query
def get_term_to_settle(actor: Actor, term_id: UUID) -> TermDetail:
    """One on which the secretariat decides; NotFound for others and afterwards."""
    require(actor, Permission.AGREE_TERMS)
    detail = get_term(actor, term_id)
    if not detail.may_settle:
        raise NotFound("term to settle")
    return detail


@query
def proposes_terms(actor: Actor) -> bool:
    """Whether the actor may propose and discuss words."""
    require(actor, Permission.SEE_TERMS)
    return actor.may(Permission.DISCUSS_TERMS)


@query
def may_propose_terms(actor: Actor) -> None:
    """Raises NotAllowed for whoever may not propose a word: asked before the form is shown."""
    require(actor, Permission.DISCUSS_TERMS)


def _rows(actor: Actor, terms: Sequence[Term]) -> list[TermRow]:
    said: dict[UUID, list[tuple[Any, Stance]]] = defaultdict(list)
    found = TermComment.objects.filter(term__in=[one.pk for one in terms]).order_by("written_at", "id")
    for term_id, agency_id, stance in found.values_list("term_id", "agency_id", "stance"):
        said[term_id].append((agency_id, Stance(stance)))
    rows = []
    for one in terms:
        where = stances(said[one.pk])
        rows.append(
            TermRow(
                id=one.pk,
                word=one.word,
                english=one.english,
                meaning=one.meaning,
                state=TermState(one.state),
                agreeing=list(where.values()).count(Stance.AGREE),
                objecting=list(where.values()).count(Stance.OBJECT),
                discuss_until=one.discuss_until,
                settled_at=one.settled_at,
                waits_for_us=may_discuss(actor, one) and actor.agency_id not in where,
            )
        )
    return rows


@query
def agencies_that_spoke(actor: Actor, term_id: UUID) -> tuple[UUID, ...]:
    """Who proposed and discussed a word, for the system that tells them."""
    require(actor, Permission.SEND_NOTIFICATIONS)
    found = TermComment.objects.filter(term_id=term_id).order_by("agency_id")
    return tuple(dict.fromkeys(found.values_list("agency_id", flat=True)))
