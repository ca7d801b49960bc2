"""A meeting is seen by whoever was invited and through its case; a decision also by the agency that owns it."""

from django.db import migrations

from anyam.foundation.access.choices import Level, Part
from anyam.foundation.access.row_security import RowSecurity, not_barred, sees


def _of(table, *ways):
    def seen(level):
        found = " OR ".join(sees(f"{table}.{way}", Part.WORK, level) for way in (*ways, "dossier_id"))
        return f"({found}) AND {not_barred(f'{table}.dossier_id')}"

    return RowSecurity(table, seen(Level.READ), changing=seen(Level.WRITE))


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial"), ("access", "0002_meetings"), ("vault", "0001_data_keys")]
    operations = [
        _of("meetings_meeting", "id"),
        _of("meetings_invitation", "meeting_id"),
        _of("meetings_agendaitem", "meeting_id"),
        _of("meetings_dissent", "meeting_id"),
        _of("meetings_decision", "id", "meeting_id"),
    ]
