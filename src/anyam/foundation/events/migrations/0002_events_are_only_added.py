"""Event rows and looks are evidence: the database itself refuses to change or delete an event."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION events_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events are only added, never changed or deleted';
END $$;
CREATE TRIGGER events_only_added BEFORE UPDATE OR DELETE ON events_eventrow
    FOR EACH ROW EXECUTE FUNCTION events_refuse_change();
"""

ALLOW = """
DROP TRIGGER events_only_added ON events_eventrow;
DROP FUNCTION events_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
