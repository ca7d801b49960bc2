"""A thread is seen through the words of its case, the summary of its referral, its meeting, or as a party."""

from django.db import migrations

from anyam.foundation.access.choices import Level, Part
from anyam.foundation.access.row_security import RowSecurity, not_barred, sees

_GATES = (("case_id", Part.NARRATIVE), ("referral_id", Part.SUMMARY), ("room_id", Part.WORK))


def _of(table):
    def seen(level):
        found = " OR ".join(sees(f"{table}.{column}", part, level) for column, part in _GATES)
        return f"({found}) AND {not_barred(f'{table}.dossier_id')}"

    return RowSecurity(table, seen(Level.READ), changing=seen(Level.WRITE))


class Migration(migrations.Migration):
    dependencies = [("messages", "0008_written"), ("access", "0004_together"), ("vault", "0001_data_keys")]
    operations = [
        _of("messages_thread"),
        _of("messages_threadmessage"),
        _of("messages_acknowledgement"),
    ]
