"""People of the district who go on although another agency is acting, each with a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from anyam.casework.acting.actions import AlreadyActing
from anyam.casework.acting.choices import OFFERED

from .stage import Stage, tried

Value = TypeVar("Value")


def insisting(stage: Stage, act: Callable[..., Value], *args: Any, **given: Any) -> Value:
    """Do it; where another agency is acting already, go on with one of the reasons."""
    try:
        with tried():
            return act(*args, **given)
    except AlreadyActing:
        return act(*args, **given, despite=stage.chance.choice(OFFERED))
