"""The destruction itself: words emptied in every app, and the keys under which copies of them were sealed destroyed."""

from dataclasses import dataclass
from uuid import UUID

from anyam.casework.cases.actions import (
    forget_case_words,
    forget_reporters,
    people_only_in,
    report_ids_only_of,
)
from anyam.casework.consents.actions import forget_consents_of
from anyam.casework.custody.actions import forget_custody_of
from anyam.casework.documents.actions import forget_documents_of
from anyam.casework.exports.actions import export_ids_of, forget_exports_of
from anyam.casework.facts.actions import forget_facts_of
from anyam.casework.files.actions import forget_files_of
from anyam.casework.meetings.actions import forget_conferences_of
from anyam.casework.referrals.actions import forget_referrals_of, referral_ids_of
from anyam.casework.supervision.actions import forget_supervision_of
from anyam.foundation.access import Actor
from anyam.foundation.vault.destroying import destroy_keys
from anyam.registry.families.actions import forget_family_of
from anyam.registry.people.actions import forget_addresses, forget_people

from ..choices import DestructionPart

_REASON = "retention"


@dataclass(frozen=True)
class Emptied:
    """How many rows lost their words, by kind, and how many keys are gone."""

    counts: dict[str, int]
    keys: int


def empty(actor: Actor, case_id: UUID, part: DestructionPart) -> Emptied:
    """Empty one part of a case, or all of it, in the running transaction."""
    people, reports = people_only_in(actor, case_id), report_ids_only_of(actor, case_id)
    if part is DestructionPart.ADDRESS:
        told = forget_family_of(actor, case_id, only_addresses=True)
        counts = {"addresses": forget_addresses(actor, people), **told}
        keys = sum(destroy_keys(one, "address", reason=_REASON) for one in (*people, case_id))
        return Emptied({name: count for name, count in counts.items() if count}, keys)
    if part is DestructionPart.REPORTER:
        counts = {"reporters": forget_reporters(actor, case_id)}
        return Emptied(counts, sum(destroy_keys(one, "reporter", reason=_REASON) for one in reports))
    scopes = (
        case_id,
        *people,
        *reports,
        *referral_ids_of(actor, case_id),
        *export_ids_of(actor, case_id),
    )
    counts = {
        **forget_case_words(actor, case_id),
        **forget_facts_of(actor, case_id),
        **forget_referrals_of(actor, case_id),
        **forget_conferences_of(actor, case_id),
        **forget_consents_of(actor, case_id),
        **forget_supervision_of(actor, case_id),
        **forget_files_of(actor, case_id),
        **forget_documents_of(actor, case_id, reports),
        **forget_custody_of(actor, case_id),
        **forget_exports_of(actor, case_id),
        **forget_family_of(actor, case_id),
        **forget_people(actor, people),
    }
    keys = sum(destroy_keys(scope, reason=_REASON) for scope in scopes)
    return Emptied({name: count for name, count in counts.items() if count}, keys)
