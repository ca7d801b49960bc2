"""The gallery: every component with its states, on invented data."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from ..layouts.perform import form_page
from ..layouts.requests import OfficeRequest
from .gallery import samples
from .gallery.case_samples import case_samples
from .gallery.forms import SampleForm, SampleReasonForm, SampleRows, SampleVillages
from .lookups import LookupOption


def gallery(request: OfficeRequest) -> HttpResponse:
    posted = request.method == "POST"
    form = SampleForm(request.POST if posted else None, actor=request.actor)
    rows = SampleRows(request.POST if posted else None, prefix="siblings")
    wrong = SampleForm(samples.WRONG, actor=request.actor, prefix="wrong")
    is_wrong = (
        posted and not (form.is_valid() and rows.is_valid()) and not (form.looking_up or rows.wants_row)
    )
    context = {**samples.all_samples(), "form": form, "rows": rows, "wrong": wrong}
    return render(request, "components/gallery.html", context, status=422 if is_wrong else 200)


@require_GET
def sample_case(request: OfficeRequest) -> HttpResponse:
    return render(request, "components/gallery/case.html", case_samples())


def sample_confirm(request: OfficeRequest) -> HttpResponse:
    form = SampleReasonForm(request.POST or None, actor=request.actor)
    context = {"back_url": reverse("components:gallery")}
    return form_page(request, "components/gallery/confirm.html", form, context)


@require_GET
def sample_villages(request: OfficeRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    options: list[LookupOption] = list(SampleVillages().search(request.actor, words))
    return render(request, "components/form/lookup_options.html", {"options": options})
