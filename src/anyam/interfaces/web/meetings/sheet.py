"""Minutes set by typst: the template is fixed, and what people wrote reaches it as data, never as markup."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_TEMPLATE = Path(__file__).with_name("minutes.typ")


def set_minutes(sheet: dict[str, Any]) -> bytes:
    """The PDF of one meeting's minutes."""
    import typst

    data = json.dumps(sheet, ensure_ascii=False)
    made = typst.compile(
        str(_TEMPLATE), root=str(_TEMPLATE.parent), sys_inputs={"data": data}, ignore_system_fonts=True
    )
    return bytes(made)
