"""Rules of casework that need no database."""

from anyam.casework.cases.rules.agreement import FEWEST_PAIRS, Agreed, agreement
from anyam.casework.cases.rules.instrument import (
    LONGEST_ANSWER,
    AssessmentForm,
    FormQuestion,
    FormSection,
    accepted_value,
    assessment_form,
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
    "LONGEST_ANSWER",
    "Agreed",
    "AssessmentForm",
    "ClosingFacts",
    "FormQuestion",
    "FormSection",
    "TriageRule",
    "TriageTable",
    "accepted_value",
    "agreement",
    "assessment_form",
    "closing_hindrances",
    "later_stage",
    "least_loaded",
    "rule_by_code",
    "triage_table",
]
