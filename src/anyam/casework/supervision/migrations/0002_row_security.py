"""Words about a child open with what was told in its case; what two people say in a session opens to the two."""

from django.db import migrations

from anyam.foundation.access.choices import Part
from anyam.foundation.access.row_security import RowSecurity, is_own, sees


def _of_the_two(table: str) -> str:
    return f"({is_own(f'{table}.supervisor_id')} OR {is_own(f'{table}.worker_id')})"


class Migration(migrations.Migration):
    dependencies = [("supervision", "0001_initial"), ("access", "0005_stand_in"), ("vault", "0001_data_keys")]
    operations = [
        RowSecurity("supervision_handoverwords", sees("supervision_handoverwords.case_id", Part.NARRATIVE)),
        RowSecurity("supervision_casedecision", sees("supervision_casedecision.case_id", Part.NARRATIVE)),
        RowSecurity("supervision_sessionwords", _of_the_two("supervision_sessionwords")),
    ]
