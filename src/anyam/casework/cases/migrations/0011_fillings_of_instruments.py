"""An assessment is a filling of one version of an instrument; its answers stand by their place on the form."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from anyam.foundation.vault.migrating import see_all_rows


def none_of_the_former_form(apps, schema_editor):
    """The form that was built in had no versions to keep; a trial district is made anew, so that no answer is guessed."""
    if apps.get_model("cases", "Assessment").objects.exists():
        raise RuntimeError(
            "This database holds assessments made with the form that was built in before 0.1.0 was released."
            " Make the trial district anew (script/demo --reset)."
        )


SOURCES = [
    ("child", "the child"),
    ("caregiver", "a caregiver"),
    ("reporter", "the reporter"),
    ("agency", "another agency"),
    ("document", "a document"),
    ("observed", "seen by the worker"),
    ("earlier", "an earlier assessment"),
    ("calculated", "worked out from the answers"),
]


def placed(model, name):
    table = model.lower()
    old = {"answer": "answered", "healthanswer": "health_answered", "legalanswer": "legal_answered"}[table]
    return [
        migrations.RemoveConstraint(table, f"cases_{old}_once"),
        migrations.RenameField(table, "question", "place"),
        migrations.AlterField(table, "place", models.CharField(max_length=200)),
        migrations.AlterField(table, "source", models.CharField(choices=SOURCES, max_length=10)),
        migrations.AddConstraint(
            table, models.UniqueConstraint(fields=["assessment", "place"], name=f"cases_{name}_once")
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_ratings_row_security"), ("instruments", "0001_initial")]
    operations = [
        see_all_rows(),
        migrations.RunPython(none_of_the_former_form, migrations.RunPython.noop),
        migrations.RemoveConstraint("assessment", "cases_one_draft_assessment"),
        migrations.RemoveField("assessment", "form_version"),
        migrations.RenameField("assessment", "form", "instrument"),
        migrations.AlterField("assessment", "instrument", models.CharField(max_length=60)),
        migrations.AddField(
            "assessment",
            "version",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="instruments.instrumentversion",
            ),
        ),
        migrations.AddConstraint(
            "assessment",
            models.UniqueConstraint(
                condition=Q(state="draft"),
                fields=["case", "instrument"],
                name="cases_one_draft_per_instrument",
            ),
        ),
        *placed("Answer", "answered"),
        *placed("HealthAnswer", "health_answered"),
        *placed("LegalAnswer", "legal_answered"),
    ]
