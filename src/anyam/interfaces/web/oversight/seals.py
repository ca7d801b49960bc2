"""The log's seals: taken over by another agency, printed once a week, and held against the log later."""

from __future__ import annotations

from io import BytesIO

import qrcode
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from qrcode.image.svg import SvgPathImage

from anyam.casework.oversight import actions, queries
from anyam.casework.oversight.choices import KeptAs
from anyam.casework.oversight.results import SealCheck

from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import CheckForm, KeepForm


@require_GET
def index(request: OfficeRequest) -> HttpResponse:
    context = {"seals": queries.get_seals(request.actor), "form": KeepForm(actor=request.actor)}
    return render(request, "oversight/seals.html", context)


@require_GET
def download(request: OfficeRequest, number: int) -> HttpResponse:
    seal = queries.get_seal(request.actor, number)
    named = f'attachment; filename="segel-{seal.row.number}.txt"'
    return HttpResponse(
        seal.note, content_type="text/plain; charset=utf-8", headers={"Content-Disposition": named}
    )


@require_GET
def printed(request: OfficeRequest, number: int) -> HttpResponse:
    """One sheet: the note in large letters, as a picture that a telephone reads, and room for a signature."""
    seal = queries.get_seal(request.actor, number)
    return render(request, "oversight/seal_print.html", {"seal": seal, "picture": _picture(seal.note)})


@require_http_methods(["GET", "POST"])
def keep(request: OfficeRequest, number: int) -> HttpResponse:
    seal = queries.get_seal(request.actor, number)
    form = KeepForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        kept_as = KeptAs(form.cleaned_data["kept_as"])
        if perform(form, actions.confirm_kept, request.actor, number=number, kept_as=kept_as):
            messages.success(request, _("Noted: your agency keeps this seal."))
            return redirect("oversight:seals")
    return form_page(request, "oversight/seal_keep.html", form, {"seal": seal})


@require_http_methods(["GET", "POST"])
def check(request: OfficeRequest) -> HttpResponse:
    queries.get_seals(request.actor)
    form = CheckForm(request.POST or None, request.FILES or None, actor=request.actor)
    answer: SealCheck | None = None
    if request.method == "POST" and form.is_valid():
        answer = queries.check_note(request.actor, form.cleaned_data["text"])
    return form_page(request, "oversight/seal_check.html", form, {"answer": answer})


def _picture(text: str) -> SafeString:
    """The note as a QR code; our own text, drawn by the library as one path."""
    drawn = qrcode.make(text, image_factory=SvgPathImage, box_size=6, border=2)
    written = BytesIO()
    drawn.save(written)
    markup = written.getvalue().decode()
    return mark_safe(markup[markup.index("<svg") :])  # noqa: S308  (drawn here, from a signed note)
