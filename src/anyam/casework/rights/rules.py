"""Who gets what, what is due, and how a certificate is sealed. Pure: no database, no clock of its own."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from anyam.foundation.core.text import fold_name

from .choices import CopyPart, Requester

DELAY = timedelta(days=30)
LEFT_OUT = "[…]"
# Relations of reported people that a requester of this kind may be.
_MAY_BE = {
    Requester.MOTHER: {"mother", "parent"},
    Requester.FATHER: {"father", "parent"},
    Requester.STEPMOTHER: {"stepmother"},
    Requester.STEPFATHER: {"stepfather"},
    Requester.GUARDIAN: {"parent", "relative", "other"},
    Requester.RELATIVE: {"relative", "grandparent"},
    Requester.OTHER: set(),
}
# Who may be given the words of a child's file, where nothing speaks against it.
_NEAR = frozenset(
    {Requester.CHILD, Requester.MOTHER, Requester.FATHER, Requester.GUARDIAN, Requester.COUNSEL}
)


def is_in_conflict(
    requester: Requester,
    person_id: UUID | None,
    name: str,
    reported: Iterable[tuple[str, UUID | None, str]],
) -> bool:
    """Whether the requester is, or may well be, a reported person: same person, same name, or same relation.

    A lawyer stands for somebody who may be the reported person: with anybody reported that is a conflict until the
    officer has looked.
    """
    told = fold_name(name)
    for relation, reported_id, reported_name in reported:
        if person_id and reported_id and person_id == reported_id:
            return True
        if told and reported_name and fold_name(reported_name) == told:
            return True
        if relation in _MAY_BE.get(requester, set()) or requester is Requester.COUNSEL:
            return True
    return False


def parts_allowed(requester: Requester, *, is_conflicted: bool) -> tuple[CopyPart, ...]:
    """The most that may stand in a copy. Address and reporter are no part of any copy."""
    if is_conflicted or requester not in _NEAR:
        return ()
    return tuple(CopyPart)


def without_names(text: str, names: Collection[str]) -> str:
    """`text` with every name of other people left out, also each of its words of three letters and more."""
    words = {part for name in names for part in (name, *name.split()) if len(part) >= 3}
    folded = {fold_name(word) for word in words if fold_name(word)}
    kept = []
    for line in text.split("\n"):
        kept.append(" ".join(LEFT_OUT if _names_somebody(word, folded) else word for word in line.split(" ")))
    return "\n".join(kept)


def _names_somebody(word: str, folded: set[str]) -> bool:
    plain = fold_name(word)
    return any(part in folded for part in (plain, *plain.split()))


def is_over(closed_at: datetime, years: int, today: date) -> bool:
    """Whether the years after closing have passed."""
    closed = closed_at.date()
    try:
        return closed.replace(year=closed.year + years) <= today
    except ValueError:  # 29 February
        return closed.replace(year=closed.year + years, day=28) <= today


def holds(since: datetime, until: datetime | None, moment: datetime) -> bool:
    """Whether a legal hold stands at a moment."""
    return since <= moment and (until is None or moment < until)


def digest_of(facts: Mapping[str, Any]) -> str:
    """The hash of a certificate: the same facts give the same hash, any change another one."""
    text = json.dumps(facts, sort_keys=True, default=str, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def safe_channel(
    *,
    is_safe_to_call: bool | None,
    has_phone: bool,
    is_secret: bool,
    is_unsafe_to_visit: bool,
    has_address: bool,
) -> str:
    """How a family can be told without a letter to a shared address. What nobody has asked is not safe."""
    if has_phone and is_safe_to_call is True:
        return "safe_phone"
    if is_secret or is_unsafe_to_visit:
        return "in_person"
    if has_address and is_safe_to_call is not False:
        return "home_visit"
    return "manager_only"
