"""The figures a district begins with, and between which a figure makes sense.

Facts from memory say so; each stays editable by the district.
"""

from __future__ import annotations

from decimal import Decimal

from ..choices import StandardKey, StandardSource

STARTING: dict[StandardKey, tuple[Decimal, StandardSource]] = {
    StandardKey.READINESS_DAYS: (Decimal(90), StandardSource.EXAMPLE),
    # UU 11/2009 art. 53 and Permensos 17/2012: A five years, B three, C two.
    StandardKey.ACCREDITED_A: (Decimal(5), StandardSource.ACCREDITATION_RULES),
    StandardKey.ACCREDITED_B: (Decimal(3), StandardSource.ACCREDITATION_RULES),
    StandardKey.ACCREDITED_C: (Decimal(2), StandardSource.ACCREDITATION_RULES),
    StandardKey.REGISTERED: (Decimal(5), StandardSource.MEMORY),
    StandardKey.CASELOAD: (Decimal(25), StandardSource.MEMORY_CPMS),
    StandardKey.WEIGHT_HIGH: (Decimal("1.5"), StandardSource.EXAMPLE),
    StandardKey.WEIGHT_MEDIUM: (Decimal(1), StandardSource.EXAMPLE),
    StandardKey.WEIGHT_LOW: (Decimal("0.5"), StandardSource.EXAMPLE),
    StandardKey.STAGE_ASSESSMENT: (Decimal("1.25"), StandardSource.EXAMPLE),
    StandardKey.STAGE_PLANNING: (Decimal("1.25"), StandardSource.EXAMPLE),
    StandardKey.STAGE_SERVICES: (Decimal(1), StandardSource.EXAMPLE),
    StandardKey.STAGE_REVIEW: (Decimal("0.75"), StandardSource.EXAMPLE),
    StandardKey.ZONE_MIDDLE: (Decimal("1.25"), StandardSource.EXAMPLE),
    StandardKey.ZONE_FAR: (Decimal("1.5"), StandardSource.EXAMPLE),
    StandardKey.TEAM: (Decimal(6), StandardSource.MEMORY_CPMS),
    StandardKey.SUPERVISION_DAYS: (Decimal(14), StandardSource.EXAMPLE),
    StandardKey.AGAIN_DAYS: (Decimal(365), StandardSource.EXAMPLE),
    StandardKey.HANDBACK_DAYS: (Decimal(2), StandardSource.EXAMPLE),
}

_YEARS = (Decimal(1), Decimal(20), True)
_CASES = (Decimal(1), Decimal(500), False)
_WEIGHT = (Decimal(0), Decimal(20), False)
_TIMES = (Decimal("0.1"), Decimal(5), False)
LIMITS: dict[StandardKey, tuple[Decimal, Decimal, bool]] = {
    StandardKey.READINESS_DAYS: (Decimal(1), Decimal(730), True),
    StandardKey.ACCREDITED_A: _YEARS,
    StandardKey.ACCREDITED_B: _YEARS,
    StandardKey.ACCREDITED_C: _YEARS,
    StandardKey.REGISTERED: _YEARS,
    StandardKey.CASELOAD: _CASES,
    StandardKey.WEIGHT_HIGH: _WEIGHT,
    StandardKey.WEIGHT_MEDIUM: _WEIGHT,
    StandardKey.WEIGHT_LOW: _WEIGHT,
    StandardKey.STAGE_ASSESSMENT: _TIMES,
    StandardKey.STAGE_PLANNING: _TIMES,
    StandardKey.STAGE_SERVICES: _TIMES,
    StandardKey.STAGE_REVIEW: _TIMES,
    StandardKey.ZONE_MIDDLE: _TIMES,
    StandardKey.ZONE_FAR: _TIMES,
    StandardKey.TEAM: _CASES,
    StandardKey.SUPERVISION_DAYS: (Decimal(1), Decimal(180), True),
    StandardKey.AGAIN_DAYS: (Decimal(1), Decimal(1830), True),
    StandardKey.HANDBACK_DAYS: (Decimal(1), Decimal(14), True),
}
"""Lowest, highest, and whether only whole numbers make sense."""
