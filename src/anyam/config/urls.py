"""Every address of Anyam, by area. The areas' own `urls.py` say what lies below."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

AREAS = [
    "health",
    "accounts",
    "desk",
    "reports",
    "acting",
    "cases",
    "facts",
    "pathways",
    "consents",
    "custody",
    "exports",
    "referrals",
    "files",
    "directory",
    "duties",
    "meetings",
    "oversight",
    "notifications",
    "clocks",
    "search",
    "lookups",
    "administration",
    "users",
    "deliveries",
    "backups",
    "documents",
    "rights",
    "families",
    "sops",
    "agreements",
    "readiness",
    "supervision",
    "instruments",
    "policies",
    "threads",
    "circulars",
    "terms",
]


urlpatterns: list[URLPattern | URLResolver] = [
    *[path("", include(f"anyam.interfaces.web.{area}.urls")) for area in AREAS],
    path("pola/", include("anyam.interfaces.web.components.urls")),
    path("", include("anyam.interfaces.api.urls")),
]

handler404 = "anyam.interfaces.web.layouts.not_there.not_there"
handler500 = "anyam.interfaces.web.health.views.server_error"
