"""Rules of casework that need no database."""

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
    RULES_VERSION,
    TRIAGE_RULES,
    TriageRule,
    propose_level,
    rule_by_code,
)

__all__ = [
    "CLOSING_AS_IT_STANDS",
    "LONGEST_ANSWER",
    "RULES_VERSION",
    "TRIAGE_RULES",
    "AssessmentForm",
    "ClosingFacts",
    "FormQuestion",
    "FormSection",
    "TriageRule",
    "accepted_value",
    "assessment_form",
    "closing_hindrances",
    "later_stage",
    "least_loaded",
    "propose_level",
    "rule_by_code",
]
