"""Pages that need no data, shown in the browser without a server: the answers come from Django's test client.

The frame is that of an invented case manager, so that the whole bar is there to be looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.test import Client
from playwright.sync_api import Page, Route

from anyam.foundation.access import Actor
from anyam.interfaces.web.layouts.frame import Frame, NavGroup, NavItem

ORIGIN = "http://localhost:9"
STAND_IN = "tests.journeys.served_pages.invented_frame"
_LEFT_OUT = ("LoginRequiredMiddleware", "ActorMiddleware")


def invented_frame(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    everyday = (
        NavItem("Meja kerja", "/", 4, current=True),
        NavItem("Kasus", "/kasus/"),
        NavItem("Rujukan", "/r/", 3),
    )
    together = (NavItem("Rapat", "/rapat/"), NavItem("SOP", "/sop/", 2, in_bar=False))
    menu = (NavGroup("Pekerjaan", everyday), NavGroup("Kerja sama", together))

    def with_frame(request: HttpRequest) -> HttpResponse:
        theme = request.COOKIES.get("anyam_theme", "auto")
        request.frame = Frame(  # type: ignore[attr-defined]
            "Dewi Anggraini", "PKSAI Contoh", ("Manajer kasus",), menu, 12, True, theme=theme
        )
        request.actor = Actor.system("looking at the gallery")  # type: ignore[attr-defined]
        return get_response(request)

    return with_frame


def middleware_without_sign_in() -> list[str]:
    kept = [name for name in settings.MIDDLEWARE if not name.endswith(_LEFT_OUT)]
    return [*kept, STAND_IN]


def serve(page: Page, language: str) -> None:
    """Answer every request of the browser from the test client."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.path.startswith(settings.STATIC_URL):
            found = finders.find(address.path.removeprefix(settings.STATIC_URL))
            route.fulfill(path=found) if found else route.fulfill(status=404)
            return
        full = f"{address.path}?{address.query}" if address.query else address.path
        if route.request.method == "POST":
            given = client.post(
                full,
                route.request.post_data_buffer or b"",
                content_type=route.request.headers["content-type"],
            )
        else:
            given = client.get(full)
        headers = {name: value for name, value in given.headers.items() if name != "Set-Cookie"}
        route.fulfill(status=given.status_code, headers=headers, body=given.content)

    page.route("**/*", answer)
