"""Who a person is and where is sealed; the keys of names are made with the index key."""

from django.db import migrations, models

from anyam.foundation.vault.fields import SealedDate, SealedText
from anyam.foundation.vault.migrating import SealField, see_all_rows

IDENTITY = {"compartment": "identity", "scope": "person_id", "blank": True}
ADDRESS = {"compartment": "address", "scope": "person_id", "blank": True, "default": ""}


def identity(name, most):
    return SealField("identity", name, SealedText(max_length=most, default="", **IDENTITY))


def address(name, most):
    return SealField("safeaddress", name, SealedText(max_length=most, **ADDRESS))


def forget_open_keys(apps, schema_editor):
    """Digests without a key could be tried out against the whole register of names: they are made anew."""
    apps.get_model("people", "NameKey").objects.all().delete()


def make_keys_anew(apps, schema_editor):
    from anyam.registry.people.rules import keys_to_keep

    kept = apps.get_model("people", "NameKey")
    homes = apps.get_model("people", "SafeAddress").objects.filter(is_secret=False).in_bulk()
    for one in apps.get_model("people", "Identity").objects.iterator(chunk_size=500):
        home = homes.get(one.pk)
        keys = keys_to_keep(
            one.full_name,
            one.nickname,
            one.other_names,
            one.mother_name,
            one.nik,
            one.birth_on.year if one.birth_on else None,
            home.place_code if home else "",
        )
        kinds = {key.digest: key.kind for key in keys}
        kept.objects.bulk_create(kept(person_id=one.pk, key=key, kind=kinds[key]) for key in sorted(kinds))


class Migration(migrations.Migration):
    dependencies = [("people", "0003_row_security"), ("vault", "0001_data_keys")]
    operations = [
        see_all_rows(),
        migrations.RemoveConstraint("identity", "identity_nik_is_16_digits"),
        migrations.RemoveConstraint("identity", "identity_kk_is_16_digits"),
        migrations.RemoveConstraint("identity", "identity_birth_fits_precision"),
        identity("full_name", 200),
        identity("nickname", 100),
        identity("other_names", 300),
        identity("nik", 16),
        identity("kk", 16),
        SealField("identity", "birth_on", SealedDate(null=True, **IDENTITY)),
        identity("birth_place", 100),
        identity("mother_name", 200),
        SealField("safeaddress", "place_code", SealedText(max_length=13, **ADDRESS), was="place"),
        address("address", 300),
        address("rt", 3),
        address("rw", 3),
        address("landmark", 300),
        address("phone", 30),
        address("contact_note", 500),
        migrations.RunPython(forget_open_keys, migrations.RunPython.noop),
        migrations.RunPython(make_keys_anew, forget_open_keys),
        migrations.AddConstraint(
            "identity",
            models.CheckConstraint(
                name="identity_birth_fits_precision",
                condition=models.Q(birth_on__isnull=False)
                | models.Q(birth_precision__in=["unknown", "unborn"]),
            ),
        ),
    ]
