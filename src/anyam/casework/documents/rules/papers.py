"""Setting a document with typst. Layouts are fixed files; what people wrote reaches them as data, never as markup."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.conf import settings

EDITION: Final = 1
"""The layouts that new documents are set with. Older documents keep theirs."""


def set_document(content: Mapping[str, Any], *, mark: str = "") -> bytes:
    """The PDF of a frozen content; `mark` lies across every page of what does not count (yet, or any more).

    The same content gives the same bytes: the moment in the file is that of the issue, fonts are those inside typst,
    and nothing of the machine goes into it. A newer release of typst may set the same words in other bytes.
    """
    import typst

    layouts = Path(settings.DATA_FOLDER) / "documents" / str(int(content["edition"]))
    data = json.dumps({**content, "mark": mark}, ensure_ascii=False)
    made = typst.compile(
        str(layouts / f"{content['layout']}.typ"),
        root=str(layouts),
        sys_inputs={"data": data},
        ignore_system_fonts=True,
        timestamp=datetime.fromisoformat(content["issued_at"]),
    )
    return bytes(made)


def digest_of(sheet: bytes) -> str:
    """By which one sees that a paper was set again exactly as it was issued."""
    return sha256(sheet).hexdigest()
