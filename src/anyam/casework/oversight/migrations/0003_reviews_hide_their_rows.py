"""A review is shown to the reviewers who were asked and to the one who looked; the database refuses it to others."""

from uuid import UUID

from django.db import migrations, models

from anyam.foundation.access.row_security import RowSecurity, asked_office_or_own


class Migration(migrations.Migration):
    dependencies = [("oversight", "0002_row_security")]
    operations = [
        migrations.AddField(
            "lookreview", "reviewer_office", models.UUIDField(default=UUID(int=0)), preserve_default=False
        ),
        RowSecurity(
            "oversight_lookreview",
            asked_office_or_own("oversight_lookreview.reviewer_office", "oversight_lookreview.looker_id"),
        ),
    ]
