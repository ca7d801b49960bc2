"""Sending a kept content to a browser: shown as what it is, or kept as a file, and never taken for a page of ours."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from anyam.foundation.access import NotFound
from anyam.foundation.uploads.serving import ServedFile

_SHUT = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# The browser's own reader of PDF does not start in a sandbox; the copy was written anew and holds nothing that acts.
POLICIES = {True: f"{_SHUT}; sandbox", False: f"{_SHUT}; object-src 'self'"}
_PLACES = frozenset({"same-origin", "none"})
_PURPOSES = frozenset({"document", "image", "empty"})


def refuse_other_sites(request: HttpRequest) -> None:
    """Another site, or a page that would run the content, gets nothing. Raises NotFound."""
    site = request.headers.get("Sec-Fetch-Site", "none")
    purpose = request.headers.get("Sec-Fetch-Dest", "document")
    if site not in _PLACES or purpose not in _PURPOSES:
        raise NotFound("file")


def sent(file: ServedFile) -> HttpResponse:
    """The bytes with what a browser may do with them."""
    is_pdf = file.media_type == "application/pdf"
    return HttpResponse(
        file.content,
        content_type=file.media_type,
        headers={
            "Content-Disposition": file.disposition,
            "Content-Security-Policy": POLICIES[not (is_pdf and file.may_show)],
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        },
    )
