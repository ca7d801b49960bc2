"""An XLSForm read with pyxform: its XForm, what pyxform says, and on which row each question stands.

Called in a process apart (`foundation/core/apart.py`): nothing here knows the database or the settings.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from pyxform import xls2json_backends
from pyxform.errors import PyXFormError, PyXFormReadError
from pyxform.xls2xform import convert

from anyam.foundation.uploads.office import looks_packed, packed_anew
from anyam.foundation.uploads.refusing import Unacceptable

READ = f"{__name__}:read_apart"
MOST_BYTES = 4 * 1024 * 1024
MOST_ROWS = 30_000
MOST_UNPACKED = 40 * 1024 * 1024
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK = re.compile(r"xl/worksheets/[^/]+\.xml\Z")
_ROW = re.compile(rb"<(?:\w+:)?row[ />]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_AT_ROW = re.compile(r"\[row : (\d+)\]")
_SHEET = re.compile(
    r"(survey|choices|settings|external_choices|entities|osm)['’]? (?:sheet|worksheet)|sheet(?: named)?:? ['‘](\w+)",
    re.I,
)
_COLUMN = re.compile(r"the '([^']+)' value|column header[s]?:? '?([\w:]+)|under the (\w+) column", re.I)
_HEADER = {"name": ("name", "value"), "type": ("type", "command")}


def read_apart(content: bytes) -> tuple[dict[str, Any], bytes]:
    """What was found, and the XForm; for the child process."""
    try:
        ending, advice = _looked_at(content)
    except Unacceptable as no:
        return {"refused": no.code}, b""
    try:
        rows = _rows(content, ending)
        made = convert(io.BytesIO(content), file_type=ending, validate=False, form_name="data")
    except PyXFormReadError:
        return {"refused": "unknown"}, b""
    except PyXFormError as problem:
        return {"findings": [*advice, *_findings([str(problem)], is_blocking=True)]}, b""
    except MemoryError:
        return {"refused": "too_heavy"}, b""
    except Exception as problem:
        return {"refused": "damaged", "kind": type(problem).__name__}, b""
    findings = [*advice, *_findings(made.warnings or [], is_blocking=False)]
    return {"findings": findings, "rows": rows}, made.xform.encode()


def _looked_at(content: bytes) -> tuple[str, list[dict[str, Any]]]:
    """The ending pyxform goes by, and advice. Raises Unacceptable."""
    if not content:
        raise Unacceptable("empty")
    if len(content) > MOST_BYTES:
        raise Unacceptable("too_large")
    if content.startswith(_OLD_EXCEL):
        return ".xls", []
    if looks_packed(content):
        form, _copy = packed_anew(content)
        if form != "xlsx":
            raise Unacceptable("unknown")
        return ".xlsx", _counted(content)
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Unacceptable("unknown") from problem
    if "\x00" in words or words.count("\n") > MOST_ROWS:
        raise Unacceptable("unknown" if "\x00" in words else "too_heavy")
    return (".md" if words.lstrip().startswith("|") else ".csv"), []


def _counted(content: bytes) -> list[dict[str, Any]]:
    advice = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
            raise Unacceptable("bomb")
        for entry in archive.infolist():
            if not _WORKBOOK.search(entry.filename):
                continue
            sheet = archive.read(entry)
            if len(_ROW.findall(sheet)) > MOST_ROWS:
                raise Unacceptable("too_heavy")
            if _FORMULA.search(sheet):
                advice.append(_finding("", 0, "", "formulas", is_blocking=False, is_ours=True))
    return advice[:1]


def _rows(content: bytes, ending: str) -> dict[str, int]:
    """Path below the form's root to its row, as the spreadsheet counts."""
    read = xls2json_backends.get_xlsform(io.BytesIO(content), file_type=ending)
    survey: Iterable[Mapping[str, Any]] = read.survey or ()
    found: dict[str, int] = {}
    above: list[str] = []
    for number, row in enumerate(survey, 2):
        given = {
            str(key).strip().lower(): str(value).strip() for key, value in row.items() if value is not None
        }
        kind = next((given[key] for key in _HEADER["type"] if key in given), "").lower().replace("_", " ")
        name = next((given[key] for key in _HEADER["name"] if key in given), "")
        if kind.startswith("end ") and kind.split()[1:2] and kind.split()[1] in {"group", "repeat", "loop"}:
            if above:
                above.pop()
            continue
        path = "/".join(("", *above, name))
        if name:
            found.setdefault(path, number)
            found.setdefault(f"{path}_count", number)
        if kind.startswith("begin "):
            above.append(name)
    return found


def _findings(sentences: Iterable[str], *, is_blocking: bool) -> list[dict[str, Any]]:
    return [_located(sentence, is_blocking=is_blocking) for sentence in sentences]


def _located(sentence: str, *, is_blocking: bool) -> dict[str, Any]:
    """pyxform tells sheet, row and column within its sentence."""
    row, sheet, column = (pattern.search(sentence) for pattern in (_AT_ROW, _SHEET, _COLUMN))
    named = next((part for part in sheet.groups() if part), "") if sheet else ""
    header = next((part for part in column.groups() if part), "") if column else ""
    cleaned = " ".join(_AT_ROW.sub("", sentence).split())
    return _finding(
        named.lower() or ("survey" if row else ""),
        int(row[1]) if row else 0,
        header,
        cleaned,
        is_blocking=is_blocking,
    )


def _finding(
    sheet: str, row: int, column: str, sentence: str, *, is_blocking: bool, is_ours: bool = False
) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "row": row,
        "column": column,
        "sentence": sentence[:600],
        "is_blocking": is_blocking,
        "is_ours": is_ours,
    }
