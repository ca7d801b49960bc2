"""What was told and written is sealed, each compartment with a key of its own."""

from django.db import migrations, models

from anyam.foundation.vault.fields import SealedJson, SealedText
from anyam.foundation.vault.migrating import SealField, see_all_rows
from anyam.foundation.vault.tokens import token

REPORTER = {"compartment": "reporter", "scope": "report_id", "blank": True, "default": ""}
VIEW = {"compartment": "work", "scope": "user_id"}
BY_ASSESSMENT = "SELECT a.case_id FROM cases_assessment AS a WHERE a.id = t.assessment_id"
# Rows under a case say themselves to which one they belong: it is the scope they are sealed for.
DOSSIERS = {
    "cases_answer": BY_ASSESSMENT,
    "cases_healthanswer": BY_ASSESSMENT,
    "cases_legalanswer": BY_ASSESSMENT,
    "cases_goal": "SELECT p.case_id FROM cases_plan AS p WHERE p.id = t.plan_id",
    "cases_planaction": "SELECT p.case_id FROM cases_goal AS g JOIN cases_plan AS p ON p.id = g.plan_id"
    " WHERE g.id = t.goal_id",
}


def dossier(model):
    return migrations.AddField(model, "dossier_id", models.UUIDField(null=True))


def dossier_filled(model):
    table = f"cases_{model}"
    fill = f"UPDATE {table} AS t SET dossier_id = ({DOSSIERS[table]})"  # noqa: S608
    return [
        migrations.RunSQL(fill, migrations.RunSQL.noop),
        migrations.AlterField(model, "dossier_id", models.UUIDField()),
    ]


def answers(model, compartment):
    sealed = SealedJson(compartment=compartment, scope="dossier_id", null=True)
    return [dossier(model), *dossier_filled(model), SealField(model, "value", sealed)]


def worked(model, name, most):
    sealed = SealedText(compartment="work", scope="dossier_id", max_length=most)
    return [dossier(model), *dossier_filled(model), SealField(model, name, sealed)]


def name_views(apps, schema_editor):
    for view in apps.get_model("cases", "SavedView").objects.iterator():
        view.name_key = token("saved view", view.name)
        view.save(update_fields=["name_key"])


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_row_security"), ("vault", "0001_data_keys")]
    operations = [
        see_all_rows(),
        SealField("reporter", "name", SealedText(max_length=200, **REPORTER)),
        SealField("reporter", "phone", SealedText(max_length=40, **REPORTER)),
        SealField("reporter", "relation", SealedText(max_length=100, **REPORTER)),
        SealField("narrative", "text", SealedText(compartment="narrative", scope="dossier_id")),
        *answers("answer", "narrative"),
        *answers("healthanswer", "health"),
        *answers("legalanswer", "legal"),
        *worked("goal", "text", 500),
        *worked("planaction", "title", 300),
        SealField(
            "contact",
            "with_whom",
            SealedText(compartment="work", scope="case_id", max_length=200, blank=True, default=""),
        ),
        migrations.RemoveConstraint("savedview", "cases_one_view_per_name"),
        SealField("savedview", "name", SealedText(max_length=60, **VIEW)),
        SealField("savedview", "query", SealedText(max_length=500, **VIEW)),
        migrations.AddField("savedview", "name_key", models.BinaryField(max_length=16, default=b"")),
        migrations.RunPython(name_views, migrations.RunPython.noop),
        migrations.AlterField("savedview", "name_key", models.BinaryField(max_length=16)),
        migrations.AddConstraint(
            "savedview",
            models.UniqueConstraint(fields=["user", "name_key"], name="cases_one_view_per_name_key"),
        ),
    ]
