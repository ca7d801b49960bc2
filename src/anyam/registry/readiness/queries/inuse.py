"""Which checklists a service is looked at by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import get_language

from anyam.foundation.access import Actor
from anyam.registry.agencies.results import ServiceRow

from ..models import Checklist


def _in_use(district_code: str) -> tuple[Checklist, ...]:
    """The version of each checklist that counts: the district's own newest, else the program's."""
    found = Checklist.objects.filter(district_code__in=["", district_code]).prefetch_related("items")
    newest: dict[str, Checklist] = {}
    for one in found.order_by("code", "district_code", "version"):
        newest[one.code] = one
    return tuple(newest.values())


def in_use(district_code: str) -> tuple[Checklist, ...]:
    return tuple(one for one in _in_use(district_code) if one.is_used)


def all_newest(district_code: str) -> tuple[Checklist, ...]:
    """Also those the district has put aside."""
    return _in_use(district_code)


def checklists_for(actor: Actor, service: ServiceRow) -> Sequence[Checklist]:
    return fitting(in_use(actor.district_code), service.needs)


def fitting(checklists: Iterable[Checklist], needs: Iterable[str]) -> list[Checklist]:
    """Those for services that meet one of these needs, and those for every service."""
    wanted = set(needs)
    return [one for one in checklists if not one.needs or wanted.intersection(one.needs)]


def title_of(checklist: Checklist) -> str:
    return _in_language(checklist.title, checklist.title_en)


def words_of(words: str, english: str) -> str:
    return _in_language(words, english)


def _in_language(indonesian: str, english: str) -> str:
    is_english = (get_language() or "").startswith("en")
    return english if is_english and english else indonesian
