"""The one door a file comes in by: what it is by its content, and the copy that may be shown.

Called in a process apart (`foundation/core/apart.py`): nothing here knows the database or the settings.
"""

from typing import Any

from anyam.foundation.uploads.foreign import is_harmful
from anyam.foundation.uploads.office import looks_packed, packed_anew
from anyam.foundation.uploads.papers import looks_like_pdf, written_anew
from anyam.foundation.uploads.pictures import drawn_anew, form_of_picture
from anyam.foundation.uploads.refusing import MOST_BYTES, Unacceptable, refuse_unless
from anyam.foundation.uploads.texts import as_text

EXAMINE = f"{__name__}:examine_apart"


def examine(content: bytes) -> tuple[str, bytes]:
    """The content's form and its copy for reading. Raises Unacceptable."""
    refuse_unless(len(content) > 0, "empty")
    refuse_unless(len(content) <= MOST_BYTES, "too_large")
    refuse_unless(not is_harmful(content), "malware")
    if form := form_of_picture(content):
        return form, drawn_anew(content)
    if looks_like_pdf(content):
        return "pdf", written_anew(content)
    if looks_packed(content):
        return packed_anew(content)
    return "text", as_text(content)


def examine_apart(content: bytes) -> tuple[dict[str, Any], bytes]:
    """As `examine`, with the refusal as an answer; for the child process."""
    try:
        form, copy = examine(content)
    except Unacceptable as no:
        return {"refused": no.code}, b""
    except MemoryError:
        return {"refused": "too_heavy"}, b""
    return {"form": form}, copy
