"""The social report for whoever decides about a child, and the minutes of a case conference."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from anyam.casework.cases.queries import get_case, get_plan
from anyam.casework.meetings.queries import get_meeting
from anyam.casework.meetings.results import MeetingDetail
from anyam.foundation.access import Actor, NotFound, Permission, require
from anyam.foundation.access.choices import Part
from anyam.foundation.access.visibility import may_read
from anyam.foundation.core.dates import day_in_words, moment_in_words
from anyam.foundation.core.refusals import Refusal
from anyam.registry.agencies.queries import agency_kinds_of, get_agency

from ...choices import DocumentKind, Recipient
from ...results import Draft, Head, Wish
from ...rules import may_receive
from ..wording import content, said, section, signature, signed_by_office
from .cases import own_case


class NotForThisAgency(Refusal):
    sentence = gettext_lazy(
        "A social report goes to courts, police, prosecutors, correctional and social services only."
    )


class NotHeldYet(Refusal):
    sentence = gettext_lazy("Close the meeting first; then its minutes can be issued.")


def write_social_report(actor: Actor, wish: Wish, head: Head) -> Draft:
    """What the social worker found and recommends, with needs and plan as they stand. No health or legal answers."""
    case = own_case(actor, wish.subject_id)
    if not may_read(actor, case.id, Part.NARRATIVE):
        raise NotFound("case to report on")
    if wish.to_agency_id is None:
        raise NotForThisAgency(field="to_agency")
    kind = agency_kinds_of(actor, [wish.to_agency_id]).get(wish.to_agency_id, "")
    if not may_receive(DocumentKind.SOCIAL_REPORT, Recipient.AGENCY, kind):
        raise NotForThisAgency(field="to_agency")
    receiver, found = get_agency(actor, wish.to_agency_id), get_case(actor, case.id)
    child, plan = found.header, get_plan(actor, case.id, is_agreed_only=True)
    asked = said(wish, "asked")
    done = [
        (action.title, action.agency_name, action.state_label)
        for goal in plan.goals
        for action in goal.actions
        if action.state != "dropped"
    ]
    columns = (_("What is done"), _("Agency"), _("State"))
    return Draft(
        recipient=Recipient.AGENCY,
        to_agency_id=wish.to_agency_id,
        addressee=receiver.row.name,
        dossier_id=case.id,
        case_id=case.id,
        case_number=case.number,
        content=content(
            head,
            "record",
            _("Social report"),
            seal=_("Confidential"),
            opening=[
                f"{pgettext('letter', 'To')}: {receiver.row.name}",
                *([_("On your request: %(asked)s") % {"asked": asked}] if asked else []),
            ],
            facts=[
                [_("Child"), child.child_name],
                [_("Age and sex"), f"{child.age_text} · {child.sex_label}"],
                [_("Case"), case.number],
                [_("Needs"), ", ".join(found.needs) or "–"],
            ],
            sections=[
                section(_("Family and background"), [said(wish, "background", is_needed=True)]),
                section(_("How the child is now"), [said(wish, "condition", is_needed=True)]),
                section(_("What the child thinks and wants"), [said(wish, "view", is_needed=True)]),
                *([section(_("What is being done"), columns=columns, rows=done, widths=[2, 1.4, 1])] if done else []),
                section(_("Recommendation"), [said(wish, "recommendation", is_needed=True)]),
            ],
            closing=[
                _("The identity of a child is kept from the public (UU 11/2012 art. 19). Do not copy this report.")
            ],
            signatures=[
                signature(_("Social worker"), child.worker_name or child.manager_name),
                *signed_by_office(head),
            ],
        ),
    )  # fmt: skip


def write_minutes(actor: Actor, wish: Wish, head: Head) -> Draft:
    """The minutes of a case conference that is over, as its chair's agency issues them."""
    require(actor, Permission.TAKE_PART_IN_MEETINGS)
    meeting = get_meeting(actor, wish.subject_id)
    if meeting.case_id is None or not meeting.may_lead:
        raise NotFound("conference")
    case = own_case(actor, meeting.case_id)
    if not meeting.is_held:
        raise NotHeldYet
    return Draft(
        recipient=Recipient.PARTICIPANTS,
        dossier_id=case.id,
        case_id=case.id,
        case_number=case.number,
        content=content(
            head,
            "record",
            _("Minutes of a case conference"),
            seal=_("Confidential"),
            facts=[
                [_("Meeting"), meeting.row.number],
                [_("Case"), case.number],
                [_("Day and time"), moment_in_words(meeting.row.starts_at)],
                [_("Venue"), meeting.row.venue or "–"],
                [_("Chair"), meeting.chair],
            ],
            sections=_parts_of(meeting),
            signatures=[
                signature(one.agency, one.signed_by or one.person)
                for one in meeting.invitations
                if one.was_present
            ][:6]
            or [signature(_("Chair"), meeting.chair)],
        ),
    )


def _parts_of(meeting: MeetingDetail) -> list[dict[str, object]]:
    present = [
        (one.agency, one.person or "–", one.mandate_label or "–")
        for one in meeting.invitations
        if one.was_present
    ]
    decided = [
        (one.words, one.agency, day_in_words(one.due_on), one.evidence_label) for one in meeting.decisions
    ]
    parts = [
        section(
            _("Who was there"),
            columns=(_("Agency"), _("Person"), _("May commit the agency?")),
            rows=present,
        ),
        *(section(f"{one.position}. {one.title}", [one.minutes or "–"]) for one in meeting.items),
        section(
            _("What was decided"),
            columns=(_("Decision"), _("Agency"), _("By when"), _("What will show it")),
            rows=decided,
            widths=[2.2, 1.2, 1, 1.2],
        ),
    ]
    views = [f"{one.agency}: {one.words}" for one in meeting.dissents]
    return [*parts, section(_("Other views"), views)] if views else parts
