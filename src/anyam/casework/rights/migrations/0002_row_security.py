"""Seen by whoever acts; whose they are is decided by role and district: a request stands outside every case's access."""

from django.db import migrations

from anyam.foundation.access.row_security import RowSecurity, acts


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_initial"), ("access", "0001_initial")]
    operations = [
        RowSecurity(f"rights_{table}", acts())
        for table in ("request", "requestwords", "legalhold", "breachwords", "breachsubject", "breachnotice")
    ]
