"""A case, a report and all that belongs to them are seen through the access table, compartment by compartment."""

from django.db import migrations

from anyam.foundation.access.choices import Level, Part
from anyam.foundation.access.row_security import RowSecurity, is_own, sees


def _of(table, dossier, part=Part.WORK):
    return RowSecurity(table, sees(dossier, part), changing=sees(dossier, part, Level.WRITE))


def _answers(table, part):
    return _of(
        table,
        f"(SELECT a.case_id FROM cases_assessment AS a WHERE a.id = {table}.assessment_id)",  # noqa: S608, part
    )


_CASE_OF_GOAL = "(SELECT p.case_id FROM cases_plan AS p WHERE p.id = cases_goal.plan_id)"
_CASE_OF_ACTION = (
    "(SELECT p.case_id FROM cases_goal AS g JOIN cases_plan AS p ON p.id = g.plan_id"
    " WHERE g.id = cases_planaction.goal_id)"
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_one_access_table"), ("people", "0003_row_security")]
    operations = [
        _of("cases_case", "cases_case.id"),
        _of("cases_report", "cases_report.id"),
        _of("cases_reporter", "cases_reporter.report_id", Part.REPORTER),
        _of("cases_reportedchild", "cases_reportedchild.report_id"),
        _of("cases_reportedperson", "cases_reportedperson.report_id"),
        _of("cases_triage", "cases_triage.report_id"),
        _of("cases_narrative", "cases_narrative.dossier_id", Part.NARRATIVE),
        _of("cases_assessment", "cases_assessment.case_id"),
        _answers("cases_answer", Part.NARRATIVE),
        _answers("cases_healthanswer", Part.HEALTH),
        _answers("cases_legalanswer", Part.LEGAL),
        _of("cases_caseneed", "cases_caseneed.case_id"),
        _of("cases_plan", "cases_plan.case_id"),
        _of("cases_goal", _CASE_OF_GOAL),
        _of("cases_planaction", _CASE_OF_ACTION),
        _of("cases_contact", "cases_contact.case_id"),
        _of("cases_review", "cases_review.case_id"),
        _of("cases_closure", "cases_closure.case_id"),
        _of("cases_caselink", "cases_caselink.case_id"),
        RowSecurity("cases_savedview", is_own("cases_savedview.user_id")),
    ]
