"""Whether what is kept here would come back after a disaster, and who can bring it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from anyam.foundation.backups.actions import ask_for_drill
from anyam.foundation.backups.queries import find_backups

from ..layouts.requests import OfficeRequest


@require_GET
def overview(request: OfficeRequest) -> HttpResponse:
    return render(request, "backups/overview.html", {"backups": find_backups(request.actor)})


@require_POST
def drill_now(request: OfficeRequest) -> HttpResponse:
    ask_for_drill(request.actor)
    messages.success(request, _("The drill has been asked for. Its result will be here in a few minutes."))
    return redirect("backups:overview")
