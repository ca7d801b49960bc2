"""What becomes of the sayings about one kind of fact. Pure: no database, no clock of its own.

Each saying is one row: somebody said this value on this day. The first that brings a value is its *head* and stands for
it; whoever says the same stands behind that head. Nothing is ever overwritten: a value that no longer counts keeps its
row and says why. At any time either one value holds, or two or more stand side by side and none of them does.
"""

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from .choices import LIVE, Compartment, Difference, Kind, SettleReason, Sight, Source, State

LONGEST_TEXT = 500


@dataclass(frozen=True)
class Saying:
    """One row, as far as the rules need it. `voice` tells sources apart: the same voice twice confirms nothing."""

    id: UUID
    value: Any
    said_on: date
    voice: str
    state: State = State.STANDING
    confirms: UUID | None = None


Sayings = tuple[Saying, ...]


class NotSettleable(ValueError):
    """There is no dispute, or the value to keep is not part of it."""


# --- values -----------------------------------------------------------------------------------------------------------


def accepted_value(kind: Kind, given: Any) -> Any:
    """`given` as it may be kept: text, code, sorted codes, ISO day, number. Raises ValueError for what is no answer."""
    if given in (None, "", [], ()):
        raise ValueError("empty")
    if kind.type == "codes":
        return _known_codes(kind, [given] if isinstance(given, str) else list(given))
    if kind.type == "code":
        return _known_codes(kind, [str(given)])[0]
    if kind.type == "yes_no":
        return _yes_or_no(given)
    if kind.type == "date":
        return (given if isinstance(given, date) else date.fromisoformat(str(given))).isoformat()
    if kind.type == "number":
        return _number_within(kind, given)
    text = " ".join(str(given).split())
    if not text or len(text) > LONGEST_TEXT:
        raise ValueError("empty or too long")
    return text


def _known_codes(kind: Kind, given: list[Any]) -> list[str]:
    codes = sorted({str(code) for code in given})
    if not {code for code, _label in kind.choices()}.issuperset(codes):
        raise ValueError("not one of the choices")
    return codes


def _yes_or_no(given: Any) -> str:
    answer = {True: "yes", False: "no"}.get(given, given) if isinstance(given, bool) else str(given)
    if answer not in {"yes", "no"}:
        raise ValueError("neither yes nor no")
    return answer


def _number_within(kind: Kind, given: Any) -> int:
    number = int(given)
    if not kind.least <= number <= kind.most:
        raise ValueError("out of range")
    return number


def is_same_value(one: Any, other: Any) -> bool:
    """Whether two kept values say the same: case, spaces and full stops at the end make no difference."""
    return bool(_plain(one) == _plain(other))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFKC", value).casefold().strip().rstrip(".").strip()
    return sorted(value) if isinstance(value, list) else value


def voice_of(source: Source, agency_id: UUID | None) -> str:
    """Two agencies are two voices; the same child heard by two agencies is one."""
    return f"{source.value}:{agency_id}" if source is Source.AGENCY else source.value


# --- what becomes of them ---------------------------------------------------------------------------------------------


def live_heads(sayings: Iterable[Saying]) -> Sayings:
    """The values that hold or are contradicted, the first said first."""
    return tuple(one for one in sayings if one.state in LIVE)


def head_saying(sayings: Iterable[Saying], value: Any) -> Saying | None:
    """The live head that says this value."""
    return next((one for one in live_heads(sayings) if is_same_value(one.value, value)), None)


def with_said(sayings: Sayings, new: Saying, difference: Difference | None) -> Sayings:
    """After somebody has said `new`.

    The same value again stands behind the head that says it. Another value replaces what holds (CHANGED), or stands
    beside it until that is settled (DISAGREES, and wherever nothing was chosen). A value that is contradicted already
    is not decided by saying something more.
    """
    same = head_saying(sayings, new.value)
    if same is not None:
        return (*sayings, replace(new, state=State.CONFIRMING, confirms=same.id))
    present = live_heads(sayings)
    if not present:
        return (*sayings, replace(new, state=State.STANDING, confirms=None))
    is_open = any(one.state is State.DISPUTED for one in present)
    if difference is Difference.CHANGED and not is_open:
        older = _with_state(sayings, {one.id for one in present}, State.SUPERSEDED)
        return (*older, replace(new, state=State.STANDING, confirms=None))
    beside = _with_state(sayings, {one.id for one in present}, State.DISPUTED)
    return (*beside, replace(new, state=State.DISPUTED, confirms=None))


def settled(sayings: Sayings, keep_id: UUID, reason: SettleReason) -> Sayings:
    """After the case manager has decided which value holds. Raises NotSettleable where nothing is contradicted."""
    disputed = {one.id for one in sayings if one.state is State.DISPUTED}
    if keep_id not in disputed:
        raise NotSettleable
    state = State.SUPERSEDED if reason is SettleReason.CHANGED else State.SET_ASIDE
    return _with_state(_with_state(sayings, disputed - {keep_id}, state), {keep_id}, State.STANDING)


def without(sayings: Sayings, saying_id: UUID) -> Sayings:
    """After one saying was taken back.

    Where others say the same, the first of them becomes the head. Where one contradicted value is left, it holds.
    """
    gone = next(one for one in sayings if one.id == saying_id)
    left = tuple(replace(one, state=State.WITHDRAWN) if one.id == saying_id else one for one in sayings)
    if gone.state is State.CONFIRMING:
        return left
    behind = [one for one in left if one.confirms == gone.id and one.state is State.CONFIRMING]
    if behind:
        left = _promoted(left, behind[0], gone)
    disputed = [one for one in left if one.state is State.DISPUTED]
    return _with_state(left, {disputed[0].id}, State.STANDING) if len(disputed) == 1 else left


def _promoted(sayings: Sayings, heir: Saying, gone: Saying) -> Sayings:
    def moved(one: Saying) -> Saying:
        if one.id == heir.id:
            return replace(one, state=gone.state, confirms=None)
        return replace(one, confirms=heir.id) if one.confirms == gone.id else one

    return tuple(moved(one) for one in sayings)


def _with_state(sayings: Sayings, ids: Collection[UUID], state: State) -> Sayings:
    return tuple(replace(one, state=state) if one.id in ids else one for one in sayings)


def behind(sayings: Iterable[Saying], head: Saying) -> Sayings:
    """Everybody who says this value, its head first."""
    return (head, *(one for one in sayings if one.confirms == head.id and one.state is State.CONFIRMING))


def is_confirmed(sayings: Iterable[Saying], head: Saying) -> bool:
    """Whether a second, different source has said the same."""
    return len({one.voice for one in behind(sayings, head)}) > 1


def last_said_on(sayings: Iterable[Saying], head: Saying) -> date:
    return max(one.said_on for one in behind(sayings, head))


def is_stale(fresh_days: int | None, said_on: date, today: date) -> bool:
    """Whether it was said longer ago than such a fact stays fresh."""
    return fresh_days is not None and said_on + timedelta(days=fresh_days) < today


# --- interviews -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asking:
    """One interview, as far as the rule of repeating needs it."""

    id: UUID
    topics: frozenset[str]
    on: date


def repeated(
    askings: Sequence[Asking],
    topics: Collection[str],
    on: date,
    *,
    days: int,
    family_of: Mapping[str, str],
    leaving_out: Collection[UUID] = (),
) -> tuple[Asking, ...]:
    """The interviews about the same story that lie within so many days of `on`."""
    asked = {family_of.get(one, one) for one in topics}
    span = timedelta(days=days)
    return tuple(
        one
        for one in askings
        if one.id not in leaving_out
        and abs(one.on - on) <= span
        and not asked.isdisjoint(family_of.get(topic, topic) for topic in one.topics)
    )


def asked_repeatedly(askings: Iterable[Asking], family_of: Mapping[str, str]) -> tuple[str, ...]:
    """The families of topics that were asked about in more than one interview."""
    counts: dict[str, int] = {}
    for one in askings:
        for family in {family_of.get(topic, topic) for topic in one.topics}:
            counts[family] = counts.get(family, 0) + 1
    return tuple(sorted(family for family, count in counts.items() if count > 1))


def sight_of(*, is_barred: bool, sees_words: bool, knows_child: bool) -> Sight:
    """What of an interview may be told: a block wins, and whoever does not know the child learns nothing."""
    if is_barred:
        return Sight.NONE
    if sees_words:
        return Sight.FULL
    return Sight.SECTOR if knows_child else Sight.NONE


def compartments_within(
    parts: Collection[str], part_of: Mapping[Compartment, str]
) -> tuple[Compartment, ...]:
    """The compartments of facts that these open parts of a dossier show."""
    return tuple(one for one in Compartment if part_of[one] in parts)
