"""One answer for all that is not there or not theirs: the two look alike."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for it, with the menu but without what waits elsewhere: that is not worth asking here."""
    bare = getattr(request, "bare_frame", None)
    if bare is not None:
        request.frame = bare  # type: ignore[attr-defined]
    return render(request, "404.html", status=404)
