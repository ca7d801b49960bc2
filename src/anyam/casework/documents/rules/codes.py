"""The code by which anybody can check that a document is genuine: random, and nothing of the document is in it."""

from typing import Final

from anyam.foundation.core.ids import random_bits

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U to misread
_LENGTH: Final = 20  # 20 × 5 bits = 100 bits
_GROUP: Final = 4
_MISREAD: Final = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


def new_code() -> str:
    """A hundred random bits in twenty characters."""
    bits = random_bits(_LENGTH * 5)
    return "".join(_ALPHABET[(bits >> shift) & 31] for shift in range(0, _LENGTH * 5, 5))


def in_groups(code: str) -> str:
    """'7K2M-9XQ4-TR8B-…', as it is printed and read out."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def typed_code(typed: str) -> str:
    """What somebody typed or scanned, without groups, in capitals, with misread letters put right; any length."""
    kept = (one for one in typed[:100].upper().translate(_MISREAD) if one in _ALPHABET)
    return "".join(kept)


def dots_of(text: str) -> list[str]:
    """The rows of a QR code: '1' is dark. Frozen with the document, so that it is drawn the same for ever."""
    import qrcode  # four megabytes that only issuing needs

    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    return ["".join("1" if dark else "0" for dark in row) for row in code.get_matrix()]
