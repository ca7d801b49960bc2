"""How a case moves on, who takes it, and what stands in the way of its end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.choices import Stage

# Ends that do not depend on our own work having been finished.
CLOSING_AS_IT_STANDS = frozenset({"transferred", "moved_away", "adult", "died", "not_a_case", "duplicate"})

_ORDER = [Stage.ASSESSMENT, Stage.PLANNING, Stage.SERVICES, Stage.REVIEW, Stage.CLOSED]


def later_stage(present: str, reached: Stage) -> Stage:
    """The further of two stages: recording something belated does not move a case back."""
    return max(Stage(present), reached, key=_ORDER.index)


def least_loaded(open_cases: Mapping[UUID, int], names: Mapping[UUID, str]) -> UUID | None:
    """The manager with the fewest open cases; the name decides between equals, so the answer is always the same."""
    if not open_cases:
        return None
    return min(open_cases, key=lambda who: (open_cases[who], names.get(who, ""), str(who)))


@dataclass(frozen=True)
class ClosingFacts:
    """What stands in the way of closing, counted."""

    open_actions: int
    open_work_on_referrals: int
    has_assessment: bool
    is_level_high: bool
    is_held: bool = False


def closing_hindrances(facts: ClosingFacts) -> Iterator[str | Promise]:
    """Sentences saying what must still be done before this case can be closed as finished."""
    if facts.is_held:
        yield _("The child is still held. Record first how the time in custody ended.")
    if facts.open_work_on_referrals:
        yield _(
            "Some referrals are still waiting for an outcome. Record their outcome or withdraw them first."
        )
    if facts.open_actions:
        yield _("The plan still has open actions. Mark each as done or dropped first.")
    if not facts.has_assessment:
        yield _("The assessment is not complete.")
    if facts.is_level_high:
        yield _("The level is still high. Hold a review and set the level again first.")
