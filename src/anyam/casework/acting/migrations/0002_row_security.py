"""A wish to act together is read with the case that is asked; it is put there by the system."""

from django.db import migrations

from anyam.foundation.access.choices import Level, Part
from anyam.foundation.access.row_security import SYSTEM, RowSecurity, sees

_CASE = "acting_joinwish.dossier_id"


class Migration(migrations.Migration):
    dependencies = [("acting", "0001_initial"), ("access", "0004_together")]
    operations = [
        RowSecurity(
            "acting_joinwish",
            sees(_CASE, Part.WORK),
            changing=sees(_CASE, Part.WORK, Level.WRITE),
            adding=SYSTEM,
        )
    ]
