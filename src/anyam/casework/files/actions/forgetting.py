"""Emptying what is written about files. A step: the destruction above has been decided by two."""

from uuid import UUID

from anyam.foundation.access import Actor, step
from anyam.foundation.core.forgetting import forget

from ..models import CaseFile, OriginalOpening


@step
def forget_files_of(actor: Actor, case_id: UUID) -> dict[str, int]:
    """Empty names, notes and digests; the sealed contents open no more once the case's keys are destroyed."""
    return {
        "files": forget(CaseFile.objects.filter(case_id=case_id)),
        "file_openings": forget(OriginalOpening.objects.filter(file__case_id=case_id)),
    }
