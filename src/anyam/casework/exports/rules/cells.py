"""Text in a cell stays text, in every program and after every "save as" (OWASP ASVS 5.0, 1.2.10)."""

import unicodedata

_BEGINS = frozenset("=+-@|%\t\r\n\x00'")
_LONGEST = 32_000


def as_cell(text: str) -> str:
    """`text` without what no cell holds, and with an apostrophe before anything a program could take for a formula.

    What stands before the sign does not help it: marks, blanks and controls are looked past, and a full-width sign
    counts as the sign, for programs and people paste and normalise.
    """
    kept = "".join(c if c == "\n" else " " if c in "\t\r" else c for c in text if _is_kept(c))[:_LONGEST]
    return f"'{kept}" if _is_active(text) else kept


def _is_active(text: str) -> bool:
    seen = unicodedata.normalize("NFKC", text)
    for character in seen:
        if character in _BEGINS:
            return True
        if not (character.isspace() or unicodedata.category(character) in {"Cf", "Cc", "Mn", "Cn", "Co"}):
            return False
    return False


def _is_kept(character: str) -> bool:
    if character in "\n\t\r":
        return True
    return (
        unicodedata.category(character) not in {"Cc", "Cs", "Cn", "Co"}
        and character not in "\ufeff\u202e\u202d\u2066"
    )
