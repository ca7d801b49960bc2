"""Every address of Anyam, by area. The areas' own `urls.py` say what lies below."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from anyam.config import env

AREAS = [
    "health",
    "accounts",
    "desk",
    "reports",
    "cases",
    "referrals",
    "directory",
    "notifications",
    "clocks",
    "search",
    "lookups",
    "administration",
    "users",
    "children",
]


def _is_there(area: str) -> bool:
    if area in env.words("LEAVE_OUT"):
        return False
    return find_spec(f"anyam.interfaces.web.{area}") is not None and bool(
        find_spec(f"anyam.interfaces.web.{area}.urls")
    )


urlpatterns: list[URLPattern | URLResolver] = [
    *[path("", include(f"anyam.interfaces.web.{area}.urls")) for area in AREAS if _is_there(area)],
    *[
        path("pola/", include("anyam.interfaces.web.components.urls"))
        for area in ["components"]
        if _is_there(area)
    ],
]

handler500 = "anyam.interfaces.web.health.views.server_error"
