"""A kept content on its way to a reader."""

from dataclasses import dataclass

from anyam.foundation.uploads.choices import Form
from anyam.foundation.uploads.names import disposition

MEDIA_TYPES = {
    Form.JPEG: ("image/jpeg", "jpg"),
    Form.PNG: ("image/png", "png"),
    Form.WEBP: ("image/webp", "webp"),
    Form.PDF: ("application/pdf", "pdf"),
    Form.DOCX: ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    Form.XLSX: ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    Form.TEXT: ("text/plain; charset=utf-8", "txt"),
}
SHOWN = frozenset({Form.JPEG, Form.PNG, Form.WEBP, Form.PDF})
"""Forms whose copies were drawn or written anew: a browser may show them. The others are only downloaded."""


@dataclass(frozen=True)
class ServedFile:
    """Bytes on their way to a reader. `may_show` says that a browser may draw them in the window."""

    content: bytes
    media_type: str
    disposition: str
    may_show: bool


def served_copy(content: bytes, form: str, stem: str) -> ServedFile:
    """The clean copy under a name of ours, shown in the window where its form allows that."""
    media_type, ending = MEDIA_TYPES[Form(form)]
    may_show = Form(form) in SHOWN
    return ServedFile(content, media_type, disposition(f"{stem}.{ending}", is_inline=may_show), may_show)


def served_original(content: bytes, name: str) -> ServedFile:
    """The untouched original, only ever as a file to keep: nothing is said of it that a browser could act on."""
    attached = disposition(name, is_inline=False)
    return ServedFile(content, "application/octet-stream", attached, may_show=False)
