"""News that did not arrive, and a button to send it again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from anyam.foundation.access.deliveries import deliver_again, find_undelivered

from ..layouts.requests import OfficeRequest


@require_GET
def failed(request: OfficeRequest) -> HttpResponse:
    return render(request, "deliveries/failed.html", {"rows": find_undelivered(request.actor)})


@require_POST
def again(request: OfficeRequest, delivery_id: UUID) -> HttpResponse:
    deliver_again(request.actor, delivery_id=delivery_id)
    messages.success(request, _("It will be sent again now."))
    return redirect("deliveries:failed")
