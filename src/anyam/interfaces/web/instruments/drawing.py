"""A filled form drawn as HTML: works without scripts, and `instrument.js` makes the same rules live on it.

Written as text and not by templates: a form of a thousand fields is drawn in the time one template takes for fifty.
Everything that comes from a form or an answer goes through `escape`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from anyam.registry.instruments.choices import Kind, ProblemKind, Type
from anyam.registry.instruments.results import Entry, Node, Sheet

from ..components.icons import icon_svg

MOST_CARDS = 12
"""With more choices than this a list to open is quicker than cards."""
_INPUTS = {
    Type.INTEGER: 'inputmode="numeric" class="w-number"',
    Type.DECIMAL: 'inputmode="decimal" class="w-number"',
    Type.DATE: 'type="date" class="w-date" min="1900-01-01" max="2199-12-31"',
    Type.TIME: 'type="time" class="w-time"',
    Type.DATETIME: 'type="datetime-local" class="w-date"',
}


def drawn(sheet: Sheet, *, shows_problems: bool = False) -> SafeString:
    """All questions of a sheet, for standing within a form. Problems are told once somebody has tried to hand in."""
    drawing = _Drawing(shows_problems=shows_problems)
    return mark_safe("".join(drawing.entries(sheet.entries, 0)))  # noqa: S308 - every part is escaped where it is made


def sentences() -> str:
    """What the script says of an answer that cannot stand, as JSON for a data attribute."""
    said = {kind.value: str(kind.label) for kind in ProblemKind}
    return json.dumps({**said, "required_mark": _("(required)"), "optional_mark": _("(optional)")})


class _Drawing:
    def __init__(self, *, shows_problems: bool) -> None:
        self._shows_problems = shows_problems

    def entries(self, entries: Iterable[Entry], depth: int) -> Iterable[str]:
        for entry in entries:
            if entry.node.kind is Kind.REPEAT:
                yield self._repeat(entry, depth)
            elif entry.node.kind is Kind.GROUP:
                yield self._group(entry, depth)
            else:
                yield self._question(entry)

    def _group(self, entry: Entry, depth: int) -> str:
        inner = "".join(self.entries(entry.entries, depth))
        if not (entry.label or entry.node.label):
            return f'<div class="fieldset" {_at(entry)}>{inner}</div>'
        legend = f"<legend>{_said(entry)}</legend>{_hint(entry)}"
        return f'<fieldset class="fieldset" {_at(entry)}>{legend}{inner}</fieldset>'

    def _repeat(self, entry: Entry, depth: int) -> str:
        turns = "".join(self._turn(one, entry, depth + 1) for one in entry.entries)
        blank = "".join(self._turn(one, entry, depth + 1) for one in entry.blank)
        place = escape(entry.place)
        add = "" if entry.is_counted else self._add_button(entry)
        heading = f'<h3 class="repeat-title">{_said(entry)}</h3>' if entry.label else ""
        return (
            f'<section class="rows" {_at(entry)} data-repeat="{depth + 1}"'
            f"{' data-counted' if entry.is_counted else ''}>{heading}{turns}<template>{blank}</template>{add}"
            f'<input type="hidden" name="_repeat" value="{place}"></section>'
        )

    def _add_button(self, entry: Entry) -> str:
        words = _("Add: %(what)s") % {"what": entry.label} if entry.label else _("Add another")
        return (
            f'<p><button class="button secondary" name="_add" value="{escape(entry.place)}" formnovalidate data-add>'
            f"{icon_svg('plus')}{escape(words)}</button></p>"
        )

    def _turn(self, turn: Entry, repeat: Entry, depth: int) -> str:
        number = str(turn.number) if turn.number else f"#{depth}"
        place = escape(turn.place)
        remove = (
            ""
            if repeat.is_counted
            else f'<p><button class="button quiet small" name="_remove" value="{place}" formnovalidate'
            f' data-remove-turn>{escape(_("Remove"))}<span class="visually-hidden">: {escape(repeat.label)} '
            f"<span data-number>{number}</span></span></button></p>"
        )
        inner = "".join(self.entries(turn.entries, depth))
        return (
            f'<fieldset class="form-row" {_at(turn)} data-turn><legend>{escape(repeat.label or _("Entry"))} '
            f'<span data-number>{number}</span></legend><input type="hidden" name="_turn" value="{place}">'
            f"{inner}{remove}</fieldset>"
        )

    def _question(self, entry: Entry) -> str:
        kind = entry.node.type
        if kind is Type.HIDDEN:
            return f'<input type="hidden" {_named(entry)} value="{escape(entry.value)}">'
        if kind is Type.NOTE:
            words = f'<p class="prose" data-said="label">{_lines(entry.label)}</p>{_hint(entry)}'
            return f'<div class="field note" {_at(entry)}>{words}</div>'
        if kind is Type.ACKNOWLEDGE:
            return self._acknowledge(entry)
        if kind in {Type.ONE, Type.SEVERAL} and not _is_menu(entry):
            return self._fieldset(entry, _cards(entry))
        if kind is Type.RANK:
            return self._fieldset(entry, _ranks(entry))
        control = _menu(entry) if kind in {Type.ONE, Type.SEVERAL} else _control(entry)
        place = escape(entry.place)
        return (
            f'<div class="{self._css(entry)}" {_at(entry)}><label for="{place}">{_said(entry)} {_need(entry)}</label>'
            f"{_hint(entry)}{self._problem(entry)}{control}</div>"
        )

    def _fieldset(self, entry: Entry, control: str) -> str:
        return (
            f'<fieldset class="{self._css(entry)}" {_at(entry)} aria-describedby="{escape(entry.place)}_said">'
            f"<legend>{_said(entry)} {_need(entry)}</legend>{_hint(entry)}{self._problem(entry)}{control}</fieldset>"
        )

    def _acknowledge(self, entry: Entry) -> str:
        place = escape(entry.place)
        checked = " checked" if entry.value == "OK" else ""
        return (
            f'<div class="{self._css(entry)}" {_at(entry)}>{self._problem(entry)}<label class="choice" for="{place}">'
            f'<input type="checkbox" {_named(entry)} id="{place}" value="OK"{checked}>'
            f'<span class="choice-label">{_said(entry)} {_need(entry)}</span></label>{_hint(entry)}</div>'
        )

    def _css(self, entry: Entry) -> str:
        return "field wrong" if self._shows_problems and entry.problem else "field"

    def _problem(self, entry: Entry) -> str:
        """The place where a problem is told, empty until there is one to tell."""
        sentence = entry.problem.sentence if self._shows_problems and entry.problem else ""
        hidden = "" if sentence else " hidden"
        return (
            f'<p class="field-error" id="{escape(entry.place)}_said" data-problem{hidden}>{icon_svg("danger")}'
            f'<span><span class="visually-hidden">{escape(_("Not right yet:"))} </span>'
            f"<span data-sentence>{escape(sentence)}</span></span></p>"
        )


def _at(entry: Entry) -> str:
    return f'data-at="{escape(entry.place)}"{"" if entry.is_relevant else " hidden"}'


def _named(entry: Entry) -> str:
    return f'name="{escape(entry.place)}"'


def _said(entry: Entry) -> str:
    return f'<span data-said="label">{_lines(entry.label or entry.node.name)}</span>'


def _hint(entry: Entry) -> str:
    if not entry.node.hint:
        return ""
    return f'<div class="hint" data-said="hint">{_lines(entry.hint)}</div>'


def _need(entry: Entry) -> str:
    if entry.is_readonly:
        return ""
    words = _("(required)") if entry.is_required else _("(optional)")
    return f'<span class="need" data-need>{escape(words)}</span>'


def _lines(words: str) -> str:
    return "<br>".join(str(escape(line)) for line in words.split("\n"))


def _is_menu(entry: Entry) -> bool:
    appearance = entry.node.appearance.split()
    wants_menu = bool({"minimal", "autocomplete", "search", "dropdown"}.intersection(appearance))
    return entry.node.type is Type.ONE and (wants_menu or len(entry.offered) > MOST_CARDS)


def _cards(entry: Entry) -> str:
    is_one = entry.node.type is Type.ONE
    chosen = {entry.value} if is_one else set(entry.value.split())
    offered = [(one.name, one.label) for one in entry.offered]
    if is_one and not entry.is_required:
        offered.append(("", _("No answer")))
    kind = "radio" if is_one else "checkbox"
    cards = (
        f'<label class="choice"><input type="{kind}" {_named(entry)} value="{escape(name)}"'
        f"{' checked' if name in chosen else ''}{_shut(entry)}>"
        f'<span class="choice-label">{escape(label)}</span></label>'
        for name, label in offered
    )
    return f'<div class="choices" data-choices="{kind}" id="{escape(entry.place)}" tabindex="-1">{"".join(cards)}</div>'


def _menu(entry: Entry) -> str:
    place = escape(entry.place)
    return (
        f'<select {_named(entry)} id="{place}" data-choices="select"{_shut(entry)}>'
        f"{_options(entry, entry.value)}</select>"
    )


def _options(entry: Entry, chosen: str) -> str:
    offered = [("", _("Choose")), *((one.name, one.label) for one in entry.offered)]
    return "".join(
        f'<option value="{escape(name)}"{" selected" if name == chosen else ""}>{escape(label)}</option>'
        for name, label in offered
    )


def _ranks(entry: Entry) -> str:
    """One menu for each place: the first is the most important."""
    ranked = entry.value.split()
    rows = []
    for at, _one in enumerate(entry.offered):
        chosen = ranked[at] if at < len(ranked) else ""
        label = escape(_("Place %(number)s") % {"number": at + 1})
        rows.append(
            f'<label class="row"><span>{label}</span><select {_named(entry)}{_shut(entry)}>'
            f"{_options(entry, chosen)}</select></label>"
        )
    return f'<div class="stack" id="{escape(entry.place)}" data-rank tabindex="-1">{"".join(rows)}</div>'


def _control(entry: Entry) -> str:
    place, value, node = escape(entry.place), entry.value, entry.node
    described = (
        f'id="{place}" {_named(entry)} aria-describedby="{place}_said"{_shut(entry)} autocomplete="off"'
    )
    if node.type is Type.RANGE:
        return f'<input type="number" class="w-number" {described} {_bounds(node)} value="{escape(value)}">'
    if node.type is Type.TEXT and "multiline" in node.appearance:
        return f'<textarea rows="4" maxlength="5000" {described}>{escape(value)}</textarea>'
    if node.type is Type.DATETIME:
        value = value[:16]
    if node.type is Type.TIME:
        value = value[:5]
    if node.type is Type.GEOPOINT:
        return f'<input inputmode="text" placeholder="-8.65 115.21" {described} value="{escape(value)}">'
    kind = _INPUTS.get(node.type or Type.TEXT, "")
    if "numbers" in node.appearance:
        kind = kind or 'inputmode="numeric"'
    return f'<input {kind} maxlength="5000" {described} value="{escape(value)}">'


def _bounds(node: Node) -> str:
    limits = {
        "min": node.limits.get("start", 0),
        "max": node.limits.get("end", 10),
        "step": node.limits.get("step", 1),
    }
    return " ".join(f'{name}="{value:g}"' for name, value in limits.items())


def _shut(entry: Entry) -> str:
    if not entry.is_readonly:
        return ""
    return " disabled" if entry.node.type in {Type.ONE, Type.SEVERAL, Type.RANK} else " readonly"
