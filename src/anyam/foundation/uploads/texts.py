"""Plain text: readable letters, and nothing a browser, an office program or a shell would take for its own."""

import re

from anyam.foundation.uploads.foreign import hides_another
from anyam.foundation.uploads.refusing import refuse_unless

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BEGINS = re.compile(
    r"\s*(?:<|\{\\rtf|%!PS|%PDF|#!|MIME-Version:|@echo|begin \d{3} |\[InternetShortcut\])", re.IGNORECASE
)
_TAGS = re.compile(
    r"<\s*(?:script|html|svg|iframe|img|body|object|embed|link|meta|form|a\s|!doctype|\?)", re.IGNORECASE
)


def as_text(content: bytes) -> bytes:
    """The text in UTF-8 without a mark at its head. Raises Unacceptable."""
    is_utf16 = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    try:
        words = content.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        words = ""
    refuse_unless(bool(words.strip()) and _CONTROLS.search(words) is None, "unknown")
    refuse_unless(_BEGINS.match(words) is None and _TAGS.search(words) is None, "unknown")
    refuse_unless(not hides_another(content), "two_in_one")
    return words.encode()
