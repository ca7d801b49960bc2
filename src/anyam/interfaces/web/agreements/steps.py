"""The steps of an agreement: each a question with its consequences and one button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from anyam.foundation.access import NotFound
from anyam.registry.agreements import actions, queries
from anyam.registry.agreements.results import AddendumRow, AgreementDetail

from ..components.forms import AnyamForm
from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from . import forms
from .views import context_of


@dataclass(frozen=True)
class Step:
    """What is asked, what follows, and the action behind it. The form's fields are the action's arguments."""

    title: Promise
    lead: Promise
    submit: Promise
    done: Promise
    form: type[AnyamForm]
    action: Callable[..., Any]
    is_offered: Callable[[AgreementDetail], bool]
    is_danger: bool = False
    leads_to_new: bool = False


STEPS = {
    "kirim": Step(
        gettext_lazy("Put it before the parties to sign?"),
        gettext_lazy(
            "From now on the text stands. Each party signs for itself, or sends it back with a reason."
        ),
        gettext_lazy("Open for signing"),
        gettext_lazy("The parties were asked to sign."),
        forms.PressForm,
        actions.open_signing,
        lambda found: found.may_open_signing,
    ),
    "tandatangani": Step(
        gettext_lazy("Sign for your agency"),
        gettext_lazy("Your name, your office and this moment are kept with the exact text you read here."),
        gettext_lazy("Sign"),
        gettext_lazy("Signed."),
        forms.DigestForm,
        actions.sign_agreement,
        lambda found: found.to_sign is not None,
    ),
    "tarik": Step(
        gettext_lazy("Take it back to the draft?"),
        gettext_lazy("Signatures given until now become void, and the text can be changed again."),
        gettext_lazy("Take back"),
        gettext_lazy("It is a draft again."),
        forms.PressForm,
        actions.take_back,
        lambda found: found.may_take_back,
        is_danger=True,
    ),
    "kembalikan": Step(
        gettext_lazy("Send it back without signing?"),
        gettext_lazy("The drafting agency reads your reason and mends the text. All signatures become void."),
        gettext_lazy("Send back"),
        gettext_lazy("Sent back with your reason."),
        forms.ReasonForm,
        actions.refuse_to_sign,
        lambda found: found.may_refuse,
        is_danger=True,
    ),
    "batalkan": Step(
        gettext_lazy("Drop this draft?"),
        gettext_lazy("Its parties can still read it, nobody can sign it any more."),
        gettext_lazy("Drop the draft"),
        gettext_lazy("The draft was dropped."),
        forms.PressForm,
        actions.drop_agreement,
        lambda found: found.may_change,
        is_danger=True,
    ),
    "perpanjang": Step(
        gettext_lazy("Renew the agreement"),
        gettext_lazy(
            "A new draft with the same parties, text and obligations begins on the day after the last one."
        ),
        gettext_lazy("Draft the successor"),
        gettext_lazy("The successor is drafted. Check it, then put it before the parties."),
        forms.RenewForm,
        actions.renew_agreement,
        lambda found: found.may_renew,
        leads_to_new=True,
    ),
    "tidak-diperpanjang": Step(
        gettext_lazy("Let it run out?"),
        gettext_lazy("Nobody is reminded of its end any more."),
        gettext_lazy("Do not renew"),
        gettext_lazy("Noted: it will not be renewed."),
        forms.ReasonForm,
        actions.decline_renewal,
        lambda found: found.may_end and not found.renewal_declined,
    ),
    "tinjau": Step(
        gettext_lazy("Review the agreement"),
        gettext_lazy("Put down what the parties found together."),
        gettext_lazy("Keep the review"),
        gettext_lazy("The review is kept."),
        forms.ReviewForm,
        actions.review_agreement,
        lambda found: found.may_review,
    ),
    "adendum": Step(
        gettext_lazy("Write an addendum"),
        gettext_lazy(
            "What was signed stays as it was signed. The addendum counts once every party has signed it."
        ),
        gettext_lazy("Put the addendum before the parties"),
        gettext_lazy("The parties were asked to sign the addendum."),
        forms.AddendumForm,
        actions.write_addendum,
        lambda found: found.may_amend,
    ),
    "akhiri": Step(
        gettext_lazy("End the agreement today?"),
        gettext_lazy("What was due until today stays owed. What would fall due later lapses."),
        gettext_lazy("End the agreement"),
        gettext_lazy("The agreement has ended."),
        forms.EndForm,
        actions.end_agreement,
        lambda found: found.may_end,
        is_danger=True,
    ),
}


@require_http_methods(["GET", "POST"])
def step(request: OfficeRequest, agreement_id: UUID, name: str) -> HttpResponse:
    """One step of one agreement."""
    found = queries.get_agreement(request.actor, agreement_id)
    wanted = STEPS.get(name)
    if wanted is None or not wanted.is_offered(found):
        raise NotFound("step")
    form = wanted.form(request.POST or None, actor=request.actor, initial={"digest": found.digest})
    if request.method == "POST" and form.is_valid():
        done = perform(form, wanted.action, request.actor, **_arguments(form, agreement_id, wanted))
        if done:
            messages.success(request, str(wanted.done))
            return redirect("agreements:detail", done.value if wanted.leads_to_new else agreement_id)
    template = "agreements/sign.html" if name == "tandatangani" else "agreements/step.html"
    return form_page(request, template, form, {**context_of(request, found), **_words(wanted, agreement_id)})


@require_http_methods(["GET", "POST"])
def addendum(request: OfficeRequest, agreement_id: UUID, addendum_id: UUID, name: str) -> HttpResponse:
    """Sign or drop an addendum."""
    found = queries.get_agreement(request.actor, agreement_id)
    one = _addendum(found, addendum_id)
    is_signing = name == "tandatangani" and any(party.may_sign for party in one.parties)
    if not is_signing and not (name == "batalkan" and one.may_drop):
        raise NotFound("step")
    wanted = STEPS["tandatangani"] if is_signing else STEPS["batalkan"]
    form = wanted.form(request.POST or None, actor=request.actor, initial={"digest": one.digest})
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {"agreement_id": agreement_id, "addendum_id": addendum_id}
        if is_signing:
            given["digest"] = form.cleaned_data["digest"]
        action = actions.sign_agreement if is_signing else actions.drop_addendum
        if perform(form, action, request.actor, **given):
            messages.success(request, _("Signed.") if is_signing else _("The addendum was dropped."))
            return redirect("agreements:detail", agreement_id)
    context = {**context_of(request, found), **_words(wanted, agreement_id), "addendum": one}
    if not is_signing:
        context |= {"title": _("Drop this addendum?"), "lead": one.title, "submit": _("Drop the addendum")}
    return form_page(request, "agreements/step.html", form, context)


@require_http_methods(["GET", "POST"])
def paper(request: OfficeRequest, agreement_id: UUID, party_id: UUID) -> HttpResponse:
    """Put down that a body without an account signed on paper, the agreement or the open addendum."""
    found = queries.get_agreement(request.actor, agreement_id)
    texts = [(None, found.digest, found.parties), *((a.id, a.digest, a.parties) for a in found.addenda)]
    waiting = [
        (addendum_id, digest, party)
        for addendum_id, digest, parties in texts
        for party in parties
        if party.id == party_id and party.may_put_down_paper
    ]
    if not waiting:
        raise NotFound("party")
    addendum_id, digest, party = waiting[0]
    form = forms.PaperForm(request.POST or None, actor=request.actor, initial={"digest": digest})
    if request.method == "POST" and form.is_valid():
        given = {
            "agreement_id": agreement_id,
            "party_id": party_id,
            "addendum_id": addendum_id,
            "signed_on": form.cleaned_data["signed_on"],
            "digest": form.cleaned_data["digest"],
        }
        if perform(form, actions.put_down_paper_signature, request.actor, **given):
            messages.success(request, _("The signature on paper is put down."))
            return redirect("agreements:detail", agreement_id)
    context = {
        "title": _("Signed on paper: %(name)s") % {"name": party.name},
        "lead": _("This body has no account here. You answer for the signed paper lying in the archive."),
        "submit": _("Put down"),
        "agreement": found,
        "back_url": reverse("agreements:detail", args=[agreement_id]),
    }
    return form_page(request, "agreements/step.html", form, context)


def _arguments(form: AnyamForm, agreement_id: UUID, wanted: Step) -> dict[str, Any]:
    """The form's fields as the action's arguments."""
    left_out = {"submission", "has_read"}
    given = {name: value for name, value in form.cleaned_data.items() if name not in left_out}
    if wanted.action in {actions.renew_agreement, actions.write_addendum}:
        given["once"] = form.once
    return {"agreement_id": agreement_id, **given}


def _words(wanted: Step, agreement_id: UUID) -> dict[str, Any]:
    return {
        "title": str(wanted.title),
        "lead": str(wanted.lead),
        "submit": str(wanted.submit),
        "is_danger": wanted.is_danger,
        "back_url": reverse("agreements:detail", args=[agreement_id]),
    }


def _addendum(found: AgreementDetail, addendum_id: UUID) -> AddendumRow:
    for one in found.addenda:
        if one.id == addendum_id:
            return one
    raise NotFound("addendum")
