"""Writing a policy together: sections, comments of other agencies, an answer to each, adoption."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.foundation.access import NotFound
from anyam.foundation.core import clock
from anyam.registry.agencies.queries import find_agencies
from anyam.registry.agreements import actions, queries
from anyam.registry.agreements.results import CommentRow, DraftDetail, SectionRow

from ..components.forms import AnyamForm
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import AdoptForm, CommentForm, ConsultForm, DraftForm, PressForm, ResolveForm, SectionForm


@require_http_methods(["GET", "POST"])
def new(request: OfficeRequest) -> HttpResponse:
    queries.drafter_of_policies(request.actor)
    form = DraftForm(request.POST or None, actor=request.actor, initial={"kind": "perbup"})
    ours = queries.find_policies(request.actor, part="ours")
    form.offer("replaces", [("", _("None")), *((str(row.id), f"{row.code}: {row.title}") for row in ours)])
    if request.method == "POST" and form.is_valid():
        done = perform(form, actions.open_policy_draft, request.actor, **form.given, once=form.once)
        if done:
            messages.success(request, _("The draft is begun. Write its first section."))
            return redirect("policies:draft", done.value)
    return _form(request, form, _("Draft a policy"), back=reverse("policies:list"))


@require_GET
def detail(request: OfficeRequest, draft_id: UUID) -> HttpResponse:
    return render(request, "policies/draft.html", {"draft": queries.get_draft(request.actor, draft_id)})


@require_GET
def printed(request: OfficeRequest, draft_id: UUID) -> HttpResponse:
    return render(request, "policies/draft_print.html", {"draft": queries.get_draft(request.actor, draft_id)})


@require_GET
def request_page(request: OfficeRequest, request_id: UUID) -> HttpResponse:
    """Where work about one request for comments leads."""
    return redirect("policies:draft", queries.draft_of_request(request.actor, request_id))


@require_http_methods(["GET", "POST"])
def add_section(request: OfficeRequest, draft_id: UUID) -> HttpResponse:
    return _section_page(request, draft_id, None)


@require_http_methods(["GET", "POST"])
def change_section(request: OfficeRequest, draft_id: UUID, section_id: UUID) -> HttpResponse:
    return _section_page(request, draft_id, section_id)


@require_http_methods(["GET", "POST"])
def remove_section(request: OfficeRequest, draft_id: UUID, section_id: UUID) -> HttpResponse:
    found = queries.get_draft(request.actor, draft_id)
    one = _section(found, section_id)
    if not found.may_consult:
        raise NotFound("section")
    form = PressForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = {"draft_id": draft_id, "section_id": section_id}
        if perform(form, actions.remove_section, request.actor, **given):
            return redirect("policies:draft", draft_id)
    return _form(request, form, _("Take this section out?"), found, lead=one.heading, is_danger=True)


@require_http_methods(["GET", "POST"])
def consult(request: OfficeRequest, draft_id: UUID) -> HttpResponse:
    found = _when(queries.get_draft(request.actor, draft_id), "may_consult")
    form = ConsultForm(request.POST or None, actor=request.actor)
    others = [row for row in find_agencies(request.actor) if row.id != request.actor.agency_id]
    form.offer("agencies", [(str(row.id), row.name) for row in others])
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        given = {"agency_ids": [UUID(one) for one in data["agencies"]], "closes_on": data["closes_on"]}
        if perform(form, actions.open_consultation, request.actor, draft_id=draft_id, **given):
            messages.success(request, _("The agencies were asked."))
            return redirect("policies:draft", draft_id)
    return _form(request, form, _("Ask for comments"), found, submit=_("Ask"))


@require_http_methods(["GET", "POST"])
def comment(request: OfficeRequest, draft_id: UUID, section_id: UUID) -> HttpResponse:
    found = _when(queries.get_draft(request.actor, draft_id), "may_comment")
    one = _section(found, section_id)
    form = CommentForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("text", "proposal")}
        ids = {"draft_id": draft_id, "section_id": section_id}
        if perform(form, actions.comment_on_draft, request.actor, **ids, **given, once=form.once):
            messages.success(request, _("Your agency's comment is kept."))
            return redirect("policies:draft", draft_id)
    title = _("Comment on: %(heading)s") % {"heading": one.heading}
    return _form(request, form, title, found, section=one)


@require_http_methods(["GET", "POST"])
def finish(request: OfficeRequest, draft_id: UUID) -> HttpResponse:
    found = _when(queries.get_draft(request.actor, draft_id), "may_comment")
    form = PressForm(request.POST or None, actor=request.actor)
    if (
        request.method == "POST"
        and form.is_valid()
        and perform_done(form, actions.finish_commenting, request, draft_id)
    ):
        messages.success(request, _("Thank you: your agency has answered."))
        return redirect("policies:draft", draft_id)
    lead = _("After this your agency cannot comment on this draft any more.")
    return _form(request, form, _("Is that all your agency says?"), found, lead=lead, submit=_("That is all"))


@require_http_methods(["GET", "POST"])
def resolve(request: OfficeRequest, draft_id: UUID, comment_id: UUID) -> HttpResponse:
    found = _when(queries.get_draft(request.actor, draft_id), "may_resolve")
    said, section = _comment(found, comment_id)
    first = {"resolution": said.resolution, "answer": said.answer}
    form = ResolveForm(request.POST or None, actor=request.actor, initial=first)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("resolution", "answer")}
        if perform_done(form, actions.resolve_comment, request, draft_id, comment_id=comment_id, **given):
            messages.success(request, _("Answered."))
            return redirect("policies:draft", draft_id)
    title = _("Answer %(agency)s") % {"agency": said.agency}
    return _form(request, form, title, found, section=section, said=said)


@require_http_methods(["GET", "POST"])
def adopt(request: OfficeRequest, draft_id: UUID) -> HttpResponse:
    found = _when(queries.get_draft(request.actor, draft_id), "may_adopt")
    today = clock.today()
    form = AdoptForm(
        request.POST or None, actor=request.actor, initial={"year": today.year, "in_force_from": today}
    )
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "submission"}
        done = perform(form, actions.adopt_policy, request.actor, draft_id=draft_id, **given, once=form.once)
        if done:
            messages.success(request, _("Adopted. It stands in the register now."))
            return redirect("policies:detail", done.value)
    return _form(request, form, _("Adopt the policy"), found, submit=_("Adopt"))


@require_http_methods(["GET", "POST"])
def drop(request: OfficeRequest, draft_id: UUID) -> HttpResponse:
    found = _when(queries.get_draft(request.actor, draft_id), "may_drop")
    form = PressForm(request.POST or None, actor=request.actor)
    if (
        request.method == "POST"
        and form.is_valid()
        and perform_done(form, actions.drop_policy_draft, request, draft_id)
    ):
        messages.success(request, _("The draft was dropped."))
        return redirect("policies:draft", draft_id)
    lead = _("What was written and said stays readable.")
    return _form(
        request, form, _("Drop this draft?"), found, lead=lead, submit=_("Drop the draft"), is_danger=True
    )


def perform_done(form: AnyamForm, action: Any, request: OfficeRequest, draft_id: UUID, **given: Any) -> bool:
    """Run an action about a draft; whether it was done."""
    return perform(form, action, request.actor, draft_id=draft_id, **given) is not None


def _section_page(request: OfficeRequest, draft_id: UUID, section_id: UUID | None) -> HttpResponse:
    found = _when(queries.get_draft(request.actor, draft_id), "may_write")
    one = _section(found, section_id) if section_id else None
    first = {"heading": one.heading, "text": one.text} if one else {}
    form = SectionForm(request.POST or None, actor=request.actor, initial=first)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("heading", "text")}
        ids = {"draft_id": draft_id, "section_id": section_id}
        if perform(form, actions.write_section, request.actor, **ids, **given, once=form.once):
            messages.success(request, _("Saved."))
            return redirect("policies:draft", draft_id)
    return _form(request, form, _("Change the section") if one else _("New section"), found)


def _when(found: DraftDetail, name: str) -> DraftDetail:
    """The draft where the reader may take this step now; NotFound otherwise."""
    if not getattr(found, name):
        raise NotFound("draft")
    return found


def _section(found: DraftDetail, section_id: UUID) -> SectionRow:
    for one in found.sections:
        if one.id == section_id:
            return one
    raise NotFound("section")


def _comment(found: DraftDetail, comment_id: UUID) -> tuple[CommentRow, SectionRow]:
    for section in found.sections:
        for one in section.comments:
            if one.id == comment_id:
                return one, section
    raise NotFound("comment")


def _form(
    request: OfficeRequest,
    form: AnyamForm,
    title: str,
    found: DraftDetail | None = None,
    *,
    back: str = "",
    lead: str = "",
    submit: str = "",
    is_danger: bool = False,
    section: SectionRow | None = None,
    said: CommentRow | None = None,
) -> HttpResponse:
    context = {
        "title": title,
        "lead": lead or (found.row.title if found else ""),
        "submit": submit or _("Save"),
        "back_url": back or (reverse("policies:draft", args=[found.row.id]) if found else ""),
        "is_danger": is_danger,
        "section": section,
        "said": said,
    }
    return form_page(request, "policies/form.html", form, context)
