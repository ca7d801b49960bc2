"""A conflict of interest follows the child: whoever is barred from one of its dossiers is barred from the next."""

from uuid import UUID

from anyam.casework.cases.models import Case, ReportedChild
from anyam.foundation.access import Actor
from anyam.foundation.access.choices import BlockReason
from anyam.foundation.access.granting import bar
from anyam.foundation.access.row_context import acting
from anyam.foundation.access.visibility import blocks_on


def dossiers_of_child(child_id: UUID, agency_id: UUID | None = None) -> set[UUID]:
    """The child's cases, of one agency or of all, and the reports that name the child."""
    cases = Case.objects.filter(child_id=child_id)
    if agency_id:
        cases = cases.filter(agency_id=agency_id)
    reports = ReportedChild.objects.filter(person_id=child_id)
    return {*cases.values_list("pk", flat=True), *reports.values_list("report_id", flat=True)}


def barred_from_child(child_id: UUID) -> set[UUID]:
    """Who must not see any dossier of this child."""
    with acting(Actor.system("block")):
        return set(blocks_on(*dossiers_of_child(child_id)).values_list("user_id", flat=True))


def carry_blocks(actor: Actor, dossier_id: UUID, child_id: UUID) -> None:
    """Bar from a new report or case of the child whoever is barred from an earlier one.

    The last thing to do with it: whoever wrote it may themselves be barred.
    """
    with acting(Actor.system("block")):
        for block in blocks_on(*dossiers_of_child(child_id) - {dossier_id}):
            bar(actor, dossier_id, block.user_id, BlockReason(block.reason), block.source_event)
