"""How telephone numbers are written for people; they are kept as +62…"""

from __future__ import annotations

_SHORT_AREAS = ("021", "022", "024", "031", "061")


def written(number: object) -> str:
    """'0812-3456-7890' or '(0355) 321456' from the stored '+62…'; short numbers such as 129 stay."""
    digits = "".join(c for c in str(number or "") if c in "0123456789")
    if digits.startswith("62"):
        digits = "0" + digits[2:]
    if len(digits) < 9:
        return digits
    if digits.startswith("08"):
        return "-".join(part for part in (digits[:4], digits[4:8], digits[8:]) if part)
    area = 3 if digits.startswith(_SHORT_AREAS) else 4
    return f"({digits[:area]}) {digits[area:]}" if digits.startswith("0") else digits
