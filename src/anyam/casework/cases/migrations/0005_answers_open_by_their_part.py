"""Answers open with the part they belong to; they had opened with the course of the work."""

from django.db import migrations

from anyam.foundation.access.choices import Level, Part
from anyam.foundation.access.row_security import RowSecurity, sees


def _answers(table, part):
    case = f"(SELECT a.case_id FROM cases_assessment AS a WHERE a.id = {table}.assessment_id)"  # noqa: S608
    return RowSecurity(table, sees(case, part), changing=sees(case, part, Level.WRITE))


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_sealed")]
    operations = [
        _answers("cases_answer", Part.NARRATIVE),
        _answers("cases_healthanswer", Part.HEALTH),
        _answers("cases_legalanswer", Part.LEGAL),
    ]
