"""What was shared with another agency is sealed with a key of the referral's own."""

from django.db import migrations

from anyam.foundation.vault.fields import SealedText
from anyam.foundation.vault.migrating import SealField, see_all_rows

SUMMARY = {"compartment": "summary", "scope": "referral_id"}


def summary(name, most=None):
    return SealField("referralsummary", name, SealedText(max_length=most, blank=True, default="", **SUMMARY))


class Migration(migrations.Migration):
    dependencies = [("referrals", "0004_row_security"), ("vault", "0001_data_keys")]
    operations = [
        see_all_rows(),
        summary("child_name", 150),
        summary("age_text", 60),
        summary("sex", 10),
        summary("village", 120),
        summary("request"),
        summary("facts"),
        summary("safety_note"),
        summary("interview_note"),
        summary("contact_name", 150),
        summary("contact_phone", 30),
        summary("contact_note", 200),
        SealField("referralmessage", "text", SealedText(**SUMMARY)),
    ]
