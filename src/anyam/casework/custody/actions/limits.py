"""The legal rows: what ships is brought in, and an administrator adds the row that counts from a day on."""

import json
from datetime import date
from pathlib import Path

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotAllowed, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line
from anyam.foundation.events.recording import record

from ..choices import LimitCode, LimitStatus, Unit
from ..events import LegalLimitChanged, LegalLimitsLoaded
from ..models import LegalLimit
from ..results import LimitInput

_MOST = {Unit.HOURS: 1000, Unit.COUNTED_DAYS: 400, Unit.DAYS: 400, Unit.YEARS: 40}


class LimitIsNotPossible(Refusal):
    sentence = _("Write a whole number that makes sense for this limit.")


class LawIsMissing(Refusal):
    sentence = _("Write the law or decision it rests on, in at most 120 characters.")


class DaysDoNotFit(Refusal):
    sentence = _("The last day lies before the first.")


@action()
def load_legal_limits(actor: Actor, *, file: Path) -> int:
    """Bring in the rows of the file that are not there yet; how many are new. No row is changed."""
    require(actor, Permission.WATCH_CUSTODY)
    items = json.loads(file.read_text(encoding="utf-8"))["items"]
    there = set(LegalLimit.objects.filter(district_code="").values_list("code", "version"))
    new = [
        LegalLimit(
            code=LimitCode(item["code"]),
            version=item["version"],
            amount=item["amount"],
            unit=Unit(item["unit"]),
            law=item["law"],
            article=item["article"],
            valid_from=date.fromisoformat(item["valid_from"]),
            valid_until=date.fromisoformat(item["valid_until"]) if "valid_until" in item else None,
            status=LimitStatus(item["status"]),
            made_at=clock.now(),
        )
        for item in items
        if (item["code"], item["version"]) not in there
    ]
    LegalLimit.objects.bulk_create(new)
    if new:
        record(actor, LegalLimitsLoaded(new_id(), len(new)))
    return len(new)


@action()
def change_legal_limit(actor: Actor, *, code: str, limit: LimitInput) -> None:
    """Add the district's next row of a limit; earlier rows stay, and what began under them is counted by them.

    Raises LimitIsNotPossible, LawIsMissing, DaysDoNotFit.
    """
    require(actor, Permission.CHANGE_LEGAL_LIMITS)
    if not actor.district_code:
        raise NotAllowed("district")
    if code not in LimitCode.values:
        raise NotFound("legal limit")
    is_age = code.startswith(("age.", "penalty."))
    if limit.unit not in Unit.values or (limit.unit == Unit.YEARS) != is_age:
        raise LimitIsNotPossible(_("Choose how it is counted."), field="unit")
    if not 1 <= limit.amount <= _MOST[Unit(limit.unit)]:
        raise LimitIsNotPossible(field="amount")
    law = clean_line(limit.law)
    if not 0 < len(law) <= 120:
        raise LawIsMissing(field="law")
    if limit.valid_until is not None and limit.valid_until < limit.valid_from:
        raise DaysDoNotFit(field="valid_until")
    own = LegalLimit.objects.filter(district_code=actor.district_code, code=code)
    version = (own.aggregate(last=Max("version"))["last"] or 0) + 1
    row = LegalLimit.objects.create(
        code=code,
        version=version,
        district_code=actor.district_code,
        amount=limit.amount,
        unit=limit.unit,
        law=law,
        article=clean_line(limit.article)[:60],
        valid_from=limit.valid_from,
        valid_until=limit.valid_until,
        status=LimitStatus.CONFIRMED if limit.is_confirmed else LimitStatus.FROM_MEMORY,
        note=clean_line(limit.note)[:300],
        made_at=clock.now(),
        made_by_id=actor.user_id,
    )
    record(actor, LegalLimitChanged(row.pk, code, version, row.amount, row.unit))
