"""Every sentence a person can meet has its Indonesian, and only one.

Looks for the msgids in code and templates and for their translations in all catalogues, and prints what is missing,
uncertain (fuzzy), contradictory or malformed. Runs inside the environment, where Django and Babel are.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "anyam"

# For each function: which arguments are the context, the msgid and, where there is one, its plural.
CONTEXT_AND_MSGIDS = {
    "_": (None, 0),
    "gettext": (None, 0),
    "gettext_lazy": (None, 0),
    "gettext_noop": (None, 0),
    "ngettext": (None, 0),
    "ngettext_lazy": (None, 0),
    "pgettext": (0, 1),
    "pgettext_lazy": (0, 1),
    "npgettext": (0, 1),
    "npgettext_lazy": (0, 1),
}
CALL_IN_TEMPLATE = re.compile(r"(?<![\w.])(?:_|n?p?gettext)\(")


@dataclass(frozen=True, order=True)
class Sentence:
    """A msgid with its context, as gettext tells them apart."""

    context: str
    msgid: str


Places = dict[Sentence, list[str]]


def sentences_in_use() -> Places:
    """Every sentence in the code and templates, with where it stands."""
    found: Places = defaultdict(list)
    for path in sorted(SOURCES.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for sentence, line in _calls(tree):
            found[sentence].append(f"{path.relative_to(ROOT)}:{line}")
    for path in sorted([*SOURCES.rglob("*.html"), *SOURCES.rglob("*.txt")]):
        for sentence in _template_calls(path):
            found[sentence].append(str(path.relative_to(ROOT)))
    return found


def _calls(tree: ast.AST) -> Iterator[tuple[Sentence, int]]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in CONTEXT_AND_MSGIDS
        ):
            context_at, msgid_at = CONTEXT_AND_MSGIDS[node.func.id]
            words = [_constant(argument) for argument in node.args]
            if len(words) > msgid_at and words[msgid_at]:
                context = "" if context_at is None else words[context_at]
                yield Sentence(context, words[msgid_at]), node.lineno


def _constant(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _template_calls(path: Path) -> Iterator[Sentence]:
    text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for start in CALL_IN_TEMPLATE.finditer(text):
        for sentence, _ in _calls(_first_expression(text[start.start() :])):
            yield sentence


def _first_expression(text: str) -> ast.AST:
    """The call a text begins with, up to the bracket that makes it whole."""
    for end in re.finditer(r"\)", text):
        try:
            return ast.parse(text[: end.end()], mode="eval")
        except SyntaxError:
            continue
    return ast.Module([], [])


def translations() -> tuple[dict[Sentence, set[str]], list[str]]:
    """What the catalogues say, and what is wrong with them in themselves."""
    said: dict[Sentence, set[str]] = defaultdict(set)
    faults: list[str] = []
    for path in sorted(SOURCES.rglob("locale/id/LC_MESSAGES/django.po")):
        with path.open("rb") as text:
            catalogue = read_po(text, locale="id")
        for message in catalogue:
            if not message.id:
                continue
            where = f"{path.relative_to(ROOT)}:{message.lineno}"
            faults += [f"{where}: {problem}" for problem in _faults(message)]
            if not message.fuzzy and _is_whole(message):
                said[_sentence(message)].add(_first(message.string))
    return said, faults


def _sentence(message: Message) -> Sentence:
    return Sentence(message.context or "", _first(message.id))


def _first(words: str | Iterable[str]) -> str:
    return words if isinstance(words, str) else next(iter(words), "")


def _is_whole(message: Message) -> bool:
    """Indonesian has one form for all numbers."""
    return bool(_first(message.string))


def _faults(message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield f"marked as uncertain: {_first(message.id)!r}"
    wanted, given = _placeholders(message.id), _placeholders(message.string)
    if _is_whole(message) and not given <= wanted:
        yield f"names what the sentence does not have: {', '.join(sorted(given - wanted))}"


def _placeholders(words: str | Iterable[str]) -> set[str]:
    text = words if isinstance(words, str) else "\n".join(words)
    return {a or b for a, b in re.findall(r"%\((\w+)\)[sd]|\{(\w+)\}", text)}


def report() -> list[str]:
    """One line for everything that is not as it should be."""
    said, lines = translations()
    for sentence, places in sorted(sentences_in_use().items()):
        if sentence not in said:
            lines.append(f"{places[0]}: not translated: {sentence.msgid!r}")
    for sentence, choices in sorted(said.items()):
        if len(choices) > 1:
            lines.append(
                f"translated in {len(choices)} ways: {sentence.msgid!r}: {' | '.join(sorted(choices))}"
            )
    return lines


if __name__ == "__main__":
    settings.configure(USE_I18N=True)
    problems = report()
    sys.stdout.writelines(f"{line}\n" for line in problems)
    sys.exit(bool(problems))
