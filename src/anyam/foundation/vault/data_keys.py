"""Finding, making and remembering data keys.

A process remembers up to `MOST_REMEMBERED` opened keys. What it remembers is bound to the generation of the database:
one small question for each transaction that opens something sealed. Destroying keys makes a new generation, so from
its next transaction on no process can use a destroyed key. Keys made in a transaction are remembered for others only
when it commits; they are forgotten when it, or the savepoint in which they were made, is rolled back.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any, NoReturn
from uuid import UUID
from weakref import WeakValueDictionary

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction

from anyam.foundation.core import clock
from anyam.foundation.vault import keys
from anyam.foundation.vault.errors import CannotBePickled, KeyDestroyed, KeysMissing, SealBroken
from anyam.foundation.vault.sealing import parts, seal, unseal

MOST_REMEMBERED = 10_000
Place = tuple[UUID, str]
"""A scope and one of its compartments."""


class OpenKey:
    """A data key ready for use; `cipher` is None once it was destroyed."""

    __slots__ = ("cipher", "mark")

    def __init__(self, key_id: int, cipher: AESGCM | None) -> None:
        self.cipher = cipher
        self.mark = key_id.to_bytes(8, "big")

    def __repr__(self) -> str:
        return "<data key>"

    def __reduce__(self) -> NoReturn:
        raise CannotBePickled("a data key stays in its process")


def key_for_opening(place: Place, beside: Callable[[], Iterable[Place]] = tuple) -> OpenKey:
    """The key of `place`; where it is not remembered, found together with those beside. Raises SealBroken for none."""
    view = _view()
    found = view.get(place)
    if found is None:
        view.load({place, *(other for other in beside() if view.get(other) is None)})
        found = view.get(place)
    if found is None:
        raise SealBroken("there is no key for this scope and compartment")
    return found


def key_for_sealing(place: Place) -> tuple[AESGCM, bytes]:
    """The cipher and mark of `place`, made if there is none yet. Raises KeyDestroyed."""
    view = _view()
    found = view.get(place)
    if found is None:
        make_keys([place])
        found = view.get(place) or key_for_opening(place)
    if found.cipher is None:
        raise KeyDestroyed(
            "the key of this scope and compartment was destroyed; nothing new is sealed with it"
        )
    return found.cipher, found.mark


def make_keys(places: Iterable[Place]) -> None:
    """Have keys for all these places, in a few statements however many there are."""
    view = _view()
    missing = {place for place in places if view.get(place) is None}
    if not missing:
        return
    made = _insert(missing)
    view.add(made)
    view.load(missing - made.keys())


def keys_apart(places: set[Place]) -> dict[Place, OpenKey]:
    """Keys for very many places, made where there are none and remembered by nobody: for copying whole districts."""
    made = _insert(places)
    others = places - made.keys()
    return {**made, **(_select(others) if others else {})}


# --- what one transaction knows ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Stamp:
    database: str
    number: int


class _Generation:
    """Opened keys that stay good as long as no key is destroyed; the least used are forgotten first."""

    def __init__(self, stamp: _Stamp | None) -> None:
        self.stamp = stamp
        self._keys: OrderedDict[Place, OpenKey] = OrderedDict()
        self._lock = Lock()

    def get(self, place: Place) -> OpenKey | None:
        with self._lock:
            found = self._keys.get(place)
            if found is not None:
                self._keys.move_to_end(place)
            return found

    def put(self, found: dict[Place, OpenKey]) -> None:
        with self._lock:
            self._keys.update(found)
            while len(self._keys) > MOST_REMEMBERED:
                self._keys.popitem(last=False)


_latest = _Generation(None)
_latest_lock = Lock()


class _Made:
    """Keys made in a transaction. Django holds it among what is to be done on commit, and lets go on rollback."""

    def __init__(self, generation: _Generation, found: dict[Place, OpenKey]) -> None:
        self._generation, self.keys = generation, found

    def __call__(self) -> None:
        if (
            not connection.in_atomic_block
        ):  # a test that runs the hooks inside its own transaction commits nothing
            self._generation.put(self.keys)


class _View:
    """What this transaction may use: the keys of its generation, and before them those it made or destroyed itself."""

    def __init__(self, generation: _Generation) -> None:
        self._generation, self.hook = generation, _Hook()
        self._own: WeakValueDictionary[Place, _Made] = WeakValueDictionary()

    def get(self, place: Place) -> OpenKey | None:
        own = self._own.get(place) if self._own else None
        return own.keys[place] if own is not None else self._generation.get(place)

    def load(self, places: set[Place]) -> None:
        if places:
            self._generation.put(_select(places))

    def add(self, found: dict[Place, OpenKey]) -> None:
        """Remember what this transaction made or destroyed, for as long as it stands."""
        if not found:
            return
        made = _Made(self._generation, found)
        if not connection.in_atomic_block:
            made()
            return
        transaction.on_commit(made)
        for place in found:
            self._own[place] = made

    def is_standing(self) -> bool:
        """Whether the transaction that this belongs to still runs: Django still waits to call the hook."""
        return any(waiting[1] is self.hook for waiting in connection.run_on_commit)


class _Hook:
    """Does nothing on commit; Django drops it when the transaction ends, whichever way."""

    def __call__(self) -> None:
        return


def _view() -> _View:
    known: _View | None = getattr(connection, "_anyam_vault_view", None)
    if known is not None and known.is_standing():
        return known
    view = _View(_generation())
    if connection.in_atomic_block:
        transaction.on_commit(view.hook)
        connection._anyam_vault_view = view  # type: ignore[attr-defined]
    return view


def _generation() -> _Generation:
    global _latest
    stamp = _stamp()
    with _latest_lock:
        known = _latest.stamp
        if stamp is not None and stamp == known:
            return _latest
        fresh = _Generation(stamp)
        is_newer = stamp and (
            known is None or known.database != stamp.database or known.number < stamp.number
        )
        if is_newer:
            _latest = fresh
        return fresh


def forget() -> None:
    """Forget every opened key of this process."""
    global _latest
    with _latest_lock:
        _latest = _Generation(None)


def note_destroyed(places: dict[Place, int]) -> None:
    """Have the running transaction itself treat these keys as gone; others learn it from the generation."""
    _view().add({place: OpenKey(key_id, None) for place, key_id in places.items()})


# --- the database -----------------------------------------------------------------------------------------------------

_SELECT = """
SELECT kept.id, kept.scope_id, kept.compartment, kept.kek_version, kept.wrapped, kept.destroyed_at IS NOT NULL
FROM unnest(%s::uuid[], %s::text[]) AS asked(scope_id, compartment)
JOIN vault_datakey AS kept ON kept.scope_id = asked.scope_id AND kept.compartment = asked.compartment
"""
# The lock on the state's row makes a change of the KEK wait for everybody who is just wrapping with the old one.
_INSERT = """
WITH present AS (SELECT number FROM vault_vaultstate WHERE name = 'kek' AND number = %s FOR SHARE)
INSERT INTO vault_datakey (scope_id, compartment, kek_version, wrapped, created_at, destroyed_reason)
SELECT given.scope_id, given.compartment, present.number, given.wrapped, %s, ''
FROM unnest(%s::uuid[], %s::text[], %s::bytea[]) AS given(scope_id, compartment, wrapped), present
ORDER BY given.scope_id, given.compartment
ON CONFLICT (scope_id, compartment) DO NOTHING
RETURNING id, scope_id, compartment
"""
_STATE = (
    "INSERT INTO vault_vaultstate VALUES ('kek', gen_random_uuid(), %s), ('generation', gen_random_uuid(), 0)"
)
_STAMP = """
SELECT (SELECT oid FROM pg_database WHERE datname = current_database()), mark, number
FROM vault_vaultstate WHERE name = 'generation'
"""
_kek_guess = 1


def _insert(places: set[Place]) -> dict[Place, OpenKey]:
    """Make keys for those of `places` that have none; those that have one are left out."""
    global _kek_guess
    drawn = {place: os.urandom(keys.LENGTH) for place in sorted(places)}
    if _kek_guess not in keys.ring_with(_kek_guess).versions:
        _kek_guess = kek_in_use()
    for _attempt in range(3):
        rows = _run(_INSERT, _wrapped_rows(drawn, _kek_guess))
        if rows or _select_count(places) == len(places):
            return {
                (scope, part): OpenKey(key_id, AESGCM(drawn[scope, part])) for key_id, scope, part in rows
            }
        _kek_guess = kek_in_use()
    raise KeysMissing("the newest kek is not in the folder of keys")


def _wrapped_rows(drawn: dict[Place, bytes], version: int) -> list[Any]:
    kek = keys.ring_with(version).kek(version)
    return [
        version,
        clock.now(),
        [scope for scope, _part in drawn],
        [part for _scope, part in drawn],
        [seal(kek, key, wrap_mark(place, version)) for place, key in drawn.items()],
    ]


def kek_in_use() -> int:
    """The version that wraps new keys; a new database begins with the newest of the ring."""
    found = _run("SELECT number FROM vault_vaultstate WHERE name = 'kek'", [])
    if not found:
        _run(f"{_STATE} ON CONFLICT DO NOTHING RETURNING number", [max(keys.ring().versions)])
        found = _run("SELECT number FROM vault_vaultstate WHERE name = 'kek'", [])
    return int(found[0][0])


def _stamp() -> _Stamp | None:
    """The database we are in, and how often keys were destroyed in it; a copy of a database is another one."""
    rows = _run(_STAMP, [])
    return _Stamp(f"{rows[0][0]} {rows[0][1]}", rows[0][2]) if rows else None


def _select(places: set[Place], *, is_second: bool = False) -> dict[Place, OpenKey]:
    rows = _run(_SELECT, [[scope for scope, _part in places], [part for _scope, part in places]])
    found = {}
    for key_id, scope, part, version, wrapped, is_destroyed in rows:
        try:
            cipher = None if is_destroyed else AESGCM(unwrap(bytes(wrapped), (scope, part), version))
        except KeysMissing:
            if is_second:
                raise
            # Wrapped anew between our question and now, and the old kek put away: ask once more.
            return _select(places, is_second=True)
        found[scope, part] = OpenKey(key_id, cipher)
    return found


def _select_count(places: set[Place]) -> int:
    return len(_run(_SELECT, [[scope for scope, _part in places], [part for _scope, part in places]]))


def unwrap(wrapped: bytes, place: Place, version: int) -> bytes:
    return unseal(keys.ring_with(version).kek(version), wrapped, wrap_mark(place, version))


def wrap_mark(place: Place, version: int) -> bytes:
    """What a wrapped data key is bound to."""
    scope, compartment = place
    return parts(b"data key", scope.bytes, compartment.encode(), version.to_bytes(4, "big"))


def _run(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
