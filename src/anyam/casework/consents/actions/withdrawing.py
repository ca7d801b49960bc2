"""Taking a consent back: whatever rests on it ends in the same transaction; the rest follows as news."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.queries import case_to_work_on
from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.access.granting import end_access
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_text
from anyam.foundation.events.recording import record

from ..choices import givers, withdrawal_reasons
from ..events import ConsentWithdrawn
from ..models import Consent, ConsentWords
from ..policies import may_withdraw
from ..results import Withdrawn
from .recording import GiverIsUnknown


class AlreadyWithdrawn(Refusal):
    sentence = _("This consent was taken back already.")


@action()
def withdraw_consent(
    actor: Actor,
    *,
    case_id: UUID,
    consent_id: UUID,
    withdrawn_by: str,
    reason: str = "not_told",
    note: str = "",
) -> Withdrawn:
    """Take one answer back, at any time and without a reason being owed (UU 27/2022 art. 9)."""
    require(actor, Permission.RECORD_CONSENT)
    case = case_to_work_on(actor, case_id)
    found = Consent.objects.visible_to(actor).select_for_update(of=("self",))
    consent = found.one(pk=consent_id, case_id=case.id)
    if not may_withdraw(actor, consent):
        raise AlreadyWithdrawn
    if withdrawn_by not in givers().codes():
        raise GiverIsUnknown(field="withdrawn_by")
    consent.withdrawn_at = clock.now()
    consent.withdrawn_by = withdrawn_by
    consent.withdrawal_reason = reason if reason in withdrawal_reasons().codes() else "not_told"
    consent.withdrawal_recorded_by_id = actor.user_id
    consent.save()
    if clean_text(note):
        words = ConsentWords.objects.get(pk=consent.pk)
        words.withdrawal_note = clean_text(note)
        words.save(update_fields=["withdrawal_note"])
    with acting(Actor.system("consent withdrawn")):
        ended = end_access(actor, consent_id=consent.id)
    record(
        actor,
        ConsentWithdrawn(
            consent.id, case.id, consent.purpose, consent.withdrawal_reason, withdrawn_by, ended
        ),
    )
    return Withdrawn(consent.id, ended)
