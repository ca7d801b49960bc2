"""Taking away contents that no row knows: what an upload left that did not come to its end."""

from datetime import timedelta
from uuid import UUID

from anyam.foundation.access import Actor, Permission, action, require

from ..models import CaseFile, folder

SETTLED = timedelta(hours=6)
"""An upload takes seconds; what has lain longer without a row has none coming."""


class SweepLooksWrong(Exception):
    """Almost everything would go: the rows are out of sight, or the folder belongs to another database."""


@action()
def sweep_files(actor: Actor) -> int:
    """Remove settled contents without a row; how many there were. Raises SweepLooksWrong instead of emptying all."""
    require(actor, Permission.SWEEP_FILES)
    lying = set(folder().settled(SETTLED))
    known: set[UUID] = set()
    for keys in CaseFile.objects.values_list("original_key", "copy_key").iterator():
        known.update(keys)
    orphans = lying - known
    if len(orphans) > 20 and len(orphans) > len(lying) // 2:
        raise SweepLooksWrong(f"{len(orphans)} of {len(lying)} contents have no row")
    for key in orphans:
        folder().remove(key)
    return len(orphans) + folder().remove_unfinished(SETTLED)
