"""What was done: contacts, visits, services given, and reviews."""

from django.db import models

from anyam.casework.cases.choices import ContactKind, Level, ReviewDecision
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText


class Contact(Record):
    """One contact with the child or family, or one service given. What was said stands in the narratives."""

    PRIVACY = {"*": Privacy.OPERATIONAL, "with_whom": Privacy.PERSONAL, "need": Privacy.SENSITIVE}

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=14, choices=ContactKind)
    held_on = models.DateField()
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    need = models.CharField(max_length=40, blank=True)
    with_whom = SealedText(compartment="work", scope="case_id", max_length=200, blank=True, default="")
    was_child_seen = models.BooleanField(default=False)
    next_visit_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "-held_on"], name="cases_contacts_newest")]


class Review(Record):
    """A look back at the plan, and the decision that came of it."""

    PRIVACY = {"*": Privacy.OPERATIONAL}

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="reviews")
    held_on = models.DateField()
    decision = models.CharField(max_length=16, choices=ReviewDecision)
    level = models.CharField(max_length=10, choices=Level)
    child_took_part = models.BooleanField(default=False)
    next_review_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
