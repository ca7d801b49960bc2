"""Formulas, markup and template words in what people write, looked for in exports and pages."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from random import Random
from unittest.mock import patch

from django.template import engines
from openpyxl import load_workbook
from pypdf import PdfReader

from anyam.casework.exports.results import Paper, Section, Sheet
from anyam.casework.exports.rules import cells, set_paper, set_sheet, sheets
from tests.trust.board import Row, judged

CLAIM = (
    "What people write becomes no formula, no script, no template word and no link, in exports and on pages"
)
QUICK, FULL = 600, 20_000

FORMULAS = ("=cmd|'/c calc'!A0", "+1+1", "-2+3", "@SUM(1)", "=HYPERLINK(\"http://x.example\",\"x\")", "|calc", "%00=1",
            "\t=1",            "\r=1", "=IMPORTXML(\"http://x\",\"//a\")", "=WEBSERVICE(\"http://x\")")  # fmt: skip
BEFORE = (
    "",
    " ",
    "\u00a0",
    "\ufeff",
    "\u200b",
    "\u202e",
    "\x00",
    "\x01",
    "\n",
    "  \t",
    "\u3000",
    "\u2060",
    "'",
)
MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "<a href=javascript:1>x</a>",
    "'-alert(1)-'",
    "</textarea><script>x</script>",
    "{{ settings.SECRET_KEY }}",
    "{% debug %}",
    "${7*7}",
    "#{7*7}",
    '#eval("1+1")',
    '#link("http://x.example")[x]',
    '#read("/etc/passwd")',
    "$ sum $",
    "*tebal* _miring_ @ref <label>",
    "\\u{1F600}",
    "http://x.example/a",
)
_FULL_WIDTH = str.maketrans("=+-@|%", "＝＋－＠｜％")


def measure(*, full: bool, seed: int) -> Row:
    rng = Random(seed)
    tries = FULL if full else QUICK
    failures = list(wrong(rng, tries))
    missed = [name for name, planted in CONTROLS.items() if not planted(Random(seed))]
    note = f"{len(FORMULAS)} formulas behind {len(BEFORE)} disguises, {len(MARKUP)} kinds of markup"
    if failures or missed:
        note += f"; wrong: {failures[:5]}; not noticed: {missed}"
    return judged(CLAIM, tried=tries, failed=len(failures), control_caught=not missed, seed=seed, note=note)


def payload(rng: Random) -> str:
    if rng.random() < 0.5:
        formula = rng.choice(FORMULAS)
        return rng.choice(BEFORE) + (formula.translate(_FULL_WIDTH) if rng.random() < 0.3 else formula)
    return rng.choice(["", "Ibu ", "\n"]) + rng.choice(MARKUP)


def wrong(rng: Random, tries: int) -> Iterator[str]:
    """Cells that would act, papers that link or evaluate, pages that run; a third of the tries each."""
    each = tries // 3
    for texts in _batches(rng, each, 60):
        yield from acting_cells(set_sheet(Sheet("x", ("a",), tuple((text,) for text in texts)), texts[0]))
    for texts in _batches(rng, each, 60):
        entries = tuple((text, text, text) for text in texts)
        yield from acting_papers(
            set_paper(Paper(texts[0], (("a", texts[-1]),), (Section(texts[0], entries),)), texts[1]), texts
        )
    for texts in _batches(rng, tries - 2 * each, 60):
        yield from running_pages(PAGE, texts)


def _batches(rng: Random, count: int, size: int) -> Iterator[list[str]]:
    for start in range(0, count, size):
        yield [payload(rng) for _ in range(max(min(size, count - start), 2))]


# --- a workbook ------------------------------------------------------------------------------------------------------

_ACTS = re.compile(r"[=+\-@|%\t\r]")


def acting_cells(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            if b"<f>" in part or b"<hyperlink" in part or b"TargetMode" in part:
                yield f"{name} acts"
    for row in load_workbook(io.BytesIO(content)).active.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            seen = unicodedata.normalize("NFKC", str(cell.value))
            bare = "".join(c for c in seen if not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc"})
            if cell.data_type != "s" or _ACTS.match(bare):
                yield f"cell {cell.value!r}"


# --- a paper ---------------------------------------------------------------------------------------------------------


_UNSTEADY = {"Cf", "Ps", "Pe", "Zs", "Zl", "Zp", "Cc"}
"""Kinds of signs a reader of papers does not give back as they were: two that look the same share one drawing, so that
an invisible mark turns up at both, and brackets face the other way where the direction was turned round."""


def _signs(text: str) -> str:
    return "".join(sign for sign in text if unicodedata.category(sign) not in _UNSTEADY)


def acting_papers(content: bytes, texts: list[str]) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(content))
    words = _signs("".join(page.extract_text() for page in reader.pages))
    if any(page.get("/Annots") for page in reader.pages):
        yield "a link"
    if b"/URI" in content or b"/JavaScript" in content:
        yield "an action"
    if "root:x:0" in words:
        yield "a file of ours"
    literal = _signs('#eval("1+1")')
    # Behind a mark that turns the direction round it stands there mirrored.
    is_there = literal in words or literal[::-1] in words
    if any('#eval("1+1")' in text for text in texts) and not is_there:
        yield "something was evaluated"


# --- a page ----------------------------------------------------------------------------------------------------------

PAGE = (
    '{% load i18n %}<p title="{{ text }}">{{ text }}</p><textarea>{{ text }}</textarea>'
    "<div>{{ text|linebreaksbr }}</div>"
    "{% blocktranslate with who=text %}with {{ who }}{% endblocktranslate %}"
)


class _Alive(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"p", "textarea", "div", "br"}:
            self.found.append(f"<{tag}>")
        self.found += [
            name for name, value in attrs if name != "title" or (value or "").startswith("javascript:")
        ]


def running_pages(template: str, texts: list[str]) -> Iterator[str]:
    page = engines["django"].from_string(template)
    for text in texts:
        alive = _Alive()
        made = page.render({"text": text})
        alive.feed(made)
        if alive.found or ("{{ settings" in text and "{{ settings" not in made):
            yield f"{text!r}: {alive.found}"


# --- a fault in each -------------------------------------------------------------------------------------------------


def _raw_cells(rng: Random) -> bool:
    texts = [payload(rng) for _ in range(60)]
    with patch.object(sheets, "as_cell", lambda text: "".join(c for c in text if c.isprintable())):
        return bool(list(acting_cells(set_sheet(Sheet("x", ("a",), tuple((t,) for t in texts)), "m"))))


def _short_sighted_cells(rng: Random) -> bool:
    """The first fix others made: only the first sign is looked at."""
    texts = [f"{rng.choice(BEFORE[1:])}=1+1" for _ in range(60)]
    with patch.object(cells, "_is_active", lambda text: text[:1] in "=+-@"):
        return bool(list(acting_cells(set_sheet(Sheet("x", ("a",), tuple((t,) for t in texts)), "m"))))


def _safe_filter(rng: Random) -> bool:
    return bool(list(running_pages(PAGE.replace("{{ text }}</p>", "{{ text|safe }}</p>"), list(MARKUP))))


def _built_markup(rng: Random) -> bool:
    import typst

    made = bytes(typst.compile(b'#link("http://x.example")[x] #eval("1+1")'))
    return bool(list(acting_papers(made, ['#eval("1+1")'])))


CONTROLS: dict[str, Callable[[Random], bool]] = {
    "cells as they are": _raw_cells,
    "only the first sign looked at": _short_sighted_cells,
    "one |safe": _safe_filter,
    "a paper built from strings": _built_markup,
}
