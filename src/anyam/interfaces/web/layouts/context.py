"""The context processor that gives templates the page frame."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from .frame import Frame

THEME_COOKIE = "anyam_theme"
THEMES = ("auto", "light", "dark")


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """`frame` for every template, and the number with which this answer's own scripts may run.

    A signed-out frame when the middleware set none.
    """
    frame = getattr(request, "frame", None) or _signed_out(request)
    theme = frame.theme if frame.theme in ("light", "dark") else ""
    return {"frame": frame, "theme": theme, "csp_nonce": str(request.csp_nonce)}  # type: ignore[attr-defined]


def _signed_out(request: HttpRequest) -> Frame:
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    return Frame(language=get_language() or "id", theme=theme if theme in THEMES else "auto")
