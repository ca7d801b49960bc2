"""Where to go next, and never away from here."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme


def next_address(request: HttpRequest) -> str:
    """An address of this site that came with the form, else the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if is_ours(request, wanted) else settings.LOGIN_REDIRECT_URL


def is_ours(request: HttpRequest, wanted: str) -> bool:
    is_here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return is_here and wanted.startswith("/")


def held_id(request: HttpRequest) -> UUID | None:
    """The number of a form that waits for the proof, when the address or the page names one."""
    try:
        return UUID(request.POST.get("held") or request.GET.get("held") or "")
    except ValueError:
        return None


def see(name: str) -> HttpResponse:
    response = redirect(name)
    response.status_code = 303
    return response
