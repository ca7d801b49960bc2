"""The record of processing (UU 27/2022 art. 31), made from the privacy classes of every table."""

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core.register import ProcessingRow, processing_rows


@query
def record_of_processing(actor: Actor) -> list[ProcessingRow]:
    """What is processed for what, on which ground, for whom and how long."""
    require(actor, Permission.HANDLE_RIGHTS)
    return processing_rows()
