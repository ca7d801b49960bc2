"""A child before the law is seen with the legal part of its case; agencies that hold a child are answered by actions."""

from django.db import migrations

from anyam.foundation.access.choices import Level, Part
from anyam.foundation.access.row_security import RowSecurity, sees


def _of(table):
    dossier = f"{table}.case_id"
    return RowSecurity(table, sees(dossier, Part.LEGAL), changing=sees(dossier, Part.LEGAL, Level.WRITE))


class Migration(migrations.Migration):
    dependencies = [("custody", "0001_initial"), ("access", "0001_initial")]
    operations = [
        _of("custody_hold"),
        _of("custody_matter"),
        _of("custody_socialpaper"),
        _of("custody_diversion"),
        _of("custody_diversionterm"),
    ]
