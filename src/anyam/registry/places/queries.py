"""Finding places: by name at any level, by code, and as they stood on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.functions import Length

from anyam.foundation.access import Actor, NotAllowed, NotFound, Permission, query, require
from anyam.foundation.core import clock
from anyam.foundation.core.remembering import remembered

from .choices import Level
from .models import Place, PlaceSet
from .policies import may_change_place
from .results import PlaceDetail, PlaceRow
from .rules import SearchText, is_code, is_valid_on, label, path_of, understand

_MOST = 100


@query
def find_places(
    actor: Actor,
    text: str,
    *,
    level: str | None = None,
    within: str | None = None,
    on: date | None = None,
    near: str | None = None,
    limit: int = 20,
) -> list[PlaceRow]:
    """Places with a word beginning like each word of `text`, in any order.

    A word may also name a place above: "wonorejo sumbergempol". Exact names come first, among them and after them
    those within `near` (the actor's own district unless given). A word of one or two letters is looked for inside
    `within` or `near` only, and among exact names. `on` finds the places of that day; a code is found as it is.
    """
    require(actor, Permission.SEE_PLACES)
    day = on or clock.today()
    sought = understand(text)
    if sought.is_empty:
        return []
    found = _scope(Place.objects.in_force_on(day), level, within)
    if is_code(text.strip()):
        return _rows(found.filter(code=text.strip()), day)
    is_near = _inside(actor.district_code if near is None else near)
    is_exact = Q(folded=sought.exact)
    matches = _matches(sought)
    if sought.is_too_short and not within:
        matches = is_exact | (matches & is_near)
    ranked = found.filter(matches).order_by(
        _yes(is_exact).desc(), _yes(is_near).desc(), Length("code"), "folded", "code"
    )
    return _rows(ranked[: min(limit, _MOST)], day)


@query
def get_place(actor: Actor, code: str) -> PlaceDetail:
    """One place, in force or not, with what stands above it and what it came from and became."""
    require(actor, Permission.SEE_PLACES)
    place = (
        Place.objects.filter(code=code)
        .values("valid_from", "valid_until", "replaced_by_id", "split_from_id")
        .first()
    )
    if place is None:
        raise NotFound(code)
    day = clock.today()
    heir, mother = place["replaced_by_id"], place["split_from_id"]
    wanted = {*path_of(code), heir, mother} - {None}
    rows = {row.code: row for row in _rows(Place.objects.filter(code__in=wanted), day)}
    return PlaceDetail(
        row=rows[code],
        above=tuple(rows[outer] for outer in path_of(code)[:-1]),
        valid_from=place["valid_from"],
        valid_until=place["valid_until"],
        replaced_by=rows.get(heir or ""),
        split_from=rows.get(mother or ""),
        became=tuple(_rows(Place.objects.filter(split_from=code), day)),
    )


@query
def place_to_change(actor: Actor, code: str) -> PlaceDetail:
    """One place for who may split or end it; NotFound for everybody else."""
    require(actor, Permission.CHANGE_PLACES)
    if not may_change_place(actor, code):
        raise NotAllowed(code)
    return get_place(actor, code)


@query
def list_places(actor: Actor, parent_code: str = "", *, on: date | None = None) -> list[PlaceRow]:
    """The places directly in `parent_code`, by name; the provinces where it is empty."""
    require(actor, Permission.SEE_PLACES)
    day = on or clock.today()
    found = Place.objects.in_force_on(day).filter(parent_id=parent_code or None)
    return _rows(found.order_by("folded", "code"), day)


@query
def list_districts(actor: Actor, regency: str, *, on: date | None = None) -> list[PlaceRow]:
    """The districts (kecamatan) of a regency, by name."""
    require(actor, Permission.SEE_PLACES)
    day = on or clock.today()
    found = Place.objects.in_force_on(day).filter(parent_id=regency, level=Level.DISTRICT)
    return _rows(found.order_by("folded", "code"), day)


@query
def list_villages(actor: Actor, within: str, *, on: date | None = None) -> list[PlaceRow]:
    """Every village within a district or regency, by code."""
    require(actor, Permission.SEE_PLACES)
    day = on or clock.today()
    return _rows(
        Place.objects.in_force_on(day).within(within).filter(level=Level.VILLAGE).order_by("code"), day
    )


@query
def place_names(actor: Actor, codes: Iterable[str | None]) -> dict[str, PlaceRow]:
    """The rows of these codes, in force or not, in one query; unknown codes are left out."""
    require(actor, Permission.SEE_PLACES)
    wanted: Collection[str] = {code for code in codes if code}
    if not wanted:
        return {}
    return {row.code: row for row in _rows_of(frozenset(wanted), clock.today())}


def _scope(found: PlaceSet, level: str | None, within: str | None) -> PlaceSet:
    if level:
        found = found.filter(level=level)
    return found.within(within) if within else found


def _matches(sought: SearchText) -> Q:
    own = Q(own_words=_Words(sought.any_word))
    return own if len(sought.words) == 1 else own & Q(path_words=_Words(sought.every_word))


def _inside(code: str) -> Q:
    return Q(code__gte=code, code__lt=f"{code}/") if code else Q(pk__in=())


def _yes(condition: Q) -> ExpressionWrapper[Any]:
    return ExpressionWrapper(condition, output_field=BooleanField())


class _Words(SearchQuery):
    """A tsquery taken as it stands: the words are folded already, and no parser may see numbers in them."""

    template = "%(expressions)s::tsquery"


def _rows(found: PlaceSet, day: date) -> list[PlaceRow]:
    """The rows with their whole names: the names above come from one more query, whatever the number of rows."""
    return _shown(*_with_names_above(found), day)


def _rows_of(codes: frozenset[str], day: date) -> list[PlaceRow]:
    return _shown(*_register_of(codes), day)


@remembered
def _register_of(codes: frozenset[str]) -> tuple[list[Any], dict[str, str]]:
    return _with_names_above(Place.objects.filter(code__in=codes))


def _with_names_above(found: PlaceSet) -> tuple[list[Any], dict[str, str]]:
    places = list(found.values_list("code", "kind", "level", "name", "valid_from", "valid_until"))
    known = {code: label(kind, name) for code, kind, _level, name, _from, _until in places}
    above = {outer for code, *_rest in places for outer in path_of(code)} - known.keys()
    if above:
        found_above = Place.objects.filter(code__in=above).values_list("code", "kind", "name")
        known.update((code, label(kind, name)) for code, kind, name in found_above)
    return places, known


def _shown(places: list[Any], known: dict[str, str], day: date) -> list[PlaceRow]:
    return [
        PlaceRow(
            code=code,
            name=name,
            kind=kind,
            level=level,
            label=known[code],
            full_name=", ".join(
                known[part] for part in reversed(path_of(code)[_first_shown(level) :]) if part in known
            ),
            is_in_force=is_valid_on(day, valid_from, valid_until),
        )
        for code, kind, level, name, valid_from, valid_until in places
    ]


def _first_shown(level: str) -> int:
    """Below the regency the province goes without saying."""
    return 0 if level in (Level.PROVINCE, Level.REGENCY) else 1
