"""An SOP as the table that government writes: what the template shows in each cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from anyam.casework.sops.results import Document, Performer, Step
from anyam.casework.sops.results.sop_words import hours_in_words


@dataclass(frozen=True)
class Line:
    """One row: each performer's cell says whether they do it, and whether they own it."""

    number: int
    step: Step
    performs: tuple[tuple[str, str], ...]
    """For each column its title and `owner`, `beside` or nothing."""
    time: str
    arrows: tuple[tuple[int | None, str], ...]


class Sheet:
    def __init__(self, document: Document) -> None:
        self.document = document

    @property
    def performers(self) -> tuple[Performer, ...]:
        return self.document.performers

    @property
    def promised(self) -> str:
        return hours_in_words(self.document.promised_hours, self.document.promised_counting)

    @cached_property
    def lines(self) -> list[Line]:
        numbers = {step.key: number for number, step in enumerate(self.document.steps, 1)}
        return [self._line(number, step, numbers) for number, step in enumerate(self.document.steps, 1)]

    def _line(self, number: int, step: Step, numbers: dict[str, int]) -> Line:
        said = dict.fromkeys(step.performers, "beside") | {step.owner: "owner"}
        return Line(
            number=number,
            step=step,
            performs=tuple((one.title, said.get(one.key, "")) for one in self.performers),
            time=hours_in_words(step.hours, step.counting),
            arrows=tuple((numbers.get(flow.to), flow.answer) for flow in step.flows),
        )
