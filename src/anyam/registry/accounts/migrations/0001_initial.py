from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Lower

import anyam.foundation.core.ids
import anyam.registry.accounts.models.user


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_initial"),
        ("agencies", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.UUIDField(default=anyam.foundation.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=60, unique=True)),
                ("full_name", models.CharField(max_length=150)),
                ("email", models.EmailField(blank=True, default="", max_length=254)),
                ("phone", models.CharField(blank=True, default="", max_length=30)),
                ("language", models.CharField(choices=[("id", "Bahasa Indonesia"), ("en", "English")], default="id", max_length=5)),
                ("theme", models.CharField(choices=[("auto", "As on my device"), ("light", "Light"), ("dark", "Dark")], default="auto", max_length=5)),
                ("is_active", models.BooleanField(default=True)),
                ("has_temporary_password", models.BooleanField(default=False)),
                ("cast_order", models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
            options={
                "ordering": ("full_name", "id"),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(username=Lower("username")), name="user_name_is_folded"),
                    models.CheckConstraint(condition=~models.Q(full_name=""), name="user_has_a_name"),
                ],
            },
            managers=[("objects", anyam.registry.accounts.models.user.UserManager())],
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.UUIDField(default=anyam.foundation.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("role", models.CharField(max_length=30)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("agency", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="agencies.agency")),
                ("area", models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="+", to="places.place")),
                ("unit", models.ForeignKey(blank=True, null=True, on_delete=models.PROTECT, related_name="+", to="agencies.unit")),
                ("user", models.ForeignKey(on_delete=models.PROTECT, related_name="assignments", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ("user", "starts_on", "id"),
                "indexes": [models.Index(fields=["agency", "role"], name="assignment_by_agency_role")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")), name="assignment_ends_after_it_starts"),
                    models.UniqueConstraint(condition=models.Q(ended_at__isnull=True, ends_on__isnull=True), fields=("user", "agency", "role", "area", "unit"), name="assignment_once_at_a_time", nulls_distinct=False),
                ],
            },
        ),
    ]
