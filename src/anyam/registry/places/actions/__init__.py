"""Everything that changes the register of places."""

from .loading import load_places
from .splitting import (
    AlreadyEnded,
    ChildrenRemain,
    CodeTaken,
    MovedPlace,
    NewPlace,
    WrongCode,
    WrongReplacement,
    retire_place,
    split_place,
)

__all__ = [
    "AlreadyEnded",
    "ChildrenRemain",
    "CodeTaken",
    "MovedPlace",
    "NewPlace",
    "WrongCode",
    "WrongReplacement",
    "load_places",
    "retire_place",
    "split_place",
]
