"""The registers people choose from: villages and services."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from anyam.foundation.access import Actor, NotFound
from anyam.registry.agencies import queries as agencies
from anyam.registry.places import queries as places

from .lookups import LookupField, LookupOption


class Villages:
    url_name = "lookups:villages"

    def search(self, actor: Actor, text: str) -> Sequence[LookupOption]:
        return [
            LookupOption(place.code, place.full_name)
            for place in places.find_places(actor, text, level="village")
        ]

    def find(self, actor: Actor, value: str) -> LookupOption | None:
        place = places.place_names(actor, [value]).get(value)
        return LookupOption(place.code, place.full_name) if place else None


class Services:
    url_name = "lookups:services"

    def search(self, actor: Actor, text: str) -> Sequence[LookupOption]:
        return [
            LookupOption(str(row.id), row.name, row.agency_name)
            for row in agencies.find_services(actor, text=text)
        ]

    def find(self, actor: Actor, value: str) -> LookupOption | None:
        try:
            row = agencies.get_service(actor, UUID(value))
        except (ValueError, NotFound):
            return None
        return LookupOption(str(row.id), row.name, row.agency_name)


class VillageField(LookupField):
    """A village or ward by its name; the value is its Kemendagri code."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(Villages(), **kwargs)


class ServiceField(LookupField):
    """A service from the directory; the value is its id as text."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(Services(), **kwargs)
