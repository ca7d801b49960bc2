"""A workbook in which every cell is text and every page says for whom it was made."""

import io
from typing import Any

from ..results import Sheet
from .cells import as_cell

_WIDEST = 48


def set_sheet(sheet: Sheet, mark: str) -> bytes:
    """The workbook; `mark` stands in the first row, and in header and footer of every printed page."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill

    book = Workbook()
    page: Any = book.active
    page.title = "Anyam"
    rows = [(mark,), (sheet.title,), sheet.head, *sheet.rows]
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            cell = page.cell(number, place)
            cell.value = as_cell(text)
            cell.data_type, cell.number_format, cell.quotePrefix = "s", "@", True
            cell.alignment = Alignment(vertical="top", wrap_text=number > 3)
    page["A1"].font, page["A1"].fill = Font(italic=True), PatternFill("solid", fgColor="FFE9E1D2")
    page["A2"].font = Font(bold=True, size=14)
    for place, text in enumerate(sheet.head, 1):
        page.cell(3, place).font = Font(bold=True)
        longest = max([len(text), *(len(row[place - 1]) for row in sheet.rows)])
        page.column_dimensions[page.cell(3, place).column_letter].width = min(max(longest + 2, 10), _WIDEST)
    page.freeze_panes = "A4"
    for edge in (page.oddHeader, page.oddFooter, page.evenHeader, page.evenFooter):
        edge.center.text = as_cell(mark).replace("&", "&&")[:250]
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:3"
    book.properties.creator = book.properties.lastModifiedBy = "Anyam"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
