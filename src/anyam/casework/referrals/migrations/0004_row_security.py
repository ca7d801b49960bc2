"""A referral is seen through its case or by whom it was sent to; its words only while there is a purpose."""

from django.db import migrations

from anyam.foundation.access.choices import Level, Part
from anyam.foundation.access.offices import district_office_of, office_of
from anyam.foundation.access.row_security import RowSecurity, sees

RECEIVERS = ("partner_officer", "case_manager", "supervisor")


def carry_over(apps, schema_editor):
    """What the earlier rules said without rows becomes rows: receivers, their heads, and coordinators."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT set_config('anyam.system', 'on', true)")
    grants = apps.get_model("access", "Grant").objects
    rows = []
    for referral in apps.get_model("referrals", "Referral").objects.filter(sent_at__isnull=False).iterator():
        is_over = referral.state in ("declined", "redirected", "withdrawn")
        parts, level = (["work"], "read") if is_over else (["summary", "work"], "write")
        given = {"dossier_id": referral.pk, "since": referral.sent_at, "reason": "referral"}
        for role in (*RECEIVERS, "agency_head"):
            is_head = role == "agency_head"
            rows.append(
                grants.model(
                    principal=office_of(referral.to_agency_id, role),
                    agency_id=referral.to_agency_id,
                    role=role,
                    parts=["work"] if is_head else parts,
                    level="read" if is_head else level,
                    **given,
                )
            )
        if referral.expired_at:
            rows.append(
                grants.model(
                    principal=district_office_of(referral.district_code, "coordinator"),
                    role="coordinator",
                    dossier_id=referral.pk,
                    since=referral.expired_at,
                    reason="expired_referral",
                    parts=["work"],
                    level="write",
                )
            )
    grants.bulk_create(rows, batch_size=2000)


def _sees(level=Level.READ):
    return f"{sees('referrals_referral.id', Part.WORK, level)} OR {sees('referrals_referral.case_id', Part.WORK, level)}"


def _words(table):
    def seen(level):
        sender = (
            f"EXISTS (SELECT FROM referrals_referral AS r WHERE r.id = {table}.referral_id"
            f" AND {sees('r.case_id', Part.WORK, level)})"
        )
        return f"{sees(f'{table}.referral_id', Part.SUMMARY, level)} OR {sender}"

    return RowSecurity(table, seen(Level.READ), changing=seen(Level.WRITE))


class Migration(migrations.Migration):
    dependencies = [("referrals", "0003_sharingtemplate"), ("cases", "0003_row_security")]
    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        RowSecurity("referrals_referral", _sees(), changing=_sees(Level.WRITE)),
        _words("referrals_referralsummary"),
        _words("referrals_referralmessage"),
    ]
