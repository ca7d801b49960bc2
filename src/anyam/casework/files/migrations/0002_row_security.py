"""Files are a compartment of their own."""

from django.db import migrations

from anyam.foundation.access.choices import Level, Part
from anyam.foundation.access.row_security import RowSecurity, sees


def _of(table, part):
    dossier = f"{table}.case_id"
    return RowSecurity(table, sees(dossier, part), changing=sees(dossier, part, Level.WRITE))


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial"), ("access", "0001_initial")]
    operations = [
        _of("files_casefile", Part.FILES),
        _of("files_originalopening", Part.FILES),
    ]
