"""What a sender of the demo district shares with the receiver of a referral, and on what ground."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from anyam.casework.consents.actions import record_consent
from anyam.casework.consents.choices import Answer, Manner, Purpose
from anyam.casework.consents.results import ConsentInput, Recipient
from anyam.casework.referrals.actions import SummaryInput
from anyam.casework.referrals.choices import ON_CONSENT, SafetyFlag, SharingBasis, Urgency
from anyam.foundation.core import clock

from . import words

if TYPE_CHECKING:
    from .referring import ReferralLife

_SEX = {"female": "Perempuan", "male": "Laki-laki"}
_AGREED_FOR = timedelta(days=365)
_AFTER_AN_INTERVIEW = {"psychological", "law_enforcement", "medico_legal", "legal_aid"}


def basis_of(life: ReferralLife) -> SharingBasis:
    if life.urgency is Urgency.EMERGENCY:
        return SharingBasis.SAFETY
    if life.need == "law_enforcement":
        return SharingBasis.LEGAL_DUTY
    return SharingBasis.GUARDIAN if life.stage.is_so(0.85) else SharingBasis.CHILD


def reason_of(life: ReferralLife) -> str:
    """Why it goes without consent, where it does."""
    return {SharingBasis.SAFETY: "danger", SharingBasis.LEGAL_DUTY: "law_demands"}.get(
        life.basis or SharingBasis.GUARDIAN, ""
    )


def ask_consent(life: ReferralLife) -> None:
    """Ask the family once for all agencies of the plan, and later for each one that comes to it."""
    case = life.case
    until = case.agreed_until.get(life.offer.agency_id)
    if life.basis not in ON_CONSENT or (until and until > clock.now()):
        return
    asked = {life.offer.agency_id, *(item.offer.agency_id for item in case.items if item.offer)}
    ends = clock.now() + _AGREED_FOR
    record_consent(
        case.carer,
        case_id=case.id,
        given=ConsentInput(
            purpose=Purpose.SHARING,
            answer=Answer.GIVEN,
            giver=_giver(life),
            manner=Manner.THUMB_PRINT if case.id.int % 3 == 0 else Manner.WRITTEN,
            recipients=tuple(Recipient(agency_id=agency_id) for agency_id in sorted(asked)),
            expires_at=ends,
        ),
    )
    case.agreed_until |= dict.fromkeys(asked, ends)


def _giver(life: ReferralLife) -> str:
    """The child where asking others is unsafe; else the mother, or the guardian where she may be reported."""
    if life.basis is SharingBasis.CHILD:
        return "child"
    may_be_reported = {"mother", "parent"} & set(life.case.story.concern.relations)
    return "guardian" if may_be_reported else "mother"


def summary_of(life: ReferralLife) -> SummaryInput:
    """The little the receiver needs: sometimes without the name, often without a number to call."""
    stage, child, carer = life.stage, life.case.child, life.case.carer
    is_named, has_phone = stage.is_so(0.88), stage.is_so(0.55)
    is_home_unsafe = SafetyFlag.DO_NOT_VISIT_HOME in life.case.safety_flags
    return SummaryInput(
        request=words.REQUESTS[life.need],
        child_name=child.full_name if is_named else "",
        age_text=f"{child.age_on(clock.today())} tahun",
        sex=_SEX[child.sex],
        village=life.district.village_names[child.village],
        facts=stage.chance.choice(words.FACTS),
        safety_flags=tuple(life.case.safety_flags),
        safety_note="Mohon tidak datang ke rumah tanpa memberi tahu kami." if is_home_unsafe else "",
        is_interview_done=life.need in _AFTER_AN_INTERVIEW and stage.is_so(0.7),
        contact_name=carer.user_name,
        contact_phone=life.district.phone_of(carer) if has_phone else "",
        is_contact_safe=has_phone,
    )
