"""What a child and a family get: the plan in plain words, the record of a reunification, the letter at the end."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyam.casework.cases.queries import case_to_work_on, get_case, get_plan, get_reviews
from anyam.casework.cases.results import CaseRef, PlanActionRow
from anyam.foundation.access import Actor, NotFound
from anyam.foundation.core import clock
from anyam.foundation.core.dates import day_in_words
from anyam.foundation.core.refusals import Refusal

from ...choices import Recipient
from ...results import Draft, Head, Wish
from ..wording import content, said, section, signature, signed_by_office


class NoPlanAgreed(Refusal):
    sentence = gettext_lazy("Agree on the plan with child and family first; then it can be printed for them.")


class CaseStillOpen(Refusal):
    sentence = gettext_lazy("Close the case first; the letter tells the family that it was closed.")


def own_case(actor: Actor, case_id: UUID) -> CaseRef:
    """A case of the own agency, given to the actor for work; NotFound otherwise."""
    case = case_to_work_on(actor, case_id)
    if case.agency_id != actor.agency_id:
        raise NotFound("case of the own agency")
    return case


def write_plan_copy(actor: Actor, wish: Wish, head: Head) -> Draft:
    """The agreed plan for the child: goals, who does what, by when. No case number, no office words."""
    case = own_case(actor, wish.subject_id)
    plan = get_plan(actor, case.id, is_agreed_only=True)
    if not plan.goals or plan.agreed_on is None:
        raise NoPlanAgreed
    name = plan.header.nickname or plan.header.child_name
    note = said(wish, "note")
    goals = [
        section(
            f"{number}. {goal.text}",
            columns=("", ""),
            rows=[_task(action) for action in goal.actions if action.state != "dropped"],
        )
        for number, goal in enumerate(plan.goals, start=1)
    ]
    closing = [_("You may say at any time if something does not help, or if you want something else.")]
    if plan.review_on:
        again = _("We look at this plan together again on %(day)s.") % {"day": day_in_words(plan.review_on)}
        closing = [again, *closing]
    ask = _("Ask %(name)s if anything is not clear.") % {"name": plan.header.manager_name}
    closing += [f"{ask} {_('In danger call 110 (police) or 129 (SAPA).')}"]
    return Draft(
        recipient=Recipient.FAMILY,
        dossier_id=case.id,
        case_id=case.id,
        case_number=case.number,
        content=content(
            head,
            "plan",
            _("A plan for %(name)s") % {"name": name},
            opening=[
                _("This is what we do together, so that things get better."),
                *([note] if note else []),
            ],
            sections=goals,
            closing=closing,
            signatures=[
                signature(_("Child")),
                signature(_("Parent or guardian")),
                signature(_("Case manager"), plan.header.manager_name),
            ],
        ),
    )


def write_reunification(actor: Actor, wish: Wish, head: Head) -> Draft:
    """The record that a child returned: to whom, where, what was agreed, how it is followed."""
    case = own_case(actor, wish.subject_id)
    child = get_case(actor, case.id).header
    receiver, place = said(wish, "receiver", is_needed=True), said(wish, "place", is_needed=True)
    witnesses = [line.strip() for line in said(wish, "witnesses").splitlines() if line.strip()][:4]
    opening = _("On %(day)s, at %(place)s, the child named below returned to the care named below.")
    return Draft(
        recipient=Recipient.FAMILY,
        dossier_id=case.id,
        case_id=case.id,
        case_number=case.number,
        content=content(
            head,
            "record",
            _("Record of reunification"),
            seal=_("Confidential"),
            opening=[opening % {"day": day_in_words(clock.today()), "place": place}],
            facts=[
                [_("Child"), child.child_name],
                [_("Age"), child.age_text],
                [_("Returns to"), receiver],
            ],
            sections=[
                section(_("What the child thinks and wants"), [said(wish, "view", is_needed=True)]),
                section(_("What was agreed"), [said(wish, "agreed", is_needed=True)]),
                section(_("How it is followed"), [said(wish, "follow_up", is_needed=True)]),
            ],
            closing=[_("Whoever sees that the child is no longer safe calls us.")],
            signatures=[
                signature(_("Receives the child"), receiver.split(",")[0]),
                signature(_("Case manager"), child.manager_name),
                *(signature(_("Witness"), one) for one in witnesses),
            ],
        ),
    )


def write_closure(actor: Actor, wish: Wish, head: Head) -> Draft:
    """The letter to the family when the work ends: that it ended, who looks in later, whom to call. No reason."""
    case = own_case(actor, wish.subject_id)
    found = get_reviews(actor, case.id)
    if found.header.state != "closed" or not found.closures:
        raise CaseStillOpen
    closure, name = found.closures[0], found.header.nickname or found.header.child_name
    note = said(wish, "note")
    opening = [
        _("Our work together with %(name)s and the family ended on %(day)s.")
        % {"name": name, "day": day_in_words(closure.closed_at)},
        *([note] if note else []),
    ]
    if closure.aftercare_on:
        visit = _("We will ask how things are on about %(day)s. You may say that you do not want this.")
        opening.append(visit % {"day": day_in_words(closure.aftercare_on)})
    contact = head.contact or "129"
    return Draft(
        recipient=Recipient.FAMILY,
        dossier_id=case.id,
        case_id=case.id,
        case_number=case.number,
        content=content(
            head,
            "letter",
            _("Closure letter"),
            lead=[[_("Subject"), _("End of our work together")]],
            to=[_("To the family of %(name)s") % {"name": name}],
            opening=opening,
            closing=[
                _("You can come back at any time, without a reason and without paying: %(contact)s.")
                % {"contact": contact},
                _("In danger call 110 (police) or 129 (SAPA)."),
            ],
            signatures=signed_by_office(head),
        ),
    )


def _task(action: PlanActionRow) -> tuple[str, str]:
    done = _("done") if action.state == "done" else _("by %(day)s") % {"day": day_in_words(action.due_on)}
    return action.title, " · ".join(part for part in (action.agency_name, action.agency_phone, done) if part)
