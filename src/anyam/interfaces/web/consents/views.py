"""The pages of consent in a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.cases.queries import case_header
from anyam.casework.consents import actions, choices, queries
from anyam.casework.consents.choices import Answer, Manner, Purpose, ViewManner
from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.registry.agencies.queries import find_agencies, list_kinds

from ..cases.page import case_page
from ..layouts.perform import perform
from ..layouts.requests import OfficeRequest
from .forms import ChildViewForm, ConsentForm, WithdrawForm, agency_choice, kind_choice, moment_of


@require_GET
def overview(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    header = case_header(request.actor, case_id)
    found = queries.get_case_consents(request.actor, case_id)
    context = {"found": found, "purposes": choices.purposes(), "bases": choices.lawful_bases()}
    return case_page(request, "consents/overview.html", header, "consents", context)


@require_http_methods(["GET", "POST"])
def record(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    header = case_header(request.actor, case_id)
    found = queries.get_case_consents(request.actor, case_id)
    form = ConsentForm(
        request.POST or None,
        actor=request.actor,
        recipients=_recipients(request.actor),
        initial=_first_values(request),
    )
    if request.method == "POST" and form.is_valid():
        done = perform(
            form, actions.record_consent, request.actor, case_id=case_id, given=form.given(), once=form.once
        )
        if done:
            messages.success(request, _("The answer is recorded."))
            return redirect(_back(request, case_id))
    return case_page(request, "consents/record.html", header, "consents", {"found": found}, form=form)


@require_http_methods(["GET", "POST"])
def withdraw(request: OfficeRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
    header = case_header(request.actor, case_id)
    consent = queries.get_consent(request.actor, case_id, consent_id)
    form = WithdrawForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("withdrawn_by", "reason", "note")}
        wish = {"case_id": case_id, "consent_id": consent_id, **given}
        done = perform(form, actions.withdraw_consent, request.actor, **wish)
        if done:
            messages.success(request, _ended(done.value.ended_grants))
            return redirect("consents:overview", case_id)
    return case_page(request, "consents/withdraw.html", header, "consents", {"consent": consent}, form=form)


@require_http_methods(["GET", "POST"])
def child_view(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    header = case_header(request.actor, case_id)
    found = queries.get_case_consents(request.actor, case_id)
    first = {"manner": found.way_to_hear.value, "heard_on": clock.today()}
    form = ChildViewForm(request.POST or None, actor=request.actor, initial=first)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = perform(
            form,
            actions.record_child_view,
            request.actor,
            case_id=case_id,
            manner=ViewManner(data["manner"]),
            words=data["words"],
            heard_at=moment_of(data["heard_on"]),
            once=form.once,
        )
        if done:
            messages.success(request, _("The child's view is recorded."))
            return redirect("consents:overview", case_id)
    context = {"found": found, "ages": choices.child_view_ages()}
    return case_page(request, "consents/child_view.html", header, "consents", context, form=form)


@require_GET
def paper(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    """An empty form to print, for a signature or a thumb print; it carries the case's number and no name."""
    header = case_header(request.actor, case_id)
    context = {
        "purposes": [p for p in choices.purposes().terms if p.code != Purpose.MEDIA],
        "kinds": list_kinds(request.actor),
        "givers": choices.givers().terms,
    }
    return case_page(request, "consents/paper.html", header, "consents", context)


def _recipients(actor: Actor) -> list[tuple[str, str]]:
    """Every kind of agency that the district has, then each agency."""
    agencies = [row for row in find_agencies(actor) if row.id != actor.agency_id]
    kinds = {row.kind_code: row.kind_name for row in agencies}
    every = [
        (kind_choice(code), _("Every agency of the kind: %(kind)s") % {"kind": n})
        for code, n in kinds.items()
    ]
    return [*sorted(every, key=lambda pair: pair[1]), *((agency_choice(r.id), r.name) for r in agencies)]


def _first_values(request: OfficeRequest) -> dict[str, Any]:
    """Coming from a referral, its agency is ticked already."""
    asked = request.GET.get("untuk", "")
    return {
        "purpose": Purpose.SHARING.value if asked else Purpose.SERVICES.value,
        "recipients": [f"agency:{asked}"] if asked else [],
        "answer": Answer.GIVEN.value,
        "manner": Manner.WRITTEN.value,
        "given_on": clock.today(),
    }


def _back(request: OfficeRequest, case_id: UUID) -> str:
    """To the referral somebody came from, else to the list."""
    try:
        return reverse("referrals:detail", args=[UUID(request.GET.get("rujukan", ""))])
    except ValueError:
        return reverse("consents:overview", args=[case_id])


def _ended(grants: int) -> str:
    said = _("The consent was taken back. What rested on it has ended, and the agency is told.")
    if not grants:
        return said
    more = ngettext("%(n)s access has ended.", "%(n)s accesses have ended.", grants) % {"n": grants}
    return f"{said} {more}"
