"""Places of every level, for the fields where a village would be too narrow."""

from __future__ import annotations

from collections.abc import Sequence

from anyam.foundation.access import Actor
from anyam.registry.places import queries as places

from ..components.lookups import LookupField, LookupOption


class Places:
    url_name = "lookups:places"

    def search(self, actor: Actor, text: str) -> Sequence[LookupOption]:
        return [LookupOption(place.code, place.full_name) for place in places.find_places(actor, text)]

    def find(self, actor: Actor, value: str) -> LookupOption | None:
        place = places.place_names(actor, [value]).get(value)
        return LookupOption(place.code, place.full_name) if place else None


class PlaceField(LookupField):
    """A place of any level by its name; the value is its Kemendagri code."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(Places(), **kwargs)
