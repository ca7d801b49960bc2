"""What is told of a family is seen through the dossier that told it; where people are, through its addresses."""

from django.db import migrations

from anyam.foundation.access.choices import Level, Part
from anyam.foundation.access.row_security import RowSecurity, sees


def _of(table, part):
    dossier = f"{table}.dossier_id"
    return RowSecurity(table, sees(dossier, part), changing=sees(dossier, part, Level.WRITE))


class Migration(migrations.Migration):
    dependencies = [("families", "0001_initial"), ("access", "0001_initial")]
    operations = [
        _of("families_relation", Part.IDENTITY),
        _of("families_household", Part.IDENTITY),
        _of("families_membership", Part.IDENTITY),
        _of("families_care", Part.IDENTITY),
        _of("families_safecontact", Part.ADDRESS),
        _of("families_stay", Part.ADDRESS),
    ]
