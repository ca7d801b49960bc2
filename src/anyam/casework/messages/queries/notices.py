"""A person's own notifications."""

from anyam.casework.sops.choices import SubjectKind
from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.core.paging import COUNT_CAP, page_of
from anyam.foundation.core.results import Page

from ..choices import NotificationKind, Rhythm
from ..models import MailWish, Notification
from ..results import MailWishRow, NotificationRow


@query
def find_notifications(actor: Actor, *, is_unread_only: bool = False, page: int = 1) -> Page[NotificationRow]:
    """The newest first."""
    require(actor, Permission.SEE_OWN_NOTIFICATIONS)
    found = Notification.objects.visible_to(actor)
    if is_unread_only:
        found = found.unread()
    return page_of(found.order_by("-created_at", "-id"), page).with_rows(row_of)


@query
def count_unread(actor: Actor) -> int:
    """For the number beside the bell; stops at a thousand."""
    require(actor, Permission.SEE_OWN_NOTIFICATIONS)
    return Notification.objects.visible_to(actor).unread().order_by()[: COUNT_CAP + 1].count()


@query
def own_mail_address(actor: Actor) -> str:
    """Where the actor is told by e-mail; empty where they are not."""
    require(actor, Permission.SEE_OWN_NOTIFICATIONS)
    wish = MailWish.objects.filter(user_id=actor.person_id).first()
    return wish.address if wish else ""


@query
def own_mail_wish(actor: Actor) -> MailWishRow:
    """Where, how often and when not the actor is told by e-mail; the starting values where they are not."""
    require(actor, Permission.SEE_OWN_NOTIFICATIONS)
    wish = MailWish.objects.filter(user_id=actor.person_id).first()
    kept = wish or MailWish()
    return MailWishRow(
        address=wish.address if wish else "",
        rhythm=Rhythm(kept.rhythm),
        digest_hour=kept.digest_hour,
        quiet_from=kept.quiet_from,
        quiet_until=kept.quiet_until,
        is_quiet_on_weekends=kept.is_quiet_on_weekends,
        wakes_for_emergencies=kept.wakes_for_emergencies,
    )


def row_of(notification: Notification) -> NotificationRow:
    """A notification as pages see it."""
    return NotificationRow(
        id=notification.id,
        kind=NotificationKind(notification.kind),
        subject_kind=SubjectKind(notification.subject_kind),
        subject_id=notification.subject_id,
        created_at=notification.created_at,
        is_read=notification.read_at is not None,
    )
