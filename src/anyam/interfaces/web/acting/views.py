"""A wish to act together, and how often people chose what."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.acting import actions, queries
from anyam.foundation.core import clock

from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest, posted
from .forms import JoinAnswerForm

_DAYS_COUNTED = 90


@require_GET
def counts(request: OfficeRequest) -> HttpResponse:
    """Numbers only: no child, no agency."""
    since = clock.today() - timedelta(days=_DAYS_COUNTED)
    found = queries.count_choices(request.actor, since=since)
    return render(request, "acting/counts.html", {"found": found, "days": _DAYS_COUNTED})


@require_http_methods(["GET", "POST"])
def wish(request: OfficeRequest, wish_id: UUID) -> HttpResponse:
    form = JoinAnswerForm(posted(request), actor=request.actor)
    asked = queries.get_join_wish(request.actor, wish_id)
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        if perform(form, actions.answer_join_wish, request.actor, wish_id=wish_id, answer=answer):
            messages.success(
                request, _("It is noted. Write what you agreed into the plan, so that both know it.")
            )
            return redirect("cases:plan", asked.case_id)
    return form_page(request, "acting/wish.html", form, {"wish": asked})
