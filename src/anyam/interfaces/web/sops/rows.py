"""The rows of the editor as they are typed: nothing is refused here, so that nothing typed is lost."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict

from anyam.casework.sops.choices import Symbol
from anyam.casework.sops.results import Document, Step
from anyam.foundation.core.text import clean_text
from anyam.foundation.core.working_time import Counting

MOST_ROWS = 200
_MOST_ARROWS = 20


@dataclass(frozen=True)
class TypedRow:
    """One row of the table, every field as text."""

    key: str
    activity: str = ""
    symbol: str = Symbol.PROCESS.value
    performers: tuple[str, ...] = ()
    needs: str = ""
    hours: str = ""
    counting: str = Counting.WORKING.value
    gives: str = ""
    note: str = ""
    arrows: tuple[tuple[str, str], ...] = ()
    waits: bool = False
    linked_sop: str = ""
    rests_on: str = ""
    verb: str = ""
    object: str = ""
    target: str = ""
    index: int = field(default=0, compare=False)
    error: str = field(default="", compare=False)

    @property
    def prefix(self) -> str:
        """What the names of this row's fields begin with."""
        return f"row-{self.index}"

    @property
    def owner(self) -> str:
        return self.performers[0] if self.performers else ""

    @property
    def has_several(self) -> bool:
        return len(self.performers) > 1

    @property
    def mark(self) -> str:
        """What its ids begin with: it stays with the row wherever the row is moved."""
        return f"r-{self.key}"


def rows_of_document(document: Document) -> list[TypedRow]:
    return [_typed(step) for step in document.steps]


def _typed(step: Step) -> TypedRow:
    return TypedRow(
        key=step.key,
        activity=step.activity,
        symbol=step.symbol.value,
        performers=step.performers,
        needs="\n".join(step.needs),
        hours="" if step.hours is None else f"{step.hours.normalize():f}".replace(".", ","),
        counting=step.counting.value,
        gives="\n".join(step.gives),
        note=step.note,
        arrows=tuple((flow.to, flow.answer) for flow in step.flows),
        waits=step.waits_for_all,
        linked_sop=step.linked_sop,
        rests_on="\n".join(step.rests_on),
        verb=step.coding.verb,
        object=step.coding.object,
        target=step.coding.target,
    )


def rows_of_post(data: QueryDict) -> list[TypedRow]:
    """The rows in the order of the table."""
    return [_posted(data, f"row-{n}-") for n in range(_count(data.get("rows", "")))]


def _count(typed: str) -> int:
    return min(int(typed), MOST_ROWS) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0


def _posted(data: QueryDict, at: str) -> TypedRow:
    def text(name: str) -> str:
        return clean_text(data.get(at + name, ""))

    checked = [clean_text(one) for one in data.getlist(f"{at}performers")]
    # Checkboxes come in the order of the columns: who owns the row stands beside them.
    checked.sort(key=lambda key: key != text("owner"))
    arrows = [(text(f"to-{n}"), text(f"answer-{n}")) for n in range(_MOST_ARROWS) if f"{at}to-{n}" in data]
    texts: dict[str, Any] = {name: text(name) for name in _TEXTS}
    return TypedRow(
        key=text("key"),
        performers=tuple(checked),
        arrows=tuple(arrow for arrow in arrows if arrow[0]),
        waits=bool(text("waits")),
        **texts,
    )


_TEXTS = (
    "activity", "symbol", "needs", "hours", "counting", "gives", "note", "linked_sop", "rests_on", "verb", "object",
    "target",
)  # fmt: skip


def plain(row: TypedRow, *, is_picture: bool = False) -> dict[str, Any]:
    """The row as plain values; for the picture without the hours, which may be half typed."""
    return {
        "key": row.key,
        "activity": row.activity,
        "symbol": row.symbol,
        "performers": list(row.performers),
        "needs": row.needs.split("\n"),
        "hours": None if is_picture else row.hours,
        "counting": row.counting,
        "gives": row.gives.split("\n"),
        "note": row.note,
        "flows": [{"to": to, "answer": answer} for to, answer in row.arrows],
        "waits_for_all": row.waits,
        "linked_sop": row.linked_sop,
        "rests_on": row.rests_on.split("\n"),
        "coding": {"verb": row.verb, "object": row.object, "target": row.target},
    }


# --- what the buttons do ----------------------------------------------------------------------------------


def pressed(rows: list[TypedRow], do: str) -> list[TypedRow]:
    """The rows after a button such as `add-3`, `remove-3`, `arrow-3`; as they are for anything else."""
    what, _dash, typed = do.partition("-")
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 4
    if what not in _BUTTONS or not is_number or (int(typed) >= len(rows) and what != "add"):
        return rows
    index = int(typed)
    return _BUTTONS[what](rows, index)


def _add(rows: list[TypedRow], index: int) -> list[TypedRow]:
    """A new row behind `index`. Where the row before led straight to the next one, it now leads through the new one."""
    if len(rows) >= MOST_ROWS:
        return rows
    key = _free_key(rows)
    at = min(index + 1, len(rows))
    before = rows[at - 1] if at else None
    after = rows[at] if at < len(rows) else None
    new = TypedRow(key, performers=before.performers[:1] if before else ())
    changed = list(rows)
    if before and after and len(before.arrows) == 1 and before.arrows[0][0] == after.key:
        changed[at - 1] = replace(before, arrows=((key, before.arrows[0][1]),))
        new = replace(new, arrows=((after.key, ""),))
    elif before and not before.arrows and before.symbol != Symbol.END:
        changed[at - 1] = replace(before, arrows=((key, ""),))
    return [*changed[:at], new, *changed[at:]]


def _free_key(rows: list[TypedRow]) -> str:
    taken = {row.key for row in rows}
    return next(key for n in range(1, MOST_ROWS + 2) if (key := f"s{n}") not in taken)


def _remove(rows: list[TypedRow], index: int) -> list[TypedRow]:
    """Without this row; what led to it leads to where it led, if that is one place, and nowhere otherwise."""
    gone = rows[index]
    on = gone.arrows[0][0] if len(gone.arrows) == 1 and gone.arrows[0][0] != gone.key else ""
    kept = []
    for row in rows:
        arrows = ((on if to == gone.key else to, answer) for to, answer in row.arrows)
        kept.append(replace(row, arrows=tuple(dict.fromkeys(one for one in arrows if one[0]))))
    return [row for row in kept if row.key != gone.key]


def _up(rows: list[TypedRow], index: int) -> list[TypedRow]:
    return _swapped(rows, index, index - 1)


def _down(rows: list[TypedRow], index: int) -> list[TypedRow]:
    return _swapped(rows, index, index + 1)


def _swapped(rows: list[TypedRow], one: int, other: int) -> list[TypedRow]:
    if not (0 <= one < len(rows) and 0 <= other < len(rows)):
        return rows
    changed = list(rows)
    changed[one], changed[other] = changed[other], changed[one]
    return changed


def _arrow(rows: list[TypedRow], index: int) -> list[TypedRow]:
    """One arrow more out of this row, to the next one that it does not lead to yet."""
    row = rows[index]
    taken = {to for to, _answer in row.arrows}
    on = next((one.key for one in [*rows[index + 1 :], *rows[:index]] if one.key not in taken), "")
    if not on or len(row.arrows) >= _MOST_ARROWS:
        return rows
    return [*rows[:index], replace(row, arrows=(*row.arrows, (on, ""))), *rows[index + 1 :]]


_BUTTONS = {"add": _add, "remove": _remove, "up": _up, "down": _down, "arrow": _arrow}
