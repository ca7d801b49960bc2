"""What a reviewer and the one who is reviewed write is sealed with a key of the review's own."""

from django.db import migrations, models

from anyam.foundation.vault.fields import SealedText
from anyam.foundation.vault.migrating import SealField, see_all_rows


def words() -> SealedText:
    return SealedText(compartment="review", scope="id", blank=True, default="")


class Migration(migrations.Migration):
    dependencies = [("oversight", "0003_reviews_hide_their_rows"), ("vault", "0001_data_keys")]
    operations = [
        see_all_rows(),
        migrations.RemoveConstraint("lookreview", "look_review_closed_with_finding_and_reason"),
        SealField("lookreview", "reply", words()),
        SealField("lookreview", "reason", words()),
        migrations.AddConstraint(
            "lookreview",
            models.CheckConstraint(
                name="look_review_closed_with_finding",
                condition=models.Q(state="open", finding="", closed_at__isnull=True)
                | (models.Q(state="closed", closed_at__isnull=False) & ~models.Q(finding="")),
            ),
        ),
    ]
