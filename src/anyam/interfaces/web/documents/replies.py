"""Partners who do not sign in: the reply sheet that goes with a letter, and recording the letter they send back."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from anyam.casework.documents import actions, queries
from anyam.foundation.access import NotFound
from anyam.foundation.core import clock

from ..accounts.qr import qr_svg
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import PaperReplyForm, PressForm


@require_POST
def open_link(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    """The reply sheet, shown this once: to be printed and put to the letter."""
    form = PressForm(request.POST, actor=request.actor)
    done = perform(form, actions.open_reply_link, request.actor, document_id=document_id)
    found = queries.get_document(request.actor, document_id)
    if not done:
        for sentence in form.non_field_errors():
            messages.warning(request, str(sentence))
        return redirect("documents:detail", document_id)
    address = settings.ANYAM_ADDRESS + reverse("documents:answer", args=[done.value.token])
    context = {
        "found": found,
        "row": found.row,
        "link": done.value,
        "address": address,
        "qr": qr_svg(address),
    }
    page = form_page(request, "documents/reply_sheet.html", PressForm(actor=request.actor), context)
    page["Cache-Control"] = "no-store"
    return page


@require_POST
def shut_link(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    actions.revoke_reply_link(request.actor, document_id=document_id)
    messages.success(request, _("The reply sheet is shut. Whoever opens its address finds nothing any more."))
    return redirect("documents:detail", document_id)


@require_http_methods(["GET", "POST"])
def record(request: OfficeRequest, document_id: UUID) -> HttpResponse:
    """A partner's letter: what it says, who signed it and when, with the scan."""
    found = queries.get_document(request.actor, document_id)
    if not found.may_record_reply:
        raise NotFound("referral letter")
    data = request.POST if request.method == "POST" else None
    first = {"dated_on": clock.today(), "served_on": clock.today(), "step": found.next_steps[0]}
    form = PaperReplyForm(
        data, request.FILES or None, actor=request.actor, steps=found.next_steps, initial=first
    )
    if data is not None and form.is_valid():
        given = {
            "document_id": document_id,
            "answer": form.answer(),
            "signer": form.cleaned_data["signer"],
            "dated_on": form.cleaned_data["dated_on"],
            "scan": form.scan(),
            "once": form.once,
        }
        if perform(form, actions.record_paper_reply, request.actor, **given):
            messages.success(
                request, _("Recorded. The referral has moved, and its history says by whose letter.")
            )
            return redirect("documents:detail", document_id)
    context = {"found": found, "row": found.row, "back_url": reverse("documents:detail", args=[document_id])}
    return form_page(request, "documents/record_reply.html", form, context)
