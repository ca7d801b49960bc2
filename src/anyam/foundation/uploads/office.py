"""Word and Excel: an archive judged by its list before a byte is unpacked, then packed anew without its author."""

import io
import re
import struct
import zipfile
from xml.parsers import expat

from anyam.foundation.uploads.foreign import hides_another
from anyam.foundation.uploads.pictures import form_of_picture, stripped
from anyam.foundation.uploads.refusing import Unacceptable, refuse_unless

MOST_ENTRIES = 2_000
MOST_UNPACKED = 100 * 1024 * 1024
MOST_RATIO = 150
DEEPEST = 200
_LIST_END = b"PK\x05\x06"
_ARCHIVE = re.compile(rb"\A(?:PK\x03\x04|\x1f\x8b|7z\xbc\xaf|Rar!|BZh|\xfd7zXZ|\xd0\xcf\x11\xe0)")
_NAME = re.compile(r"\A(?!/)(?!.*(?:\.\.|//|\\|:))[\w\-.+ ()\[\]/%@,&'#]{1,200}\Z")
_MACROS = re.compile(r"vbaproject|vbadata|macrosheets|\.bin\Z|activex|customui", re.IGNORECASE)
_INSIDE = re.compile(
    r"embeddings/|externallinks/|connections\.xml|querytables/|webextensions/|\.(?:svg|html?|js|exe|swf|ole)\Z",
    re.I,
)
_XML = re.compile(r"\.(?:xml|rels|vml)\Z", re.IGNORECASE)
_ENTITIES = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OUTSIDE = re.compile(r"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)
_LINK = re.compile(r"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']")
_FETCHES = re.compile(r"\b(?:DDEAUTO|DDE|INCLUDEPICTURE|INCLUDETEXT|IMPORT)\b\s")
_TOLD = re.compile(r"\AdocProps/(?:core|app|custom)\.xml\Z")
_THUMBNAIL = re.compile(r"<Relationship\b[^>]*(?:thumbnail)[^>]*/>", re.IGNORECASE)
_MAIN = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
_EMPTY = {
    "core": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "app": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "custom": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}


def looks_packed(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def packed_anew(content: bytes) -> tuple[str, bytes]:
    """docx or xlsx, and a copy for reading without properties and thumbnail. Raises Unacceptable."""
    _refuse_by_size(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _refuse_by_list(content, entries)
            parts = {entry.filename: _unpacked(archive, entry) for entry in entries if not entry.is_dir()}
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        EOFError,
        struct.error,
        RuntimeError,
        OSError,
    ) as problem:
        raise Unacceptable("damaged") from problem
    form = _form(parts)
    _refuse_by_content(parts)
    return form, _packed(
        {name: _cleaned(name, part) for name, part in parts.items() if "thumbnail" not in name.lower()}
    )


def _refuse_by_size(content: bytes) -> None:
    """The list of contents says how many there are; it is the last thing in the file, and nothing follows it."""
    place = content.rfind(_LIST_END)
    refuse_unless(place >= 0 and place + 22 == len(content), "damaged" if place < 0 else "two_in_one")
    refuse_unless(int.from_bytes(content[place + 10 : place + 12], "little") <= MOST_ENTRIES, "bomb")
    refuse_unless(int.from_bytes(content[place + 12 : place + 16], "little") <= 2 * 1024 * 1024, "bomb")


def _refuse_by_list(content: bytes, entries: list[zipfile.ZipInfo]) -> None:
    refuse_unless(0 < len(entries) <= MOST_ENTRIES, "bomb")
    names = [entry.filename.lower() for entry in entries]
    refuse_unless(len(set(names)) == len(names), "two_in_one")
    refuse_unless(sum(entry.file_size for entry in entries) <= MOST_UNPACKED, "bomb")
    for entry in entries:
        is_bomb = entry.file_size > 1024 * 1024 and entry.file_size > MOST_RATIO * max(entry.compress_size, 1)
        refuse_unless(not is_bomb, "bomb")
        refuse_unless(not entry.flag_bits & 0x1, "locked")
        refuse_unless(_NAME.match(entry.orig_filename) is not None, "two_in_one")
        refuse_unless(
            (entry.external_attr >> 16) & 0o170000 not in {0o120000, 0o060000, 0o020000}, "two_in_one"
        )
        refuse_unless(entry.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}, "damaged")
        refuse_unless(not _MACROS.search(entry.filename) or "printerSettings" in entry.filename, "macros")
        refuse_unless(not _INSIDE.search(entry.filename), "active")
    _refuse_overlap(content, entries)


def _refuse_overlap(content: bytes, entries: list[zipfile.ZipInfo]) -> None:
    """Entries that share packed bytes unpack to many times the file; and nothing stands before the first."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        refuse_unless(entry.header_offset >= end and (end > 0 or entry.header_offset == 0), "bomb")
        name, extra = struct.unpack_from("<HH", content, entry.header_offset + 26)
        end = entry.header_offset + 30 + name + extra + entry.compress_size
        given = content[entry.header_offset + 30 : entry.header_offset + 30 + name]
        refuse_unless(
            given == entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437"), "two_in_one"
        )


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as file:
        part = file.read(entry.file_size + 1)
    refuse_unless(len(part) == entry.file_size, "bomb")
    refuse_unless(_ARCHIVE.match(part) is None, "two_in_one")
    return part


def _form(parts: dict[str, bytes]) -> str:
    types = _words(parts.get("[Content_Types].xml", b""))
    refuse_unless("macroEnabled" not in types and "vbaProject" not in types, "macros")
    forms = [form for form, main in _MAIN.items() if main in types]
    refuse_unless(len(forms) == 1, "unknown")
    return forms[0]


def _refuse_by_content(parts: dict[str, bytes]) -> None:
    for name, part in parts.items():
        if not _XML.search(name):
            refuse_unless(form_of_picture(part) != "" or not hides_another(part), "two_in_one")
            continue
        words = _words(part)
        refuse_unless(_ENTITIES.search(words) is None, "active")
        _read_through(part)
        if name.endswith(".rels"):
            refuse_unless(all(_LINK.search(found[0]) for found in _OUTSIDE.finditer(words)), "reaches_out")
        refuse_unless("instrText" not in words or _FETCHES.search(words) is None, "reaches_out")
        refuse_unless("ddeLink" not in words and "oleLink" not in words, "reaches_out")


def _words(part: bytes) -> str:
    if part[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return part.decode("utf-16", "replace")
    if b"\x00" in part[:4]:
        return part.replace(b"\x00", b"").decode("latin-1")
    return part.decode("utf-8", "replace")


def _read_through(part: bytes) -> None:
    """Well-formed, not deeper than anybody writes, and without a single declaration of its own."""
    parser, depth = expat.ParserCreate(), [0]

    def begin(_name: str, _given: object) -> None:
        depth[0] += 1
        refuse_unless(depth[0] <= DEEPEST, "bomb")

    def end(_name: str) -> None:
        depth[0] -= 1

    def declare(*_given: object) -> None:
        raise Unacceptable("active")

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = declare
    try:
        parser.Parse(part, True)
    except expat.ExpatError as problem:
        raise Unacceptable("damaged") from problem


def _cleaned(name: str, part: bytes) -> bytes:
    if _TOLD.match(name):
        kind = name.removeprefix("docProps/").removesuffix(".xml")
        return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + _EMPTY[kind]).encode()
    if name == "_rels/.rels":
        return _THUMBNAIL.sub("", _words(part)).encode()
    return stripped(part).content if form_of_picture(part) else part


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
