"""The receipt of a report, and the letter that goes with a referral."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from anyam.casework.cases.queries import get_report
from anyam.casework.referrals.choices import ReferralState, SafetyFlag
from anyam.casework.referrals.queries import get_referral
from anyam.casework.referrals.results import ReferralDetail, Summary
from anyam.foundation.access import Actor, NotFound, Permission, require
from anyam.foundation.core.dates import moment_in_words
from anyam.foundation.core.refusals import Refusal
from anyam.registry.agencies.queries import agency_kinds_of

from ...choices import Recipient
from ...results import Draft, Head, Wish
from ...rules import Shared, flags_for, letter_words
from ..wording import content, said, section, signature, signed_by_office

OPEN_STATES: Final = frozenset(
    {
        ReferralState.SENT,
        ReferralState.SEEN,
        ReferralState.INFO_ASKED,
        ReferralState.EXPIRED,
        ReferralState.ACCEPTED,
        ReferralState.SCHEDULED,
        ReferralState.SERVED,
    }
)


class SendItFirst(Refusal):
    sentence = gettext_lazy("Send the referral first: its clock and its letter begin on the same day.")


class ReferralIsOver(Refusal):
    sentence = gettext_lazy("This referral has ended, so no letter goes out for it any more.")


class ConsentIsGone(Refusal):
    sentence = gettext_lazy("The consent was taken back. Nothing about the child may leave by letter.")


def write_receipt(actor: Actor, wish: Wish, head: Head) -> Draft:
    """What a reporter takes home: that it was taken, when, and what happens next. Nothing of what was told."""
    require(actor, Permission.SEE_REPORTS)
    report = get_report(actor, wish.subject_id)
    facts = [
        [_("Report number"), report.number],
        [_("Taken on"), moment_in_words(report.received_at)],
        [_("Taken by"), report.received_by],
    ]
    after = [
        _("We look at what you told us and decide with others what the child needs first."),
        _("You do not have to prove anything. Keep this number: with it you can ask us or add something."),
        _("Who you are is known only to those who take reports. It is not told to the person you spoke of."),
    ]
    contact = head.contact or "129"
    return Draft(
        recipient=Recipient.REPORTER,
        dossier_id=report.id,
        content=content(
            head,
            "receipt",
            _("Receipt of a report"),
            facts=facts,
            opening=[_("Thank you for telling us. Your report was taken.")],
            sections=[section(_("What happens now"), after)],
            closing=[
                _("Questions: %(contact)s. In danger call 110 (police) or 129 (SAPA).") % {"contact": contact}
            ],
            signatures=[signature(_("Taken by"), report.received_by)],
        ),
    )


def write_referral_letter(actor: Actor, wish: Wish, head: Head) -> Draft:
    """The letter to the receiving agency: of the summary only what its kind of agency needs on paper."""
    require(actor, Permission.SEND_REFERRAL)
    referral = get_referral(actor, wish.subject_id)
    summary = referral.summary
    if not referral.is_sender or referral.sender.id != actor.agency_id or summary is None:
        raise NotFound("referral")
    _must_stand(referral)
    kind = agency_kinds_of(actor, [referral.receiver.id]).get(referral.receiver.id, "")
    note = said(wish, "note")
    due = referral.row.response_due_at
    opening = [
        _("We ask for your service “%(service)s” for a child we accompany.")
        % {"service": referral.row.service_name},
        *([note] if note else []),
    ]
    closing = [
        *([_("Please answer by %(when)s.") % {"when": moment_in_words(due)}] if due else []),
        _("You can answer by letter, by telephone, or with the reply sheet if one is attached."),
        _(
            "This letter holds data of a child. Keep it locked away, and give it to nobody who does not need it."
        ),
    ]
    return Draft(
        recipient=Recipient.AGENCY,
        to_agency_id=referral.receiver.id,
        addressee=referral.receiver.name,
        dossier_id=referral.row.case_id or wish.subject_id,
        case_id=referral.row.case_id,
        case_number=referral.row.case_number,
        referral_id=referral.id,
        content=content(
            head,
            "letter",
            _("Referral letter"),
            lead=[
                [_("Nature"), _("Confidential")],
                [
                    _("Subject"),
                    _("Request for a service (referral %(number)s)") % {"number": referral.row.number},
                ],
            ],
            to=[pgettext("letter", "To"), referral.receiver.name],
            opening=opening,
            facts=[[label, value] for label, value in summary_lines(summary, kind)],
            closing=closing,
            signatures=signed_by_office(head),
        ),
    )


def summary_lines(summary: Summary, agency_kind: str, *, is_named: bool = True) -> list[tuple[str, str]]:
    """What of a summary stands on paper for this kind of agency, in the order of the letter."""
    flags = flags_for(agency_kind, (flag.value for flag in summary.safety_flags))
    is_secret = SafetyFlag.SECRET_ADDRESS in summary.safety_flags
    contact = ", ".join(part for part in (summary.contact_name, summary.contact_phone) if part)
    lines = [
        (Shared.NAME, _("Name"), summary.child_name),
        (Shared.AGE, _("Age"), summary.age_text),
        (Shared.SEX, _("Sex"), summary.sex),
        (Shared.VILLAGE, _("Village"), "" if is_secret else summary.village),
        (Shared.REQUEST, _("What is asked"), summary.request),
        (Shared.FACTS, _("What is already known"), summary.facts),
        (Shared.SAFETY, _("Safety"), "; ".join(str(SafetyFlag(flag).label) for flag in flags)),
        (Shared.INTERVIEW, _("Interview"), _interview(summary)),
        (Shared.CONTACT, _("Safe contact"), contact if summary.is_contact_safe else ""),
    ]
    shown = letter_words(agency_kind, is_named=is_named)
    return [(label, value) for what, label, value in lines if what in shown and value]


def _interview(summary: Summary) -> str:
    return (
        _("The child was interviewed already. Please do not ask it to tell again.")
        if summary.is_interview_done
        else ""
    )


def _must_stand(referral: ReferralDetail) -> None:
    if referral.is_consent_withdrawn:
        raise ConsentIsGone
    if referral.row.state is ReferralState.DRAFT:
        raise SendItFirst
    if referral.row.state not in OPEN_STATES:
        raise ReferralIsOver
