"""The register of policies."""

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
from anyam.registry.agreements import actions, queries
from anyam.registry.agreements.choices import DocumentOf
from anyam.registry.agreements.results import PolicyDetail

from ..agreements.documents import add_page, with_names
from ..components.forms import AnyamForm
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import PolicyFilter, PolicyForm, PolicyReviewForm, SupersedeForm


@require_GET
def index(request: OfficeRequest) -> HttpResponse:
    """What must I do now, drafts in the making, and the register."""
    form = PolicyFilter(request.GET or None, actor=request.actor)
    wanted = form.wanted if form.is_bound else {}
    late = queries.find_policies(request.actor, part="review")
    context = {
        "form": form,
        "rows": queries.find_policies(request.actor, **wanted),
        "is_filtered": any(wanted.values()),
        "late": [row for row in late if not row.is_national],
        "drafts": queries.find_drafts(request.actor),
        "may": queries.policy_rights(request.actor),
    }
    return render(request, "policies/list.html", context)


@require_GET
def detail(request: OfficeRequest, policy_id: UUID) -> HttpResponse:
    papers = queries.documents_of_policy(request.actor, policy_id)
    context = {
        "policy": queries.get_policy(request.actor, policy_id),
        "documents": with_names(request, papers.rows),
        "add_document_url": reverse("policies:add_document", args=[policy_id]) if papers.may_add else "",
    }
    return render(request, "policies/detail.html", context)


@require_http_methods(["GET", "POST"])
def add_document(request: OfficeRequest, policy_id: UUID) -> HttpResponse:
    policy = queries.get_policy(request.actor, policy_id)
    found = queries.documents_of_policy(request.actor, policy_id)
    return add_page(request, DocumentOf.POLICY, policy_id, found, policy.row.code, _back(policy_id))


@require_http_methods(["GET", "POST"])
def new(request: OfficeRequest) -> HttpResponse:
    queries.register_to_keep(request.actor)
    first = {"kind": "perbup", "year": clock.today().year}
    form = PolicyForm(request.POST or None, actor=request.actor, initial=first)
    if request.method == "POST" and form.is_valid():
        done = perform(form, actions.add_policy, request.actor, given=form.given, once=form.once)
        if done:
            messages.success(request, _("It stands in the register now."))
            return redirect("policies:detail", done.value)
    return _page(request, form, _("Add a rule"), "", reverse("policies:list"))


@require_http_methods(["GET", "POST"])
def change(request: OfficeRequest, policy_id: UUID) -> HttpResponse:
    found = queries.get_policy_to_change(request.actor, policy_id)
    form = PolicyForm(request.POST or None, actor=request.actor, initial=_initial(found))
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(form, actions.change_policy, request.actor, policy_id=policy_id, given=form.given)
    ):
        messages.success(request, _("Saved."))
        return redirect("policies:detail", policy_id)
    return _page(request, form, _("Change the entry"), found.row.code, _back(policy_id))


@require_http_methods(["GET", "POST"])
def supersede(request: OfficeRequest, policy_id: UUID) -> HttpResponse:
    found = queries.get_policy_to_change(request.actor, policy_id)
    form = SupersedeForm(request.POST or None, actor=request.actor)
    others = [row for row in queries.find_policies(request.actor) if row.id != policy_id]
    form.offer("by_policy", [(str(row.id), f"{row.code}: {row.title}") for row in others])
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        given = {"by_policy_id": UUID(data["by_policy"]), "until": data["until"]}
        if perform(form, actions.supersede_policy, request.actor, policy_id=policy_id, **given):
            messages.success(request, _("Noted. What rests on the old rule shows this now."))
            return redirect("policies:detail", policy_id)
    return _page(request, form, _("Another rule took its place"), found.row.code, _back(policy_id))


@require_http_methods(["GET", "POST"])
def review(request: OfficeRequest, policy_id: UUID) -> HttpResponse:
    found = queries.get_policy(request.actor, policy_id)
    if not found.may_review:
        raise NotFound("policy")
    form = PolicyReviewForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("found", "next_review_on")}
        if perform(form, actions.review_policy, request.actor, policy_id=policy_id, **given):
            messages.success(request, _("The review is kept."))
            return redirect("policies:detail", policy_id)
    return _page(request, form, _("Review the policy"), found.row.code, _back(policy_id))


def _page(request: OfficeRequest, form: AnyamForm, title: str, lead: str, back: str) -> HttpResponse:
    context: dict[str, Any] = {"title": title, "lead": lead, "submit": _("Save"), "back_url": back}
    return form_page(request, "policies/form.html", form, context)


def _back(policy_id: UUID) -> str:
    return reverse("policies:detail", args=[policy_id])


def _initial(found: PolicyDetail) -> dict[str, Any]:
    same = (
        "kind",
        "number",
        "year",
        "title",
        "issuer",
        "in_force_from",
        "in_force_until",
        "review_on",
        "is_confirmed",
    )
    return {**{name: getattr(found.row, name) for name in same}, "source": found.source}
