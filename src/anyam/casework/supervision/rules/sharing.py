"""What somebody can carry, how far a child lives, and what would help a unit."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anyam.casework.sops.results import UnitWork

from ..choices import Zone
from ..results import Band, LoadRow

_SUB_DISTRICT = len("35.04.11")
_NEARLY = Decimal("0.8")
_A_FEW = 3
# Below this a distribution would say who is who.
FEWEST_IN_A_DISTRIBUTION = 3
_HALF = Decimal("0.5")


def cap_of(limit: Decimal, share: int) -> Decimal:
    """The weighted cases somebody can carry who works so many hundredths of a full load."""
    return (limit * share / 100).quantize(Decimal("0.01"))


def sub_district(place_code: str) -> str:
    """The code of the sub-district a village lies in; empty for anything larger."""
    return place_code[:_SUB_DISTRICT] if len(place_code) >= _SUB_DISTRICT else ""


def zone_of(place_code: str, zones: Mapping[str, str]) -> Zone:
    """How far the child lives; near where nobody has said."""
    return Zone(zones.get(sub_district(place_code), Zone.NEAR))


def moved_away(rows: Sequence[LoadRow]) -> Decimal:
    """How much weight lies above the caps: what would have to move so that nobody is above."""
    return sum((row.load - row.cap for row in rows if row.is_above), Decimal(0))


def bands_of(rows: Sequence[LoadRow]) -> tuple[Band, ...]:
    """Workers by how full their hands are, without saying who; nothing for a unit so small that it would."""
    if len(rows) < FEWEST_IN_A_DISTRIBUTION:
        return ()
    nearly = sum(not row.is_above and row.load > row.cap * _NEARLY for row in rows)
    above = sum(row.is_above for row in rows)
    return (
        Band(_("Room for more"), len(rows) - nearly - above),
        Band(_("Nearly full"), nearly),
        Band(_("More than one person can carry"), above),
    )


def late_bands_of(late_of_each: Collection[int]) -> tuple[Band, ...]:
    """People by how much of their work is late, without saying who."""
    if len(late_of_each) < FEWEST_IN_A_DISTRIBUTION:
        return ()
    none = sum(count == 0 for count in late_of_each)
    few = sum(0 < count <= _A_FEW for count in late_of_each)
    return (
        Band(_("Nothing late"), none),
        Band(_("One to three things late"), few),
        Band(_("More than three things late"), len(late_of_each) - none - few),
    )


def what_helps(rows: Sequence[LoadRow], work: UnitWork, nobody_here: int) -> tuple[str, ...]:
    """What would help this unit now, the most pressing first. It speaks of the work and never of a person."""
    found = []
    if nobody_here:
        words = ngettext(
            "Name a new worker for %(n)s case whose worker no longer works here.",
            "Name a new worker for %(n)s cases whose worker no longer works here.",
            nobody_here,
        )
        found.append(words % {"n": nobody_here})
    if over := moved_away(rows):
        room = sum((row.room for row in rows if not row.is_away), Decimal(0))
        if room >= over:
            words = _(
                "Hand cases over: %(weight)s weighted cases are too many for some, and others have room."
            )
        else:
            words = _(
                "The whole unit carries too much: %(weight)s weighted cases more than it can, and nobody has"
                " enough room. More hands or fewer new cases would help."
            )
        found.append(words % {"weight": shown(over)})
    if work.late:
        most = work.by_kind[0]
        words = ngettext("%(n)s thing is late.", "%(n)s things of different kinds are late.", work.late)
        if most.late >= work.late * _HALF:
            words = ngettext(
                "%(n)s thing is late: “%(kind)s”.",
                "%(n)s things are late, most of one kind: “%(kind)s”.",
                work.late,
            )
        words = words % {"n": work.late, "kind": most.label}
        found.append(f"{words} {_('Ask in the team what stands in the way, and what may wait.')}")
    return tuple(found)


def shown(value: Decimal) -> str:
    """A weight as it is written in Indonesian, without idle zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
