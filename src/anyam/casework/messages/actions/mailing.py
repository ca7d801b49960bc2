"""E-mail that says only that something waits: the same words for everybody and everything."""

from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.events.recording import record

from ..events import MailNoticesChosen, MailNoticesStopped
from ..models import MailWish, Notification

SUBJECT = "Anyam"
BODY = """Ada yang menunggu Anda di Anyam.
{link}
Surat ini tidak memuat isi. Masuklah untuk membacanya.

Something waits for you in Anyam.
{link}
This message holds no content. Sign in to read it.
"""


class AddressNotUnderstood(Refusal):
    sentence = _("Write an e-mail address, for example nama@instansi.go.id.")


@action()
def choose_mail(actor: Actor, *, address: str) -> None:
    """Be told by e-mail from now on; an empty address stops it."""
    require(actor, Permission.SEE_OWN_NOTIFICATIONS)
    if not address:
        MailWish.objects.filter(user_id=actor.person_id).delete()
        record(actor, MailNoticesStopped(actor.person_id))
        return
    try:
        validate_email(address)
    except ValidationError:
        raise AddressNotUnderstood(field="address") from None
    if not address.isascii() or len(address) > 254 or any(sign in address for sign in '\r\n,;<>"'):
        raise AddressNotUnderstood(field="address")
    wish = MailWish.objects.filter(user_id=actor.person_id).first() or MailWish(user_id=actor.person_id)
    wish.address, wish.since = address, clock.now()
    wish.save()
    record(actor, MailNoticesChosen(actor.person_id))


@action()
def mail_notice(actor: Actor, *, notification_id: UUID) -> None:
    """Send it once, if it is still wanted and still unread. What fails is tried again by the worker."""
    require(actor, Permission.SEND_NOTIFICATIONS)
    waiting = Notification.objects.filter(pk=notification_id, mailed_at__isnull=True, read_at__isnull=True)
    notice = waiting.select_for_update(of=("self",)).first()
    wish = MailWish.objects.filter(user_id=notice.recipient_id).first() if notice else None
    if notice is None or wish is None:
        return
    notice.mailed_at = clock.now()
    notice.save(update_fields=["mailed_at"])
    message_to(wish.address, notification_id).send()


def message_to(address: str, notification_id: UUID) -> EmailMessage:
    """The letter: constant subject, constant words, and a link that says nothing and opens only for its reader."""
    link = f"{settings.ANYAM_ADDRESS}/notifikasi/{notification_id}/"
    headers = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    return EmailMessage(
        SUBJECT, BODY.format(link=link), settings.DEFAULT_FROM_EMAIL, [address], headers=headers
    )
