"""The cast, the child's story, and what is needed to have one of them do something with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.test import override_settings

from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from tests.cast import SYSTEM, Cast, Story
from tests.contracts.test_stranger_sweep import values_of
from tests.trust import ground

PEOPLE = ("dewi", "siti", "rudi", "ningsih", "ratna", "yusuf", "agus", "wulan", "hartono")
KEEPERS = ("citra", "hesti", "rahmat")
# The clocks and loaders: nobody calls them with arguments from a page.
ONLY_SYSTEM = "system"


@dataclass
class World:
    """The cast, the child's story and everything in it by the name under which actions and addresses ask for it."""

    room: ground.Room
    cast: Cast
    story: Story
    values: dict[str, Any]
    kept_state: dict[str, str] = field(default_factory=dict)
    kept_contents: dict[Path, bytes] = field(default_factory=dict, repr=False)
    _folder: TemporaryDirectory[str] = field(default_factory=TemporaryDirectory, repr=False)

    @property
    def folder(self) -> Path:
        """For files that an action is to read; gone with the world."""
        return Path(self._folder.name)

    def keep(self) -> None:
        """Keep everything as it is now, to come back to with `restore()`."""
        self.room.keep()
        self.kept_state = self.room.state()
        self.kept_contents = {path: path.read_bytes() for path in contents()}

    def is_as_kept(self) -> bool:
        return self.room.state() == self.kept_state and self.kept_contents.keys() <= contents()

    def restore(self) -> None:
        """Back to what was kept; contents that were thrown away lie there again."""
        self.room.restore()
        for path in self.kept_contents.keys() - contents():
            path.write_bytes(self.kept_contents[path])

    def actors(self) -> Iterator[tuple[str, Actor]]:
        """Everybody, having just proved who they are."""
        for name in (*PEOPLE, *KEEPERS):
            yield name, fresh(getattr(self.cast, name))
        yield ONLY_SYSTEM, SYSTEM


@contextmanager
def own_files() -> Iterator[None]:
    """An empty folder for contents: what other runs left in theirs is none of this one's."""
    with TemporaryDirectory() as folder, override_settings(ANYAM_FILES=Path(folder)):
        yield


def contents() -> set[Path]:
    """Where every sealed content lies."""
    return {path for path in settings.ANYAM_FILES.rglob("*") if path.is_file()}


def fresh(actor: Actor) -> Actor:
    """The same person, having just proved who they are."""
    return replace(actor, confirmed_at=clock.now())


def world_in(room: ground.Room) -> World:
    """Tell the story in this database and keep it, to come back to after each deed."""
    cast = Cast()
    for name in (*PEOPLE, *KEEPERS, "joko"):
        assert getattr(cast, name)
    story = cast.story()
    values = values_of(cast, story) | {
        "manager_id": cast.bagus.user_id,
        "officer_id": cast.bagus.user_id,
        "worker_id": cast.yusuf.user_id,
        "case_number": story.case_number,
    }
    found = World(room, cast, story, values)
    found.keep()
    return found


@dataclass(frozen=True)
class Deed:
    """One change by one person. `prepare` goes before it, outside of what is measured; `again` before each attempt."""

    name: str
    who: str
    do: Callable[[Actor], Any]
    prepare: Callable[[], Any] | None = None
    again: Callable[[], Any] | None = None


Given = dict[str, Any]


@dataclass(frozen=True)
class Hint:
    """What an action needs that its parameters' names do not say.

    `given` is asked at each attempt, after `prepare`, and does not ask the database; `prepare` may leave something for
    it in `world.values`. The action is done within `around`.
    """

    given: Callable[[World], Given] = lambda world: {}
    prepare: Callable[[World], Any] | None = None
    around: Callable[[], AbstractContextManager[Any]] = nullcontext


def saying(**given: Any) -> Hint:
    """The same words each time."""
    return Hint(lambda world: given)


def of_value(name: str, place: str, **more: Any) -> Hint:
    """An id that `world.values` holds under a page's own name for it."""
    return Hint(lambda world: {name: world.values[place], **more})
