"""A person at a browser: signs in, opens pages, fills in forms by their field names, presses buttons."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, Route, expect

SERIOUS = {"serious", "critical"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PICTURES = os.environ.get("ANYAM_PICTURES", "")
"""Where to leave pictures of the pages, for the README; empty for none."""


WATCHER = """
addEventListener("securitypolicyviolation", (event) =>
    told(`${event.violatedDirective} ${event.blockedURI} on ${location.pathname}`));
"""


def watch(context: BrowserContext, base: str, broken: list[str], outside: list[str]) -> None:
    """Note whatever the content policy refuses, and every request to anywhere but here; none of those gets out."""
    context.expose_binding("told", lambda _source, words: broken.append(words))
    context.add_init_script(WATCHER)

    def judge(route: Route) -> None:
        outside.append(route.request.url)
        route.abort()

    context.route(lambda url: not url.startswith((f"{base}/", "data:", "blob:", "about:")), judge)


@dataclass
class Player:
    """One of the cast at their own browser. Every page opened is checked for accessibility on the way."""

    browser: Browser
    base: str
    username: str
    password: str
    language: str
    has_script: bool = True
    width: int = 1280
    looked_at: set[str] = field(default_factory=set)
    broken_policies: list[str] = field(default_factory=list)
    asked_outside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        context = self.browser.new_context(
            viewport={"width": self.width, "height": 900},
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            java_script_enabled=self.has_script,
        )
        context.set_default_timeout(20_000)  # a busy machine is not a fault
        watch(context, self.base, self.broken_policies, self.asked_outside)
        self.page: Page = context.new_page()
        self.page.goto(f"{self.base}/masuk/")
        self.writes({"username": self.username, "password": self.password})
        self.presses()
        if self.page.locator("html").get_attribute("lang") != self.language:
            self.page.locator(f'button[name="language"][value="{self.language}"]').first.click()

    def opens(self, path: str) -> None:
        answer = self.page.goto(self.base + path)
        assert answer is not None
        assert answer.status == 200, f"{self.username} got {answer.status} at {path}"
        self.checks_access()

    def is_refused(self, path: str) -> None:
        answer = self.page.goto(self.base + path)
        assert answer is not None
        assert answer.status == 404, f"{self.username} got {answer.status} at {path}"

    def writes(self, values: dict[str, str | bool | list[str]]) -> None:
        for name, value in values.items():
            self._write(name, value)

    def brings(self, name: str, content: bytes, *, called: str = "naskah.pdf") -> None:
        """Choose a file of one's own."""
        self._last = name
        given: FilePayload = {"name": called, "mimeType": "application/octet-stream", "buffer": content}
        self.page.locator(f'input[type=file][name="{name}"]').set_input_files(given)

    def presses(self, action: str = "", button: str = "") -> None:
        """Send the form whose address ends in `action`; without one, the form of the last field written."""
        form = self._form(action)
        pressed = form.locator(
            f'button[name="{button}"]' if button else "button:not([type=button]):not([name])"
        ).last
        with self.page.expect_navigation():
            pressed.click()
        problem = self.page.locator(".error-summary")
        assert problem.count() == 0 or not problem.first.is_visible(), problem.first.inner_text()
        self.checks_access()

    def presses_named(self, name: str) -> None:
        """Press the first button of this name, and wait for the page it leads to."""
        self.follows(self.page.locator(f'button[name="{name}"]').first)

    def follows(self, where: str | Locator) -> None:
        """Press a link, or a button that leads on, and wait for the page it leads to."""
        pressed = self.page.locator(where) if isinstance(where, str) else where
        with self.page.expect_navigation():
            pressed.click()
        self.checks_access()

    def agrees(self) -> None:
        """Press the button of a page that asks for nothing else."""
        self.follows(self.page.locator("main form.form button").first)

    def opens_more(self, action: str) -> None:
        """Unfold the panel that holds the form whose address ends in `action`."""
        panel = self.page.locator("details", has=self.page.locator(f'form[action$="{action}"]')).last
        if panel.get_attribute("open") is None:
            panel.locator("summary").first.click()

    def looks_up(self, name: str, words: str) -> None:
        """Choose the first match of a lookup: from the list while typing, or without script by its button."""
        form = self.page.locator("form", has=self.page.locator(f'[name="{name}_text"]')).last
        form.locator(f'[name="{name}_text"]').fill(words)
        if self.has_script:
            form.locator("[role=option]").first.click()
            return
        with self.page.expect_navigation():
            form.locator(f'[name="{name}_search"]').click()
        self.page.locator(f'[name="{name}_pick"]').first.check(force=True)

    def sees(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words)

    def sees_nothing_of(self, words: str) -> None:
        assert words not in self.page.content()

    @property
    def path(self) -> str:
        return "/" + self.page.url.removeprefix(self.base).lstrip("/").split("?")[0]

    def checks_access(self) -> None:
        """No serious accessibility fault on this page; each kind of page is checked once for each player."""
        kind = self.page.title()
        if kind in self.looked_at or not self.has_script:  # the checker is a script itself
            return
        self.looked_at.add(kind)
        found = Axe().run(self.page, options={"runOnly": RULES}).response["violations"]
        faults = [
            (fault["id"], node["html"][:200])
            for fault in found
            if fault["impact"] in SERIOUS
            for node in fault["nodes"]
        ]
        assert faults == [], f"{self.page.url} in {self.language}: {faults}"

    def takes_picture(self, name: str) -> None:
        if PICTURES:
            path = Path(PICTURES) / f"{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=path)

    def _form(self, action: str) -> Locator:
        if action:
            return self.page.locator(f'form[action$="{action}"]').last
        return self.page.locator("form", has=self.page.locator(f'[name="{self._last}"]')).last

    def _write(self, name: str, value: str | bool | list[str]) -> None:
        self._last = name
        fields = self.page.locator(
            f'[name="{name}"]:visible, input[name="{name}"][type=radio], input[name="{name}"][type=checkbox]'
        )
        kind = fields.first.evaluate("one => one.type || one.tagName")
        if kind in {"radio", "checkbox"} and not isinstance(value, bool):
            for one in value if isinstance(value, list) else [value]:
                self.page.locator(f'[name="{name}"][value="{one}"]').check(force=True)
        elif kind == "checkbox":
            fields.first.set_checked(bool(value), force=True)
        elif kind == "select-one":
            fields.first.select_option(str(value))
        else:
            fields.first.fill(str(value))
