"""Recording what somebody answered to "may we?": a no is kept like a yes."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anyam.casework.cases.queries import case_to_work_on
from anyam.foundation.access import Actor, Permission, action, require
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.core.refusals import Refusal
from anyam.foundation.core.text import clean_line, clean_text
from anyam.foundation.events.recording import record

from ..choices import Answer, Purpose, givers, purposes
from ..events import ConsentRecorded
from ..models import Consent, ConsentWords
from ..policies import may_record
from ..results import ConsentInput, Recipient
from ..rules import LONGEST, needs_recipient

_DAYS_OF_MONTH = 30.44


class CaseIsClosed(Refusal):
    sentence = _("This case is closed. Reopen it before you ask for consent.")


class RecipientIsMissing(Refusal):
    sentence = _("Choose for which agency, or which kind of agency, this is.")


class GiverIsUnknown(Refusal):
    sentence = _("Choose from the list who answered.")


class TimeIsNotSensible(Refusal):
    sentence = _("The consent must begin today or earlier and end later, within three years.")


class MediaIsNotForConsent(Refusal):
    """UU 11/2012 art. 19: the identity of a child in a legal matter is not published, whoever agrees."""

    sentence = _(
        "Nobody can agree to the publication of this child's identity: it is secret by law (UU 11/2012 art. 19)."
        " A refusal can be recorded."
    )


@action(is_once=True)
def record_consent(actor: Actor, *, case_id: UUID, given: ConsentInput, once: UUID | None = None) -> UUID:
    """Keep one answer for each recipient on one paper; the first answer's number."""
    require(actor, Permission.RECORD_CONSENT)
    case = case_to_work_on(actor, case_id)
    if not may_record(actor, case):
        raise CaseIsClosed
    recipients = _recipients(given)
    now = clock.now()
    given_at = given.given_at or now
    expires_at = _end(given, given_at, now)
    paper_id = new_id()
    consents = [
        Consent(
            case_id=case.id,
            paper_id=paper_id,
            purpose=given.purpose,
            agency_id=recipient.agency_id,
            agency_kind=recipient.agency_kind,
            answer=given.answer,
            giver=given.giver,
            giver_person_id=given.giver_person_id,
            manner=given.manner,
            file_id=given.file_id,
            given_at=given_at,
            expires_at=expires_at,
            recorded_at=now,
            recorded_by_id=actor.user_id,
        )
        for recipient in recipients
    ]
    Consent.objects.bulk_create(consents)
    ConsentWords.objects.bulk_create(_words(consent, given) for consent in consents)
    first = consents[0].id
    record(
        actor,
        ConsentRecorded(first, case.id, given.purpose.value, given.answer.value, given.giver, len(consents)),
    )
    return first


def _recipients(given: ConsentInput) -> tuple[Recipient, ...]:
    if given.giver not in givers().codes():
        raise GiverIsUnknown(field="giver")
    if given.purpose is Purpose.MEDIA and given.answer is Answer.GIVEN:
        raise MediaIsNotForConsent(field="purpose")
    if not needs_recipient(given.purpose):
        return (Recipient(),)
    chosen = tuple(dict.fromkeys(r for r in given.recipients if r.agency_id or r.agency_kind))
    if not chosen and given.purpose is Purpose.SHARING:
        raise RecipientIsMissing(field="recipients")
    return chosen or (Recipient(),)


def _end(given: ConsentInput, given_at: datetime, now: datetime) -> datetime | None:
    """When it ends: as agreed, else after the purpose's usual months. A refusal has no end."""
    if given_at > now:
        raise TimeIsNotSensible(field="given_on")
    if given.answer is Answer.REFUSED:
        return None
    months = next(int(term.extra["months"]) for term in purposes().terms if term.code == given.purpose)
    ends = given.expires_at or given_at + timedelta(days=round(months * _DAYS_OF_MONTH))
    if not given_at < ends <= given_at + LONGEST:
        raise TimeIsNotSensible(field="expires_on")
    return ends


def _words(consent: Consent, given: ConsentInput) -> ConsentWords:
    return ConsentWords(
        consent=consent,
        case_id=consent.case_id,
        giver_name=clean_line(given.giver_name)[:200],
        paper_place=clean_line(given.paper_place)[:200],
        note=clean_text(given.note),
    )
