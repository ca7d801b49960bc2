"""The reply sheet of a referral letter: an address by which a partner answers without signing in."""

from datetime import timedelta
from typing import Any, Final, TypeVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.referrals.queries import answers_on_paper, standing_of_referrals
from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.entry.addresses import digest_of, new_token
from anyam.foundation.events.recording import record

from ..events import AboutReply, ReplyLinkOpened, ReplyLinkRevoked
from ..models import ReplyLink
from ..queries.replying import PURPOSE, letter_of
from ..results import Letter, OpenedLink
from ..rules import steps_now
from .issuing import locked_to_end

E = TypeVar("E", bound=AboutReply)

WORKS_FOR: Final = timedelta(days=60)
"""Long enough for yes, the service and its outcome; after that the letter speaks for itself."""


class AgencyAnswersItself(Refusal):
    sentence = _("This agency signs in and answers for itself. Nobody else answers in its name.")


class NothingToAnswer(Refusal):
    sentence = _("This referral waits for no answer any more.")


@action()
def open_reply_link(actor: Actor, *, document_id: UUID) -> OpenedLink:
    """Make the reply sheet of a letter to an agency that does not sign in; an older one shuts."""
    require(actor, Permission.ISSUE_DOCUMENTS)
    letter = _letter(actor, document_id)
    refuse_unless_on_paper(actor, letter)
    ReplyLink.objects.filter(document_id=letter.document_id, revoked_at__isnull=True).update(
        revoked_at=clock.now()
    )
    token, now = new_token(), clock.now()
    link = ReplyLink.objects.create(
        document_id=letter.document_id,
        digest=digest_of(PURPOSE, token),
        made_at=now,
        expires_at=now + WORKS_FOR,
        by_user_id=actor.user_id,
    )
    record(actor, about_reply(ReplyLinkOpened, letter))
    return OpenedLink(link.pk, token, link.expires_at)


@action()
def revoke_reply_link(actor: Actor, *, document_id: UUID) -> None:
    """Shut the reply sheet of a letter: whoever opens it finds nothing from now on."""
    require(actor, Permission.ISSUE_DOCUMENTS)
    letter = _letter(actor, document_id)
    shut = ReplyLink.objects.filter(document_id=letter.document_id, revoked_at__isnull=True).update(
        revoked_at=clock.now()
    )
    if shut:
        record(actor, about_reply(ReplyLinkRevoked, letter))


def refuse_unless_on_paper(actor: Actor, letter: Letter) -> None:
    """Raises AgencyAnswersItself or NothingToAnswer."""
    if not answers_on_paper(actor, letter.to_agency_id):
        raise AgencyAnswersItself
    standing = standing_of_referrals(actor, [letter.referral_id]).get(letter.referral_id)
    if standing is None or not steps_now(standing.state):
        raise NothingToAnswer


def about_reply(event: type[E], letter: Letter, **more: Any) -> E:
    """An event about the referral behind a letter."""
    return event(
        subject_id=letter.referral_id,
        case_id=letter.case_id,
        to_agency_id=letter.to_agency_id,
        document_id=letter.document_id,
        **more,
    )


def _letter(actor: Actor, document_id: UUID) -> Letter:
    return letter_of(locked_to_end(actor, document_id))
