"""Asking for an export."""

from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, Permission, action, require, require_fresh
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_text
from anyam.foundation.events.recording import record

from .. import policies
from ..choices import ExportKind, ExportPurpose, ExportState
from ..events import ExportAsked, ExportWithdrawn
from ..models import Export
from ..queries.listing import PER_DAY, asked_since_yesterday
from .contents import throw_away
from .subjects import subject_of


class ExportPurposeMissing(Refusal):
    sentence = _("Choose for what it leaves the building.")


class SayForWhom(Refusal):
    sentence = _("Write for whom and for what, in at least 15 letters.")


class EnoughForToday(Refusal):
    sentence = _(
        "You have asked for five exports in one day. Ask again tomorrow, or talk to your supervisor."
    )


@action(is_once=True)
def ask_export(
    actor: Actor,
    *,
    kind: str,
    purpose: str,
    words: str,
    case_id: UUID | None = None,
    referral_id: UUID | None = None,
    once: UUID | None = None,
) -> UUID:
    """Ask; nothing is made before a second person agrees. Raises StepUpNeeded without a fresh proof of identity."""
    require(actor, Permission.ASK_EXPORT)
    subject = subject_of(actor, kind, case_id, referral_id)
    require_fresh(actor)
    if purpose not in ExportPurpose.values:
        raise ExportPurposeMissing(field="purpose")
    if not 15 <= len(clean_text(words)) <= 500:
        raise SayForWhom(field="words")
    _take_turns(actor.person_id)
    if asked_since_yesterday(actor.person_id) >= PER_DAY:
        raise EnoughForToday
    export_id = new_id()
    Export.objects.create(
        id=export_id,
        number=f"X-{clock.today():%y%m%d}-{export_id.hex[-5:].upper()}",
        kind=ExportKind(kind),
        purpose=purpose,
        words=clean_text(words),
        requester_id=actor.person_id,
        agency_id=subject.agency_id,
        district_code=actor.district_code,
        case_id=subject.case_id,
        referral_id=subject.referral_id,
        about=subject.number,
        asked_at=clock.now(),
    )
    record(actor, ExportAsked(export_id, subject.case_id, kind))
    return export_id


@action()
def withdraw_export(actor: Actor, *, export_id: UUID) -> None:
    """Take one's own wish, or its result, back."""
    require(actor, Permission.ASK_EXPORT)
    export = Export.objects.visible_to(actor).select_for_update(of=("self",)).one(pk=export_id)
    if not policies.may_withdraw(actor, export):
        raise NotFound("export")
    export.state, export.passphrase = ExportState.WITHDRAWN, ""
    export.save(update_fields=["state", "passphrase"])
    throw_away(export.blob_key)
    record(actor, ExportWithdrawn(export.pk, export.case_id, export.kind))


def _take_turns(user_id: UUID) -> None:
    """Two wishes of one person at once are counted one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [str(user_id)])
