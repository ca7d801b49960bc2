"""The triage table as data proposes what the rules in code proposed before it, for every answer there is."""

from __future__ import annotations

from itertools import product

import pytest

from anyam.casework.cases.choices import TriageFact
from anyam.casework.cases.rules import rule_by_code, triage_table

CIRCUMSTANCES = {"suspect_near", "no_carer", "very_young", "repeated"}


def before(yes: set[str]) -> tuple[str, str, bool]:
    """Rule, level and immediate danger as the program decided them in its first version, written out by hand."""
    if yes & {"life_in_danger", "badly_hurt", "self_harm"}:
        return "danger_now", "high", True
    if "held_or_trafficked" in yes:
        return "held", "high", True
    if "sexual_violence" in yes:
        return "sexual", "high", False
    if len(yes & CIRCUMSTANCES) >= 2:
        return "unprotected", "high", False
    if "with_law" in yes:
        return "with_law", "high", False
    if yes & CIRCUMSTANCES:
        return "one_circumstance", "medium", False
    return "none", "low", False


def test_all_1024_answers_get_the_proposal_they_got_before() -> None:
    facts = TriageFact.values
    tried = 0
    for answers in product((False, True), repeat=len(facts)):
        given = dict(zip(facts, answers, strict=True))
        rule = triage_table().propose(given)
        assert (rule.code, rule.level.value, rule.is_immediate_danger) == before(
            {fact for fact, is_true in given.items() if is_true}
        )
        tried += 1
    assert tried == 2 ** len(facts) == 1024


def test_every_rule_says_where_it_comes_from_in_both_languages() -> None:
    for rule in triage_table().rules:
        assert all(
            (rule.sentence.indonesian, rule.sentence.english, rule.source.indonesian, rule.source.english)
        )


def test_an_earlier_triage_is_read_by_the_version_it_was_made_by() -> None:
    assert rule_by_code("with_law", "2026-1").level.value == "high"
    with pytest.raises(StopIteration):
        rule_by_code("with_law", "2020-1")
