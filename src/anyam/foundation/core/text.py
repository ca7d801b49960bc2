"""Cleaning of what people type, before it is judged or kept."""

import unicodedata

# Marks that turn the direction of the text around them: a name carrying one can make another name read backwards.
_BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_KEPT_CONTROLS = frozenset("\n\t")


def clean_text(typed: str) -> str:
    """`typed` in NFC without NUL, control, surrogate and direction-changing characters; line breaks are kept."""
    if typed.isprintable():  # nearly every text: it holds no character of those taken out below
        return unicodedata.normalize("NFC", typed).strip()
    lines = typed.replace("\r\n", "\n").replace("\r", "\n")
    kept = (character for character in lines if _is_kept(character))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def clean_line(typed: str) -> str:
    """As `clean_text`, on one line with single spaces: for names, numbers and titles."""
    return " ".join(clean_text(typed).split())


def _is_kept(character: str) -> bool:
    if character in _KEPT_CONTROLS:
        return True
    return character not in _BIDI_CONTROLS and unicodedata.category(character) not in {"Cc", "Cs"}


def fold_name(name: str) -> str:
    """`name` in small letters without accents or punctuation, single spaces: the ground for comparing names."""
    small = unicodedata.normalize("NFKD", clean_line(name)).casefold()
    decomposed = unicodedata.normalize("NFKD", small)
    letters = (c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(letters).split())
