"""The checklists and the figures a district works by."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.registry.readiness import actions, queries

from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from . import words
from .forms import ChecklistForm, StandardForm


@require_GET
def checklists(request: OfficeRequest) -> HttpResponse:
    rows = [(row, words.need_words(row.needs)) for row in queries.find_checklists(request.actor)]
    may_change = queries.readiness_rights(request.actor).keep_standards
    return render(request, "readiness/checklists.html", {"rows": rows, "may_change": may_change})


@require_GET
def checklist(request: OfficeRequest, code: str) -> HttpResponse:
    found = queries.get_checklist(request.actor, code)
    context = {"found": found, "needs": words.need_words(found.row.needs)}
    return render(request, "readiness/checklist.html", context)


@require_http_methods(["GET", "POST"])
def new_checklist(request: OfficeRequest) -> HttpResponse:
    known = {row.code for row in queries.checklists_to_keep(request.actor)}
    form = ChecklistForm(request.POST or None, actor=request.actor, initial={"is_used": True})
    if request.method == "POST" and form.is_valid():
        code = slugify(form.cleaned_data["title"])[:40].strip("-_")
        if code in known or len(code) < 2 or not code[0].isalpha():
            form.add_error("title", _("Choose another title: one like it is in use, or it has no letters."))
        elif perform(form, actions.change_checklist, request.actor, code=code, given=form.given):
            messages.success(request, _("The checklist is in use."))
            return redirect("readiness:checklist", code)
    return _form(request, form, _("New checklist"), "", reverse("readiness:checklists"))


@require_http_methods(["GET", "POST"])
def change_checklist(request: OfficeRequest, code: str) -> HttpResponse:
    found = queries.get_checklist_to_change(request.actor, code)
    first = {
        "title": found.title_id,
        "title_en": found.title_en,
        "needs": list(found.row.needs),
        "points": "\n".join(point.words_id for point in found.points),
        "points_en": "\n".join(point.words_en for point in found.points),
        "source": found.row.source,
        "is_confirmed": found.row.is_confirmed,
        "is_used": found.row.is_used,
    }
    form = ChecklistForm(request.POST or None, actor=request.actor, initial=first)
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(form, actions.change_checklist, request.actor, code=code, given=form.given)
    ):
        messages.success(
            request, _("A new version is in use. What was filled in before keeps its questions.")
        )
        return redirect("readiness:checklist", code)
    return _form(
        request,
        form,
        _("Change the checklist"),
        found.row.title,
        reverse("readiness:checklist", args=[code]),
    )


@require_GET
def standards(request: OfficeRequest) -> HttpResponse:
    context = {
        "figures": queries.list_figures(request.actor),
        "may_change": queries.readiness_rights(request.actor).keep_standards,
    }
    return render(request, "readiness/standards.html", context)


@require_http_methods(["GET", "POST"])
def change_standard(request: OfficeRequest, key: str) -> HttpResponse:
    figure = queries.get_figure_to_change(request.actor, key)
    form = StandardForm(request.POST or None, actor=request.actor, initial={"value": figure.value})
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("value", "source")}
        if perform(form, actions.change_standard, request.actor, key=key, **given):
            messages.success(request, _("The figure counts from now on."))
            return redirect("readiness:standards")
    return _form(request, form, figure.label, figure.source, reverse("readiness:standards"))


def _form(
    request: OfficeRequest, form: ChecklistForm | StandardForm, title: str, lead: str, back: str
) -> HttpResponse:
    context = {"title": title, "lead": lead, "submit": _("Save"), "back_url": back}
    return form_page(request, "readiness/form.html", form, context)
