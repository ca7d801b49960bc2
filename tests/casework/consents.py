"""Consents for tests: the usual yes of a guardian, recorded by the same action as on the page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from anyam.casework.consents.actions import record_consent
from anyam.casework.consents.choices import Answer, Manner, Purpose
from anyam.casework.consents.results import ConsentInput, Recipient
from anyam.foundation.access import Actor


def consent_to_share(
    actor: Actor,
    case_id: UUID,
    *,
    kinds: tuple[str, ...] = (),
    agencies: tuple[UUID, ...] = (),
    **changed: Any,
) -> UUID:
    """A grandmother agrees to sharing with these agencies or kinds of agency."""
    recipients = (*(Recipient(agency_kind=k) for k in kinds), *(Recipient(agency_id=a) for a in agencies))
    given: dict[str, Any] = {
        "purpose": Purpose.SHARING,
        "answer": Answer.GIVEN,
        "giver": "grandparent",
        "manner": Manner.THUMB_PRINT,
        "recipients": recipients,
    }
    return record_consent(actor, case_id=case_id, given=ConsentInput(**(given | changed)))
