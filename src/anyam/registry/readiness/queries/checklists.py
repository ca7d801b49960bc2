"""The checklists of a district."""

from __future__ import annotations

from anyam.foundation.access import Actor, NotFound, Permission, query, require

from ..models import Checklist
from ..policies import may_keep_standards
from ..results import ChecklistDetail, ChecklistRow, PointRow
from .inuse import all_newest, title_of, words_of


@query
def find_checklists(actor: Actor) -> list[ChecklistRow]:
    """Every checklist in the version that counts here, those in use first."""
    require(actor, Permission.SEE_DIRECTORY)
    rows = [checklist_row(one) for one in all_newest(actor.district_code)]
    return sorted(rows, key=lambda row: (not row.is_used, row.title.casefold()))


@query
def checklists_to_keep(actor: Actor) -> list[ChecklistRow]:
    """The checklists for who may change them."""
    require(actor, Permission.KEEP_STANDARDS)
    return find_checklists(actor)


@query
def get_checklist(actor: Actor, code: str) -> ChecklistDetail:
    """One checklist with its points and versions. Raises NotFound."""
    seen = Checklist.objects.visible_to(actor)
    found = next((one for one in all_newest(actor.district_code) if one.code == code), None)
    if found is None:
        raise NotFound("checklist")
    versions = seen.filter(code=code).order_by("-version").values_list("version", "since", "district_code")
    return ChecklistDetail(
        row=checklist_row(found),
        title_id=found.title,
        title_en=found.title_en,
        points=tuple(
            PointRow(item.number, words_of(item.words, item.words_en), item.words, item.words_en)
            for item in found.items.all()
        ),
        versions=tuple((number, since.date(), bool(district)) for number, since, district in versions),
        may_change=may_keep_standards(actor),
    )


@query
def get_checklist_to_change(actor: Actor, code: str) -> ChecklistDetail:
    require(actor, Permission.KEEP_STANDARDS)
    return get_checklist(actor, code)


def checklist_row(one: Checklist) -> ChecklistRow:
    return ChecklistRow(
        id=one.pk,
        code=one.code,
        version=one.version,
        title=title_of(one),
        needs=tuple(one.needs),
        source=one.source,
        is_confirmed=one.is_confirmed,
        is_used=one.is_used,
        is_own=bool(one.district_code),
        points=len(one.items.all()),
    )
