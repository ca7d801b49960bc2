"""Two records of one person: which was merged into which. The rows are seen by the system alone."""

import django.db.models.deletion
from django.db import migrations, models

import anyam.foundation.core.ids
from anyam.foundation.access.row_security import SYSTEM, RowSecurity


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_sealed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Merging",
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
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("papers", "Papers seen: birth certificate, NIK or family card"),
                            ("family_says", "The child or the family says so"),
                            ("worker_knows", "A worker knows the child from both"),
                            ("written_twice", "The same report was written down twice"),
                        ],
                        max_length=20,
                    ),
                ),
                ("merged_at", models.DateTimeField()),
                ("merged_by_id", models.UUIDField(null=True)),
                ("parted_at", models.DateTimeField(null=True)),
                ("parted_by_id", models.UUIDField(null=True)),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ("merged_at", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("parted_at__isnull", True)),
                        fields=("other",),
                        name="people_merged_into_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("other", models.F("kept")), _negated=True),
                        name="people_merged_into_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parted_at__isnull", True),
                            ("parted_at__gte", models.F("merged_at")),
                            _connector="OR",
                        ),
                        name="people_parted_after_merged",
                    ),
                ],
            },
        ),
        RowSecurity("people_merging", SYSTEM),
    ]
