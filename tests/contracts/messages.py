"""What agencies write and issue, for every address about it: threads, circulars, shared words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.apps import apps

from anyam.casework.messages import actions
from anyam.casework.messages.actions import CircularInput
from anyam.foundation.core import clock
from tests.cast import MARKER, Cast, Story


def messages_of(cast: Cast, story: Story) -> dict[str, Any]:
    """A thread about the child's case that its own team must acknowledge."""
    given = {"title": f"{MARKER}judul pesan", "text": f"{MARKER}isi pesan", "to": [cast.centre.id]}
    thread_id = actions.begin_thread(
        cast.dewi,
        about="case",
        subject_id=story.case_id,
        due_at=clock.now() + timedelta(days=2),
        **given,
    )
    asked = apps.get_model("messages.Acknowledgement").objects.get(message__thread_id=thread_id)
    return {
        "about": "kasus",
        **{f"threads:{name}:subject_id": story.case_id for name in ("of_subject", "new")},
        "thread_id": thread_id,
        "message_id": asked.message_id,
        "acknowledgement_id": asked.pk,
    }


def letters_of(cast: Cast) -> dict[str, Any]:
    """A circular in force, one in writing, one that was withdrawn; a proposed word and an agreed one."""
    circular_id, in_writing, ended = (circular(cast, is_issued=one) for one in (True, False, True))
    receipt = apps.get_model("messages.CircularReceipt").objects.get(
        version__circular_id=circular_id, agency_id=cast.hospital.id
    )
    term_id = actions.propose_term(cast.siti, word="Rujukan", meaning="Meminta layanan")
    return {
        "circular_id": circular_id,
        **{f"circulars:{name}:circular_id": in_writing for name in ("change", "issue", "drop")},
        "circulars:withdraw:circular_id": ended,
        "circulars:version:version": "1",
        "receipt_id": receipt.pk,
        "term_id": term_id,
        "terms:propose_newer:term_id": agreed_term(cast),
    }


def circular(cast: Cast, *, is_issued: bool) -> UUID:
    """Of the secretariat, for the hospital."""
    circular_id = actions.draft_circular(cast.wulan, kind="circular", given=words(cast))
    if is_issued:
        actions.issue_circular(cast.wulan, circular_id=circular_id)
    return circular_id


def words(cast: Cast, changed: str = "") -> CircularInput:
    return CircularInput(
        title="Visum tanpa menunggu",
        text="Anak diperiksa pada hari yang sama.",
        question="Kapan anak diperiksa?",
        answers=["Hari yang sama", "Besok"],
        right_answer=0,
        valid_from=clock.today(),
        read_by=clock.today() + timedelta(days=7),
        agency_ids=[cast.hospital.id],
        changed=changed,
    )


def agreed_term(cast: Cast) -> UUID:
    term_id = actions.propose_term(cast.siti, word="Asesmen", meaning="Yang diketahui tentang anak")
    actions.comment_on_term(cast.rudi, term_id=term_id, stance="agree")
    actions.agree_term(cast.wulan, term_id=term_id)
    return term_id
