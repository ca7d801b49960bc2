from django.db import migrations

from anyam.foundation.vault.fields import SealedText
from anyam.foundation.vault.migrating import SealField

_KEPT = {"compartment": "narrative", "scope": "case_id"}


class Migration(migrations.Migration):
    dependencies = [("consents", "0002_row_security"), ("vault", "0001_data_keys")]

    operations = [
        # The rows hide from everybody who does not act, also from the migration that seals them.
        migrations.RunSQL(
            "SELECT set_config('anyam.system', 'on', true)", "SELECT set_config('anyam.system', 'on', true)"
        ),
        *(
            SealField("consentwords", name, SealedText(blank=True, default="", **_KEPT))
            for name in ("giver_name", "paper_place", "note", "withdrawal_note")
        ),
        SealField("childview", "words", SealedText(**_KEPT)),
    ]
