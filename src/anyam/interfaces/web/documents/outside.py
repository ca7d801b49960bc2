"""What opens without signing in: checking a document's code, and answering a referral by its reply sheet."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from anyam.casework.documents import actions, queries
from anyam.foundation.access import Actor, NotFound
from anyam.foundation.core import clock

from ..layouts.perform import perform
from ..layouts.secret_address import open_page, shut_page, too_often, wait_page
from .forms import AnswerForm

CHECKS_PER_NETWORK = 30
ANSWERS_PER_NETWORK = 60


@login_not_required
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, code: str = "") -> HttpResponse:
    """Genuine or not, and of a genuine document kind, agency, number and day. Every code gets the same page."""
    typed = code or request.POST.get("code", "")[:100]
    if not typed:
        return open_page(request, "documents/check.html", {"is_asked": False})
    if too_often(request, "document-check", CHECKS_PER_NETWORK):
        return wait_page(request)
    found = queries.check_document(Actor.system("a code is checked"), typed)
    return open_page(request, "documents/check.html", {"found": found, "is_asked": True})


@login_not_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The letter without names, and one press for each answer. The address opens nothing else."""
    system = Actor.system("reply sheet")
    if too_often(request, "reply-link", ANSWERS_PER_NETWORK):
        return wait_page(request)
    try:
        found = queries.open_reply_page(system, token)
    except NotFound:
        return shut_page(request)
    if request.method == "POST" and request.POST.get("step") not in found.steps:
        messages.info(request, _("This was answered already. Nothing was changed."))
        return redirect("documents:answer", token)
    form = AnswerForm(request.POST or None, steps=found.steps, initial={"served_on": clock.today()})
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and perform(form, actions.answer_by_link, system, token=token, answer=form.answer()):
        messages.success(request, _("Thank you. Your answer has reached the sender."))
        return redirect("documents:answer", token)
    is_wrong = form.is_bound and not form.is_valid()
    return open_page(
        request, "documents/answer.html", {"found": found, "form": form}, status=422 if is_wrong else 200
    )
