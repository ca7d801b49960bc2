"""When a step of a procedure is due."""

from datetime import datetime
from decimal import Decimal

from anyam.foundation.core.working_time import Counting, deadline

from ..results import Step

WITHOUT_A_TIME = Decimal(40), Counting.WORKING
"""For a step whose procedure promises no time: a working week, so that nothing waits without a clock."""


def due_of(step: Step, opened_at: datetime) -> datetime:
    """The end of the step's time, counted as the procedure says."""
    hours, counting = (step.hours, step.counting) if step.hours is not None else WITHOUT_A_TIME
    return deadline(opened_at, float(hours), counting)
