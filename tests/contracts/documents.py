"""Official documents of the child's case, for every address about them: one to a police post that does not sign in."""

from __future__ import annotations

from typing import Any

from anyam.casework.documents import actions
from anyam.casework.documents.choices import DocumentKind
from anyam.casework.documents.results import Wish
from anyam.registry.agencies.choices import Need
from tests.cast import Cast, Story

_OF_THE_LETTER = ("detail", "paper", "withdraw", "replace", "open_link", "shut_link", "record_reply")


def documents_of(cast: Cast, story: Story) -> dict[str, Any]:
    """A letter that waits for an answer on paper; a plan of the same case may still be issued."""
    post = cast.agency("Polsek Ngunut", "police", Need.LAW_ENFORCEMENT)
    referral_id = cast.send(story.case_id, post, Need.LAW_ENFORCEMENT)
    letter_id = actions.issue_document(cast.dewi, wish=Wish(DocumentKind.REFERRAL_LETTER, referral_id))
    return {
        **{f"documents:{name}:document_id": letter_id for name in _OF_THE_LETTER},
        "documents:issue:kind": DocumentKind.PLAN_COPY.value,
        "documents:issue:subject_id": story.case_id,
        "documents:check_code:code": "AAAA-BBBB-CCCC-DDDD-EEEE",
        "register": "letters",
    }
