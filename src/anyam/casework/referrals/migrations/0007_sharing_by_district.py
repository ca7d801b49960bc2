"""Each district decides for itself; nobody could write into the table before."""

import django.contrib.postgres.fields
from django.db import migrations, models

import anyam.foundation.core.ids
from anyam.foundation.access.choices import Part


class Migration(migrations.Migration):
    dependencies = [("referrals", "0006_barred_with_the_case")]
    operations = [
        migrations.DeleteModel("SharingTemplate"),
        migrations.CreateModel(
            name="SharingTemplate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=anyam.foundation.core.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("district_code", models.CharField(max_length=5)),
                ("agency_kind", models.CharField(max_length=40)),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(choices=Part.choices, max_length=10),
                        default=list,
                        size=None,
                    ),
                ),
                ("source_note", models.CharField(blank=True, default="", max_length=200)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("district_code", "agency_kind"), name="referrals_one_template_per_kind"
                    )
                ]
            },
        ),
    ]
