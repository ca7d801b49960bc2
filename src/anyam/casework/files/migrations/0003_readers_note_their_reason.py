"""Whoever may read a file may note why they fetch its original."""

from django.db import migrations

from anyam.foundation.access.choices import Level, Part
from anyam.foundation.access.row_security import RowSecurity, sees

_TABLE = "files_originalopening"
_DOSSIER = f"{_TABLE}.case_id"
_READING, _WRITING = sees(_DOSSIER, Part.FILES), sees(_DOSSIER, Part.FILES, Level.WRITE)


class Migration(migrations.Migration):
    dependencies = [("files", "0002_row_security")]
    operations = [RowSecurity(_TABLE, _READING, changing=_WRITING, adding=_READING)]
