"""The words of casework that the program itself decides on; longer lists are data (`data/vocabularies/`)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from anyam.casework.acting.choices import ActKind
from anyam.foundation.access.choices import Reason
from anyam.foundation.core.vocabularies import Vocabulary, vocabulary


class Level(TextChoices):
    """How urgent: PermenPPPA 2/2022 speaks of high, medium and low risk of the person served."""

    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class ReportState(TextChoices):
    WAITING = "waiting", _("Waiting for triage")
    TRIAGED = "triaged", _("Triaged, no case yet")
    OPENED = "opened", _("Case opened")
    ANSWERED = "answered", _("Answered without a case")


class CaseState(TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Stage(TextChoices):
    """Where a case is on its way, in the order of case management."""

    ASSESSMENT = "assessment", _("Assessment")
    PLANNING = "planning", _("Plan")
    SERVICES = "services", _("Services and referrals")
    REVIEW = "review", _("Review")
    CLOSED = "closed", _("Closed")


class News(TextChoices):
    """What the list of cases says of a case since the reader last opened it."""

    CHANGED = "changed", _("New since you looked")
    UNOPENED = "unopened", _("Not opened by you yet")


class EmergencyReason(TextChoices):
    """Why a case had to be opened although nobody gave access."""

    CHILD_IN_DANGER = "child_in_danger", _("A child is in danger now")
    CHILD_IN_FRONT_OF_ME = "child_here", _("The child is here with me and needs help now")
    HOLDER_UNREACHABLE = "unreachable", _("Whoever holds the case cannot be reached and it cannot wait")


EMERGENCY_HOURS = 4
"""How long emergency access lasts."""

GIVEN_BY_HAND = (Reason.CONFERENCE, Reason.COURT_ORDER)
"""Why a case may be opened to somebody by a decision of its manager."""

ENDED_BY_HAND = (*GIVEN_BY_HAND, Reason.REFERRAL, Reason.BREAK_GLASS)
"""What the manager may end; the rest ends with the assignment."""


class LinkKind(TextChoices):
    SIBLING = "sibling", _("Sibling")
    SAME_REPORT = "same_report", _("Named in the same report")


class NarrativeKind(TextChoices):
    REPORT = "report", _("Report")
    TRIAGE = "triage", _("Triage")
    CONTACT = "contact", _("Contact or service")
    PLAN_ACTION = "plan_action", _("Plan action")
    REVIEW = "review", _("Review")
    CLOSURE = "closure", _("Closure")
    REOPENING = "reopening", _("Reopening")
    NO_CASE = "no_case", _("Answer without a case")
    EMERGENCY = "emergency", _("Emergency access")


class AssessmentState(TextChoices):
    DRAFT = "draft", _("Draft")
    COMPLETE = "complete", _("Complete")


class Compartment(TextChoices):
    """Which table an answer is kept in."""

    GENERAL = "general", _("General")
    HEALTH = "health", _("Health")
    LEGAL = "legal", _("Legal")


class Source(TextChoices):
    """Who said it."""

    CHILD = "child", _("the child")
    CAREGIVER = "caregiver", _("a caregiver")
    REPORTER = "reporter", _("the reporter")
    AGENCY = "agency", _("another agency")
    DOCUMENT = "document", _("a document")
    OBSERVED = "observed", _("seen by the worker")
    EARLIER = "earlier", _("an earlier assessment")
    CALCULATED = "calculated", _("worked out from the answers")


class PlanState(TextChoices):
    DRAFT = "draft", _("Draft")
    AGREED = "agreed", _("Agreed")
    REPLACED = "replaced", _("Replaced by a newer plan")


class ActionState(TextChoices):
    TO_DO = "to_do", _("Not begun")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    STUCK = "stuck", _("Held up")
    DROPPED = "dropped", _("Dropped")


class Acceptance(TextChoices):
    """What the agency that owes an action of a joint plan says to it; empty where it was not asked."""

    WAITING = "waiting", _("Waits for the agency's yes")
    ACCEPTED = "accepted", _("Accepted by the agency")
    DECLINED = "declined", _("Declined by the agency")


class TaskPart(TextChoices):
    """An agency's part in an action of a plan."""

    LEAD = "lead", _("Leads")
    SUPPORT = "support", _("Supports")
    INFORMED = "informed", _("Is informed")


class ActionDecline(TextChoices):
    """Why an agency does not take an action."""

    NOT_OURS = "not_ours", _("It is not our agency's task")
    NO_MEANS = "no_means", _("We lack people, money or a place for it")
    TOO_SOON = "too_soon", _("We cannot do it by that date")
    NOT_AGREED = "not_agreed", _("It was not agreed like this at the meeting")
    OTHER = "other", _("Another reason")


class ContactKind(TextChoices):
    HOME_VISIT = "home_visit", _("Home visit")
    OFFICE = "office", _("Meeting at the office")
    PHONE = "phone", _("Phone call or message")
    ACCOMPANIMENT = "accompaniment", _("Accompanying the child")
    SERVICE = "service", _("Service given")
    COORDINATION = "coordination", _("Coordination with an agency")


ACT_OF_CONTACT = {
    ContactKind.HOME_VISIT: ActKind.VISIT,
    ContactKind.SERVICE: ActKind.SERVICE,
    ContactKind.ACCOMPANIMENT: ActKind.SERVICE,
}
"""The contacts that are work for the child; talking on the telephone or with an agency is not done twice."""


class ReviewDecision(TextChoices):
    CONTINUE = "continue", _("Go on with the plan")
    CHANGE_PLAN = "change_plan", _("Change the plan")
    PREPARE_CLOSURE = "prepare_closure", _("Prepare to close")


class Outcome(TextChoices):
    BETTER = "better", _("The child is safe and the goals are reached")
    PARTLY = "partly", _("Partly reached")
    UNCHANGED = "unchanged", _("Not reached")
    UNKNOWN = "unknown", _("Not known")


class TriageFact(TextChoices):
    """The yes/no facts of triage. The wording says what is seen, not who is guilty."""

    LIFE_IN_DANGER = "life_in_danger", _("Is the child's life in danger now?")
    BADLY_HURT = "badly_hurt", _("Is the child badly hurt or seriously ill?")
    SEXUAL_VIOLENCE = "sexual_violence", _("Are there signs of sexual violence?")
    SUSPECT_NEAR = (
        "suspect_near",
        _("Does the reported person live with the child or reach the child easily?"),
    )
    NO_CARER = "no_carer", _("Is the child without an adult who can keep them safe?")
    SELF_HARM = "self_harm", _("Does the child speak of, or try, hurting themselves?")
    VERY_YOUNG = (
        "very_young",
        _("Is the child under five, or unable to ask for help because of a disability?"),
    )
    REPEATED = "repeated", _("Did it happen before, or is it getting worse?")
    HELD_OR_TRAFFICKED = "held_or_trafficked", _("Is the child held, moved, sold or made to work?")
    WITH_LAW = "with_law", _("Is the child with the police, detained or called to court?")


MAIN_ASSESSMENT = "biopsychosocial"
"""The assessment with which every case begins."""


def instrument_uses() -> Vocabulary:
    """What an instrument of the starter pack is for, and its name in both languages."""
    return vocabulary("instrument_uses")


def report_channels() -> Vocabulary:
    return vocabulary("report_channels")


def violence_forms() -> Vocabulary:
    """SIMFONI PPA forms of violence; several per child (totals by form exceed the number of cases)."""
    return vocabulary("violence_forms")


def protection_categories() -> Vocabulary:
    """The fifteen categories of children in need of special protection (UU 35/2014 art. 59(2)); several per child."""
    return vocabulary("art59_categories")


def places_of_incident() -> Vocabulary:
    return vocabulary("places_of_incident")


def relations_to_reported() -> Vocabulary:
    return vocabulary("relations_to_reported")


def needs() -> Vocabulary:
    return vocabulary("needs")


def closure_reasons() -> Vocabulary:
    return vocabulary("closure_reasons")


def reopening_reasons() -> Vocabulary:
    return vocabulary("reopening_reasons")


def override_reasons() -> Vocabulary:
    return vocabulary("override_reasons")
