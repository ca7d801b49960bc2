"""Levels and kinds of place. The kinds keep their Indonesian terms in every language: they are proper names."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    PROVINCE = "province", _("Province")
    REGENCY = "regency", _("Regency or city")
    DISTRICT = "district", _("District (kecamatan)")
    VILLAGE = "village", _("Village (desa, kelurahan)")


class PlaceKind(models.TextChoices):
    PROVINSI = "provinsi", "Provinsi"
    KABUPATEN = "kabupaten", "Kabupaten"
    KOTA = "kota", "Kota"
    KECAMATAN = "kecamatan", "Kecamatan"
    DESA = "desa", "Desa"
    KELURAHAN = "kelurahan", "Kelurahan"
    DESA_ADAT = "desa_adat", "Desa adat"


class Origin(models.TextChoices):
    REGISTER = "register", _("Published register")
    DISTRICT = "district", _("Entered by a district")
