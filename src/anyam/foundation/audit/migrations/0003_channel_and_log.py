"""A look says through which channel, in which request and why; looks and events are sealed in a log."""

from django.db import migrations, models

NUMBERED = """
ALTER TABLE audit_look ADD COLUMN written_in xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX audit_look_written_in ON audit_look (written_in, id);
"""
NOT_NUMBERED = "ALTER TABLE audit_look DROP COLUMN written_in"

REFUSE = """
CREATE TRIGGER audit_only_added BEFORE UPDATE OR DELETE ON audit_leaf
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_only_added BEFORE UPDATE OR DELETE ON audit_checkpoint
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
"""
ALLOW = """
DROP TRIGGER audit_only_added ON audit_leaf;
DROP TRIGGER audit_only_added ON audit_checkpoint;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_looks_are_only_added")]
    operations = [
        migrations.AlterField("look", "subject_id", models.UUIDField(null=True)),
        migrations.AddField(
            "look",
            "channel",
            models.CharField(
                choices=[
                    ("page", "Page"),
                    ("api", "Machine interface"),
                    ("export", "Export"),
                    ("print", "Print"),
                    ("file", "File"),
                    ("search", "Search"),
                    ("job", "The machine's own work"),
                ],
                default="page",
                max_length=10,
            ),
        ),
        migrations.AddField("look", "request_id", models.CharField(blank=True, default="", max_length=32)),
        migrations.AddField("look", "explanation", models.UUIDField(null=True)),
        migrations.AddField("look", "count", models.PositiveIntegerField(null=True)),
        migrations.AddIndex("look", models.Index(fields=["at"], name="audit_by_time")),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=10)),
                ("row_id", models.BigIntegerField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "row_id"), name="audit_sealed_once")]
            },
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("size", models.BigIntegerField(unique=True)),
                ("root", models.BinaryField()),
                ("frontier", models.BinaryField()),
                ("upto", models.BigIntegerField()),
                ("sealed_at", models.DateTimeField()),
                ("key_id", models.CharField(max_length=8)),
                ("note", models.TextField()),
            ],
            options={"indexes": [models.Index(fields=["-sealed_at"], name="audit_checkpoint_by_time")]},
        ),
        migrations.RunSQL(NUMBERED, NOT_NUMBERED),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
