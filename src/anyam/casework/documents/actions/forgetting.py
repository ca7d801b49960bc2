"""Emptying what documents of a case say. A step: the destruction above has been decided by two."""

from collections.abc import Iterable
from uuid import UUID

from anyam.foundation.access import Actor, step
from anyam.foundation.core.forgetting import forget

from ..models import DocumentWords, Reply


@step
def forget_documents_of(actor: Actor, case_id: UUID, report_ids: Iterable[UUID]) -> dict[str, int]:
    """Empty what was frozen and who signed; the lines of the register stay, and codes still answer."""
    return {
        "documents": forget(DocumentWords.objects.filter(dossier_id__in=[case_id, *report_ids])),
        "paper_replies": forget(Reply.objects.filter(case_id=case_id)),
    }
