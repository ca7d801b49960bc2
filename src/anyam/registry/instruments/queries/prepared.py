"""Definitions ready for use. A version's definition never changes, so it is prepared once and kept."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from uuid import UUID

from ..models import InstrumentVersion
from ..rules.preparing import Prepared
from ..rules.storing import from_json

MOST_KEPT = 40
_kept: OrderedDict[UUID, Prepared] = OrderedDict()
_lock = Lock()


def prepared(version: InstrumentVersion) -> Prepared:
    """The instrument of a version that the caller may see."""
    with _lock:
        if found := _kept.get(version.pk):
            _kept.move_to_end(version.pk)
            return found
    made = Prepared(from_json(version.definition))
    with _lock:
        _kept[version.pk] = made
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made
