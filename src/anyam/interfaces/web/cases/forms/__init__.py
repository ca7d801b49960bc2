"""The forms of casework. They check what is typed; the actions change data."""

from .access import BlockForm, EmergencyForm, GiveAccessForm
from .assessment import CompleteForm, CompleteWithNeedsForm, SectionForm
from .child import ChildDataForm
from .one_child import MergeForm, OtherRecordForm
from .people import AssignForm, LinkForm, ViewNameForm
from .plan import AgreeForm, GoalForm, PartsForm, PlanActionForm, ProgressForm
from .ratings import AskRatingForm, RatingForm
from .services import CloseForm, ContactForm, ReopenForm, ReviewForm

__all__ = [
    "AgreeForm",
    "AskRatingForm",
    "AssignForm",
    "BlockForm",
    "ChildDataForm",
    "CloseForm",
    "CompleteForm",
    "CompleteWithNeedsForm",
    "ContactForm",
    "EmergencyForm",
    "GiveAccessForm",
    "GoalForm",
    "LinkForm",
    "MergeForm",
    "OtherRecordForm",
    "PartsForm",
    "PlanActionForm",
    "ProgressForm",
    "RatingForm",
    "ReopenForm",
    "ReviewForm",
    "SectionForm",
    "ViewNameForm",
]
