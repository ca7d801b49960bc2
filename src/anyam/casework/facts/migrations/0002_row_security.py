"""Facts are read with the part of the dossier they belong to; interviews with its words."""

from django.db import migrations

from anyam.foundation.access.choices import Level, Part
from anyam.foundation.access.row_security import RowSecurity, sees


def _of(table, part):
    dossier = f"{table}.dossier_id"
    return RowSecurity(table, sees(dossier, part), changing=sees(dossier, part, Level.WRITE))


class Migration(migrations.Migration):
    dependencies = [("facts", "0001_initial"), ("access", "0004_together")]
    operations = [
        _of("facts_fact", Part.NARRATIVE),
        _of("facts_healthfact", Part.HEALTH),
        _of("facts_legalfact", Part.LEGAL),
        _of("facts_interview", Part.NARRATIVE),
        _of("facts_sparedinterview", Part.NARRATIVE),
    ]
