"""The ground on which a summary is shared: a consent that covers this agency now, or the law with a reason."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from anyam.casework.consents.choices import basis_reasons
from anyam.casework.consents.queries import covering_consent
from anyam.foundation.access import Actor
from anyam.foundation.core.refusals import Refusal
from anyam.registry.agencies.queries import agency_names

from ..choices import ON_CONSENT, SharingBasis
from ..models import Referral


class ConsentDoesNotCover(Refusal):
    """There is no consent for this agency, or it was refused, taken back or ran out."""


class GroundNeedsReason(Refusal):
    sentence = _("Choose why you share without consent.")


def settle_ground(actor: Actor, referral: Referral) -> None:
    """Tie the referral to what it rests on at this second. Raises ConsentDoesNotCover or GroundNeedsReason."""
    referral.consent_id = None
    if SharingBasis(referral.sharing_basis) not in ON_CONSENT:
        if not referral.basis_reason:
            raise GroundNeedsReason(field="basis_reason")
        return
    referral.consent_id = covering_consent(actor, referral.case_id, referral.to_agency_id)
    if referral.consent_id is None:
        agency = agency_names(actor, [referral.to_agency_id])[referral.to_agency_id].short_name
        sentence = format_lazy(
            _(
                "No consent covers sharing with {agency} now. Ask for it and record it on the page Consent,"
                " or choose another lawful ground."
            ),
            agency=agency,
        )
        raise ConsentDoesNotCover(sentence, field="sharing_basis")


def known_reason(basis: SharingBasis, reason: str) -> str:
    """The reason's code for a ground that needs one; empty with consent or for a word that is on no list."""
    return reason if basis not in ON_CONSENT and reason in basis_reasons().codes() else ""
