"""The door for actions: what a content is and its clean copy, or the sentence that says why it may not come in."""

from typing import Any

from anyam.foundation.core.apart import Collapsed, call_apart
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.uploads.choices import Form, NotAccepted
from anyam.foundation.uploads.examining import EXAMINE
from anyam.foundation.uploads.refusing import MOST_BYTES


class FileNotAccepted(Refusal):
    """The content may not come in; the sentence says what can be done."""

    def __init__(self, code: str) -> None:
        super().__init__(NotAccepted(code).label, field="content")


def examined(content: bytes) -> tuple[Form, bytes]:
    """What the content is, and its clean copy. Raises FileNotAccepted."""
    if not content:
        raise FileNotAccepted("empty")
    if len(content) > MOST_BYTES:
        raise FileNotAccepted("too_large")
    facts: dict[str, Any]
    try:
        facts, copy = call_apart(EXAMINE, content)
    except Collapsed:
        raise FileNotAccepted("too_heavy") from None
    if "refused" in facts:
        raise FileNotAccepted(str(facts["refused"]))
    return Form(facts["form"]), copy
