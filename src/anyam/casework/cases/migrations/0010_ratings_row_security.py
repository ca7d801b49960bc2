"""Ratings by two are seen with what was told of the child."""

from django.db import migrations

from anyam.foundation.access.choices import Level, Part
from anyam.foundation.access.row_security import RowSecurity, sees

TABLE = "cases_blindrating"


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_ratings_by_two"), ("access", "0001_initial")]
    operations = [
        RowSecurity(
            TABLE,
            sees(f"{TABLE}.case_id", Part.NARRATIVE),
            changing=sees(f"{TABLE}.case_id", Part.NARRATIVE, Level.WRITE),
        )
    ]
