"""The data protection officer's desk: what must I do now?"""

from anyam.foundation.access import Actor, Permission, query, require

from ..choices import DestructionState
from ..results import Home
from .breaches import find_breaches
from .destruction import find_destructions, find_due, find_holds
from .requests import find_requests


@query
def get_home(actor: Actor) -> Home:
    """Requests by their clock, incidents that are open, destructions that wait for a second person."""
    require(actor, Permission.HANDLE_RIGHTS)
    waiting = [row for row in find_destructions(actor) if row.state is DestructionState.PROPOSED]
    return Home(
        requests=tuple(find_requests(actor)),
        to_confirm=tuple(row for row in waiting if row.may_confirm),
        breaches=tuple(find_breaches(actor, is_open_only=True)),
        due=len(find_due(actor)),
        holds=sum(hold.is_standing for hold in find_holds(actor)),
    )
