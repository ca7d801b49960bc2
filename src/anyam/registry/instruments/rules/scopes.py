"""What an expression sees: where it stands, and what is around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ..results import Instrument
from .items import Item
from .values import Value


@dataclass
class Surroundings:
    """What an expression sees beside the answers."""

    instrument: Instrument
    lists: dict[str, Item]
    now: datetime
    language: str = "id"


@dataclass
class Scope:
    """Where an expression is evaluated: at which item, as which of how many."""

    item: Item
    current: Item
    around: Surroundings
    position: int = 1
    size: int = 1


Expression = Callable[[Scope], Value]
