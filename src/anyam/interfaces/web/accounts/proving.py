"""The page that asks once more who sits there, and the lock over a page left alone."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from anyam.foundation.core.refusals import Refusal
from anyam.foundation.entry import held_forms, sessions
from anyam.foundation.entry.hashing import TooBusy
from anyam.registry.accounts import actions, queries

from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from . import passkeys, throttle
from .forms import ProofForm
from .leading import held_id, next_address
from .middleware import RELEASED
from .proof import note_proof


@sensitive_post_parameters("password", "code", "credential")
@require_http_methods(["GET", "POST"])
def make_sure(request: OfficeRequest) -> HttpResponse:
    """Before what can do great harm. After it the person is back, with everything they had typed."""
    return _ask(request, "accounts/make_sure.html")


@require_POST
def lock(request: OfficeRequest) -> HttpResponse:
    """Lock this session: until its person has proven that it is they, nothing answers."""
    sessions.lock(request.session.row)  # type: ignore[attr-defined]
    if request.headers.get("X-Lock"):
        return HttpResponse(status=204)
    return HttpResponseRedirect("/masuk/buka-kunci/", status=303)


@sensitive_post_parameters("password", "code", "credential")
@require_http_methods(["GET", "POST"])
def unlock(request: OfficeRequest) -> HttpResponse:
    """The same page, and the answer to the cover that our script draws over a page."""
    if not sessions.is_locked(request.session.row):  # type: ignore[attr-defined]
        return (
            HttpResponse(status=204)
            if request.headers.get("X-Lock")
            else HttpResponseRedirect(next_address(request))
        )
    return _ask(request, "accounts/unlock.html")


@require_POST
def still_here(request: OfficeRequest) -> HttpResponse:
    """Somebody is at work on a page without sending anything; who, so that what it keeps is shown to no other."""
    return JsonResponse({"user": str(request.actor.user_id), "token": get_token(request)})


def _ask(request: OfficeRequest, template: str) -> HttpResponse:
    form = ProofForm(request.POST if request.method == "POST" else None)
    factors = queries.own_security(request.actor)
    row = request.session.row  # type: ignore[attr-defined]
    if request.method == "POST" and row is not None:
        limits = throttle.proof_limits(row.pk)
        if not throttle.take(limits):
            return _sign_out(request)
        if _proves(request, form):
            throttle.begin_anew(limits)
            return _back(request)
    if request.method == "POST" and request.headers.get("X-Lock"):
        return JsonResponse({"sentence": _first_sentence(form)}, status=422)
    context = {
        "next": next_address(request),
        "held": held_id(request) or "",
        "factors": factors,
        "person": request.actor.user_name,
    }
    return form_page(request, template, form, context)


def _proves(request: OfficeRequest, form: ProofForm) -> bool:
    if "credential" in request.POST:
        return _proves_by_passkey(request, form)
    if not form.is_valid():
        return False
    typed = form.cleaned_data
    try:
        if typed.get("code"):
            return bool(perform(form, actions.prove_by_code, request.actor, code=typed["code"]))
        return bool(perform(form, actions.prove_by_password, request.actor, password=typed["password"]))
    except TooBusy:
        form.add_error(None, _("Very many people sign in at this moment. Try again in half a minute."))
        return False


def _proves_by_passkey(request: OfficeRequest, form: Any) -> bool:
    try:
        shown = passkeys.check(request.POST["credential"], request.user)
        actions.prove_by_passkey(request.actor, factor_id=shown.factor_id, sign_count=shown.sign_count)
    except passkeys.PasskeyRefused:
        form.add_error(
            None, _("This passkey does not belong to this account. Use your password, or another passkey.")
        )
        return False
    except Refusal as refusal:
        form.add_error(None, str(refusal.sentence))
        return False
    return True


def _back(request: OfficeRequest) -> HttpResponse:
    """A new key for the session, the moment of the proof, and back to where the person was."""
    sessions.unlock(request.session.row)  # type: ignore[attr-defined]
    request.session.cycle_key()
    note_proof(request)
    if request.headers.get("X-Lock"):
        return HttpResponse(status=204)
    waiting = held_id(request)
    path = held_forms.path_of(request.actor.person_id, waiting) if waiting else ""
    if waiting and path:
        held_forms.release(request.actor.person_id, waiting)
        request.session[RELEASED] = [str(waiting), path]
        return HttpResponseRedirect(path, status=303)
    return HttpResponseRedirect(next_address(request), status=303)


def _sign_out(request: OfficeRequest) -> HttpResponse:
    """Five wrong proofs in one session: whoever it is, they begin at the door."""
    get_adapter().logout(request)
    messages.error(request, _("Too many wrong tries. Sign in again."))
    if request.headers.get("X-Lock"):
        return JsonResponse({"sentence": _("Too many wrong tries. Sign in again.")}, status=401)
    return HttpResponseRedirect("/masuk/", status=303)


def _first_sentence(form: Any) -> str:
    form.is_valid()
    said = [str(sentence) for sentences in form.errors.values() for sentence in sentences]
    return said[0] if said else _("This password is not right.")
