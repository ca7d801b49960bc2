"""People are seen through the dossiers they appear in; the keys of names only answer whether they are equal."""

from django.db import migrations

from anyam.foundation.access.choices import Part
from anyam.foundation.access.row_security import RowSecurity, acts, sees_person


class Migration(migrations.Migration):
    dependencies = [("people", "0002_presence"), ("access", "0001_initial")]
    operations = [
        RowSecurity("people_person", sees_person("people_person.id", Part.IDENTITY), adding=acts()),
        RowSecurity("people_identity", sees_person("people_identity.person_id", Part.IDENTITY)),
        RowSecurity("people_safeaddress", sees_person("people_safeaddress.person_id", Part.ADDRESS)),
        RowSecurity("people_relation", sees_person("people_relation.person_id", Part.IDENTITY)),
        RowSecurity("people_namekey", acts()),
        RowSecurity("people_presence", acts()),
    ]
