"""The database itself refuses to change or take away a document: only its withdrawal is written, once."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION agreements_document_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR
        (to_jsonb(OLD) - ARRAY['withdrawn_at', 'withdrawn_by_user_id', 'withdrawn_reason'])
        IS DISTINCT FROM
        (to_jsonb(NEW) - ARRAY['withdrawn_at', 'withdrawn_by_user_id', 'withdrawn_reason'])
    THEN RAISE EXCEPTION 'a document is not changed: withdraw it, and add another'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER document_stays BEFORE UPDATE OR DELETE ON agreements_document
    FOR EACH ROW EXECUTE FUNCTION agreements_document_stays();
"""

BACKWARDS = """
DROP TRIGGER document_stays ON agreements_document;
DROP FUNCTION agreements_document_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_documents")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
