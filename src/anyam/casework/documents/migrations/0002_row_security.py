"""What a document says is seen with its case, report or meeting; who signed a partner's letter, with the case."""

from django.db import migrations

from anyam.foundation.access.choices import Level, Part
from anyam.foundation.access.row_security import SYSTEM, RowSecurity, sees


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("access", "0001_initial")]
    operations = [
        RowSecurity(
            "documents_documentwords",
            sees("documents_documentwords.dossier_id", Part.WORK),
            changing=sees("documents_documentwords.dossier_id", Part.WORK, Level.WRITE),
            # Whoever reads a report may hand out its receipt.
            adding=sees("documents_documentwords.dossier_id", Part.WORK),
        ),
        RowSecurity(
            "documents_reply",
            sees("documents_reply.case_id", Part.WORK),
            changing=sees("documents_reply.case_id", Part.WORK, Level.WRITE),
            adding=SYSTEM,
        ),
    ]
