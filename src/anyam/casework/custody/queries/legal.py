"""What the law says, as rows with days in force."""

from collections.abc import Collection
from datetime import date

from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.core import clock

from ..choices import LimitCode, LimitStatus, Unit
from ..models import LegalLimit
from ..results import Ground, LimitRow
from ..rules import Figure, figure_on


@query
def list_legal_limits(actor: Actor) -> tuple[LimitRow, ...]:
    """Every row in sight, in the order of the way, the newest first."""
    require(actor, Permission.SEE_PROMISED_TIMES)
    rows = limits_of(actor.district_code)
    counting = {code: figure_on(figures_in(rows), code, clock.today()) for code in LimitCode.values}
    order = {code: place for place, code in enumerate(LimitCode.values)}
    rows.sort(key=lambda row: (order.get(row.code, len(order)), row.district_code == "", -row.version))
    return tuple(_row(row, counting.get(row.code)) for row in rows)


@query
def may_change_legal_limits(actor: Actor) -> bool:
    require(actor, Permission.SEE_PROMISED_TIMES)
    return actor.may(Permission.CHANGE_LEGAL_LIMITS) and bool(actor.district_code)


@query
def get_legal_limit_to_change(actor: Actor, code: str) -> LimitRow:
    """The row that counts today, for who may write the next one. Raises NotFound."""
    require(actor, Permission.CHANGE_LEGAL_LIMITS)
    found = next((row for row in list_legal_limits(actor) if row.code == code and row.is_counting), None)
    if found is None:
        raise NotFound("legal limit")
    return found


@query
def legal_figures(actor: Actor, district_code: str = "") -> tuple[Figure, ...]:
    """The rows as values, to count by."""
    require(actor, Permission.SEE_PROMISED_TIMES)
    return figures_in(limits_of(district_code or actor.district_code))


def limits_of(district_code: str) -> list[LegalLimit]:
    return list(LegalLimit.objects.filter(district_code__in=["", district_code]))


def figures_in(rows: Collection[LegalLimit]) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            row.code,
            row.version,
            row.amount,
            row.unit,
            row.valid_from,
            row.valid_until,
            is_own=bool(row.district_code),
        )
        for row in rows
    )


def ground_of(rows: Collection[LegalLimit], code: str, day: date) -> Ground | None:
    """The row behind a limit that counted on a day, in words."""
    figure = figure_on(figures_in(rows), code, day)
    found = [
        row
        for row in rows
        if figure
        and (row.code, row.version, bool(row.district_code)) == (code, figure.version, figure.is_own)
    ]
    if not found:
        return None
    return Ground(
        amount=found[0].amount,
        unit_label=str(Unit(found[0].unit).label),
        law=found[0].law,
        article=found[0].article,
        status=found[0].status,
        status_label=str(LimitStatus(found[0].status).label),
    )


def _row(row: LegalLimit, counting: Figure | None) -> LimitRow:
    return LimitRow(
        code=row.code,
        label=str(LimitCode(row.code).label),
        version=row.version,
        amount=row.amount,
        unit=row.unit,
        unit_label=str(Unit(row.unit).label),
        law=row.law,
        article=row.article,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        status=row.status,
        status_label=str(LimitStatus(row.status).label),
        note=row.note,
        is_own=bool(row.district_code),
        is_counting=counting is not None
        and (row.version, bool(row.district_code)) == (counting.version, counting.is_own),
    )
