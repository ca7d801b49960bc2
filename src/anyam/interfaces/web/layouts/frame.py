"""What the frame of a page shows: who is signed in, where they can go, what waits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NavItem:
    """One page one can go to. `count` is what waits there; 0 is not shown."""

    label: str
    url: str
    count: int = 0
    current: bool = False
    in_bar: bool = True
    """Everyday pages stand in the bar as well as in the menu."""


@dataclass(frozen=True, slots=True)
class NavGroup:
    """Pages that belong together, under one heading of the menu."""

    label: str
    items: tuple[NavItem, ...]


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
    menu: tuple[NavGroup, ...] = ()
    unread: int = 0
    is_demo: bool = False
    language: str = "id"
    theme: str = "auto"
    agencies: tuple[AgencyChoice, ...] = ()

    @property
    def bar(self) -> tuple[NavItem, ...]:
        """The everyday pages, and the one open now wherever it belongs."""
        return tuple(item for group in self.menu for item in group.items if item.in_bar or item.current)

    @property
    def waiting_in_menu(self) -> int:
        """What waits on pages that stand in the menu only: the word Menu says so."""
        shown = self.bar
        return sum(item.count for group in self.menu for item in group.items if item not in shown)
