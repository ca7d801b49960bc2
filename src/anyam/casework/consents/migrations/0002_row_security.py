"""Consents are seen with the course of the case, their words with what was told."""

from django.db import migrations

from anyam.foundation.access.choices import Level, Part
from anyam.foundation.access.row_security import RowSecurity, sees


def _of(table, part):
    dossier = f"{table}.case_id"
    return RowSecurity(table, sees(dossier, part), changing=sees(dossier, part, Level.WRITE))


class Migration(migrations.Migration):
    dependencies = [("consents", "0001_initial"), ("access", "0001_initial")]
    operations = [
        _of("consents_consent", Part.WORK),
        _of("consents_consentwords", Part.NARRATIVE),
        _of("consents_childview", Part.NARRATIVE),
    ]
