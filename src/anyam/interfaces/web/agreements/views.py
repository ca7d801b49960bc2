"""The list of agreements, one agreement, and its paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from anyam.registry.accounts.queries import user_names
from anyam.registry.agreements import queries
from anyam.registry.agreements.choices import AgreementState
from anyam.registry.agreements.results import AgreementDetail, PartyRow

from ..layouts.requests import OfficeRequest, page_number
from .documents import with_names
from .forms import AgreementFilter


@require_GET
def index(request: OfficeRequest) -> HttpResponse:
    """What must I do now, and below it the register."""
    form = AgreementFilter(request.GET or None, actor=request.actor)
    wanted = form.wanted if form.is_bound else {}
    context = {
        "home": queries.agreements_to_do(request.actor),
        "page": queries.find_agreements(request.actor, page=page_number(request), **wanted),
        "form": form,
        "is_filtered": any(wanted.values()),
    }
    return render(request, "agreements/list.html", context)


@require_GET
def detail(request: OfficeRequest, agreement_id: UUID) -> HttpResponse:
    found = queries.get_agreement(request.actor, agreement_id)
    papers = queries.documents_of_agreement(request.actor, agreement_id)
    context = {
        **context_of(request, found),
        "documents": with_names(request, papers.rows),
        "add_document_url": reverse("agreements:add_document", args=[agreement_id]) if papers.may_add else "",
    }
    return render(request, "agreements/detail.html", context)


@require_GET
def printed(request: OfficeRequest, agreement_id: UUID) -> HttpResponse:
    """The text as it is signed, for paper."""
    found = queries.get_agreement(request.actor, agreement_id)
    return render(request, "agreements/print.html", context_of(request, found))


@require_GET
def party(request: OfficeRequest, party_id: UUID) -> HttpResponse:
    """Where work about one party leads."""
    return redirect("agreements:detail", queries.agreement_of_party(request.actor, party_id))


def context_of(request: OfficeRequest, found: AgreementDetail) -> dict[str, Any]:
    """One agreement with the names of those who signed and with what is owed, sorted by side."""
    signed = [party for rows in (found.parties, *(a.parties for a in found.addenda)) for party in rows]
    ids = {one.signature.by_user_id for one in signed if one.signature and one.signature.by_user_id}
    names = user_names(request.actor, ids)
    sides = {
        "ours": [one for one in found.obligations if one.owed_by_us],
        "theirs": [one for one in found.obligations if one.owed_to_us],
        "others": [one for one in found.obligations if not (one.owed_by_us or one.owed_to_us)],
    }
    return {
        "agreement": found,
        "parties": [(one, _signer(one, names)) for one in found.parties],
        "addenda": [
            (addendum, [(one, _signer(one, names)) for one in addendum.parties]) for addendum in found.addenda
        ],
        "sides": sides,
        "is_signing": found.row.state is AgreementState.SIGNING,
    }


def _signer(party: PartyRow, names: dict[UUID, str]) -> str:
    by = party.signature.by_user_id if party.signature else None
    return names.get(by, "") if by else ""
