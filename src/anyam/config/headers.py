"""The headers of every answer: one table, for pages, errors, the API and the files under /static/ alike.

The content policy itself stands in the settings, because it carries a number of its own for each answer.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

NO_DEVICES = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
    "midi=(), payment=(), publickey-credentials-create=(self), publickey-credentials-get=(self), usb=()"
)
WITH_CAMERA = NO_DEVICES.replace("camera=()", "camera=(self)")

EVERY_ANSWER = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
    # Not "no-referrer": with it browsers send forms with "Origin: null", which the protection against forged
    # forms must refuse. Nothing is told to another site either way.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "Permissions-Policy": NO_DEVICES,
}


class ExactHeaders:
    """Writes the table on every answer; a view may say otherwise only for what it names itself.

    Pages about children stay out of every cache: on a shared computer the Back button must not show the last
    officer's case. It asks nothing about who is signed in: a page for strangers is cheap to make again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in EVERY_ANSWER.items():
            response.headers.setdefault(name, value)
        if request.path_info.startswith(settings.STATIC_URL) and response.status_code in {200, 206, 304}:
            return response
        response.headers.setdefault("Cache-Control", "no-store")
        return response
