"""Parts of a case for an agency to which nothing but these parts is open: no header, no course of the work."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from anyam.casework.cases import rules
from anyam.casework.cases.choices import AssessmentState, Compartment
from anyam.casework.cases.models import ANSWER_TABLES, Assessment, Case, Narrative
from anyam.casework.cases.queries.filling import answer_in_words, form_of, label_of
from anyam.casework.cases.results import OpenedLine, OpenedPart
from anyam.foundation.access import Actor, NotFound, Permission, query, require_any
from anyam.foundation.access.choices import Part
from anyam.foundation.access.explaining import explaining_grant
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import parts_open_to
from anyam.foundation.audit.choices import Looked
from anyam.foundation.audit.looks import record_look
from anyam.foundation.core.dates import day_in_words
from anyam.registry.instruments.results import Instrument
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
    """What was answered in completed fillings, in the order of each form; where one asked again, the newest answer."""
    with acting(_SYSTEM):
        done = Assessment.objects.filter(case_id=case_id, state=AssessmentState.COMPLETE)
        fillings = list(done.order_by("-completed_at"))
    told: set[str] = set()
    for one in fillings:
        form = form_of(one.version_id)
        rows = ANSWER_TABLES[compartment].objects.filter(dossier_id=case_id, assessment_id=one.pk)
        values = {row.place: row.value for row in rows if row.value}
        for place in sorted(values, key=lambda place: _order(form, place)):
            path, name = rules.path_in(form, place), place.rpartition("/")[2]
            if name not in told or place != rules.bare(place):
                told.add(name)
                yield OpenedLine(label_of(form, path), answer_in_words(form, path, values[place]))


def _order(form: Instrument, place: str) -> tuple[int, str]:
    return (list(form.nodes).index(rules.path_in(form, place)), place)
