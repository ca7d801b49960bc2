"""PDF: read by a parser, written anew without its properties, and searched for anything that acts."""

import io
import re
from typing import Any

from anyam.foundation.uploads.foreign import hides_another
from anyam.foundation.uploads.pictures import form_of_picture, stripped
from anyam.foundation.uploads.refusing import Unacceptable, refuse_unless

MOST_PAGES = 1_500
MOST_OBJECTS = 150_000
_END = re.compile(rb"%%EOF[\r\n\x00 ]*\Z")
_BODY = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTING = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|Filespec|RichMedia|XFA|SubmitForm|ImportData|GoToE|GoToR|Rendition|Movie|"
    rb"Sound|Collection|AcroForm3D|U3D|PRC)(?![A-Za-z0-9])"
)
# Also searched for inside streams, where they are too long to stand by accident.
_ACTING_ANYWHERE = re.compile(rb"/(?:JavaScript|SubmitForm|ImportData|EmbeddedFile|RichMedia)(?![A-Za-z0-9])")
_DROPPED = ("/Metadata", "/PieceInfo", "/OpenAction", "/AA", "/AcroForm", "/LastModified", "/Thumb")


def looks_like_pdf(content: bytes) -> bool:
    return bool(re.match(rb"%PDF-[12]\.\d", content))


def written_anew(content: bytes) -> bytes:
    """A copy for reading: the pages as a parser understood them, and nothing beside. Raises Unacceptable."""
    refuse_unless(
        _END.search(content) is not None, "damaged" if b"%%EOF" not in content[-2048:] else "two_in_one"
    )
    refuse_unless(b"PK\x05\x06" not in content[-70_000:], "two_in_one")
    refuse_unless(content.count(b"%PDF-1") + content.count(b"%PDF-2") == 1, "two_in_one")
    outside = _BODY.sub(b"", content)
    refuse_unless(not hides_another(outside.replace(b"%PDF-", b"", 1)), "two_in_one")
    _refuse_acting(outside, content)
    try:
        made = _copy(content)
    except Unacceptable:
        raise
    except (MemoryError, RecursionError) as problem:
        raise Unacceptable("too_heavy") from problem
    except Exception as problem:  # whatever the parser says about what it cannot read
        raise Unacceptable("damaged") from problem
    _refuse_acting(_BODY.sub(b"", made), made)
    return made


def _refuse_acting(outside: bytes, whole: bytes) -> None:
    plain = _ESCAPED.sub(lambda m: bytes([int(m[1], 16)]), outside)
    refuse_unless(_ACTING.search(plain) is None and _ACTING_ANYWHERE.search(whole) is None, "active")


def _copy(content: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter

    reader = PdfReader(io.BytesIO(content), strict=False)
    refuse_unless(not reader.is_encrypted, "locked")
    refuse_unless(len(reader.pages) <= MOST_PAGES, "too_heavy")
    refuse_unless(len(reader.pages) > 0, "damaged")
    writer = PdfWriter()
    for page in reader.pages:
        writer.add_page(page)
    refuse_unless(len(writer._objects) <= MOST_OBJECTS, "too_heavy")
    for thing in list(writer._objects):
        _strip(thing)
    writer.metadata = None
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _strip(thing: Any) -> None:
    from pypdf.generic import DictionaryObject, StreamObject

    if not isinstance(thing, DictionaryObject):
        return
    refuse_unless(
        str(thing.get("/S", "")) not in {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData"}, "active"
    )
    for key in _DROPPED:
        if key in thing:
            del thing[key]
    if isinstance(thing, StreamObject) and thing.get("/Subtype") == "/Image":
        drawn = thing._data
        if form_of_picture(drawn) == "jpeg":
            thing._data = stripped(drawn).content
