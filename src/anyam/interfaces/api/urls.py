"""`/api/v1/`. The operations answer 401 themselves; the pages' redirect to the sign-in would mislead a program."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import URLPattern, URLResolver, path

from .service import api


def _without_redirect(patterns: Iterable[URLPattern | URLResolver]) -> None:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            _without_redirect(pattern.url_patterns)
        else:
            callback: Any = pattern.callback
            callback.login_required = False


_patterns, _app, _namespace = api.urls  # made anew each time it is asked for
_without_redirect(_patterns)
urlpatterns = [path("api/v1/", (_patterns, _app, _namespace))]
