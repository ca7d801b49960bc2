"""What concerns the caller alone."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Query, Router

from anyam.casework.messages.queries import find_notifications
from anyam.casework.sops.queries import find_my_work

from .requests import ApiRequest
from .schemas import Me, Notification, PageOf, Problem, WorkGroup

router = Router(tags=["own"])
PageNumber = Annotated[int, Query(1, ge=1, le=400)]


@router.get("/me", response={200: Me, 401: Problem})
def me(request: ApiRequest) -> dict[str, Any]:
    """Who is asking, for which agency, with which roles and permissions."""
    actor = request.actor
    return {
        "user_id": actor.user_id,
        "user_name": actor.user_name,
        "agency_id": actor.agency_id,
        "agency_name": actor.agency_name,
        "district_code": actor.district_code,
        "roles": sorted(actor.roles),
        "permissions": sorted(actor.permissions),
    }


@router.get("/work", response={200: list[WorkGroup], 401: Problem, 404: Problem})
def work(request: ApiRequest) -> Any:
    """What the caller must do, grouped by when it is due; at most 25 rows of each group."""
    # A list: of a tuple that happens to hold two things, ninja takes the first for a status.
    return list(find_my_work(request.actor).groups)


@router.get("/notifications", response={200: PageOf[Notification], 401: Problem, 404: Problem})
def notifications(request: ApiRequest, is_unread_only: bool = False, page: PageNumber = 1) -> Any:
    """The caller's notifications, the newest first."""
    return find_notifications(request.actor, is_unread_only=is_unread_only, page=page)
