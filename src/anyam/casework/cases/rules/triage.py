"""Triage: from yes/no facts to a proposed level, by a table that anybody can read."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.choices import Level, TriageFact

RULES_VERSION = "2026-1"

Sentence = str | Promise


@dataclass(frozen=True)
class TriageRule:
    """One line of the triage table: when any (or enough) of these facts is true, the level is at least this."""

    code: str
    level: Level
    any_of: frozenset[TriageFact]
    at_least: int
    sentence: Sentence
    source: Sentence
    is_immediate_danger: bool = False


_STANDARD = _(
    "High risk: safety or physical or psychological integrity is threatened without help "
    "(KemenPPPA service standard, quoting PermenPPPA 2/2022)"
)
_PRACTICE = _("Example rule, to be confirmed by the district")
_SPPA = _("UU 11/2012: a child in contact with the law is owed special protection at once")

# Read from the top: the first rule that applies gives the proposal.
TRIAGE_RULES: tuple[TriageRule, ...] = (
    TriageRule(
        "danger_now",
        Level.HIGH,
        frozenset({TriageFact.LIFE_IN_DANGER, TriageFact.BADLY_HURT, TriageFact.SELF_HARM}),
        1,
        _("The child's life or body is in danger now."),
        _STANDARD,
        is_immediate_danger=True,
    ),
    TriageRule(
        "held",
        Level.HIGH,
        frozenset({TriageFact.HELD_OR_TRAFFICKED}),
        1,
        _("The child is held, moved, sold or made to work."),
        _STANDARD,
        is_immediate_danger=True,
    ),
    TriageRule(
        "sexual",
        Level.HIGH,
        frozenset({TriageFact.SEXUAL_VIOLENCE}),
        1,
        _("There are signs of sexual violence: evidence and health care cannot wait."),
        _STANDARD,
    ),
    TriageRule(
        "unprotected",
        Level.HIGH,
        frozenset({TriageFact.SUSPECT_NEAR, TriageFact.NO_CARER, TriageFact.VERY_YOUNG, TriageFact.REPEATED}),
        2,
        _("Two or more circumstances leave the child unprotected."),
        _PRACTICE,
    ),
    TriageRule(
        "with_law",
        Level.HIGH,
        frozenset({TriageFact.WITH_LAW}),
        1,
        _("The child is in the hands of the law; its time limits run."),
        _SPPA,
    ),
    TriageRule(
        "one_circumstance",
        Level.MEDIUM,
        frozenset({TriageFact.SUSPECT_NEAR, TriageFact.NO_CARER, TriageFact.VERY_YOUNG, TriageFact.REPEATED}),
        1,
        _("One circumstance makes the child less safe."),
        _PRACTICE,
    ),
    TriageRule("none", Level.LOW, frozenset(), 0, _("None of the facts points to danger."), _PRACTICE),
)


def propose_level(facts: Mapping[str, bool]) -> TriageRule:
    """The first rule of the table that applies to the facts answered with yes."""
    answered_yes = {fact for fact, is_true in facts.items() if is_true}
    return next(rule for rule in TRIAGE_RULES if len(rule.any_of & answered_yes) >= rule.at_least)


def rule_by_code(code: str) -> TriageRule:
    """Raises StopIteration for a rule that never was."""
    return next(rule for rule in TRIAGE_RULES if rule.code == code)
