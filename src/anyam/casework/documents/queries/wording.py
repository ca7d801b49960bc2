"""The pieces that every kind of document is put together from."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from anyam.foundation.core.refusals import Refusal

from ..results import Head, Wish
from ..rules import EDITION

LONGEST_WORDS = 4000


class WordsMissing(Refusal):
    sentence = _("Write a few words here.")


class WordsTooLong(Refusal):
    sentence = _("Shorten this to 4,000 characters.")


def section(
    head: str,
    paragraphs: Iterable[str] = (),
    *,
    facts: Iterable[tuple[str, str]] = (),
    columns: Sequence[str] = (),
    rows: Iterable[Sequence[str]] = (),
    widths: Sequence[float] = (),
) -> dict[str, Any]:
    """A part of a document under a head of its own."""
    return {
        "head": head,
        "paragraphs": [line for text in paragraphs for line in text.split("\n") if line.strip()],
        "facts": [[label, value] for label, value in facts if value],
        "columns": list(columns),
        "rows": [list(row) for row in rows],
        "widths": list(widths) or [1] * len(columns),
    }


def content(head: Head, layout: str, title: str, **more: Any) -> dict[str, Any]:
    """All that a layout may show, empty where this document has nothing to say."""
    printed = ("above", "name", "address", "contact", "town")
    empty: dict[str, Any] = {
        "lead": [], "to": [], "opening": [], "facts": [], "sections": [], "closing": [], "signatures": [], "seal": "",
    }  # fmt: skip
    return {
        **empty,
        "edition": EDITION,
        "layout": layout,
        "title": title,
        "head": {name: getattr(head, name) for name in printed},
        **more,
    }


def signature(role: str, name: str = "", number: str = "", before: str = "") -> dict[str, str]:
    return {"role": role, "name": name, "number": number, "before": before}


def signed_by_office(head: Head) -> list[dict[str, str]]:
    """The block under a letter: the office, and whoever signs for it."""
    number = f"NIP {head.signer_number}" if head.signer_number else ""
    return [signature(head.signer_title or pgettext("office", "Head"), head.signer_name, number)]


def said(wish: Wish, name: str, *, is_needed: bool = False) -> str:
    """What the issuing person wrote in one field. Raises WordsMissing or WordsTooLong on it."""
    text = wish.words.get(name, "").strip()
    if is_needed and not text:
        raise WordsMissing(field=name)
    if len(text) > LONGEST_WORDS:
        raise WordsTooLong(field=name)
    return text
