"""The gallery: every component with its states, on invented data."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from .gallery import samples
from .gallery.forms import SampleForm, SampleRows, SampleVillages
from .lookups import LookupOption


def gallery(request: HttpRequest) -> HttpResponse:
    posted = request.method == "POST"
    form = SampleForm(request.POST if posted else None)
    rows = SampleRows(request.POST if posted else None, prefix="siblings")
    wrong = SampleForm(samples.WRONG, prefix="wrong")
    is_wrong = posted and not (form.is_valid() and rows.is_valid()) and not (form.looking_up or rows.wants_row)
    context = {**samples.all_samples(), "form": form, "rows": rows, "wrong": wrong}
    return render(request, "components/gallery.html", context, status=422 if is_wrong else 200)


@require_GET
def sample_case(request: HttpRequest) -> HttpResponse:
    return render(request, "components/gallery/case.html", samples.case_samples())


@require_GET
def sample_villages(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    options: list[LookupOption] = list(SampleVillages().search(None, words))
    return render(request, "components/form/lookup_options.html", {"options": options})
