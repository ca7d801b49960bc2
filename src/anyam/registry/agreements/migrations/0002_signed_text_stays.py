"""The database itself refuses to overwrite what was signed: only a draft's words, parties and obligations change."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION agreements_text_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('signed', 'in_force', 'expired', 'ended', 'renewed') AND NEW.state IN ('draft', 'signing', 'dropped')
    THEN RAISE EXCEPTION 'a signed agreement does not become a draft again'; END IF;
    IF OLD.state <> 'draft' AND NEW.state <> 'draft' AND
        (OLD.reference, OLD.kind, OLD.title, OLD.legal_basis, OLD.purpose, OLD.object, OLD.scope, OLD.financing,
         OLD.disputes, OLD.starts_on, OLD.ends_on, OLD.parent_id, OLD.renews_id, OLD.digest)
        IS DISTINCT FROM
        (NEW.reference, NEW.kind, NEW.title, NEW.legal_basis, NEW.purpose, NEW.object, NEW.scope, NEW.financing,
         NEW.disputes, NEW.starts_on, NEW.ends_on, NEW.parent_id, NEW.renews_id, NEW.digest)
    THEN RAISE EXCEPTION 'what was signed is not overwritten: write an addendum'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER agreement_text_stays BEFORE UPDATE ON agreements_agreement
    FOR EACH ROW EXECUTE FUNCTION agreements_text_stays();

CREATE FUNCTION agreements_part_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM agreements_agreement WHERE id = OLD.agreement_id AND state <> 'draft')
    THEN RAISE EXCEPTION 'what was signed is not overwritten: write an addendum or an action plan'; END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER obligation_stays BEFORE UPDATE OR DELETE ON agreements_obligation
    FOR EACH ROW EXECUTE FUNCTION agreements_part_stays();
CREATE TRIGGER party_stays BEFORE UPDATE OR DELETE ON agreements_party
    FOR EACH ROW EXECUTE FUNCTION agreements_part_stays();
"""

BACKWARDS = """
DROP TRIGGER agreement_text_stays ON agreements_agreement;
DROP TRIGGER obligation_stays ON agreements_obligation;
DROP TRIGGER party_stays ON agreements_party;
DROP FUNCTION agreements_text_stays();
DROP FUNCTION agreements_part_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
