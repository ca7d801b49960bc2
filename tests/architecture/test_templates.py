"""Templates hold no code and no styles of their own: the content security policy would refuse them anyway."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, template_files

LONGEST_TEMPLATE = 120
FORBIDDEN = {
    "a script in the page": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>", re.I
    ),
    "a style in the page": re.compile(r"<style\b|\sstyle\s*=", re.I),
    "an event attribute": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.I),
    "code in an htmx attribute": re.compile(r"\shx-on\b|\shx-vals=[\"']js:|javascript:", re.I),
    "text trusted blindly": re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off|mark_safe"),
    "something from another machine": re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", re.I),
    "a request in the template": re.compile(r"request\.(GET|POST|user\.has_perm)|perms\."),
}
# A field's help text is the programmer's own, and Django's for passwords is a list.
EXCUSED = {
    "components/form/field.html": {"text trusted blindly"},
    "components/form/hint.html": {"text trusted blindly"},
}


# A form sent by GET writes what is typed into it into the address.
SENT_BY_GET = re.compile(r"method=\"get\"|\{% filter_panel (?!.*finds_children)")
TYPED_INTO_ADDRESSES = {
    "administration/agencies.html": "names of agencies",
    "administration/places.html": "names of places",
    "administration/services.html": "words about services",
    "agreements/list.html": "titles of agreements",
    "circulars/list.html": "titles of circulars",
    "documents/register.html": "a register and a year, chosen from lists",
    "components/gallery/lists.html": "a sample",
    "directory/agencies.html": "names of agencies",
    "directory/services.html": "words about services",
    "lookups/page.html": "names of places and services",
    "meetings/invite.html": "nothing: an agency is chosen",
    "policies/list.html": "titles of policies",
    "referrals/choose.html": "words about services",
    "sops/compare.html": "nothing: versions are chosen",
    "sops/index.html": "titles of SOPs",
    "terms/list.html": "words that all agencies share",
    "users/list.html": "names of colleagues, by administrators who see no child",
}


def found_in(text: str) -> set[str]:
    return {what for what, pattern in FORBIDDEN.items() if pattern.search(text)}


def test_templates_hold_no_code() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}: {what}"
        for path in template_files()
        for what in found_in(path.read_text(encoding="utf-8")) - EXCUSED.get(named(path), set())
    ]
    assert not found, f"Move it to assets/, or let the query say it: {found}."
    kept = {named(path): found_in(path.read_text(encoding="utf-8")) for path in template_files()}
    stale = [name for name, excused in EXCUSED.items() if excused - kept.get(name, set())]
    assert not stale, f"Take off the list EXCUSED: {stale}."


def test_forms_sent_by_get_find_no_child() -> None:
    found = {named(path) for path in template_files() if SENT_BY_GET.search(path.read_text(encoding="utf-8"))}
    strange = sorted(found - TYPED_INTO_ADDRESSES.keys())
    assert not strange, f"Send it by POST, or say what is typed there (docs/how-to/add-a-page.md): {strange}."
    stale = sorted(TYPED_INTO_ADDRESSES.keys() - found)
    assert not stale, f"Take off the list TYPED_INTO_ADDRESSES: {stale}."


@pytest.mark.parametrize(
    ("text", "is_by_get"),
    [
        ('<form method="get" role="search">', True),
        ('{% filter_panel action=here target="results" %}', True),
        ('{% filter_panel action=here target="results" finds_children=True %}', False),
        ('<form method="post">', False),
    ],
)
def test_seeded_search_by_get_is_caught(text: str, is_by_get: bool) -> None:
    assert bool(SENT_BY_GET.search(text)) is is_by_get


def named(path: Path) -> str:
    """The template's name, as views write it."""
    return path.as_posix().rpartition("/templates/")[2]


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a script in the page", "<script>alert(1)</script>"),
        ("a style in the page", '<p style="color: red">'),
        ("an event attribute", '<a onclick="go()">'),
        ("code in an htmx attribute", '<div hx-on:click="go()">'),
        ("text trusted blindly", "{{ narrative|safe }}"),
        ("something from another machine", '<img src="https://example.org/x.png">'),
        ("a request in the template", "{{ request.GET.q }}"),
    ],
)
def test_seeded_template_is_caught(what: str, text: str) -> None:
    assert what in found_in(text)


def test_templates_stay_small() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in template_files()}
    found = [str(path.relative_to(PACKAGE)) for path, lines in lengths.items() if lines > LONGEST_TEMPLATE]
    assert not found, f"Make partials or components; {LONGEST_TEMPLATE} lines are the most: {found}."


def test_what_prints_a_page_is_said_in_one_place() -> None:
    found = [named(path) for path in template_files() if "Ctrl + P" in path.read_text(encoding="utf-8")]
    assert found == ["components/print.html"], "Include components/print.html: a phone has no Ctrl + P."


def test_beside_what_comes_next_nothing_lies_over_the_page() -> None:
    """In `case-columns` each `.stack` is put into the first column, so an aside that is one would cover it."""
    found = [
        named(path)
        for path in template_files()
        if "case-columns" in path.read_text(encoding="utf-8")
        and re.search(r"<aside class=\"[^\"]*\bstack\b", path.read_text(encoding="utf-8"))
    ]
    assert not found, f"Take the class stack from the aside of {found}."
