"""The name a file came with: cleaned for keeping, and written safely into a header."""

import re
import unicodedata
from urllib.parse import quote

LONGEST_NAME = 120
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\\/:*?"<>|;%\'`$&{}\[\]~!=,+#^]')
_TURNING = frozenset(
    "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_PLAIN = re.compile(r"[^A-Za-z0-9._ -]")


def cleaned_name(given: str, ending: str) -> str:
    """`given` without folders, control, direction marks, device names and other endings; ends in `.{ending}`.

    The ending is the content's own, so that "letter.exe.pdf" or a name that reads backwards deceives nobody.
    """
    last = re.split(r"[\\/]", given.replace("\x00", ""))[-1]
    kept = "".join(c for c in unicodedata.normalize("NFC", last) if _is_kept(c))
    stem = _FORBIDDEN.sub("_", kept).strip(" .").rsplit(".", 1)[0].replace(".", "_").strip(" ._-")
    stem = " ".join(stem.split())[:LONGEST_NAME].strip(" ._-")
    if not stem or _RESERVED.match(stem):
        stem = f"berkas_{stem}".strip("_")
    return f"{stem}.{ending}"


def _is_kept(character: str) -> bool:
    return character not in _TURNING and unicodedata.category(character) not in {
        "Cc",
        "Cs",
        "Cf",
        "Co",
        "Cn",
        "Zl",
        "Zp",
    }


def disposition(name: str, *, is_inline: bool) -> str:
    """A Content-Disposition header of RFC 6266: a plain name for old readers, the full one in UTF-8."""
    plain = (
        _PLAIN.sub("_", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode())[:150]
        or "berkas"
    )
    kind = "inline" if is_inline else "attachment"
    full = quote(name.encode("utf-8", "ignore"), safe="")
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{full}"
