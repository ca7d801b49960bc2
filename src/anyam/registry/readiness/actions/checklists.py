"""The checklists themselves: brought by the program, changed by the district as new versions."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, NotAllowed, NotFound, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record
from anyam.registry.agencies.choices import Need

from ..events import ChecklistChanged, ChecklistsLoaded
from ..models import Checklist, ChecklistItem
from ..policies import may_keep_standards
from .keeping import NotPossibleAsWritten, known, line

MOST_ITEMS = 40
_CODE = re.compile(r"[a-z][a-z0-9_-]{1,39}")


class NothingToAsk(Refusal):
    sentence = _("Write at least one point and at most forty, each on a line of its own.")


@dataclass(frozen=True)
class ChecklistInput:
    """`items`: one pair of Indonesian and English words for each point; English may be empty."""

    title: str
    items: tuple[tuple[str, str], ...]
    source: str
    title_en: str = ""
    needs: tuple[str, ...] = ()
    is_confirmed: bool = False
    is_used: bool = True


@action()
def change_checklist(actor: Actor, *, code: str, given: ChecklistInput) -> None:
    """Put a new version of a checklist into use in the own district, or a new checklist."""
    require(actor, Permission.KEEP_STANDARDS)
    if not may_keep_standards(actor):
        raise NotAllowed(code[:40])
    if not _CODE.fullmatch(code):
        raise NotFound("checklist")
    earlier = Checklist.objects.select_for_update().filter(
        code=code, district_code__in=["", actor.district_code]
    )
    version = max((one.version for one in earlier), default=0) + 1
    checklist = _add(actor, code, version, actor.district_code, given)
    record(actor, ChecklistChanged(checklist.pk, code, version))


@action()
def load_checklists(actor: Actor, *, file: Path) -> int:
    """Bring in the checklists of the file that are not there yet; how many are new."""
    require(actor, Permission.WATCH_READINESS)
    items = json.loads(file.read_text(encoding="utf-8"))["items"]
    there = set(Checklist.objects.filter(district_code="").values_list("code", "version"))
    new = [item for item in items if (item["code"], item["version"]) not in there]
    for item in new:
        given = ChecklistInput(
            title=item["title"],
            title_en=item["title_en"],
            items=tuple((point["id"], point["en"]) for point in item["points"]),
            needs=tuple(item["needs"]),
            source=item["source"],
            is_confirmed=item["status"] == "confirmed",
        )
        _add(actor, item["code"], item["version"], "", given)
    if new:
        record(actor, ChecklistsLoaded(new_id(), len(new)))
    return len(new)


def _add(actor: Actor, code: str, version: int, district_code: str, given: ChecklistInput) -> Checklist:
    values = _values(given)
    points = _points(given)
    checklist = Checklist.objects.create(
        code=code,
        version=version,
        district_code=district_code,
        since=clock.now(),
        by_user_id=actor.user_id,
        **values,
    )
    ChecklistItem.objects.bulk_create(
        ChecklistItem(checklist=checklist, number=number, words=words, words_en=english)
        for number, (words, english) in enumerate(points, 1)
    )
    return checklist


def _values(given: ChecklistInput) -> dict[str, Any]:
    return {
        "title": line(given.title, "title", 120, is_needed=True),
        "title_en": line(given.title_en, "title_en", 120),
        "needs": [known(need, Need.values, "needs") for need in dict.fromkeys(given.needs)],
        "source": line(given.source, "source", 300, is_needed=True),
        "is_confirmed": given.is_confirmed,
        "is_used": given.is_used,
    }


def _points(given: ChecklistInput) -> list[tuple[str, str]]:
    points = [(line(words, "points", 300), line(english, "points_en", 300)) for words, english in given.items]
    points = [point for point in points if point[0]]
    if not 0 < len(points) <= MOST_ITEMS:
        raise NothingToAsk(field="points")
    if len({words.casefold() for words, _english in points}) != len(points):
        raise NotPossibleAsWritten(_("One point stands here twice. Take one of them away."), field="points")
    return points
