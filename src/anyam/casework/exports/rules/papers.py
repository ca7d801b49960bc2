"""A paper set by typst: the template is fixed, and what people wrote reaches it as data, never as markup."""

import json
from dataclasses import asdict
from pathlib import Path

from ..results import Paper

_TEMPLATE = Path(__file__).with_name("paper.typ")


def set_paper(paper: Paper, mark: str) -> bytes:
    """The PDF, `mark` across every page and at its foot."""
    import typst

    data = json.dumps({**asdict(paper), "mark": mark}, ensure_ascii=False)
    made = typst.compile(
        str(_TEMPLATE), root=str(_TEMPLATE.parent), sys_inputs={"data": data}, ignore_system_fonts=True
    )
    return bytes(made)
