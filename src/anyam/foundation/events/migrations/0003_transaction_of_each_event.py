"""Each event carries the number of the transaction that kept it, so that the log misses none that is committed late.

The column is set by the database and read by the sealing alone; the model does not know it.
"""

from django.db import migrations

NUMBERED = """
ALTER TABLE events_eventrow ADD COLUMN written_in xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX events_eventrow_written_in ON events_eventrow (written_in, id);
"""
NOT_NUMBERED = "ALTER TABLE events_eventrow DROP COLUMN written_in"


class Migration(migrations.Migration):
    dependencies = [("events", "0002_events_are_only_added")]
    operations = [migrations.RunSQL(NUMBERED, NOT_NUMBERED)]
