"""Whoever is barred from a case is barred from its referrals and their words, also when the block came later."""

from django.db import migrations

from anyam.foundation.access.choices import Level, Part
from anyam.foundation.access.row_security import RowSecurity, not_barred, sees

_REFERRAL = "referrals_referral"


def _sees(level=Level.READ):
    ways = (sees(f"{_REFERRAL}.id", Part.WORK, level), sees(f"{_REFERRAL}.case_id", Part.WORK, level))
    return f"({' OR '.join(ways)}) AND {not_barred(f'{_REFERRAL}.case_id')}"


def _words(table):
    def seen(level):
        # The referral itself is seen through its own policy.
        referral = f"EXISTS (SELECT FROM {_REFERRAL} AS r WHERE r.id = {table}.referral_id{{}})"
        receiver = sees(f"{table}.referral_id", Part.SUMMARY, level)
        sender = referral.format(f" AND {sees('r.case_id', Part.WORK, level)}")
        return f"{referral.format('')} AND ({receiver} OR {sender})"

    return RowSecurity(table, seen(Level.READ), changing=seen(Level.WRITE))


class Migration(migrations.Migration):
    dependencies = [("referrals", "0005_sealed")]
    operations = [
        RowSecurity(_REFERRAL, _sees(), changing=_sees(Level.WRITE)),
        _words("referrals_referralsummary"),
        _words("referrals_referralmessage"),
    ]
