"""Differences of two versions in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from anyam.registry.instruments.results import Difference

_WHAT = {
    "added": (_("New"), "green"),
    "removed": (_("Taken out"), "red"),
    "changed": (_("Changed"), "orange"),
    "moved": (_("Moved"), ""),
}
_ASPECTS = {
    "kind": _("Kind"),
    "type": _("Type of answer"),
    "label": _("Question"),
    "hint": _("Hint"),
    "required_words": _("Words when it is missing"),
    "constraint_words": _("Words when it does not fit"),
    "relevant": _("When it is asked"),
    "required": _("When it must be answered"),
    "constraint": _("What must hold"),
    "calculate": _("How it is calculated"),
    "readonly": _("When it is only shown"),
    "count": _("How many times"),
    "default": _("Default"),
    "initial": _("Default"),
    "filter": _("Which choices are offered"),
    "choices": _("Choices"),
    "limits": _("Limits"),
    "marks": _("Further marks"),
}


@dataclass(frozen=True)
class Told:
    """One line of the table of differences."""

    what: str
    tone: str
    path: str
    row: int
    aspect: str
    before: str
    after: str


def told(one: Difference) -> Told:
    what, tone = _WHAT[one.what]
    name, _gap, language = one.aspect.partition(" ")
    aspect = " ".join(part for part in (str(_ASPECTS.get(name, name)), language) if part)
    path = one.path.strip("/").replace("/", " › ")
    return Told(str(what), tone, path, one.row, aspect, one.before, one.after)
