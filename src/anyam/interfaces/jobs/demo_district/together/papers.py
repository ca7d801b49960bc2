"""Papers that the demo district's agencies add to what they have agreed. Invented, and each page says so."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

_TEMPLATE = Path(__file__).with_name("papers.typ")
_FOOT = "Contoh untuk peragaan. Tidak ada lembaga atau pejabat yang pernah menandatangani halaman ini."


def example_paper(title: str, lines: Sequence[str]) -> bytes:
    """One page as PDF. The words reach the template as data, never as markup."""
    import typst

    data = json.dumps({"title": title, "lines": list(lines), "foot": _FOOT}, ensure_ascii=False)
    made = typst.compile(
        str(_TEMPLATE), root=str(_TEMPLATE.parent), sys_inputs={"data": data}, ignore_system_fonts=True
    )
    return bytes(made)
