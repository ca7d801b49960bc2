"""Recording what the child itself thinks and wants."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.queries import case_to_work_on
from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_text
from anyam.foundation.events.recording import record
from anyam.registry.people.queries import names_of

from ..choices import ViewManner
from ..events import ChildViewRecorded
from ..models import ChildView
from ..policies import may_record
from .recording import CaseIsClosed, TimeIsNotSensible


class WordsAreMissing(Refusal):
    sentence = _("Write down what the child said or showed, as far as you can in the child's own words.")


@action(is_once=True)
def record_child_view(
    actor: Actor,
    *,
    case_id: UUID,
    manner: ViewManner,
    words: str,
    heard_at: datetime | None = None,
    once: UUID | None = None,
) -> UUID:
    """Keep the child's own view with the way it was learnt; its number."""
    require(actor, Permission.RECORD_CONSENT)
    case = case_to_work_on(actor, case_id)
    if not may_record(actor, case):
        raise CaseIsClosed
    cleaned, now = clean_text(words), clock.now()
    if not cleaned:
        raise WordsAreMissing(field="words")
    if heard_at and heard_at > now:
        raise TimeIsNotSensible(_("Choose today or an earlier day."), field="heard_on")
    view = ChildView.objects.create(
        case_id=case.id,
        manner=manner,
        age_years=names_of(actor, [case.child_id])[case.child_id].age_years,
        words=cleaned,
        heard_at=heard_at or now,
        recorded_at=now,
        recorded_by_id=actor.user_id,
    )
    record(actor, ChildViewRecorded(view.id, case.id, manner.value))
    return view.id
