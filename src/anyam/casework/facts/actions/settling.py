"""Deciding which of two values holds, and taking back what was noted wrongly."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, Permission, action
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_text
from anyam.foundation.events.recording import record

from ..choices import SettleReason, WithdrawReason
from ..events import FactSettled, FactWithdrawn
from ..policies import may_withdraw
from ..rules import NotSettleable, settled, without
from .holding import (
    checked_words,
    counting_fact,
    fact_in_sight,
    held_dossier,
    keep,
    kind_to_write,
    note_work,
    told_about,
)

_LONGEST_WORDS = 500


class ReasonMissing(Refusal):
    sentence = _("Choose the reason from the list.")


class NothingToSettle(Refusal):
    sentence = _("This is settled already. Open it again to see what holds.")


@action()
def settle_fact(actor: Actor, *, dossier_id: UUID, keep_id: UUID, reason: str, words: str = "") -> None:
    """Say which of the values that contradict each other holds, and why; the others keep their rows.

    Raises NotFound, ReasonMissing, NothingToSettle, DossierIsClosed.
    """
    dossier = held_dossier(actor, dossier_id, Permission.SETTLE_FACTS)
    kept = fact_in_sight(actor, dossier_id, keep_id)
    kind = kind_to_write(actor, dossier_id, kept.kind)
    if reason not in SettleReason.values:
        raise ReasonMissing(field="reason")
    told = told_about(dossier_id, kind)
    try:
        after = settled(told.sayings, keep_id, SettleReason(reason))
    except NotSettleable:
        raise NothingToSettle from None
    said = checked_words(clean_text(words), _LONGEST_WORDS, "words")
    keep(actor, kind, told, after, end_reason=reason, end_words=said)
    record(actor, FactSettled(keep_id, dossier_id, reason))
    note_work(actor, dossier)


@action()
def withdraw_fact(actor: Actor, *, dossier_id: UUID, fact_id: UUID, reason: str, words: str = "") -> None:
    """Take back one saying, by whoever noted it or settles facts. What others said of the same value stays.

    Raises NotFound, ReasonMissing, NoLongerCounts, DossierIsClosed.
    """
    dossier = held_dossier(actor, dossier_id, Permission.NOTE_FACTS)
    fact = counting_fact(actor, dossier_id, fact_id)
    if not may_withdraw(actor, fact):
        raise NotFound("fact to take back")
    kind = kind_to_write(actor, dossier_id, fact.kind)
    if reason not in WithdrawReason.values:
        raise ReasonMissing(field="reason")
    told = told_about(dossier_id, kind)
    after = without(told.sayings, fact_id)
    said = checked_words(clean_text(words), _LONGEST_WORDS, "words")
    keep(actor, kind, told, after, end_reason=reason, end_words=said)
    record(actor, FactWithdrawn(fact_id, dossier_id, reason))
    note_work(actor, dossier)
