"""What the pages of administration say about agencies and their changes."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyam.registry.agencies.choices import DirectoryPart
from anyam.registry.agencies.results import AgencyDetail, ChangeRow
from anyam.registry.places.results import PlaceDetail

from ..components.parts import SummaryRow, TimelineEntry
from ..components.templatetags.formats import day, phone

_FIELDS = {
    "name": gettext_lazy("name"),
    "short_name": gettext_lazy("short name"),
    "kind_id": gettext_lazy("kind"),
    "place_id": gettext_lazy("place"),
    "address": gettext_lazy("address"),
    "phone": gettext_lazy("telephone"),
    "emergency_phone": gettext_lazy("emergency telephone"),
    "is_active": gettext_lazy("in use"),
    "is_public": gettext_lazy("for families"),
    "job_title": gettext_lazy("desk or job"),
    "unit_id": gettext_lazy("unit"),
    "description": gettext_lazy("description"),
    "level": gettext_lazy("level"),
    "needs": gettext_lazy("needs"),
    "age_from": gettext_lazy("youngest age"),
    "age_to": gettext_lazy("oldest age"),
    "area_codes": gettext_lazy("area"),
    "hours": gettext_lazy("hours"),
    "cost": gettext_lazy("cost"),
    "requirements": gettext_lazy("what to bring"),
    "response_hours": gettext_lazy("answer time"),
}


def back(url_name: str, label: str, *args: object) -> dict[str, str]:
    return {"url": reverse(url_name, args=args), "label": label}


def back_to(detail: AgencyDetail) -> dict[str, str]:
    return back("administration:agency", detail.row.short_name, detail.row.id)


def agency_facts(detail: AgencyDetail) -> list[SummaryRow]:
    row = detail.row
    return [
        SummaryRow(_("Full name"), row.name),
        SummaryRow(_("Short name"), row.short_name),
        SummaryRow(_("Kind of agency"), row.kind_name),
        SummaryRow(_("Office telephone"), phone(row.phone)),
        SummaryRow(_("Emergency telephone"), phone(row.emergency_phone)),
        SummaryRow(_("Address"), detail.address),
        SummaryRow(_("Place"), detail.place_name),
    ]


def place_facts(detail: PlaceDetail) -> list[SummaryRow]:
    """A place with its dates and what it came from and became."""
    row = detail.row
    facts = [
        SummaryRow(_("Code"), row.code),
        SummaryRow(_("Whole name"), row.full_name),
        SummaryRow(_("In force from"), day(detail.valid_from) or _("before the register began")),
    ]
    if detail.valid_until:
        facts.append(SummaryRow(_("No longer in force from"), day(detail.valid_until)))
    if detail.split_from:
        facts.append(
            SummaryRow(_("Came out of"), f"{detail.split_from.full_name} ({detail.split_from.code})")
        )
    if detail.replaced_by:
        facts.append(
            SummaryRow(_("Goes on as"), f"{detail.replaced_by.full_name} ({detail.replaced_by.code})")
        )
    return facts


def timeline(changes: list[ChangeRow], names: Mapping[UUID, str]) -> list[TimelineEntry]:
    """The changes as a timeline: what changed, from what to what, by whom."""
    return [
        TimelineEntry(
            title=_("%(part)s: %(field)s")
            % {"part": DirectoryPart(c.part).label, "field": _FIELDS.get(c.field, c.field)},
            at=c.at,
            by=names.get(c.by_user_id, "") if c.by_user_id else "",
            text=_("from “%(before)s” to “%(after)s”") % {"before": c.before or "–", "after": c.after or "–"},
        )
        for c in changes
    ]
