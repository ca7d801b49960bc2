"""A QR code as an SVG that stands in the page: no file, no other site, and dark on light in both looks."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_QUIET = 4  # modules of white around it, as the standard asks


def qr_svg(text: str) -> SafeString:
    """`text` as a QR code. Scanners need dark on light, so it keeps its own ground in the dark look."""
    import qrcode  # four megabytes that only this page needs

    code = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    size = len(rows) + 2 * _QUIET
    path = "".join(
        f"M{x + _QUIET} {y + _QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    return format_html(
        '<svg class="qr" viewBox="0 0 {} {}" role="img" aria-labelledby="qr-title" shape-rendering="crispEdges">{}'
        '<rect width="100%" height="100%" fill="#fff"/><path d="{}" fill="#000"/></svg>',
        size,
        size,
        mark_safe('<title id="qr-title">QR</title>'),  # no text of anybody's
        path,
    )
