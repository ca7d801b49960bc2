"""Locking a document with a passphrase that Anyam forgets."""

import io
import secrets

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another when read aloud
_GROUPS, _EACH = 5, 4


def new_passphrase() -> str:
    """Twenty letters in groups, 99 bits: may be said on the telephone, and not be guessed."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_EACH)) for _ in range(_GROUPS))


def locked_paper(content: bytes, passphrase: str) -> bytes:
    """The PDF under AES-256, without properties and without links."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.metadata = None
    writer.remove_links()
    writer.encrypt(user_password=passphrase, owner_password=secrets.token_urlsafe(24), algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def locked_sheet(content: bytes, passphrase: str) -> bytes:
    """The workbook under AES-256, as Excel and LibreOffice open it."""
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(passphrase, out)
    return out.getvalue()
