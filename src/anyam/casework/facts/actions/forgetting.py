"""Emptying what was noted about a child. A step: the destruction above has been decided by two."""

from uuid import UUID

from anyam.foundation.access import Actor, step
from anyam.foundation.core.forgetting import forget

from ..models import FACT_TABLES, Interview, SparedInterview


@step
def forget_facts_of(actor: Actor, dossier_id: UUID) -> dict[str, int]:
    """Empty every value and every word around it; that something of a kind was known stays, for counting."""
    counts = {
        f"facts_{name}": forget(table.objects.filter(dossier_id=dossier_id), keep=("kind", "origin"))
        for name, table in FACT_TABLES.items()
    }
    counts["interviews"] = forget(Interview.objects.filter(dossier_id=dossier_id))
    counts["spared_interviews"] = forget(SparedInterview.objects.filter(dossier_id=dossier_id))
    return counts
