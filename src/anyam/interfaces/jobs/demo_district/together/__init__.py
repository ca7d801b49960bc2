"""How the agencies of the demo district work together: procedures, agreements, rules, meetings, letters and duties.

Two years of it, beside the cases.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from .calendar import Calendar
from .conferences import Conferences
from .forums import prepare_forums
from .habits import Habits
from .letters import Letters
from .procedures import Procedures
from .promises import Promises
from .rules import Rules
from .standing import Standing
from .team import Team

if TYPE_CHECKING:
    from ..journey import CaseLife
    from ..make import District


class Together:
    """All of it, beside the cases."""

    def __init__(self, district: District, begin: datetime) -> None:
        calendar = Calendar(district, begin)
        self.procedures, self.conferences = Procedures(calendar), Conferences(calendar)
        Rules(calendar).prepare()
        self.procedures.prepare()
        Promises(calendar).prepare()
        prepare_forums(calendar)
        self.conferences.prepare()
        self.letters = Letters(calendar)
        self.letters.prepare()
        Standing(calendar).prepare()
        Habits(calendar).prepare()
        Team(calendar).prepare()

    def case_has_plan(self, case: CaseLife) -> None:
        """A plan was agreed: now and then a procedure runs with it, or the agencies meet about the child."""
        self.procedures.case_has_plan(case)
        self.conferences.case_has_plan(case)
