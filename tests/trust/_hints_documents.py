"""What actions on official documents need that their parameters' names do not say."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any
from unittest.mock import patch

from anyam.casework.documents import actions
from anyam.casework.documents.choices import DocumentKind, ReplyStep
from anyam.casework.documents.results import Answer, LetterheadInput, Wish
from anyam.foundation.core import clock
from tests.trust._world import Given, Hint, World, saying

_LETTER = "documents:detail:document_id"


def _about_letter(**more: Any) -> Hint:
    return Hint(lambda world: {"document_id": world.values[_LETTER], **more})


def _without_setting() -> AbstractContextManager[Any]:
    """Setting the paper takes long each time, and asks the database nothing."""
    return patch("anyam.casework.documents.actions.issuing.set_document", return_value=b"paper")


def _plan(world: World) -> Given:
    return {"wish": Wish(DocumentKind.PLAN_COPY, world.story.case_id), "replaces_id": None}


def _linked(world: World) -> None:
    opened = actions.open_reply_link(world.cast.dewi, document_id=world.values[_LETTER])
    world.values["reply_token"] = opened.token


def _by_link(world: World) -> Given:
    return {"token": world.values["reply_token"], "answer": Answer(ReplyStep.ACCEPT)}


def _by_letter(world: World) -> Given:
    return {
        "document_id": world.values[_LETTER],
        "answer": Answer(ReplyStep.ACCEPT),
        "signer": "Kanit PPA",
        "dated_on": clock.today(),
        "scan": None,
    }


HINTS: dict[str, Hint] = {
    "keep_letterhead": saying(given=LetterheadInput(name="RSUD Contoh", unit="RSUD")),
    "change_numbering": saying(register="letters", pattern="B-{n}/{unit}/{year}"),
    "issue_document": Hint(_plan, around=_without_setting),
    "withdraw_document": _about_letter(reason="mistake"),
    "open_reply_link": _about_letter(),
    "revoke_reply_link": Hint(lambda world: {"document_id": world.values[_LETTER]}, _linked),
    "answer_by_link": Hint(_by_link, _linked),
    "record_paper_reply": Hint(_by_letter),
}
