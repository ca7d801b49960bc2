"""Choosing a service and deciding what is shared with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.acting.choices import ActKind
from anyam.casework.cases.queries import case_header, case_ref, contact_advice_in
from anyam.casework.consents.queries import get_ground
from anyam.casework.consents.results import Ground
from anyam.casework.facts.queries import get_interviews
from anyam.casework.referrals import actions
from anyam.casework.referrals.choices import ON_CONSENT, SafetyFlag, SharingBasis, Urgency
from anyam.casework.referrals.queries import get_referral
from anyam.casework.referrals.results import ReferralDetail
from anyam.casework.sops.choices import PromiseKey
from anyam.casework.sops.queries import promised_times
from anyam.casework.sops.results import PromiseRow
from anyam.foundation.access import Actor, NotFound
from anyam.foundation.core.dates import day_in_words
from anyam.registry.agencies.choices import CapacityState, Need
from anyam.registry.agencies.queries import capacity_kept, find_services, get_service
from anyam.registry.agencies.results import ServiceRow
from anyam.registry.people.choices import Sex
from anyam.registry.people.queries import address_of, names_of
from anyam.registry.places.queries import place_names
from anyam.registry.readiness.queries import readiness_of_service

from ...acting.asking import WhoActs
from ...cases.page import case_page
from ...components.parts import ServiceCard
from ...directory import words
from ...layouts.perform import perform
from ...layouts.requests import OfficeRequest
from ..forms import ChooserForm, SummaryForm

_PROMISES = {
    Urgency.EMERGENCY.value: PromiseKey.REFERRAL_EMERGENCY,
    Urgency.URGENT.value: PromiseKey.REFERRAL_URGENT,
    Urgency.NORMAL.value: PromiseKey.REFERRAL_NORMAL,
}

_INTERVIEWS_TOLD = 3
"""The newest interviews that a referral names."""


@require_GET
def choose(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    """Services for this child, the ones with room first."""
    header = case_header(request.actor, case_id)
    form = ChooserForm(request.GET, actor=request.actor)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = _services(request.actor, case_id, wanted)
    context = {"chooser": form, "cards": [_card(row, case_id, request) for row in rows]}
    return case_page(request, "referrals/choose.html", header, "referrals", context)


@require_http_methods(["GET", "POST"])
def new(request: OfficeRequest, case_id: UUID, service_id: UUID) -> HttpResponse:
    """Decide what is shared; the draft is shown before it is sent."""
    header = case_header(request.actor, case_id)
    service = get_service(request.actor, service_id)
    before = _followed(request, case_id)
    child = _child(request.actor, case_id)
    ground = get_ground(request.actor, case_id, service.agency_id)
    first = {
        **_first_values(child, service, request),
        **_first_ground(ground),
        **_first_interview(request, case_id),
        **_copied(before),
    }
    form = _form(request, child, first, ground)
    question = WhoActs(request, form)
    if request.method == "POST" and form.is_valid():
        need = form.cleaned_data["need"]
        if question.leaves(case_id=case_id, kind=ActKind.REFERRAL, need=need, agency_id=service.agency_id):
            return redirect("referrals:of_case", case_id)
        done = question.save(
            actions.draft_referral,
            request.actor,
            case_id=case_id,
            service_id=service_id,
            need=Need(need),
            follows_id=before.id if before else None,
            once=form.once,
            **_given(form),
        )
        if done:
            return redirect("referrals:detail", done.value)
    context = {
        "service": service,
        "card": words.card(service),
        "before": before,
        "ground": ground,
        "standings": readiness_of_service(request.actor, service_id).rows,
        "kept": words.kept(capacity_kept(request.actor, service.agency_id, service_id)),
        "question": question,
        "advice": contact_advice_in(request.actor, case_id),
    }
    return case_page(request, "referrals/new.html", header, "referrals", context, form=form)


@require_http_methods(["GET", "POST"])
def change(request: OfficeRequest, referral_id: UUID) -> HttpResponse:
    """Change what a draft will share."""
    referral = get_referral(request.actor, referral_id)
    if not referral.may_change or referral.row.case_id is None:
        raise NotFound("draft")
    child = _child(request.actor, referral.row.case_id)
    ground = get_ground(request.actor, referral.row.case_id, referral.receiver.id)
    form = _form(request, child, _copied(referral), ground)
    del form.fields["need"]
    is_ready = request.method == "POST" and form.is_valid()
    if is_ready and perform(
        form, actions.change_draft, request.actor, referral_id=referral_id, **_given(form)
    ):
        return redirect("referrals:detail", referral_id)
    service = get_service(request.actor, referral.row.service_id)
    header = case_header(request.actor, referral.row.case_id)
    context = {
        "service": service,
        "card": words.card(service),
        "draft": referral,
        "ground": ground,
        "advice": contact_advice_in(request.actor, referral.row.case_id),
    }
    return case_page(request, "referrals/new.html", header, "referrals", context, form=form)


def _services(actor: Actor, case_id: UUID, wanted: dict[str, Any]) -> list[ServiceRow]:
    case = case_ref(actor, case_id)
    narrowed: dict[str, Any] = {}
    if not wanted.get("everywhere"):
        age = names_of(actor, [case.child_id])[case.child_id].age_years
        narrowed = {"age": age, "place_code": case.place_code or None}
    rows = find_services(actor, need=wanted.get("need") or None, text=wanted.get("q", ""), **narrowed)
    if wanted.get("full"):
        return rows
    return [row for row in rows if row.capacity_state != CapacityState.FULL or row.capacity_is_stale]


def _card(row: ServiceRow, case_id: UUID, request: OfficeRequest) -> ServiceCard:
    address = reverse("referrals:new", args=[case_id, row.id])
    query = request.GET.urlencode()
    return replace(words.card(row), choose_url=f"{address}?{query}" if query else address)


def _child(actor: Actor, case_id: UUID) -> dict[str, Any]:
    """What is known already and may be shared, and what makes a visit or a call unsafe."""
    case = case_ref(actor, case_id)
    name = names_of(actor, [case.child_id])[case.child_id]
    address = address_of(actor, case.child_id)
    place = place_names(actor, [case.place_code]).get(case.place_code) if case.place_code else None
    flags = []
    if address and address.is_unsafe_to_visit:
        flags.append(SafetyFlag.DO_NOT_VISIT_HOME.value)
    if address and address.is_secret:
        flags.append(SafetyFlag.SECRET_ADDRESS.value)
    if address and address.phone and address.is_safe_to_call is False:
        flags.append(SafetyFlag.DO_NOT_CALL_HOME.value)
    shared = {
        "name": name.full_name,
        "age": name.age_text if name.age_years is not None else "",
        "sex": name.sex_label if name.sex != Sex.UNKNOWN else "",
        "village": "" if address and address.is_secret else (place.full_name if place else ""),
    }
    return {"shared": shared, "flags": flags}


def _form(
    request: OfficeRequest, child: dict[str, Any], initial: dict[str, Any], ground: Ground
) -> SummaryForm:
    promised: dict[PromiseKey, PromiseRow] = {row.key: row for row in promised_times(request.actor)}
    return SummaryForm(
        request.POST or None,
        actor=request.actor,
        initial=initial,
        promises={urgency: promised[key] for urgency, key in _PROMISES.items()},
        shared=child["shared"],
        grounds=_hints(ground),
    )


def _hints(ground: Ground) -> dict[str, str]:
    """Beside the grounds of consent stands how consent stands for this agency now."""
    if ground.is_covered:
        words = _("Recorded: %(who)s, until %(until)s") % {
            "who": ground.giver_label,
            "until": day_in_words(ground.expires_at) if ground.expires_at else "–",
        }
    else:
        words = _("Not recorded for %(agency)s: ask and record it before sending") % {
            "agency": ground.agency_name
        }
    return {basis.value: words for basis in ON_CONSENT}


def _first_ground(ground: Ground) -> dict[str, str]:
    """What the page proposes: the consent that is there, or protection where the parent is reported."""
    if ground.is_covered:
        return {"sharing_basis": SharingBasis.GUARDIAN.value}
    if ground.advice:
        return {"sharing_basis": SharingBasis.SAFETY.value, "basis_reason": "parent_reported"}
    return {}


def _first_values(child: dict[str, Any], service: ServiceRow, request: OfficeRequest) -> dict[str, Any]:
    asked = request.GET.get("need", "")
    need = asked if asked in Need.values else (service.needs[0] if len(service.needs) == 1 else "")
    return {"need": need, "urgency": Urgency.NORMAL.value, "share_age": True, "safety_flags": child["flags"]}


def _first_interview(request: OfficeRequest, case_id: UUID) -> dict[str, Any]:
    """What the register of interviews knows, so that the receiver does not ask the child again."""
    held = get_interviews(request.actor, case_id).held
    notes = [
        ", ".join(
            part for part in (one.agency_name, one.role_label, day_in_words(one.on), one.record_place) if part
        )
        for one in held[:_INTERVIEWS_TOLD]
    ]
    return {"is_interview_done": True, "interview_note": "\n".join(notes)} if notes else {}


def _copied(referral: ReferralDetail | None) -> dict[str, Any]:
    """The values of an earlier referral or draft, so that nothing is typed twice."""
    if referral is None or referral.summary is None:
        return {}
    summary = referral.summary
    plain = "request facts safety_note is_interview_done interview_note contact_name contact_phone is_contact_safe"
    return {
        **{name: getattr(summary, name) for name in [*plain.split(), "contact_note"]},
        "urgency": referral.row.urgency.value,
        "sharing_basis": referral.sharing_basis.value,
        "basis_reason": referral.basis_reason,
        "need": referral.need.value if referral.need else "",
        "safety_flags": [flag.value for flag in summary.safety_flags],
        "share_name": bool(summary.child_name),
        "share_age": bool(summary.age_text),
        "share_sex": bool(summary.sex),
        "share_village": bool(summary.village),
    }


def _followed(request: OfficeRequest, case_id: UUID) -> ReferralDetail | None:
    try:
        before = get_referral(request.actor, UUID(request.GET.get("setelah", "")))
    except (ValueError, NotFound):
        return None
    return before if before.may_prepare_again and before.row.case_id == case_id else None


def _given(form: SummaryForm) -> dict[str, Any]:
    return {
        "urgency": Urgency(form.cleaned_data["urgency"]),
        "sharing_basis": SharingBasis(form.cleaned_data["sharing_basis"]),
        "basis_reason": form.cleaned_data["basis_reason"],
        "summary": actions.SummaryInput(**form.summary_values()),
    }
