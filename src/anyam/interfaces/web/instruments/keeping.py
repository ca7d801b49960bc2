"""Keeping instruments: uploading with its findings, putting into force, withdrawing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anyam.foundation.access import NotFound
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.registry.instruments import actions, queries
from anyam.registry.instruments.results import Finding, VersionDetail

from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import ForceForm, UploadForm, WithdrawForm

# A little more than is taken in, so that what is too large is refused in its own words.
_LARGEST = 5 * 1024 * 1024


@require_http_methods(["GET", "POST"])
def upload(request: OfficeRequest) -> HttpResponse:
    """A new version as a draft; or what stands against it, by sheet, row and column."""
    if not queries.list_instruments(request.actor).may_keep:
        raise NotFound("instrument")
    form = UploadForm(request.POST or None, request.FILES or None, actor=request.actor)
    findings: tuple[Finding, ...] = ()
    if form.is_bound and form.is_valid():
        content = form.cleaned_data["content"].read(_LARGEST)
        try:
            made = actions.upload_instrument(request.actor, content=content, once=form.once)
        except Refusal as refusal:
            findings = getattr(refusal, "findings", ())
            form.refuse(refusal)
        else:
            messages.success(
                request, _("The draft is there. Look at it, try it out, then put it into force.")
            )
            return redirect("instruments:detail", made)
    return form_page(request, "instruments/upload.html", form, {"findings": findings})


@require_http_methods(["GET", "POST"])
def put_into_force(request: OfficeRequest, version_id: UUID) -> HttpResponse:
    found = queries.get_version(request.actor, version_id)
    if not found.may_put_into_force:
        raise NotFound("instrument version")
    form = ForceForm(request.POST or None, actor=request.actor, initial={"from_day": clock.today()})
    if (
        form.is_bound
        and form.is_valid()
        and perform(
            form,
            actions.put_instrument_into_force,
            request.actor,
            version_id=version_id,
            from_day=form.cleaned_data["from_day"],
        )
    ):
        messages.success(request, _("Decided. Answers begun in the version before it keep their questions."))
        return redirect("instruments:detail", version_id)
    return _page(request, form, found, _("Put into force"))


@require_http_methods(["GET", "POST"])
def withdraw(request: OfficeRequest, version_id: UUID) -> HttpResponse:
    found = queries.get_version(request.actor, version_id)
    if not found.may_withdraw:
        raise NotFound("instrument version")
    form = WithdrawForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if (
        form.is_bound
        and form.is_valid()
        and perform(form, actions.withdraw_instrument, request.actor, version_id=version_id)
    ):
        messages.success(request, _("Withdrawn. What was filled in with it stays readable."))
        return redirect("instruments:detail", version_id)
    return _page(request, form, found, _("Withdraw"))


def _page(
    request: OfficeRequest, form: ForceForm | WithdrawForm, found: VersionDetail, title: str
) -> HttpResponse:
    context = {"found": found, "title": title, "back_url": reverse("instruments:detail", args=[found.row.id])}
    return form_page(request, "instruments/decide.html", form, context)
