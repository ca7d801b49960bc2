"""The genogram as SVG: what the template writes, in pixels, with its words as sentences and as a table.

The signs are the usual ones: a square for a man or boy, a circle for a woman or girl, a diamond where it is not known;
a doubled outline for the child of the case, a cross through who has died, two strokes through what has ended, a dashed
line around those who live together. Colours come from the style sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap
from uuid import UUID

from django.utils.translation import gettext as _

from anyam.casework.cases.results import FamilyCircle
from anyam.foundation.core.dates import day_in_words
from anyam.registry.families.choices import Tie
from anyam.registry.families.results import Enclosure, FamilyLine, Genogram, Relative, Spot

HALF = 28.0
_INSET = 5.0
_WORDS_FROM, _LINE, _LETTERS, _MOST_LINES = 17.0, 15.0, 16, 2


@dataclass(frozen=True)
class Words:
    x: float
    y: float
    text: str
    css: str


@dataclass(frozen=True)
class Sign:
    """Somebody's symbol, with a second outline or a cross where there is one."""

    path: str
    inner: str
    cross: str
    css: str
    title: str
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Stroke:
    path: str
    css: str
    title: str
    over: str


@dataclass(frozen=True)
class Roof:
    x: float
    y: float
    width: float
    height: float
    name: Words


@dataclass(frozen=True)
class Picture:
    width: float
    height: float
    title: str
    signs: tuple[Sign, ...]
    strokes: tuple[Stroke, ...]
    roofs: tuple[Roof, ...]
    reading: tuple[str, ...]
    table: dict[str, list[list[str]] | list[str]]


def picture_of(circle: FamilyCircle, drawing: Genogram) -> Picture:
    """The picture of the family in this circle."""
    by_id = {one.person_id: one for one in circle.family.people}
    return Picture(
        width=drawing.width,
        height=drawing.height,
        title=_("Genogram of the family"),
        signs=tuple(_sign(circle, by_id[spot.person_id], spot) for spot in drawing.spots),
        strokes=tuple(_stroke(line, by_id) for line in drawing.lines),
        roofs=tuple(_roof(circle, one) for one in drawing.enclosures),
        reading=tuple(_reading(circle, by_id)),
        table={"head": _head(), "rows": _rows(circle, by_id)},
    )


def _sign(circle: FamilyCircle, who: Relative, spot: Spot) -> Sign:
    x, y = spot.middle.x, spot.middle.y
    is_focus = who.person_id == circle.family.around
    marks = [_("reported")] if who.person_id in circle.reported_ids else []
    return Sign(
        path=_outline(who.sex, x, y, HALF),
        inner=_outline(who.sex, x, y, HALF - _INSET) if is_focus else "",
        cross=f"M{x - HALF + 4:g} {y - HALF + 4:g}L{x + HALF - 4:g} {y + HALF - 4:g}"
        f"M{x + HALF - 4:g} {y - HALF + 4:g}L{x - HALF + 4:g} {y + HALF - 4:g}"
        if who.died_on
        else "",
        css=" ".join(["focus"] * is_focus + ["reported"] * bool(marks)),
        title=", ".join(
            [who.name, who.age_text, *who.words, *marks, *([_("has died")] if who.died_on else [])]
        ),
        words=tuple(_words(who, marks, x, y + HALF)),
    )


def _outline(sex: str, x: float, y: float, half: float) -> str:
    if sex == "male":
        return f"M{x - half:g} {y - half:g}H{x + half:g}V{y + half:g}H{x - half:g}Z"
    if sex == "female":
        return f"M{x - half:g} {y:g}a{half:g} {half:g} 0 1 0 {2 * half:g} 0a{half:g} {half:g} 0 1 0 {-2 * half:g} 0Z"
    return f"M{x:g} {y - half:g}L{x + half:g} {y:g}L{x:g} {y + half:g}L{x - half:g} {y:g}Z"


def _words(who: Relative, marks: list[str], x: float, bottom: float) -> Iterator[Words]:
    """The name in two lines at most, and below it the age, or that the person is reported."""
    lines = wrap(who.name, _LETTERS) or [who.name]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1][: _LETTERS - 1] + "…"]
    below = [(line, "name") for line in lines]
    below += [(mark, "mark") for mark in marks] or [(_short(who.age_text), "age")]
    for number, (text, css) in enumerate(below):
        yield Words(x, round(bottom + _WORDS_FROM + _LINE * number, 1), text, css)


def _short(words: str) -> str:
    return words if len(words) <= _LETTERS + 2 else words[: _LETTERS + 1] + "…"


def _stroke(line: FamilyLine, by_id: dict[UUID, Relative]) -> Stroke:
    first, *rest = line.points
    path = f"M{first.x:g} {first.y:g}" + "".join(f"L{point.x:g} {point.y:g}" for point in rest)
    over = ""
    if line.over_at:
        x, y = line.over_at.x, line.over_at.y
        over = f"M{x - 7:g} {y + 8:g}l6 -16M{x + 1:g} {y + 8:g}l6 -16"
    css = ("married" if line.is_married else "unmarried") if line.is_couple else line.tie.value
    names = " – ".join(by_id[one].name for one in line.ends)
    return Stroke(path, css, f"{names}: {Tie(line.tie).label}", over)


def _roof(circle: FamilyCircle, one: Enclosure) -> Roof:
    name = next((home.name for home in circle.family.households if home.id == one.household_id), "")
    words = Words(one.left + 8, one.top - 4, _short(name), "roof")
    return Roof(one.left, one.top, round(one.right - one.left, 1), round(one.bottom - one.top, 1), words)


# --- in words -----------------------------------------------------------------------------------------------------


def _reading(circle: FamilyCircle, by_id: dict[UUID, Relative]) -> Iterator[str]:
    family = circle.family
    for row in family.relations:
        words = {
            "other": by_id[row.other_id].name,
            "kind": row.other_is,
            "person": by_id[row.person_id].name,
        }
        told = _("%(other)s: %(kind)s of %(person)s") % words
        yield _("%(told)s (over)") % {"told": told} if row.is_over else told
    for sibling in family.siblings:
        if sibling.is_derived:
            words = {"other": by_id[sibling.person_id].name, "kind": sibling.label}
            yield _("%(other)s: %(kind)s, as follows from the parents") % words
    for home in family.households:
        names = [by_id[one].name for one in sorted(home.here_now, key=str) if one in by_id]
        if names:
            yield _("%(home)s: here live %(names)s") % {"home": home.name, "names": ", ".join(names)}
    for who in family.people:
        if who.died_on:
            yield _("%(name)s died on %(day)s") % {"name": who.name, "day": day_in_words(who.died_on)}


def _head() -> list[str]:
    return [_("Who"), _("is the"), _("of"), _("Since"), _("Until"), _("Told in")]


def _rows(circle: FamilyCircle, by_id: dict[UUID, Relative]) -> list[list[str]]:
    return [
        [
            by_id[row.other_id].name,
            row.other_is,
            by_id[row.person_id].name,
            day_in_words(row.since) if row.since else "–",
            day_in_words(row.until) if row.until else "–",
            circle.numbers.get(row.dossier_id) or _("another case"),
        ]
        for row in circle.family.relations
    ]
