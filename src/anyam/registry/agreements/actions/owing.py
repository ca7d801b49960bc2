"""What is owed under a draft: written, changed and removed until it is signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, Permission, action, require
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import Recurrence
from ..events import AgreementChanged
from ..models import Agreement, Obligation
from ..rules import is_quantity
from .drafting import lock_draft
from .keeping import NotPossibleAsWritten, line

MOST_OBLIGATIONS = 60


class QuantityIsImpossible(Refusal):
    sentence = _("Write how many as a number above zero, with at most two decimals.")


class OwesItself(Refusal):
    sentence = _("A party cannot owe something to itself. Choose another creditor.")


@dataclass(frozen=True)
class ObligationInput:
    debtor_id: UUID
    creditor_id: UUID
    what: str
    quantity: Decimal
    unit: str
    first_due_on: date
    recurrence: str = Recurrence.ONCE
    budget_line: str = ""


@action(is_once=True)
def add_obligation(
    actor: Actor, *, agreement_id: UUID, given: ObligationInput, once: UUID | None = None
) -> UUID:
    """Write down that one party owes another something, in a draft."""
    require(actor, Permission.DRAFT_AGREEMENTS)
    agreement = lock_draft(actor, agreement_id)
    if agreement.obligations.count() >= MOST_OBLIGATIONS:
        raise NotPossibleAsWritten(
            _("Sixty obligations are the most. Put further ones into an action plan under this agreement.")
        )
    made = Obligation.objects.create(agreement=agreement, **_values(agreement, given))
    record(actor, AgreementChanged(agreement.pk))
    return made.pk


@action()
def change_obligation(
    actor: Actor, *, agreement_id: UUID, obligation_id: UUID, given: ObligationInput
) -> None:
    require(actor, Permission.DRAFT_AGREEMENTS)
    agreement = lock_draft(actor, agreement_id)
    obligation = _of(agreement, obligation_id)
    for name, value in _values(agreement, given).items():
        setattr(obligation, name, value)
    obligation.save()
    record(actor, AgreementChanged(agreement.pk))


@action()
def remove_obligation(actor: Actor, *, agreement_id: UUID, obligation_id: UUID) -> None:
    require(actor, Permission.DRAFT_AGREEMENTS)
    agreement = lock_draft(actor, agreement_id)
    _of(agreement, obligation_id).delete()
    record(actor, AgreementChanged(agreement.pk))


def refuse_days_outside(agreement: Agreement) -> None:
    """Every obligation of a text that is to be signed falls due within its term."""
    for obligation in agreement.obligations.all():
        _refuse_day_outside(agreement, obligation.first_due_on)


def _of(agreement: Agreement, obligation_id: UUID) -> Obligation:
    found = agreement.obligations.filter(pk=obligation_id).first()
    if found is None:
        raise NotFound("obligation")
    return found


def _values(agreement: Agreement, given: ObligationInput) -> dict[str, Any]:
    parties = set(agreement.parties.values_list("pk", flat=True))
    for field, party_id in (("debtor", given.debtor_id), ("creditor", given.creditor_id)):
        if party_id not in parties:
            raise NotPossibleAsWritten(_("Choose one of the parties."), field=field)
    if given.debtor_id == given.creditor_id:
        raise OwesItself(field="creditor")
    if not is_quantity(given.quantity):
        raise QuantityIsImpossible(field="quantity")
    if given.recurrence not in Recurrence.values:
        raise NotPossibleAsWritten(_("Choose how often."), field="recurrence")
    _refuse_day_outside(agreement, given.first_due_on)
    return {
        "debtor_id": given.debtor_id,
        "creditor_id": given.creditor_id,
        "what": line(given.what, "what", 300, is_needed=True),
        "quantity": given.quantity,
        "unit": line(given.unit, "unit", 40, is_needed=True),
        "recurrence": given.recurrence,
        "first_due_on": given.first_due_on,
        "budget_line": line(given.budget_line, "budget_line", 120),
    }


def _refuse_day_outside(agreement: Agreement, day: date) -> None:
    if not agreement.starts_on <= day <= agreement.ends_on:
        raise NotPossibleAsWritten(
            _("The first day must lie within the agreement's term."), field="first_due_on"
        )
