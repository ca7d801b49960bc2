"""The watch that every journey keeps on the content policy can itself see what it looks for."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from playwright.sync_api import Browser

from tests.journeys.player import watch

CARELESS = """<!DOCTYPE html><title>x</title><body onload="document.title='ran'"><p style="color:red">x</p>
<script>document.title = "ran"</script><img src="http://elsewhere.example/pixel.png"><a href="javascript:1">x</a>
<script src="http://elsewhere.example/x.js"></script><iframe src="/masuk/"></iframe></body>"""


def careless(request: HttpRequest) -> HttpResponse:
    return HttpResponse(CARELESS)


careless.login_required = False  # type: ignore[attr-defined]
urlpatterns = [path("ceroboh/", careless, name="careless"), path("", include("anyam.config.urls"))]


@pytest.fixture
def seen(browser: Browser, live_server: Any, transactional_db: None) -> Any:
    broken: list[str] = []
    outside: list[str] = []
    context = browser.new_context()
    watch(context, live_server.url, broken, outside)
    yield context.new_page(), live_server.url, broken, outside
    context.close()


def test_seeded_inline_script_style_frame_and_outside_picture_are_seen(seen: Any, settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    page, base, broken, outside = seen
    page.goto(f"{base}/ceroboh/")
    page.wait_for_timeout(300)
    assert page.title() == "x"
    refused = {line.split(" ")[0] for line in broken}
    assert {"script-src-elem", "script-src-attr", "style-src-attr", "img-src"} <= refused, broken
    assert outside == [], "The policy stops it before it is even asked for."


def test_a_request_to_elsewhere_is_counted_and_does_not_leave(seen: Any) -> None:
    page, _base, _broken, outside = seen
    with pytest.raises(Exception, match="ERR_FAILED"):
        page.goto("http://elsewhere.example/")
    assert outside == ["http://elsewhere.example/"]


def test_text_does_not_become_a_script(seen: Any) -> None:
    """Trusted Types: what a page of ours could be tricked into is refused by the browser itself."""
    page, base, broken, _outside = seen
    page.goto(f"{base}/masuk/")
    tricks = [
        "new Function('return 1')()",
        "document.body.append(Object.assign(document.createElement('script'), {text: 'document.title=1'}))",
        "Object.assign(document.createElement('script'), {src: '/static/office.js'})",
    ]
    said = [
        page.evaluate(f"() => {{ try {{ {trick}; return 'did' }} catch (e) {{ return e.name }} }}")
        for trick in tricks
    ]
    assert said[1:] == ["TypeError", "TypeError"], said
    assert any(line.startswith("require-trusted-types-for") for line in broken)
