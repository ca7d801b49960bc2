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
    StandardKey.TEAM: (Decimal(6), StandardSource.MEMORY_CPMS),
}

_YEARS = (Decimal(1), Decimal(20), True)
_CASES = (Decimal(1), Decimal(500), False)
_WEIGHT = (Decimal(0), Decimal(20), False)
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
    StandardKey.TEAM: _CASES,
}
"""Lowest, highest, and whether only whole numbers make sense."""
