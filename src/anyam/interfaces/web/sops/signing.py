"""Putting an SOP before the agencies, signing it, and looking after it once it is in force."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyam.casework.sops import actions, queries
from anyam.casework.sops.choices import RetireReason
from anyam.casework.sops.results import SopDetail
from anyam.foundation.access import NotFound

from ..components.forms import AnyamForm
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import DeclineForm, PressForm, ProposeForm, RetireForm, ReviewForm, SignForm
from .picture import picture_of
from .sheet import Sheet


@require_http_methods(["GET", "POST"])
def propose(request: OfficeRequest, version_id: UUID) -> HttpResponse:
    sop = _sop(request, version_id, lambda sop: sop.may_propose)
    form = ProposeForm(
        request.POST or None,
        actor=request.actor,
        initial={**ProposeForm.beginning(), "revision": sop.revision},
    )
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("revision", "valid_from", "review_on")}
        if perform(form, actions.propose_for_signing, request.actor, version_id=version_id, **given):
            messages.success(
                request, _("It lies before the agencies now. Each of them finds it among its work.")
            )
            return redirect("sops:version", version_id)
    return _page(request, "sops/propose.html", form, sop)


@require_http_methods(["GET", "POST"])
def withdraw(request: OfficeRequest, version_id: UUID) -> HttpResponse:
    sop = _sop(request, version_id, lambda sop: sop.may_withdraw)
    form = PressForm(request.POST if request.method == "POST" else None, actor=request.actor)
    is_pressed = form.is_bound and form.is_valid()
    if is_pressed and perform(form, actions.withdraw_sop, request.actor, version_id=version_id):
        messages.success(request, _("Taken back. Nobody is asked for a signature any more."))
        return redirect("sops:version", version_id)
    return _page(request, "sops/withdraw.html", form, sop)


@require_http_methods(["GET", "POST"])
def review(request: OfficeRequest, version_id: UUID) -> HttpResponse:
    sop = _sop(request, version_id, lambda sop: sop.may_review)
    form = ReviewForm(request.POST or None, actor=request.actor)
    if form.is_bound and form.is_valid():
        day = form.cleaned_data["review_on"]
        if perform(form, actions.confirm_sop_review, request.actor, version_id=version_id, review_on=day):
            messages.success(request, _("Noted: it stays as it is until then."))
            return redirect("sops:version", version_id)
    return _page(request, "sops/review.html", form, sop)


@require_http_methods(["GET", "POST"])
def retire(request: OfficeRequest, version_id: UUID) -> HttpResponse:
    sop = _sop(request, version_id, lambda sop: sop.may_retire)
    form = RetireForm(request.POST or None, actor=request.actor)
    if form.is_bound and form.is_valid():
        last_day, reason = form.cleaned_data["last_day"], RetireReason(form.cleaned_data["reason"])
        if perform(
            form, actions.retire_sop, request.actor, version_id=version_id, last_day=last_day, reason=reason
        ):
            messages.success(request, _("It ends on that day."))
            return redirect("sops:version", version_id)
    return _page(request, "sops/retire.html", form, sop)


def _sop(request: OfficeRequest, version_id: UUID, allows: Callable[[SopDetail], bool]) -> SopDetail:
    sop = queries.get_sop_version(request.actor, version_id)
    if not allows(sop):
        raise NotFound("sop version")
    return sop


def _page(request: OfficeRequest, template: str, form: AnyamForm, sop: SopDetail) -> HttpResponse:
    back = f"{reverse('sops:detail', args=[sop.row.sop_id])}?versi={sop.row.number}"
    return form_page(request, template, form, {"sop": sop, "back_url": back})


# --- one agency's signature ---------------------------------------------------------------------------------------


@require_GET
def detail(request: OfficeRequest, signature_id: UUID) -> HttpResponse:
    return _signature(request, signature_id, _sign_form(request), DeclineForm(actor=request.actor))


@require_POST
def sign(request: OfficeRequest, signature_id: UUID) -> HttpResponse:
    _require_signer(request, signature_id)
    form = SignForm(request.POST, actor=request.actor)
    if form.is_valid():
        signed_as = form.cleaned_data["signed_as"]
        done = perform(form, actions.sign_sop, request.actor, signature_id=signature_id, signed_as=signed_as)
        if done:
            last = _("You were the last one: the SOP is agreed.")
            messages.success(request, last if done.value else _("Signed. The others are still being asked."))
            return redirect("sops:signature", signature_id)
    return _signature(request, signature_id, form, DeclineForm(actor=request.actor))


@require_POST
def decline(request: OfficeRequest, signature_id: UUID) -> HttpResponse:
    _require_signer(request, signature_id)
    form = DeclineForm(request.POST, actor=request.actor)
    if form.is_valid():
        remark = form.cleaned_data["remark"]
        if perform(form, actions.decline_sop, request.actor, signature_id=signature_id, remark=remark):
            messages.success(request, _("Passed on to the writers. They draft it anew with your remark."))
            return redirect("sops:signature", signature_id)
    return _signature(request, signature_id, _sign_form(request), form)


def _require_signer(request: OfficeRequest, signature_id: UUID) -> None:
    """Raise NotFound for everybody but those who are asked to sign, before anything is said about what they typed."""
    if not queries.get_sop_to_sign(request.actor, signature_id).signature.may_sign:
        raise NotFound("sop signature")


def _sign_form(request: OfficeRequest) -> SignForm:
    office = _("Head of %(agency)s") % {"agency": request.actor.agency_name}
    return SignForm(actor=request.actor, initial={"signed_as": office})


def _signature(
    request: OfficeRequest, signature_id: UUID, form: SignForm, declining: DeclineForm
) -> HttpResponse:
    page = queries.get_sop_to_sign(request.actor, signature_id)
    document = page.sop.document
    context: dict[str, Any] = {
        "page": page,
        "sop": page.sop,
        "declining": declining,
        "sheet": Sheet(document),
        "picture": picture_of(request.actor, document),
    }
    return form_page(request, "sops/signature.html", form, context, beside=[declining])
