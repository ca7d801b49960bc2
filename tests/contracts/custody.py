"""The child before the law, for every address about it: held by the police, which also write the litmas."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from anyam.casework.cases import actions as cases
from anyam.casework.cases.choices import TriageFact
from anyam.casework.custody import actions, queries
from anyam.casework.custody.results import HoldInput, MatterInput, TermInput
from anyam.config import env
from anyam.foundation.core import clock
from tests.cast import MARKER, SYSTEM, Cast, Story

LIMITS = env.ROOT / "data" / "legal_limits.json"


def held_at_police(cast: Cast, stage: str = "investigation") -> HoldInput:
    began_at = clock.now() - timedelta(hours=1)
    return HoldInput(stage, cast.police.id, "lpas", began_at, f"{MARKER}lpas", f"{MARKER}sp-7")


def all_no() -> dict[str, bool]:
    return dict.fromkeys(TriageFact.values, False)


def custody_of(cast: Cast, story: Story) -> dict[str, Any]:
    actions.load_legal_limits(SYSTEM, file=LIMITS)
    dewi, case_id, now = cast.dewi, story.case_id, clock.now()
    matter = MatterInput("investigation", now, threatened_years=5, offence=f"{MARKER}perkara")
    actions.keep_matter(dewi, case_id=case_id, matter=matter)
    (diversion,) = queries.before_the_law(dewi, case_id).diversions
    actions.offer_diversion(dewi, diversion_id=diversion.id, offered_at=now)
    terms = [TermInput("peace", clock.today() + timedelta(days=9), f"{MARKER}damai")]
    actions.settle_diversion(dewi, diversion_id=diversion.id, is_agreed=True, terms=terms)
    rating: dict[str, Any] = {"facts": all_no(), "level": "high", "colleague_id": cast.yusuf.person_id}
    return {
        "rating_id": cases.ask_second_rating(dewi, case_id=case_id, **rating),
        "hold_id": actions.record_hold(dewi, case_id=case_id, hold=held_at_police(cast)),
        "social_paper_id": actions.ask_social_paper(
            dewi, case_id=case_id, kind="litmas", agency_id=cast.police.id, asked_at=now
        ),
        "custody:ask_paper:kind": "social",
        "diversion_id": diversion.id,
        "agreed_term_id": queries.get_diversion(dewi, diversion.id).terms[0].id,
        "custody:change_limit:code": "hold.arrest",
    }
