"""Taking away contents that no row knows: what an upload left that did not come to its end."""

from collections.abc import Set
from datetime import timedelta
from uuid import UUID

from anyam.foundation.core.blob_folder import BlobFolder

SETTLED = timedelta(hours=6)
"""An upload takes seconds; what has lain longer without a row has none coming."""


class SweepLooksWrong(Exception):
    """Almost everything would go: the rows are out of sight, or the folder belongs to another database."""


def settled_contents(folder: BlobFolder) -> frozenset[UUID]:
    """What has lain long enough. Asked before the rows: what comes in meanwhile is not among it."""
    return frozenset(folder.settled(SETTLED))


def sweep(folder: BlobFolder, lying: Set[UUID], known: Set[UUID]) -> int:
    """Remove what lies here unknown, and drafts of a crash; how many. Raises SweepLooksWrong before emptying all."""
    orphans = lying - known
    if len(orphans) > 20 and len(orphans) > len(lying) // 2:
        raise SweepLooksWrong(f"{len(orphans)} of {len(lying)} contents have no row")
    for key in orphans:
        folder.remove(key)
    return len(orphans) + folder.remove_unfinished(SETTLED)
