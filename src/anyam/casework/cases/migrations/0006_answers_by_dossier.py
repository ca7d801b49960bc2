"""An answer says itself to which case it belongs: read through its assessment, it stayed hidden from agencies to which
only its part is open."""

from django.db import migrations

from anyam.foundation.access.choices import Level, Part
from anyam.foundation.access.row_security import RowSecurity, sees


def _answers(table, part):
    case = f"{table}.dossier_id"
    return RowSecurity(table, sees(case, part), changing=sees(case, part, Level.WRITE))


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_answers_open_by_their_part")]
    operations = [
        _answers("cases_answer", Part.NARRATIVE),
        _answers("cases_healthanswer", Part.HEALTH),
        _answers("cases_legalanswer", Part.LEGAL),
    ]
