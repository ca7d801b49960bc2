"""Where the search looks, each place only for those who may."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from anyam.casework.cases import queries as cases
from anyam.foundation.access import Actor, Permission
from anyam.registry.agencies import queries as agencies

MOST = 10


@dataclass(frozen=True)
class Hit:
    """One thing found; `title` is masked where it names a child."""

    title: str
    url: str
    kind: str = ""
    risk: str = ""
    facts: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Group:
    title: str
    hits: tuple[Hit, ...]


def find(actor: Actor, text: str) -> tuple[Group, ...]:
    """What fits `text`, in groups; empty groups are left out."""
    asked: tuple[tuple[Permission, str, Callable[[Actor, str], Iterable[Hit]]], ...] = (
        (Permission.SEE_CASES, _("Cases and children"), _cases),
        (Permission.SEE_REPORTS, _("Reports"), _reports),
        (Permission.SEE_DIRECTORY, _("Services"), _services),
        (Permission.SEE_DIRECTORY, _("Agencies"), _agencies),
    )
    groups = (Group(title, tuple(look(actor, text))) for may, title, look in asked if actor.may(may))
    return tuple(group for group in groups if group.hits)


def _cases(actor: Actor, text: str) -> Iterable[Hit]:
    wanted = cases.CaseFilter(state="", text=text)
    for row in cases.find_cases(actor, wanted, size=MOST).rows:
        stage = _("Closed") if row.state == "closed" else row.stage_label
        facts = (row.number, row.age_text, row.place_name, stage)
        yield Hit(row.masked_name, _address("cases:summary", row.id), risk=row.level, facts=facts)


def _reports(actor: Actor, text: str) -> Iterable[Hit]:
    for row in cases.find_reports(actor, number=text).rows:
        yield Hit(
            row.number, _address("reports:detail", row.id), kind=row.state_label, facts=(row.place_name,)
        )


def _services(actor: Actor, text: str) -> Iterable[Hit]:
    for row in agencies.find_services(actor, text=text)[:MOST]:
        yield Hit(row.name, _address("directory:service", row.id), facts=(row.agency_name, row.hours))


def _agencies(actor: Actor, text: str) -> Iterable[Hit]:
    for row in agencies.find_agencies(actor, text=text)[:MOST]:
        yield Hit(row.name, _address("directory:agency", row.id), facts=(row.kind_name, row.phone))


def _address(name: str, *args: Any) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
