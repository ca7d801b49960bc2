"""Making a draft, and the summary in it."""

from dataclasses import asdict, dataclass, fields, replace
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line, clean_text
from anyam.registry.agencies.queries import get_service

from ..choices import ENDED, ReferralState, SafetyFlag
from ..models import Referral, ReferralSummary
from ..rules import number_of
from .moving import LONGEST_TEXT, TextIsMissing, TextIsTooLong, stand


class ServiceIsClosed(Refusal):
    sentence = _("This service takes no referrals now. Choose another one.")


class AlreadyReferred(Refusal):
    sentence = _("This case already has an open referral for this need to this service.")


class NumberMustBeSafe(Refusal):
    sentence = _("Say that this number is safe to call, or leave it empty.")


@dataclass(frozen=True)
class SummaryInput:
    """What the sender chooses to share. Whatever is left empty is not shared."""

    request: str
    child_name: str = ""
    age_text: str = ""
    sex: str = ""
    village: str = ""
    facts: str = ""
    safety_flags: tuple[SafetyFlag, ...] = ()
    safety_note: str = ""
    is_interview_done: bool = False
    interview_note: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    is_contact_safe: bool = False
    contact_note: str = ""


_LINES = {"child_name": 150, "age_text": 60, "sex": 10, "village": 120}
_LINES |= {"contact_name": 150, "contact_phone": 30, "contact_note": 200}
_TEXTS = ("request", "facts", "safety_note", "interview_note")


def cleaned(summary: SummaryInput) -> SummaryInput:
    """The summary as it is kept. Raises TextIsMissing, TextIsTooLong or NumberMustBeSafe."""
    values: dict[str, Any] = {name: clean_line(getattr(summary, name)) for name in _LINES}
    values |= {name: clean_text(getattr(summary, name)) for name in _TEXTS}
    for field in fields(summary):
        longest = _LINES.get(field.name, LONGEST_TEXT)
        if len(values.get(field.name, "")) > longest:
            sentence = format_lazy(_("Shorten this to {longest} characters."), longest=longest)
            raise TextIsTooLong(sentence, field=field.name)
    if not values["request"]:
        raise TextIsMissing(field="request")
    if values["contact_phone"] and not summary.is_contact_safe:
        raise NumberMustBeSafe(field="is_contact_safe")
    flags = tuple(SafetyFlag(flag) for flag in summary.safety_flags)
    return replace(summary, safety_flags=flags, **values)


def kept(summary: SummaryInput) -> dict[str, object]:
    """The summary's columns."""
    return {**asdict(summary), "safety_flags": [flag.value for flag in summary.safety_flags]}


def create_draft(actor: Actor, referral: Referral, service_id: UUID, summary: dict[str, object]) -> Referral:
    """Give a new referral its number and service and keep it. Raises ServiceIsClosed or AlreadyReferred."""
    service = get_service(actor, service_id)
    if not service.is_active:
        raise ServiceIsClosed(field="service")
    referral.id = new_id()
    referral.number = number_of(referral.id.int)
    referral.service_id, referral.service_name = service.id, service.name
    referral.to_agency_id = service.agency_id
    referral.drafted_at = clock.now()
    stand(actor, referral, ReferralState.DRAFT)
    _save_new(referral)
    ReferralSummary.objects.create(referral=referral, **summary)
    return referral


def copy_draft(actor: Actor, referral: Referral, service_id: UUID) -> Referral:
    """The same referral to another service, as a draft of the sender: nothing more is shared before it agrees."""
    again = Referral(
        follows=referral,
        case_id=referral.case_id,
        case_number=referral.case_number,
        plan_action_id=referral.plan_action_id,
        district_code=referral.district_code,
        from_agency_id=referral.from_agency_id,
        officer_id=referral.officer_id,
        need=referral.need,
        urgency=referral.urgency,
        sharing_basis=referral.sharing_basis,
        basis_reason=referral.basis_reason,
    )
    return create_draft(actor, again, service_id, model_to_dict(referral.summary, exclude=["referral"]))


def _save_new(referral: Referral) -> None:
    same = Referral.objects.filter(
        case_id=referral.case_id, service_id=referral.service_id, need=referral.need
    )
    if same.exclude(state__in=sorted(ENDED)).exists():
        raise AlreadyReferred(field="service")
    try:
        with transaction.atomic():
            referral.save(force_insert=True)
    except IntegrityError:  # the same was prepared at the same moment
        raise AlreadyReferred(field="service") from None
