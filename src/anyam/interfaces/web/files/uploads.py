"""How a file comes in with a form: in memory only, on the pages that take files, and never more than allowed."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

MOST = 20 * 1024 * 1024 + 1
"""One byte more than is taken in: so much is enough to say that it was too much."""
MOST_FILES = 2
PAGES = frozenset(
    {
        "files:add",
        "instruments:upload",
        "oversight:check_seal",
        "sops:new",
        "documents:record_reply",
        "agreements:add_document",
        "agreements:add_evidence",
        "agreements:deliver",
        "policies:add_document",
    }
)
ACCEPTED = ".jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,.txt"
"""What a browser offers to choose; what is taken in, the content decides."""


class CappedInMemory(FileUploadHandler):
    """The only handler: an upload never lies unsealed on a disk. What is over the cap is read past, not kept."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._count = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._count += 1
        match = getattr(self.request, "resolver_match", None)
        if match is None or match.view_name not in PAGES or self._count > MOST_FILES:
            raise SkipFile
        self._kept = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = MOST - self._kept.tell()
        if room > 0:
            self._kept.write(raw_data[:room])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        size = self._kept.tell()
        self._kept.seek(0)
        return InMemoryUploadedFile(
            file=self._kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type="application/octet-stream",  # what the browser says is not believed
            size=size,
            charset=None,
            content_type_extra=None,
        )
