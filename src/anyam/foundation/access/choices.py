"""The words of the access table."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Part(TextChoices):
    """A compartment of a dossier: each lies in tables of its own and is given separately."""

    WORK = "work", _("Course of the work")
    IDENTITY = "identity", _("Identity")
    ADDRESS = "address", _("Address and safe contact")
    REPORTER = "reporter", _("Who reported")
    NARRATIVE = "narrative", _("What was told and assessed")
    HEALTH = "health", _("Health")
    LEGAL = "legal", _("Legal standing")
    FILES = "files", _("Files")
    SUMMARY = "summary", _("What was shared in a referral")


class Level(TextChoices):
    READ = "read", _("may read")
    WRITE = "write", _("may read and write")


class Reason(TextChoices):
    """Why somebody may see; each begins with an action and ends with another."""

    TOOK_REPORT = "took_report", _("Took the report")
    INTAKE = "intake", _("Intake, until a case is opened")
    MANAGER = "manager", _("Manages the case")
    WORKER = "worker", _("Works on the case")
    STAND_IN = "stand_in", _("Stands in for a colleague")
    SUPERVISION = "supervision", _("Supervises the managing agency")
    REFERRAL = "referral", _("Was asked for a service")
    EXPIRED_REFERRAL = "expired_referral", _("Takes up an unanswered referral")
    CONFERENCE = "conference", _("Takes part in the case conference")
    MEETING = "meeting", _("Was invited to the meeting")
    DECISION = "decision", _("Carries out a decision of the meeting")
    PLAN = "plan", _("Has a part in an action of the plan")
    AGREEMENT = "agreement", _("Is a party to the agreement")
    COURT_ORDER = "court_order", _("Ordered by a court")
    BREAK_GLASS = "break_glass", _("Emergency access")


class BlockReason(TextChoices):
    """Why somebody must not see: a conflict of interest. A block wins over every grant."""

    KIN = "kin", _("Kin of the child or of a reported person")
    REPORTED = "reported", _("Is a reported person")
    NEIGHBOUR = "neighbour", _("Neighbour or close acquaintance")
    OTHER = "other", _("Another conflict of interest")


class Basis(TextChoices):
    """The lawful ground on which personal data are processed (UU 27/2022 art. 20)."""

    CONSENT = "consent", _("Consent")
    LEGAL_DUTY = "legal_duty", _("A duty set by law")
    VITAL_INTEREST = "vital_interest", _("The child’s life or safety")
    PUBLIC_TASK = "public_task", _("A public service task")
    COURT_ORDER = "court_order", _("A court’s order")
