"""Signs of a second file inside the first, and of harmful software everybody agrees on."""

import re

# Spelled in two parts, so that a scanner does not take this source for the sign itself.
_HARMFUL = (b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE",)

_MARKUP = re.compile(
    rb"<(?:script|html|svg|iframe|body|object|embed|meta|!doctype|\?php|\?xml-stylesheet|!entity)[\s>/]",
    re.IGNORECASE,
)
_CODE = re.compile(rb"(?:javascript:|\*/\s*=\s*[a-z]{3}|onerror\s*=|onload\s*=)", re.IGNORECASE)
_CONTAINERS = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"%PDF-",
    b"\x7fELF\x02",
    b"\x7fELF\x01",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
)
_PROGRAMS = (b"This program cannot be run in DOS mode", b"#!/bin/", b"#!/usr/bin/")


def is_harmful(content: bytes) -> bool:
    """A sign of malware that needs no scanner. Anyam has no virus scanner of its own, and says so."""
    return any(sign in content for sign in _HARMFUL)


def hides_another(content: bytes) -> bool:
    """Something in here that another program would read as a page, a script, an archive or a program."""
    if any(sign in content for sign in (*_CONTAINERS, *_PROGRAMS)):
        return True
    return bool(_MARKUP.search(content) or _CODE.search(content))
