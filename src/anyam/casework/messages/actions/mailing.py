"""E-mail that says only that something waits: the same words for everybody and everything, and not in quiet hours."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db.models import Exists, Min, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..choices import NotificationKind, Rhythm
from ..events import MailDigestOrdered, MailNoticesChosen, MailNoticesStopped
from ..models import MailWish, Notification
from ..rules import is_quiet, may_send

SUBJECT = "Anyam"
BODY = """Ada yang menunggu Anda di Anyam.
{link}
Surat ini tidak memuat isi. Masuklah untuk membacanya.

Something waits for you in Anyam.
{link}
This message holds no content. Sign in to read it.
"""
# A child in danger does not wait for the morning.
EMERGENCIES = frozenset({NotificationKind.REFERRAL_RECEIVED_EMERGENCY})
# Each notice has a job of its own first; what is left after this was held back.
HELD_AFTER = timedelta(minutes=10)
_HELD: dict[str, Any] = {"mailed_at__isnull": True, "read_at__isnull": True}


class AddressNotUnderstood(Refusal):
    sentence = _("Write an e-mail address, for example nama@instansi.go.id.")


class HourNotOfADay(Refusal):
    sentence = _("Choose an hour of the day.")


@dataclass(frozen=True)
class MailHabit:
    """How often, and when not. Hours are of the district's own time."""

    rhythm: str = Rhythm.AT_ONCE
    digest_hour: int = 7
    quiet_from: int = 0
    quiet_until: int = 0
    is_quiet_on_weekends: bool = False
    wakes_for_emergencies: bool = True


@action()
def choose_mail(actor: Actor, *, address: str, habit: MailHabit | None = None) -> None:
    """Be told by e-mail from now on; an empty address stops it. Without a habit the earlier one stays."""
    require(actor, Permission.SEE_OWN_NOTIFICATIONS)
    if not address:
        MailWish.objects.filter(user_id=actor.person_id).delete()
        record(actor, MailNoticesStopped(actor.person_id))
        return
    _check(address)
    wish = MailWish.objects.filter(user_id=actor.person_id).first() or MailWish(user_id=actor.person_id)
    if wish.since is None or wish.address != address:
        wish.address, wish.since = address, clock.now()
    if habit:
        hours = (habit.digest_hour, habit.quiet_from, habit.quiet_until)
        if not all(0 <= hour < 24 for hour in hours) or habit.rhythm not in Rhythm.values:
            raise HourNotOfADay
        for name, value in vars(habit).items():
            setattr(wish, name, value)
    wish.save()
    record(actor, MailNoticesChosen(actor.person_id))


@action()
def mail_notice(actor: Actor, *, notification_id: UUID) -> None:
    """Send it once, if it is still wanted and unread and no digest or quiet hour holds it back until later.

    What fails is tried again by the worker.
    """
    require(actor, Permission.SEND_NOTIFICATIONS)
    waiting = Notification.objects.filter(pk=notification_id, mailed_at__isnull=True, read_at__isnull=True)
    notice = waiting.select_for_update(of=("self",)).first()
    wish = MailWish.objects.filter(user_id=notice.recipient_id).first() if notice else None
    if notice is None or wish is None:
        return
    if not (_wakes(wish, notice) or _goes_at_once(wish)):
        return
    notice.mailed_at = clock.now()
    notice.save(update_fields=["mailed_at"])
    message_to(wish.address, notification_id).send()


@action()
def order_digests(actor: Actor) -> int:
    """Order one letter for each whose digest is due, or whose quiet hours are over and something was held back."""
    require(actor, Permission.SEND_NOTIFICATIONS)
    now = clock.now()
    count = 0
    waiting = Notification.objects.filter(recipient_id=OuterRef("user_id"), created_at__gte=OuterRef("since"))
    asked = MailWish.objects.filter(Exists(waiting.filter(**_HELD)))
    for wish in asked.select_for_update(skip_locked=True, of=("self",)):
        held = Notification.objects.filter(recipient_id=wish.user_id, created_at__gte=wish.since, **_HELD)
        if wish.rhythm == Rhythm.AT_ONCE:
            held = held.filter(created_at__lte=now - HELD_AFTER)
        oldest = held.aggregate(first=Min("created_at"))["first"]
        if oldest is None or not may_send(wish.habit, now, oldest):
            continue
        held.update(mailed_at=now)
        record(actor, MailDigestOrdered(wish.pk))
        count += 1
    return count


@action()
def mail_digest(actor: Actor, *, wish_id: UUID, letter: int) -> None:
    """Send one letter for all that has gathered, once for each order."""
    require(actor, Permission.SEND_NOTIFICATIONS)
    new = Q(last_letter__isnull=True) | Q(last_letter__lt=letter)
    wish = MailWish.objects.select_for_update(of=("self",)).filter(new, pk=wish_id).first()
    if wish is None:
        return
    MailWish.objects.filter(pk=wish.pk).update(last_letter=letter)
    message_to(wish.address, None).send()


def message_to(address: str, notification_id: UUID | None) -> EmailMessage:
    """The letter: constant subject, constant words, and a link that says nothing and opens only for its reader.

    Without a notification it leads to the list of all.
    """
    link = f"{settings.ANYAM_ADDRESS}/notifikasi/" + (f"{notification_id}/" if notification_id else "")
    headers = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    return EmailMessage(
        SUBJECT, BODY.format(link=link), settings.DEFAULT_FROM_EMAIL, [address], headers=headers
    )


def _goes_at_once(wish: MailWish) -> bool:
    return wish.rhythm == Rhythm.AT_ONCE and not is_quiet(wish.habit, clock.now())


def _wakes(wish: MailWish, notice: Notification) -> bool:
    return wish.wakes_for_emergencies and notice.kind in EMERGENCIES


def _check(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        raise AddressNotUnderstood(field="address") from None
    if not address.isascii() or len(address) > 254 or any(sign in address for sign in '\r\n,;<>"'):
        raise AddressNotUnderstood(field="address")
