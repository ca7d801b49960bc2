"""An SOP as PDF in the official layout, set by typst. The flow is the drawing cut into the rows of the table."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from anyam.foundation.core.dates import day_in_words, moment_in_words

from ..choices import VersionState
from ..results.document import Document, Header
from ..results.drawing import Arrow, Drawing
from ..results.sop_words import hours_in_words
from ..results.sops import SignatureRow, SopDetail
from .drawing import draw

_TEMPLATE = Path(__file__).with_name("sop.typ")
_AGREED = (VersionState.IN_FORCE, VersionState.RETIRED)
MOST_ON_A4 = 8


def set_sop(sop: SopDetail) -> bytes:
    """The PDF; what is not in force says so across every page."""
    import typst

    data = json.dumps(paper_of(sop), ensure_ascii=False)
    made = typst.compile(
        str(_TEMPLATE), root=str(_TEMPLATE.parent), sys_inputs={"data": data}, ignore_system_fonts=True
    )
    return bytes(made)


def paper_of(sop: SopDetail) -> dict[str, Any]:
    """Everything the template shows."""
    document, drawing = sop.document, draw(sop.document)
    version = _("%(code)s, version %(number)s") % {"code": sop.row.code, "number": sop.row.number}
    return {
        "title": document.title,
        "lang": (get_language() or "id")[:2],
        "sheet": "a3" if len(drawing.lanes) > MOST_ON_A4 else "a4",
        "mark": "" if sop.row.state in _AGREED else sop.row.standing.upper(),
        "foot": f"{version} · {sop.row.standing}",
        "owner": sop.agency_names.get(sop.owner_agency_id, sop.row.owner_name),
        "unit": document.header.unit,
        "block": _block(sop, document.header),
        "boxes": _boxes(document.header),
        "purpose": document.purpose,
        "promised": hours_in_words(document.promised_hours, document.promised_counting),
        "performers": [lane.title for lane in drawing.lanes] or ["–"],
        "widths": [lane.right - lane.left for lane in drawing.lanes] or [1],
        "rules": [lane.left for lane in drawing.lanes[1:]],
        "width": drawing.width or 1,
        "rows": _rows(document, drawing),
        "legend": _legend(),
        "signed_heads": [_("Agency"), _("Signed by"), _("As"), _("On")],
        "signatures": [_signature(one) for one in sop.signatures],
        "words": _words(),
    }


def _legend() -> str:
    return _(
        "Symbols: capsule – start and end; box – activity; diamond – decision; arrow – flow; pentagon – goes on in"
        " another SOP. Dashed arrows lead back."
    )


def _signature(one: SignatureRow) -> list[str]:
    when = moment_in_words(one.decided_at) if one.decided_at else one.state_label
    return [one.agency_name, one.decided_by, one.signed_as, when]


def _words() -> dict[str, str]:
    return {
        "no": pgettext("SOP", "No."),
        "activity": pgettext("SOP", "Activity"),
        "performers": pgettext("SOP", "Performers"),
        "quality": pgettext("SOP", "Quality standard"),
        "needs": pgettext("SOP", "Needs"),
        "time": pgettext("SOP", "Time"),
        "gives": pgettext("SOP", "Output"),
        "note": pgettext("SOP", "Note"),
        "purpose": _("Purpose") + ": ",
        "promised": _("Promised time") + ": ",
        "signatures": _("Signed by the agencies it names"),
    }


def _block(sop: SopDetail, header: Header) -> list[list[str]]:
    effective = sop.row.valid_from if sop.row.state in _AGREED else header.effective_on
    approved = [part for part in (header.approved_as, header.approved_by) if part]
    return [
        [_("SOP number"), header.number or sop.row.code],
        [_("Drawn up on"), day_in_words(header.made_on) if header.made_on else "–"],
        [_("Revised on"), day_in_words(header.revised_on) if header.revised_on else "–"],
        [_("Effective from"), day_in_words(effective) if effective else "–"],
        [_("Approved by"), ", ".join(approved) or "–"],
        [_("Title"), sop.document.title],
    ]


def _boxes(header: Header) -> list[list[Any]]:
    """In pairs, left and right, as the official sheet has them."""
    return [
        [_("Legal basis"), list(header.legal_basis)],
        [_("Qualification of performers"), list(header.qualifications)],
        [_("Joined SOPs"), list(header.relations)],
        [_("Equipment"), list(header.equipment)],
        [_("Warning"), [header.warning] if header.warning else []],
        [_("Records and data"), list(header.records)],
    ]


def _rows(document: Document, drawing: Drawing) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for step, shape in zip(document.steps, drawing.shapes, strict=True):
        top = shape.number - 1
        note = "\n".join(part for part in (step.note, step.linked_sop, "; ".join(step.rests_on)) if part)
        rows.append(
            {
                "number": shape.number,
                "activity": step.activity or str(step.symbol.label),
                "needs": list(step.needs),
                "time": hours_in_words(step.hours, step.counting),
                "gives": list(step.gives),
                "note": note,
                "shape": {
                    "number": shape.number,
                    "symbol": shape.symbol.value,
                    "left": shape.left,
                    "right": shape.right,
                    "top": shape.top - top,
                    "bottom": shape.bottom - top,
                },
                "others": list(shape.others),
                "pieces": [],
                "heads": [],
                "labels": [],
            }
        )
    for arrow in drawing.arrows:
        _cut(arrow, rows)
    return rows


def _cut(arrow: Arrow, rows: list[dict[str, Any]]) -> None:
    """Give each row the pieces of an arrow that lie in its band."""
    for a, b in pairwise(arrow.points):
        low, high = sorted((a.y, b.y))
        for row in range(int(low), min(int(high), len(rows) - 1) + 1):
            top, bottom = max(low, row) - row, min(high, row + 1) - row
            if a.y == b.y or bottom > top:
                rows[row]["pieces"].append([a.x, top, b.x, bottom, arrow.is_back])
    end, at = arrow.points[-1], arrow.label_at
    rows[arrow.target_number - 1]["heads"].append([end.x, end.y - (arrow.target_number - 1)])
    if arrow.answer:
        row = arrow.source_number - 1
        rows[row]["labels"].append([at.x, at.y - row, arrow.label_ends, arrow.answer[:20]])
