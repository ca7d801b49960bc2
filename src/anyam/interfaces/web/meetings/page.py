"""What every page of a meeting shows around its content: where it stands, its tabs, and one form on its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from anyam.casework.meetings.results import MeetingDetail

from ..components.forms import AnyamForm
from ..components.parts import Link
from ..layouts.perform import form_page


def meeting_page(
    request: HttpRequest,
    template: str,
    meeting: MeetingDetail,
    tab: str,
    context: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    values = {"meeting": meeting, "tabs": _tabs(meeting, tab), **(context or {})}
    return render(request, f"meetings/{template}.html", values, status=status)


def ask(
    request: HttpRequest,
    form: AnyamForm,
    *,
    title: str,
    button: str,
    back: str,
    lead: str = "",
    css: str = "",
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """One form on a page of its own."""
    context = {"title": title, "button": button, "back_url": back, "lead": lead, "css": css, **(more or {})}
    return form_page(request, "meetings/form.html", form, context)


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent; also a form in which nothing but the button is pressed."""
    return request.POST if request.method == "POST" else None


def _tabs(meeting: MeetingDetail, current: str) -> list[Link]:
    found = [
        ("detail", _("Agenda"), len(meeting.items)),
        ("people", _("Who takes part"), len(meeting.invitations)),
        ("minutes", _("Minutes"), None),
        ("decisions", _("Decisions"), len(meeting.decisions) or None),
    ]
    tabs = [
        Link(label, reverse(f"meetings:{name}", args=[meeting.id]), count, current=name == current)
        for name, label, count in found
    ]
    return [*tabs, Link(_("Messages"), reverse("threads:of_subject", args=["rapat", meeting.id]))]
