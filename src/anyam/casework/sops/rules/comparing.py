"""What differs between two documents: rows added, removed and changed, found by their keys."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anyam.foundation.core.dates import day_in_words

from ..results.document import Document, Step
from ..results.sop_changes import Change, DocumentChanges, RowChange
from ..results.sop_words import hours_in_words


def compare(old: Document, new: Document) -> DocumentChanges:
    """How `new` differs from `old`; the numbers are those of the rows in their own document."""
    before, after = old.by_key, new.by_key
    old_numbers, new_numbers = _numbers(old), _numbers(new)
    added = [
        RowChange(new_numbers[key], None, step.activity) for key, step in after.items() if key not in before
    ]
    removed = [
        RowChange(None, old_numbers[key], step.activity) for key, step in before.items() if key not in after
    ]
    moved = _moved([key for key in before if key in after], [key for key in after if key in before])
    changed = []
    for key, step in after.items():
        if key not in before:
            continue
        changes = tuple(_step_changes(before[key], step, old, new))
        if changes or key in moved:
            changed.append(
                RowChange(new_numbers[key], old_numbers[key], step.activity, changes, is_moved=key in moved)
            )
    return DocumentChanges(tuple(_head_changes(old, new)), tuple(added), tuple(removed), tuple(changed))


def _numbers(document: Document) -> dict[str, int]:
    return {step.key: number for number, step in enumerate(document.steps, 1)}


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Rows whose place among the others changed: those outside the longest run that kept its order."""
    place = {key: number for number, key in enumerate(before)}
    ends: list[
        tuple[int, int]
    ] = []  # for each row: the length of the longest run that ends here, and its forerunner
    for index, key in enumerate(after):
        best = max(((ends[i][0], i) for i in range(index) if place[after[i]] < place[key]), default=(0, -1))
        ends.append((best[0] + 1, best[1]))
    kept: set[str] = set()
    at = max(range(len(after)), key=lambda i: ends[i][0], default=-1)
    while at >= 0:
        kept.add(after[at])
        at = ends[at][1]
    return set(after) - kept


def _head_changes(old: Document, new: Document) -> Iterator[Change]:
    labels = {"code": _("Code"), "title": _("Title"), "level": _("Level"), "purpose": _("Purpose")}
    for name, label in labels.items():
        yield from _change(label, getattr(old, name), getattr(new, name))
    yield from _change(
        _("Promised time"),
        hours_in_words(old.promised_hours, old.promised_counting),
        hours_in_words(new.promised_hours, new.promised_counting),
    )
    yield from _change(pgettext("SOP", "Performers"), _columns(old), _columns(new))
    heads = header_labels()
    for field in fields(old.header):
        yield from _change(
            heads[field.name], getattr(old.header, field.name), getattr(new.header, field.name)
        )


def header_labels() -> dict[str, str]:
    """The lines of the header block by field, in the official words."""
    return {
        "number": _("SOP number"),
        "unit": _("Unit"),
        "made_on": _("Drawn up on"),
        "revised_on": _("Revised on"),
        "effective_on": _("Effective from"),
        "approved_by": _("Approved by"),
        "approved_as": _("Office of the one who approves"),
        "legal_basis": _("Legal basis"),
        "qualifications": _("Qualification of performers"),
        "relations": _("Joined SOPs"),
        "equipment": _("Equipment"),
        "warning": _("Warning"),
        "records": _("Records and data"),
    }


def _step_changes(old: Step, new: Step, old_document: Document, new_document: Document) -> Iterator[Change]:
    yield from _change(pgettext("SOP", "Activity"), old.activity, new.activity)
    yield from _change(_("Symbol"), old.symbol.label, new.symbol.label)
    yield from _change(pgettext("SOP", "Performers"), _titles(old_document, old), _titles(new_document, new))
    yield from _change(pgettext("SOP", "Needs"), old.needs, new.needs)
    yield from _change(
        pgettext("SOP", "Time"),
        hours_in_words(old.hours, old.counting),
        hours_in_words(new.hours, new.counting),
    )
    yield from _change(pgettext("SOP", "Output"), old.gives, new.gives)
    yield from _change(pgettext("SOP", "Note"), old.note, new.note)
    if old.flows != new.flows:  # by their rows: a row whose words changed is still the same row
        yield from _change(pgettext("SOP", "Arrows"), _arrows(old_document, old), _arrows(new_document, new))
    yield from _change(_("Waits for all"), _yes(old.waits_for_all), _yes(new.waits_for_all))
    yield from _change(_("Goes on in"), old.linked_sop, new.linked_sop)
    yield from _change(_("Rests on"), old.rests_on, new.rests_on)
    yield from _change(_("Coding"), _coding(old), _coding(new))


def _change(label: str, old: Any, new: Any) -> Iterator[Change]:
    if old != new:
        yield Change(label, _words(old), _words(new))


def _words(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    if value is None:
        return ""
    return day_in_words(value) if hasattr(value, "isoformat") else str(getattr(value, "label", value))


def _columns(document: Document) -> tuple[str, ...]:
    return tuple(one.title for one in document.performers)


def _titles(document: Document, step: Step) -> tuple[str, ...]:
    found = (document.performer(key) for key in step.performers)
    return tuple(one.title for one in found if one)


def _arrows(document: Document, step: Step) -> tuple[str, ...]:
    """To which activities, by their words: a row that only changed its number is the same row."""
    steps = document.by_key
    return tuple(
        f"{flow.answer}: {steps[flow.to].activity}" if flow.answer else steps[flow.to].activity
        for flow in step.flows
        if flow.to in steps
    )


def _yes(value: bool) -> str:
    return _("yes") if value else _("no")


def _coding(step: Step) -> str:
    return " · ".join(part for part in (step.coding.verb, step.coding.object, step.coding.target) if part)
