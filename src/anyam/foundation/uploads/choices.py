"""What a file is, and why one is not taken in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Form(models.TextChoices):
    """What the content itself says it is; a name or a browser's word is never believed."""

    JPEG = "jpeg", _("JPEG picture")
    PNG = "png", _("PNG picture")
    WEBP = "webp", _("WebP picture")
    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word document")
    XLSX = "xlsx", _("Excel workbook")
    TEXT = "text", _("Plain text")


class NotAccepted(models.TextChoices):
    """Why a file is not taken in: a sentence that says what can be done."""

    EMPTY = "empty", _("The file is empty.")
    TOO_LARGE = "too_large", _("The file is larger than 20 MB. Make a smaller copy, or divide it.")
    UNKNOWN = (
        "unknown",
        _("Only JPEG, PNG and WebP pictures, PDF, Word, Excel and plain text files are taken in."),
    )
    DAMAGED = "damaged", _("The file is damaged or not complete. Scan or save it again.")
    TOO_HEAVY = "too_heavy", _("The file needs too much memory or time to open. Make a smaller copy.")
    TOO_MANY_PIXELS = (
        "too_many_pixels",
        _("The picture has too many pixels. Take it with a lower resolution."),
    )
    MOVES = "moves", _("Moving pictures are not taken in. Save one picture of it.")
    TWO_IN_ONE = (
        "two_in_one",
        _("The file hides a second file inside. Open it, and save it again as a new one."),
    )
    ACTIVE = (
        "active",
        _("The file contains a program, a form that sends itself or another file. Print it to PDF."),
    )
    LOCKED = "locked", _("The file is locked with a password. Save it without the password.")
    MACROS = "macros", _("The file contains macros. Save it without macros (.docx or .xlsx).")
    REACHES_OUT = (
        "reaches_out",
        _("The file fetches something from elsewhere. Copy its content into a new file."),
    )
    BOMB = "bomb", _("The file unpacks to far more than it holds. Save it again from your office program.")
    MALWARE = "malware", _("The file carries a known sign of harmful software.")
