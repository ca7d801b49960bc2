"""Putting a file away. Nothing is destroyed here: that belongs to retention."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotFound, action
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_text
from anyam.foundation.events.recording import record

from .. import policies
from ..choices import RestrictionReason
from ..events import FileRestricted, FileRestrictionLifted


class RestrictionReasonMissing(Refusal):
    sentence = _("Choose why the file is put away.")


class RestrictionWordsTooLong(Refusal):
    sentence = _("Write at most 500 characters.")


@action()
def restrict_file(actor: Actor, *, case_id: UUID, file_id: UUID, reason: str, words: str = "") -> None:
    """Put a file away: from now on nobody opens it, and its line says why."""
    file = policies.file_in_sight(actor, case_id, file_id, is_locked=True)
    if not policies.may_restrict(actor, file):
        raise NotFound("file")
    if reason not in RestrictionReason.values:
        raise RestrictionReasonMissing(field="reason")
    if len(clean_text(words)) > 500:
        raise RestrictionWordsTooLong(field="words")
    file.restricted_at, file.restricted_by_id = clock.now(), actor.person_id
    file.restriction_reason, file.restriction_words = reason, clean_text(words)
    file.save(update_fields=["restricted_at", "restricted_by", "restriction_reason", "restriction_words"])
    record(actor, FileRestricted(file.pk, case_id, reason))


@action()
def lift_restriction(actor: Actor, *, case_id: UUID, file_id: UUID) -> None:
    """Put a file back."""
    file = policies.file_in_sight(actor, case_id, file_id, is_locked=True)
    if not policies.may_lift(actor, file):
        raise NotFound("file")
    file.restricted_at, file.restricted_by_id = None, None
    file.restriction_reason, file.restriction_words = "", ""
    file.save(update_fields=["restricted_at", "restricted_by", "restriction_reason", "restriction_words"])
    record(actor, FileRestrictionLifted(file.pk, case_id))
