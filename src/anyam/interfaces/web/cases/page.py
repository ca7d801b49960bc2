"""What every page of a case shows around its content: path, tabs, and the main things to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyam.casework.cases.choices import CaseState, Stage
from anyam.casework.cases.results import CaseHeader
from anyam.casework.custody.queries import hold_alarm_of_case
from anyam.casework.rights.queries import restriction_of

from ..layouts.requests import OfficeRequest

TABS = (
    ("summary", "cases:summary", gettext_lazy("Summary")),
    ("facts", "facts:sheet", gettext_lazy("Already known")),
    ("assessment", "cases:instruments", gettext_lazy("Assessment and forms")),
    ("plan", "cases:plan", gettext_lazy("Plan")),
    ("pathways", "pathways:of_case", gettext_lazy("Procedure")),
    ("meetings", "meetings:of_case", gettext_lazy("Conferences")),
    ("referrals", "referrals:of_case", gettext_lazy("Referrals")),
    ("threads", "threads:of_case", gettext_lazy("Messages")),
    ("consents", "consents:overview", gettext_lazy("Consent")),
    ("custody", "custody:overview", gettext_lazy("Before the law")),
    ("contacts", "cases:contacts", gettext_lazy("Services and contacts")),
    ("interviews", "facts:interviews", gettext_lazy("Interviews")),
    ("reviews", "cases:reviews", gettext_lazy("Reviews")),
    ("documents", "documents:of_case", gettext_lazy("Documents")),
    ("supervision", "supervision:of_case", gettext_lazy("Supervision")),
    ("files", "files:of_case", gettext_lazy("Files")),
    ("family", "families:of_case", gettext_lazy("Family")),
    ("access", "cases:access", gettext_lazy("Access")),
)


def case_page(
    request: OfficeRequest,
    template: str,
    header: CaseHeader,
    tab: str,
    context: Mapping[str, Any] | None = None,
    *,
    form: forms.BaseForm | None = None,
) -> HttpResponse:
    """A page of a case: `template` extends "cases/base.html". Status 422 when `form` has errors."""
    wrong = form is not None and form.is_bound and bool(form.errors)
    values = {
        "header": header,
        "village": header.place_name.split(",")[0],
        "tabs": tabs(header, tab),
        "stages": stages(header),
        "restriction": restriction_of(request.actor, header.id),
        "hold_alarm": hold_alarm_of_case(request.actor, header.id),
        "form": form,
        **(context or {}),
    }
    return render(request, template, values, status=422 if wrong else 200)


def tabs(header: CaseHeader, current: str) -> list[dict[str, Any]]:
    """The case's pages that exist and that the reader may open."""
    shown = [tab for tab in TABS if tab[0] != "access" or header.may_see_looks]
    found = ((code, _address(name, header), label) for code, name, label in shown)
    return [{"label": label, "url": url, "current": code == current} for code, url, label in found if url]


def stages(header: CaseHeader) -> list[dict[str, Any]]:
    """The path of a case, from its report to its end."""
    way = [("report", _("Report and triage")), *((stage.value, stage.label) for stage in Stage)]
    codes = [code for code, _label in way]
    here = codes.index(header.stage) if header.stage in codes else 1
    is_closed = header.state == CaseState.CLOSED
    steps = ["done" if n < here or is_closed else "here" if n == here else "" for n in range(len(way))]
    return [{"label": label, "state": state} for (_code, label), state in zip(way, steps, strict=True)]


def _address(name: str, header: CaseHeader) -> str:
    try:
        return reverse(name, args=[header.id])
    except NoReverseMatch:
        return ""
