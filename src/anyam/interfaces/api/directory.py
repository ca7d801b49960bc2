"""Places and services."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Query, Router

from anyam.registry.agencies.choices import Need, ServiceLevel
from anyam.registry.agencies.queries import find_services
from anyam.registry.places.choices import Level
from anyam.registry.places.queries import find_places

from .requests import ApiRequest
from .schemas import Place, Problem, Service

router = Router(tags=["directory"])
Text = Annotated[str, Query("", max_length=200)]


@router.get("/places", response={200: list[Place], 401: Problem, 404: Problem})
def places(request: ApiRequest, text: Text, level: Level | None = None) -> Any:
    """At most 20 places whose names, or those of places above them, begin with the words of `text`."""
    return find_places(request.actor, text, level=level)


@router.get("/services", response={200: list[Service], 401: Problem, 404: Problem})
def services(
    request: ApiRequest,
    need: Need | None = None,
    age: Annotated[int | None, Query(None, ge=0, le=120)] = None,
    place_code: Annotated[str | None, Query(None, max_length=13)] = None,
    level: ServiceLevel | None = None,
    text: Text = "",
) -> Any:
    """Services that meet a need, take a child of this age and serve this place; those with room first."""
    return find_services(request.actor, need=need, age=age, place_code=place_code, level=level, text=text)
