"""An evaluated form as the sections of a page, without what is not open to the reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from anyam.casework.cases import rules
from anyam.casework.cases.choices import Source
from anyam.casework.cases.queries.filling import Kept
from anyam.casework.cases.results import AnotherTurn, Heading, Line, Missing, Question, Section, Turn
from anyam.registry.instruments.choices import Kind, ProblemKind, Type
from anyam.registry.instruments.results import Entry, Sheet


@dataclass(frozen=True)
class Laying:
    """What is needed beside the evaluated form: which paths are open, what stands and what is known from elsewhere."""

    sheet: Sheet
    open_paths: frozenset[str]
    kept: Mapping[str, Kept]
    known: Mapping[str, Kept]
    may_change: bool

    @property
    def values(self) -> dict[str, str]:
        """What stands, and what is known from elsewhere where nothing stands."""
        return {place: one.value for place, one in (dict(self.known) | dict(self.kept)).items()}

    def sections(self) -> tuple[Section, ...]:
        """The groups and repeats at the top, and what stands between them, each a section; empty ones left out."""
        found: list[Section] = []
        for part in self._parts():
            lines = tuple(
                line for entry in part for line in self._lines(entry, is_relevant=True, is_top=True)
            )
            if any(isinstance(line, Question) for line in lines) or self._may_grow(lines):
                found.append(self._section(part, lines))
        return tuple(found)

    def missing(self, judged: Sheet) -> tuple[Missing, ...]:
        """What keeps `judged` (this form, with nothing that is not confirmed) from being completed."""
        asked = {one.place: (part.code, one.label) for part in self.sections() for one in part.questions}
        places = [(rules.place_of(judged.instrument, one.path), one.sentence) for one in judged.problems]
        return tuple(Missing(*asked[place], place, sentence) for place, sentence in places if place in asked)

    def _parts(self) -> Iterator[list[Entry]]:
        loose: list[Entry] = []
        for entry in self.sheet.entries:
            if entry.node.path not in self.open_paths:
                continue
            if entry.node.is_question:
                loose.append(entry)
                continue
            if loose:
                yield loose
                loose = []
            yield [entry]
        if loose:
            yield loose

    def _section(self, part: list[Entry], lines: tuple[Line, ...]) -> Section:
        first = part[0]
        is_group = not first.node.is_question
        return Section(
            code=first.node.name,
            title=(first.label if is_group else "") or self.sheet.instrument.title,
            intro=first.hint if is_group else "",
            lines=lines,
            is_relevant=first.is_relevant if is_group else True,
        )

    def _lines(self, entry: Entry, *, is_relevant: bool, is_top: bool = False) -> Iterator[Line]:
        if entry.node.path not in self.open_paths:
            return
        is_relevant = is_relevant and entry.is_relevant
        place = rules.place_of(self.sheet.instrument, entry.place)
        if entry.node.kind is Kind.REPEAT:
            yield from self._turns(entry, place, is_relevant)
            return
        if entry.node.is_question:
            if entry.node.type is not Type.HIDDEN:
                yield self._question(entry, place, is_relevant)
            return
        if entry.label and not is_top:
            yield Heading(place, entry.label, entry.hint, is_relevant)
        for inner in entry.entries:
            yield from self._lines(inner, is_relevant=is_relevant)

    def _turns(self, entry: Entry, place: str, is_relevant: bool) -> Iterator[Line]:
        is_whole = all(node.path in self.open_paths for node in entry.node.walk())
        may_change = self.may_change and not entry.is_counted
        for turn in entry.entries:
            yield Turn(
                place=f"{place}[{turn.number}]",
                repeat=place,
                number=turn.number,
                label=entry.label,
                is_relevant=is_relevant and turn.is_relevant,
                may_remove=may_change and is_whole,
            )
            for inner in turn.entries:
                yield from self._lines(inner, is_relevant=is_relevant and turn.is_relevant)
        if may_change and len(entry.entries) < rules.MOST_TURNS:
            yield AnotherTurn(place, entry.label, is_relevant)

    def _may_grow(self, lines: tuple[Line, ...]) -> bool:
        return any(isinstance(line, AnotherTurn) for line in lines)

    def _question(self, entry: Entry, place: str, is_relevant: bool) -> Question:
        known = self.kept.get(place) or self.known.get(place)
        is_told = entry.problem is not None and entry.problem.kind is not ProblemKind.REQUIRED
        type_ = entry.node.type or Type.TEXT
        return Question(
            place=place,
            type=type_,
            label=entry.label,
            hint=entry.hint,
            appearance=entry.node.appearance,
            choices=tuple((one.name, one.label) for one in entry.offered),
            value=entry.value,
            source=known.source if known else "",
            source_label=str(Source(known.source).label) if known else "",
            known_at=known.at if known else None,
            is_prefilled=place not in self.kept and place in self.known,
            is_relevant=is_relevant,
            is_required=entry.is_required,
            is_readonly=entry.is_readonly,
            problem=entry.problem.sentence if is_told and entry.problem else "",
        )
