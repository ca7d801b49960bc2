"""Messages between agencies: what waits, those about one thing, and one thread in full."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyam.casework.cases.queries import case_header
from anyam.casework.messages import actions, queries
from anyam.casework.messages.choices import ThreadAbout
from anyam.casework.messages.results import ThreadsAbout
from anyam.foundation.access import NotFound
from anyam.foundation.core.refusals import Refusal

from ..cases.page import case_page
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest, page_number
from .forms import MessageForm, ThreadForm

WORDS = {
    "kasus": ThreadAbout.CASE,
    "rujukan": ThreadAbout.REFERRAL,
    "perjanjian": ThreadAbout.AGREEMENT,
    "rapat": ThreadAbout.MEETING,
}
_WORD_OF = {about: word for word, about in WORDS.items()}
_PAGES = {
    ThreadAbout.CASE: "cases:summary",
    ThreadAbout.REFERRAL: "referrals:detail",
    ThreadAbout.AGREEMENT: "agreements:detail",
    ThreadAbout.MEETING: "meetings:detail",
}


@require_GET
def index(request: OfficeRequest) -> HttpResponse:
    """What must my agency acknowledge, and all threads in which it takes part."""
    context = {
        "waiting": queries.find_threads(request.actor, is_waiting_only=True).rows,
        "page": queries.find_threads(request.actor, page=page_number(request)),
    }
    return render(request, "threads/list.html", context)


@require_GET
def of_case(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    header = case_header(request.actor, case_id)
    found = queries.threads_about(request.actor, ThreadAbout.CASE, case_id)
    return case_page(request, "threads/of_case.html", header, "threads", {"found": found, "word": "kasus"})


@require_GET
def of_subject(request: OfficeRequest, about: str, subject_id: UUID) -> HttpResponse:
    """What was written about one case, referral, agreement or meeting."""
    kind = _kind(about)
    found = queries.threads_about(request.actor, kind, subject_id)
    if kind is ThreadAbout.CASE:
        return redirect("threads:of_case", subject_id)
    context = {"found": found, "word": about, "back_url": reverse(_PAGES[kind], args=[subject_id])}
    return render(request, "threads/of_subject.html", context)


@require_http_methods(["GET", "POST"])
def new(request: OfficeRequest, about: str, subject_id: UUID) -> HttpResponse:
    found = queries.threads_about(request.actor, _kind(about), subject_id)
    if not found.may_write:
        raise NotFound("subject to write about")
    form = ThreadForm(request.POST or None, actor=request.actor, initial=_first(request, found))
    form.offer("to", _named(found.listeners))
    if form.is_bound and form.is_valid():
        given = {"about": found.about, "subject_id": subject_id, "title": form.cleaned_data["title"]}
        done = perform(form, actions.begin_thread, request.actor, **given, **form.wish(request.actor))
        if done:
            messages.success(request, _("Sent. The agencies were told that a message waits."))
            return redirect("threads:detail", done.value)
    back = reverse("threads:of_subject", args=[about, subject_id])
    return form_page(request, "threads/new.html", form, {"found": found, "back_url": back})


@require_http_methods(["GET", "POST"])
def detail(request: OfficeRequest, thread_id: UUID) -> HttpResponse:
    """One thread, with the form to write on at its end."""
    thread = queries.get_thread(request.actor, thread_id)
    others = [str(one) for one, _name in thread.listeners if one != request.actor.agency_id]
    form = MessageForm(request.POST or None, actor=request.actor, initial={"to": others})
    form.offer("to", _named(thread.listeners))
    if form.is_bound and form.is_valid():
        done = perform(
            form, actions.write_message, request.actor, thread_id=thread_id, **form.wish(request.actor)
        )
        if done:
            messages.success(request, _("Sent. The agencies were told that a message waits."))
            return redirect(f"{reverse('threads:detail', args=[thread_id])}#pesan-{done.value}")
    context = {
        "thread": thread,
        "word": _WORD_OF[thread.row.about],
        "subject_url": reverse(_PAGES[thread.row.about], args=[thread.row.subject_id]),
    }
    return form_page(request, "threads/detail.html", form, context)


@require_POST
def acknowledge(request: OfficeRequest, message_id: UUID) -> HttpResponse:
    thread_id = queries.thread_of_message(request.actor, message_id)
    try:
        actions.acknowledge_message(request.actor, message_id=message_id)
        messages.success(request, _("Thank you. The writer was told that your agency has taken note."))
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    return redirect(f"{reverse('threads:detail', args=[thread_id])}#pesan-{message_id}")


@require_GET
def receipt(request: OfficeRequest, acknowledgement_id: UUID) -> HttpResponse:
    """Where a message in the work list leads."""
    thread_id, message_id = queries.thread_of_acknowledgement(request.actor, acknowledgement_id)
    return redirect(f"{reverse('threads:detail', args=[thread_id])}#pesan-{message_id}")


def _kind(about: str) -> ThreadAbout:
    if about not in WORDS:
        raise Http404
    return WORDS[about]


def _first(request: OfficeRequest, found: ThreadsAbout) -> dict[str, Any]:
    return {"to": [str(one) for one, _name in found.listeners if one != request.actor.agency_id]}


def _named(listeners: tuple[tuple[UUID, str], ...]) -> list[tuple[str, str]]:
    return [(str(one), name) for one, name in listeners]
