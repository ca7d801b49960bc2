"""What the addresses about the family of a case ask: to read it, to work on it, and for some its addresses."""

from __future__ import annotations

from anyam.foundation.access import Permission
from anyam.foundation.access.choices import Part
from tests.trust._door import Door, at_work, case

_TELL = at_work(Permission.CORRECT_DATA)
_REACH = case(Permission.CORRECT_DATA, Part.ADDRESS, works=True)

FAMILIES: dict[str, Door] = {
    **dict.fromkeys(("families:of_case", "families:drawing", "families:person"), case()),
    **dict.fromkeys(("families:contact", "families:whereabouts", "families:move"), _REACH),
    **{
        f"families:{name}": _TELL
        for name in (
            "add",
            "relate",
            "end_relation",
            "take_back",
            "care",
            "end_care",
            "home",
            "join",
            "leave",
            "death",
        )
    },
}
