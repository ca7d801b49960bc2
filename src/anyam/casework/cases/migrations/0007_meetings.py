"""An agency accepts its own action of a joint plan; the action keeps its line through all versions of the plan."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import anyam.foundation.core.ids
import anyam.foundation.vault.fields
from anyam.foundation.vault.migrating import see_all_rows


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0001_initial"),
        ("cases", "0006_answers_by_dossier"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="planaction",
            name="acceptance",
            field=models.CharField(
                blank=True,
                choices=[
                    ("waiting", "Waits for the agency's yes"),
                    ("accepted", "Accepted by the agency"),
                    ("declined", "Declined by the agency"),
                ],
                default="",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="planaction",
            name="answered_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="planaction",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="planaction",
            name="decline_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("not_ours", "It is not our agency's task"),
                    ("no_means", "We lack people, money or a place for it"),
                    ("too_soon", "We cannot do it by that date"),
                    ("not_agreed", "It was not agreed like this at the meeting"),
                    ("other", "Another reason"),
                ],
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="planaction",
            name="decline_words",
            field=anyam.foundation.vault.fields.SealedText(
                blank=True, compartment="work", default="", max_length=500, scope="dossier_id"
            ),
        ),
        migrations.AddField(
            model_name="planaction",
            name="line_id",
            field=models.UUIDField(default=anyam.foundation.core.ids.new_id),
        ),
        see_all_rows(),
        migrations.RunSQL("UPDATE cases_planaction SET line_id = id", migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="planaction",
            index=models.Index(fields=["line_id"], name="cases_action_by_line"),
        ),
    ]
