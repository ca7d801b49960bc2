"""Reading circulars: what waits for us, what holds, our answer, and who works by it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from anyam.casework.messages import actions, queries
from anyam.casework.messages.results import CircularDetail
from anyam.foundation.access import NotFound
from anyam.foundation.core.refusals import Refusal

from ..components.parts import Link
from ..layouts.perform import perform
from ..layouts.requests import OfficeRequest, page_number
from .forms import AnswerForm

PARTS = ("", "menunggu", "kami", "berakhir")


@require_GET
def index(request: OfficeRequest) -> HttpResponse:
    """What must we read now, and all that holds."""
    actor = request.actor
    asked = request.GET.get("bagian", "")
    part = asked if asked in PARTS else ""
    text = request.GET.get("q", "")[:100]
    here = reverse("circulars:list")
    labels = [("", _("In force")), ("menunggu", _("Not in use with us yet")), ("berakhir", _("Ended"))]
    may_issue = queries.issues_circulars(actor)
    if may_issue:
        labels.insert(2, ("kami", _("Issued by us")))
    context = {
        "todo": queries.circulars_to_read(actor),
        "page": queries.find_circulars(actor, part=part, text=text, page=page_number(request)),
        "views": [
            Link(label, f"{here}?bagian={one}" if one else here, current=one == part) for one, label in labels
        ],
        "part": part,
        "text": text,
        "may_issue": may_issue,
    }
    return render(request, "circulars/list.html", context)


@require_GET
def detail(request: OfficeRequest, circular_id: UUID) -> HttpResponse:
    """The version that holds; opening it is noted for the agency, not for the person."""
    found = queries.get_circular(request.actor, circular_id)
    actions.note_reading(request.actor, circular_id=circular_id)
    return _page(request, found)


@require_GET
def earlier(request: OfficeRequest, circular_id: UUID, version: str) -> HttpResponse:
    if not (version.isascii() and version.isdigit() and len(version) < 5):
        raise Http404
    found = queries.get_circular(request.actor, circular_id, int(version))
    return render(request, "circulars/version.html", {"circular": found})


@require_GET
def printed(request: OfficeRequest, circular_id: UUID) -> HttpResponse:
    return render(
        request, "circulars/print.html", {"circular": queries.get_circular(request.actor, circular_id)}
    )


@require_POST
def answer(request: OfficeRequest, circular_id: UUID) -> HttpResponse:
    """Answer the control question; with the right answer the agency works by this version."""
    found = queries.get_circular(request.actor, circular_id)
    if not found.may_answer or found.in_force is None:
        raise NotFound("circular to answer")
    form = AnswerForm(request.POST, actor=request.actor, shown=found.in_force)
    if form.is_valid():
        given = {"circular_id": circular_id, "answer": int(form.cleaned_data["answer"])}
        done = perform(form, actions.answer_circular, request.actor, **given)
        if done and done.value:
            messages.success(request, _("Thank you. Your agency works by this version now."))
            return redirect("circulars:detail", circular_id)
        if done:
            form.refuse(_("Not quite. Read the circular once more; you can answer again."))
    return _page(request, found, form, status=422)


@require_GET
def receipt(request: OfficeRequest, receipt_id: UUID) -> HttpResponse:
    """Where a circular in the work list leads."""
    return redirect("circulars:detail", queries.circular_of_receipt(request.actor, receipt_id))


@require_GET
def readers(request: OfficeRequest, circular_id: UUID) -> HttpResponse:
    """Who has read and who not, for the agency that issues it."""
    return render(
        request, "circulars/readers.html", {"readers": queries.get_readers(request.actor, circular_id)}
    )


@require_POST
def remind(request: OfficeRequest, circular_id: UUID) -> HttpResponse:
    queries.get_circular(request.actor, circular_id)
    try:
        n = actions.remind_of_circular(request.actor, circular_id=circular_id)
        messages.success(
            request, ngettext("%(n)s agency was reminded.", "%(n)s agencies were reminded.", n) % {"n": n}
        )
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect("circulars:readers", circular_id)


def _page(
    request: OfficeRequest, found: CircularDetail, form: AnswerForm | None = None, status: int = 200
) -> HttpResponse:
    if form is None and found.may_answer and found.in_force:
        form = AnswerForm(actor=request.actor, shown=found.in_force)
    return render(request, "circulars/detail.html", {"circular": found, "form": form}, status=status)
