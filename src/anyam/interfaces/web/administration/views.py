"""The index of administration: only what the actor may do is on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from anyam.foundation.access import NotAllowed, Permission
from anyam.registry.agencies import queries

from ..layouts.requests import OfficeRequest


@dataclass(frozen=True)
class Entry:
    """One part of administration. `pages` are tried in turn; the part is left out where none exists."""

    title: Any
    text: Any
    permission: Permission
    pages: tuple[str, ...]

    @property
    def url(self) -> str:
        for name in self.pages:
            try:
                return reverse(name)
            except NoReverseMatch:
                continue
        return ""


ENTRIES = (
    Entry(
        _("Agencies"),
        _("Who belongs to the network: names, telephone numbers, units and contacts."),
        Permission.CHANGE_ANY_AGENCY,
        ("administration:agencies",),
    ),
    Entry(
        _("Services"),
        _("What each agency offers, to whom, where, and whether it can take children."),
        Permission.CHANGE_ANY_AGENCY,
        ("administration:services",),
    ),
    Entry(
        _("Places"),
        _("New villages, divided districts, changed codes: the register with its dates."),
        Permission.CHANGE_PLACES,
        ("administration:places",),
    ),
    Entry(
        _("Users"),
        _("Who may sign in, for which agency and in which role."),
        Permission.MANAGE_USERS,
        ("users:list",),
    ),
    Entry(
        _("Sign-in rules"),
        _("Second step, days of grace, when a screen locks itself and when a session ends."),
        Permission.MANAGE_USERS,
        ("users:sign_in_rules",),
    ),
    Entry(
        _("Promised times"),
        _("How long each step and each answer may take in this district."),
        Permission.CHANGE_PROMISED_TIMES,
        ("clocks:promised_times",),
    ),
    Entry(
        _("Failed deliveries"),
        _("Notices and clocks that could not be carried out, to be tried again."),
        Permission.SEE_FAILED_DELIVERIES,
        ("deliveries:failed",),
    ),
    Entry(
        _("Backups"),
        _("Whether everything would come back after a disaster, and who can bring it back."),
        Permission.SEE_BACKUPS,
        ("backups:overview",),
    ),
)


@require_GET
def index(request: OfficeRequest) -> HttpResponse:
    entries = [entry for entry in ENTRIES if request.actor.may(entry.permission) and entry.url]
    if not entries:
        raise NotAllowed("administration")
    counts = queries.directory_counts(request.actor)
    return render(request, "administration/index.html", {"entries": entries, "counts": counts})
