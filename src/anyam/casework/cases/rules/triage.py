"""Triage: from yes/no facts to a proposed level, by a table that anybody can read (`data/rule_tables/triage.json`).

The table has versions. A triage keeps the version by which it was proposed, and is read by that one for ever.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from anyam.casework.cases.choices import Level, TriageFact
from anyam.casework.cases.rules.wording import Wording
from anyam.foundation.core.vocabularies import data_folder


@dataclass(frozen=True)
class TriageRule:
    """One line of the triage table: when any (or enough) of these facts is true, the level is at least this."""

    code: str
    level: Level
    any_of: frozenset[TriageFact]
    at_least: int
    sentence: Wording
    source: Wording
    is_confirmed: bool
    is_immediate_danger: bool = False


@dataclass(frozen=True)
class TriageTable:
    """One version of the table, read from the top: the first rule that applies gives the proposal."""

    version: str
    rules: tuple[TriageRule, ...]

    def propose(self, facts: Mapping[str, bool]) -> TriageRule:
        """The first rule that applies to the facts answered with yes."""
        answered_yes = {fact for fact, is_true in facts.items() if is_true}
        return next(rule for rule in self.rules if len(rule.any_of & answered_yes) >= rule.at_least)


@lru_cache
def triage_tables() -> tuple[TriageTable, ...]:
    """Every version there was, the one in use last. Raises ValueError for a table that leaves facts without a rule."""
    kept = json.loads((data_folder() / "rule_tables" / "triage.json").read_text(encoding="utf-8"))
    tables = tuple(
        TriageTable(one["version"], tuple(_rule(rule) for rule in one["rules"])) for one in kept["versions"]
    )
    for table in tables:
        if table.rules[-1].at_least != 0:
            raise ValueError(f"the last rule of triage table {table.version} must apply to everything")
    return tables


def triage_table() -> TriageTable:
    """The version in use."""
    return triage_tables()[-1]


def rule_by_code(code: str, version: str) -> TriageRule:
    """The rule as it stood in the version. Raises StopIteration for a rule that never was."""
    table = next(one for one in triage_tables() if one.version == version)
    return next(rule for rule in table.rules if rule.code == code)


def _rule(kept: Mapping[str, Any]) -> TriageRule:
    return TriageRule(
        code=kept["code"],
        level=Level(kept["level"]),
        any_of=frozenset(TriageFact(fact) for fact in kept["any_of"]),
        at_least=kept["at_least"],
        sentence=Wording(kept["id"], kept["en"]),
        source=Wording(kept["source"]["id"], kept["source"]["en"]),
        is_confirmed=kept["status"] == "confirmed",
        is_immediate_danger=kept.get("is_immediate_danger", False),
    )
