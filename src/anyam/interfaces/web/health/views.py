from __future__ import annotations

import sys
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from anyam.interfaces.web.health.checks import state_of_parts

RETRY_SECONDS = "10"


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """For monitoring: 200 when usable, otherwise 503 with the failing parts named."""
    parts = state_of_parts()
    failing = [name for name, works in parts.items() if not works]
    return JsonResponse(
        {
            "status": "down" if failing else "ok",
            "failing": failing,
            "parts": {name: "ok" if works else "down" for name, works in parts.items()},
        },
        status=HTTPStatus.SERVICE_UNAVAILABLE if failing else HTTPStatus.OK,
        headers={"Cache-Control": "no-store"},
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for what nobody foresaw; a lost or overloaded database has its own, calmer one.

    Django calls this while the error is being handled, wherever it arose: in a view, a template or middleware. The
    pages are rendered without the request, for its user and session may be what cannot be read.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        page = render_to_string("503.html")
        return HttpResponse(
            page, status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": RETRY_SECONDS}
        )
    return HttpResponseServerError(render_to_string("500.html"))
