"""Writing free text into its own table."""

from uuid import UUID

from anyam.casework.cases.choices import NarrativeKind
from anyam.casework.cases.models import Narrative
from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.foundation.core.text import clean_text


def write_narrative(
    actor: Actor,
    kind: NarrativeKind,
    subject_id: UUID,
    text: str,
    *,
    case_id: UUID | None = None,
    report_id: UUID | None = None,
) -> None:
    """Keep the text that belongs to one subject of a case or report.

    An empty text keeps nothing, a second one replaces the first.
    """
    cleaned = clean_text(text)
    if not cleaned:
        return
    dossier_id = case_id or report_id
    assert dossier_id, "a text belongs to a case or a report"
    Narrative.objects.update_or_create(
        kind=kind,
        subject_id=subject_id,
        defaults={
            "text": cleaned,
            "case_id": case_id,
            "dossier_id": dossier_id,
            "written_at": clock.now(),
            "written_by_id": actor.user_id,
        },
    )
