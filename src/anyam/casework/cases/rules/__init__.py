"""Rules of casework that need no database."""

from anyam.casework.cases.rules.agreement import FEWEST_PAIRS, Agreed, agreement
from anyam.casework.cases.rules.carrying import (
    Carried,
    carried_over,
    same_fact,
    takes,
)
from anyam.casework.cases.rules.compartments import (
    compartment_of,
    needed_compartments,
)
from anyam.casework.cases.rules.places import (
    LONGEST_PLACE,
    MOST_TURNS,
    add_turn,
    bare,
    fits,
    flat,
    is_asked_once,
    nested,
    path_in,
    place_of,
    turn_of,
    without_turn,
)
from anyam.casework.cases.rules.progress import (
    CLOSING_AS_IT_STANDS,
    ClosingFacts,
    closing_hindrances,
    later_stage,
    least_loaded,
)
from anyam.casework.cases.rules.triage import (
    TriageRule,
    TriageTable,
    rule_by_code,
    triage_table,
)

__all__ = [
    "CLOSING_AS_IT_STANDS",
    "FEWEST_PAIRS",
    "LONGEST_PLACE",
    "MOST_TURNS",
    "Agreed",
    "Carried",
    "ClosingFacts",
    "TriageRule",
    "TriageTable",
    "add_turn",
    "agreement",
    "bare",
    "carried_over",
    "closing_hindrances",
    "compartment_of",
    "fits",
    "flat",
    "is_asked_once",
    "later_stage",
    "least_loaded",
    "needed_compartments",
    "nested",
    "path_in",
    "place_of",
    "rule_by_code",
    "same_fact",
    "takes",
    "triage_table",
    "turn_of",
    "without_turn",
]
