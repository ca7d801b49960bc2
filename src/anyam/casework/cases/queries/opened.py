"""Parts of a case for an agency to which nothing but these parts is open: no header, no course of the work."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from anyam.casework.cases import rules
from anyam.casework.cases.choices import AssessmentState, Compartment
from anyam.casework.cases.models import ANSWER_TABLES, Assessment, Case, Narrative
from anyam.casework.cases.results import OpenedLine, OpenedPart
from anyam.foundation.access import Actor, NotFound, Permission, query, require_any
from anyam.foundation.access.choices import Part
from anyam.foundation.access.explaining import explaining_grant
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import parts_open_to
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.foundation.core.dates import day_in_words
from anyam.registry.people.queries import identity_opened_to

_SYSTEM = Actor.system("which child and which finished assessments belong to an opened case")
_LOOKED = {Part.HEALTH: Looked.HEALTH, Part.LEGAL: Looked.LEGAL, Part.NARRATIVE: Looked.NARRATIVE}
_COMPARTMENT = {Part.HEALTH: Compartment.HEALTH, Part.LEGAL: Compartment.LEGAL}


@query
def opened_parts(actor: Actor, case_id: UUID, wanted: Collection[Part]) -> tuple[OpenedPart, ...]:
    """What stands in the wanted parts that are open to the actor now; a look is kept for each. Raises NotFound."""
    require_any(actor, Permission.SEE_INBOX, Permission.TAKE_PART_IN_MEETINGS)
    open_now = parts_open_to(actor, case_id) & set(wanted)
    if not open_now:
        raise NotFound("case")
    with acting(_SYSTEM):
        child_id = Case.objects.values_list("child_id", flat=True).get(pk=case_id)
    found = []
    for part in Part:
        if part is Part.IDENTITY and part in open_now:
            found.append(OpenedPart(str(part.label), tuple(_identity(actor, child_id, case_id))))
        elif part in open_now and part in _LOOKED:
            explanation = explaining_grant(actor, case_id)
            record_look(
                actor, part=_LOOKED[part], subject_id=case_id, case_id=case_id, explanation=explanation
            )
            lines = _told(case_id) if part is Part.NARRATIVE else _answers(case_id, _COMPARTMENT[part])
            found.append(OpenedPart(str(part.label), tuple(lines)))
    return tuple(found)


def _identity(actor: Actor, child_id: UUID, case_id: UUID) -> Iterator[OpenedLine]:
    person = identity_opened_to(actor, child_id, case_id=case_id)
    yield OpenedLine(_("Name"), person.display_name)
    yield OpenedLine(_("Age"), person.age_text)
    yield OpenedLine(_("Sex"), person.sex_label)


def _told(case_id: UUID) -> Iterator[OpenedLine]:
    for row in Narrative.objects.filter(dossier_id=case_id).order_by("written_at"):
        if row.text:
            yield OpenedLine(day_in_words(row.written_at), row.text)


def _answers(case_id: UUID, compartment: Compartment) -> Iterator[OpenedLine]:
    """The newest answers of finished assessments, in the order of the form."""
    with acting(_SYSTEM):
        done = Assessment.objects.filter(case_id=case_id, state=AssessmentState.COMPLETE)
        ids = list(done.values_list("pk", flat=True))
    rows = ANSWER_TABLES[compartment].objects.filter(dossier_id=case_id, assessment_id__in=ids)
    newest = {row.question: row.value for row in rows.order_by("answered_at")}
    for section in rules.assessment_form("biopsychosocial").sections:
        for question in section.questions:
            if newest.get(question.code) not in (None, "", []):
                yield OpenedLine(str(question.label), _in_words(question, newest[question.code]))


def _in_words(question: rules.FormQuestion, value: Any) -> str:
    words: dict[str, Any] = {**dict(question.choices()), "True": _("Yes"), "False": _("No")}
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(words.get(str(one), one)) for one in values)
