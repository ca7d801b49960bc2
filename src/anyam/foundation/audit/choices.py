"""The words of the record of looks."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """The way by which something was read."""

    PAGE = "page", _("Page")
    API = "api", _("Machine interface")
    EXPORT = "export", _("Export")
    PRINT = "print", _("Print")
    FILE = "file", _("File")
    SEARCH = "search", _("Search")
    JOB = "job", _("The machine's own work")


class Looked(TextChoices):
    """What was looked at. A kind of record that is kept without content: never what stood there."""

    SUMMARY = "summary", _("Summary of the case")
    ASSESSMENT = "assessment", _("Assessment")
    PLAN = "plan", _("Plan")
    CONTACTS = "contacts", _("Services and contacts")
    REVIEWS = "reviews", _("Reviews and closure")
    FAMILY = "family", _("Family and linked cases")
    TIMELINE = "timeline", _("Course of the case")
    HEADER = "header", _("Name and age above a form")
    ACCESS = "access", _("Who may see the case")
    IDENTITY = "identity", _("Identity")
    ADDRESS = "address", _("Address and safe contact")
    REPORT = "report", _("Report")
    REPORTER = "reporter", _("Who reported")
    NARRATIVE = "narrative", _("What was told")
    HEALTH = "health", _("Health")
    LEGAL = "legal", _("Legal standing")
    FACTS = "facts", _("What is already known")
    INTERVIEWS = "interviews", _("Register of interviews")
    FILES = "files", _("Files")
    REFERRAL_SUMMARY = "referral_summary", _("Summary shared in a referral")
    MEETING = "meeting", _("Case conference")
    MESSAGES = "messages", _("Messages between agencies")
    CONSENT = "consent", _("Consent")
    DOCUMENT = "document", _("Official document")
    SUBJECT_COPY = "subject_copy", _("Copy for the person concerned")
    LIST = "list", _("Names in a list")
    SEARCH = "search", _("Search for people")


def part_in_words(part: str) -> str:
    """The part in words; a part without words is shown as it was kept."""
    return str(Looked(part).label) if part in Looked.values else part


def channel_in_words(channel: str) -> str:
    return str(Channel(channel).label) if channel in Channel.values else channel
