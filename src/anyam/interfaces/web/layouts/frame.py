"""What the frame of a page shows: who is signed in, where they can go, what waits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NavItem:
    """One link in the bar. `count` is what waits there; 0 is not shown."""

    label: str
    url: str
    count: int = 0
    current: bool = False


@dataclass(frozen=True, slots=True)
class AgencyChoice:
    """An agency the user may switch to."""

    id: str
    name: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Set as `request.frame` by the web middleware. Nobody signed in: `user_name` is empty."""

    user_name: str = ""
    agency_name: str = ""
    role_names: tuple[str, ...] = ()
    nav: tuple[NavItem, ...] = ()
    unread: int = 0
    is_demo: bool = False
    language: str = "id"
    theme: str = "auto"
    agencies: tuple[AgencyChoice, ...] = ()
