"""What the actions on agreements share: refusals, cleaned words, rows found and locked, news of one due day."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line, clean_text

from ..events import DueEvent
from ..models import Agreement, Due

LONGEST_TEXT = 6000


class NotPossibleAsWritten(Refusal):
    sentence = _("This cannot be kept as it stands. Check what you wrote.")


class NotTheMoment(Refusal):
    sentence = _("This is no longer possible at this stage. Load the page again to see where it stands.")


def line(text: str, field: str, longest: int, *, is_needed: bool = False) -> str:
    """`text` on one clean line; refused with its field where it is too long, or empty though needed."""
    return _within(clean_line(text), field, longest, is_needed=is_needed)


def words(text: str, field: str, longest: int = LONGEST_TEXT, *, is_needed: bool = False) -> str:
    """As `line`, with line breaks kept."""
    return _within(clean_text(text), field, longest, is_needed=is_needed)


def lock_agreement(actor: Actor, agreement_id: UUID) -> Agreement:
    """The agreement, in sight and locked. Raises NotFound."""
    return Agreement.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=agreement_id)


def lock_numbers(district_code: str) -> None:
    """Let one action at a time take the next number in a district; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"agreements:{district_code}"])


def _within(cleaned: str, field: str, longest: int, *, is_needed: bool) -> str:
    if len(cleaned) > longest:
        sentence = _("Write at most %(longest)s characters here.") % {"longest": longest}
        raise NotPossibleAsWritten(sentence, field=field)
    if is_needed and not cleaned:
        raise NotPossibleAsWritten(_("Fill this in."), field=field)
    return cleaned


def event_of(kind: type[DueEvent], due: Due) -> DueEvent:
    """The event about one due day."""
    obligation = due.obligation
    return kind(
        due.pk,
        obligation.agreement_id,
        obligation.debtor.agency_id,
        obligation.creditor.agency_id,
        obligation.agreement.district_code,
        due.due_on,
    )
