"""Budget lines of an agency: planned in a year, realised entry by entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, action
from anyam.foundation.core import clock
from anyam.foundation.events.recording import record

from ..choices import Funding
from ..events import BudgetLinePlanned, BudgetRealised
from ..models import BudgetLine, Realisation
from .keeping import MOST_MONEY, NotPossibleAsWritten, ask_to_keep, known, line, money, past_day

FIRST_YEAR = 2000


@dataclass(frozen=True)
class BudgetInput:
    year: int
    title: str
    funding: str
    planned: Decimal
    code: str = ""


@action(is_once=True)
def plan_budget_line(actor: Actor, *, given: BudgetInput, once: UUID | None = None) -> UUID:
    """Put down what the own agency plans to spend for children in a year."""
    agency_id = ask_to_keep(actor)
    if not FIRST_YEAR <= given.year <= clock.today().year + 2:
        raise NotPossibleAsWritten(_("Write the year with four digits."), field="year")
    title = line(given.title, "title", 200, is_needed=True)
    if BudgetLine.objects.filter(agency_id=agency_id, year=given.year, title__iexact=title).exists():
        raise NotPossibleAsWritten(_("This line stands in this year already."), field="title")
    made = BudgetLine.objects.create(
        agency_id=agency_id,
        year=given.year,
        code=line(given.code, "code", 40),
        title=title,
        funding=known(given.funding, Funding.values, "funding"),
        planned=money(given.planned, "planned"),
        kept_at=clock.now(),
        by_user_id=actor.user_id,
    )
    record(actor, BudgetLinePlanned(made.pk, agency_id, made.year, made.planned))
    return made.pk


@action(is_once=True)
def realise_budget(
    actor: Actor, *, line_id: UUID, on: date, amount: Decimal, words: str, once: UUID | None = None
) -> UUID:
    """Put down money spent on a line; a sum below zero sets an earlier entry right."""
    agency_id = ask_to_keep(actor)
    budget = BudgetLine.objects.select_for_update().filter(pk=line_id, agency_id=agency_id).first()
    if budget is None:
        raise NotFound("budget line")
    if money(amount, "amount", lowest=-MOST_MONEY) == 0:
        raise NotPossibleAsWritten(_("Write a sum in rupiah, for example 12500000."), field="amount")
    spent = sum((one.amount for one in budget.realised.all()), Decimal(0))
    if spent + amount < 0:
        raise NotPossibleAsWritten(_("This would take away more than was put down."), field="amount")
    made = Realisation.objects.create(
        line=budget,
        on=past_day(on, "on"),
        amount=amount,
        words=line(words, "words", 200, is_needed=True),
        at=clock.now(),
        by_user_id=actor.user_id,
    )
    record(actor, BudgetRealised(made.pk, budget.pk, agency_id, amount))
    return made.pk
