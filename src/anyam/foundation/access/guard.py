"""The guard "did you ask?": no action and no query ends well without having asked for permission.

`@action` changes something, in one transaction. `@query` answers a question. Both let the database answer for their
actor (see `row_context`). Both take `actor` first and must call
`require(...)` or a queryset's `visible_to(actor)` before they end. `@step` is a part of an action that belongs to
another app: it refuses to run where nobody has asked yet.
"""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast
from uuid import UUID

from anyam.foundation.access.actor import Actor
from anyam.foundation.access.errors import NotAllowed, OutsideAction, PermissionNotChecked
from anyam.foundation.access.permissions import Permission
from anyam.foundation.access.row_context import acting, changing

Given = ParamSpec("Given")
Result = TypeVar("Result")
Guarded = Callable[Concatenate[Actor, Given], Result]


@dataclass
class _Frame:
    name: str
    is_action: bool
    has_asked: bool = False


_frames: ContextVar[tuple[_Frame, ...]] = ContextVar("guard_frames", default=())

ACTIONS: dict[str, Callable[..., object]] = {}
STEPS: dict[str, Callable[..., object]] = {}
QUERIES: dict[str, Callable[..., object]] = {}


def require(actor: Actor, permission: Permission) -> None:
    """Raise NotAllowed unless one of the actor's roles holds `permission`."""
    mark_asked()
    if not actor.may(permission):
        raise NotAllowed(permission.value)


def require_any(actor: Actor, *permissions: Permission) -> None:
    """Raise NotAllowed unless the actor holds at least one of `permissions`."""
    mark_asked()
    if not any(actor.may(permission) for permission in permissions):
        raise NotAllowed(", ".join(permissions))


def mark_asked() -> None:
    """Note that the running action or query has asked; called by `require` and by every `visible_to`."""
    frames = _frames.get()
    if frames:
        frames[-1].has_asked = True


def action(*, is_once: bool = False) -> Callable[[Guarded[Given, Result]], Guarded[Given, Result]]:
    """A change: one transaction, one event, permission asked.

    With `is_once` the action takes `once: UUID | None`, a number that came with the form: the same number again
    returns the first result and changes nothing. Such an action returns a UUID.
    """

    def decorate(function: Guarded[Given, Result]) -> Guarded[Given, Result]:
        name = _register(function, ACTIONS)

        @wraps(function)
        def guarded(actor: Actor, *args: Given.args, **kwargs: Given.kwargs) -> Result:
            with changing(actor), _asked_before_end(name, is_action=True):
                key = kwargs.get("once") if is_once else None
                if key is None:
                    return function(actor, *args, **kwargs)
                return _only_once(f"{name}:{actor.user_id}:{key}", lambda: function(actor, *args, **kwargs))

        return cast(Guarded[Given, Result], guarded)

    return decorate


def query(function: Guarded[Given, Result]) -> Guarded[Given, Result]:
    """A question: it asks permission, reads, and returns results; it changes nothing but the record of looks."""
    name = _register(function, QUERIES)

    @wraps(function)
    def guarded(actor: Actor, *args: Given.args, **kwargs: Given.kwargs) -> Result:
        with acting(actor), _asked_before_end(name, is_action=False):
            return function(actor, *args, **kwargs)

    return cast(Guarded[Given, Result], guarded)


def step(function: Guarded[Given, Result]) -> Guarded[Given, Result]:
    """A part of another app's action; raises OutsideAction where no running action has asked."""
    name = _register(function, STEPS)

    @wraps(function)
    def guarded(actor: Actor, *args: Given.args, **kwargs: Given.kwargs) -> Result:
        if not any(frame.is_action and frame.has_asked for frame in _frames.get()):
            raise OutsideAction(f"{name} is a step: call it inside an action, after asking")
        return function(actor, *args, **kwargs)

    return cast(Guarded[Given, Result], guarded)


@contextmanager
def _asked_before_end(name: str, *, is_action: bool) -> Iterator[None]:
    frame = _Frame(name, is_action)
    token = _frames.set((*_frames.get(), frame))
    try:
        yield
        if not frame.has_asked:
            raise PermissionNotChecked(f"{name} ended without asking: call require() or visible_to(actor)")
    finally:
        _frames.reset(token)


def _only_once(key: str, make: Callable[[], Result]) -> Result:
    from anyam.foundation.events.once import once  # needs the app registry

    mark_first = cast(Callable[[], UUID], make)
    result = once(key, mark_first)
    mark_asked()  # a repeated number is the same person's own first result
    return cast(Result, result)


def _register(function: Callable[..., object], registry: dict[str, Callable[..., object]]) -> str:
    name = f"{function.__module__}.{function.__qualname__}"
    first = next(iter(inspect.signature(function).parameters), "")
    if first != "actor":
        raise TypeError(f"{name} must take `actor` first")
    registry[name] = function
    return name
