"""What somebody types into the forms: a whole good form, to be spoilt one field at a time."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from anyam.casework.cases.choices import TriageFact
from anyam.foundation.core import clock

from .conftest import VILLAGE


def a_report(**changed: Any) -> dict[str, Any]:
    """The report form, filled in for one girl and one reported person."""
    return {
        "submission": str(uuid4()),
        "channel": "walk_in",
        "received_on": clock.today().isoformat(),
        "received_time": "00:01",
        "is_anonymous": "no",
        "reporter_name": "Bu Parti",
        "reporter_phone": "0812 3456 789",
        "reporter_relation": "tetangga",
        "is_safe_to_call": "yes",
        "occurred_on": "",
        "place_code": VILLAGE,
        "place_code_text": "",
        "place_of_incident": "home",
        "narrative": "Tetangga mendengar anak menangis setiap malam.",
        "children-TOTAL_FORMS": "1",
        "children-INITIAL_FORMS": "0",
        "children-0-full_name": "Sulastri",
        "children-0-nickname": "Lastri",
        "children-0-sex": "female",
        "children-0-birth_on": "",
        "children-0-age_years": "9",
        "children-0-nik": "",
        "children-0-address": "Belakang balai desa",
        "children-0-place_code": VILLAGE,
        "children-0-place_code_text": "",
        "children-0-violence_forms": ["physical", "psychological"],
        "children-0-categories": ["physical_psychological_violence"],
        "reported-TOTAL_FORMS": "1",
        "reported-INITIAL_FORMS": "0",
        "reported-0-relation": "stepfather",
        "reported-0-full_name": "Karno",
        "reported-0-sex": "male",
        "reported-0-age_years": "40",
        "reported-0-lives_with_child": "yes",
        **changed,
    }


def facts(*yes: str, **changed: Any) -> dict[str, Any]:
    """The triage form: every fact answered, those named with yes."""
    answers = {code: "yes" if code in yes else "no" for code in TriageFact.values}
    return {**answers, "level": "", "override_reason": "", "note": "", **changed}
