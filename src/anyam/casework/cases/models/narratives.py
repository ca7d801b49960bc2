"""What was told and written in free words: one table, so that it can be locked away as one."""

from django.db import models

from anyam.casework.cases.choices import NarrativeKind
from anyam.foundation.core.privacy import Privacy
from anyam.foundation.core.records import Record
from anyam.foundation.vault.fields import SealedText


class Narrative(Record):
    """The free text that belongs to one report, contact, review, closure or plan action."""

    PRIVACY = {"*": Privacy.OPERATIONAL, "text": Privacy.SENSITIVE}

    kind = models.CharField(max_length=12, choices=NarrativeKind)
    subject_id = models.UUIDField()
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, null=True, related_name="+")
    # The case, or before there is one the report: through it the text is seen.
    dossier_id = models.UUIDField()
    text = SealedText(compartment="narrative", scope="dossier_id")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id"], name="cases_one_text_per_subject")
        ]
