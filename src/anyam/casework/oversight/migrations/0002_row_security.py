"""Reviews are seen by whoever acts; which of them are theirs is decided by the queries: they carry no case content."""

from django.db import migrations

from anyam.foundation.access.row_security import RowSecurity, acts


class Migration(migrations.Migration):
    dependencies = [("oversight", "0001_initial"), ("access", "0001_initial")]
    operations = [RowSecurity("oversight_lookreview", acts())]
