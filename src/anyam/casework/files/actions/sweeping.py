"""Taking away contents of case files that no row knows."""

from uuid import UUID

from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.uploads.sweeping import settled_contents, sweep

from ..models import CaseFile, folder


@action()
def sweep_files(actor: Actor) -> int:
    """Remove settled contents without a row; how many there were. Raises SweepLooksWrong instead of emptying all."""
    require(actor, Permission.SWEEP_FILES)
    lying = settled_contents(folder())
    known: set[UUID] = set()
    for keys in CaseFile.objects.values_list("original_key", "copy_key").iterator():
        known.update(keys)
    return sweep(folder(), lying, known)
