"""What the actions on readiness have in common: refusals, cleaned words, sums, days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotAllowed, Permission, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line

from ..policies import may_keep

MOST_MONEY = Decimal("99999999999999.99")
EARLIEST = date(1990, 1, 1)


class NotPossibleAsWritten(Refusal):
    sentence = _("This cannot be kept as it stands. Check what you wrote.")


def ask_to_keep(actor: Actor) -> UUID:
    """The agency whose readiness the actor keeps: always their own."""
    require(actor, Permission.KEEP_READINESS)
    if actor.agency_id is None or not may_keep(actor, actor.agency_id):
        raise NotAllowed("readiness is kept by the agency itself")
    return actor.agency_id


def line(text: str, field: str, longest: int, *, is_needed: bool = False) -> str:
    """`text` on one clean line; refused with its field where it is too long, or empty though needed."""
    cleaned = clean_line(text)
    if len(cleaned) > longest:
        sentence = _("Write at most %(longest)s characters here.") % {"longest": longest}
        raise NotPossibleAsWritten(sentence, field=field)
    if is_needed and not cleaned:
        raise NotPossibleAsWritten(_("Fill this in."), field=field)
    return cleaned


def past_day(day: date, field: str) -> date:
    """A day on which something happened: neither tomorrow nor before anybody kept books."""
    if not EARLIEST <= day <= clock.today():
        raise NotPossibleAsWritten(_("Write a day up to today, from 1990 on."), field=field)
    return day


def money(amount: Decimal, field: str, *, lowest: Decimal = Decimal(0)) -> Decimal:
    """A sum in rupiah with at most two decimals."""
    if not amount.is_finite() or not lowest <= amount <= MOST_MONEY or amount != round(amount, 2):
        raise NotPossibleAsWritten(_("Write a sum in rupiah, for example 12500000."), field=field)
    return amount


def known(value: str, values: list[str], field: str) -> str:
    if value not in values:
        raise NotPossibleAsWritten(_("Choose one of the answers."), field=field)
    return value
