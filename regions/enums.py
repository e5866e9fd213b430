"""Tiers of the party and kinds of government areas."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tier(models.IntegerChoices):
    """The party's tiers, top down (DOMAIN §2). What a tier is called is data: `UnitLabel`."""

    NATIONAL = 0, _("Pusat")
    PROVINCE = 1, _("Provinsi")
    REGENCY = 2, _("Kabupaten/Kota")
    DISTRICT = 3, _("Kecamatan")
    VILLAGE = 4, _("Ranting")
    CELL = 5, _("Kelompok kader")


class AreaKind(models.TextChoices):
    """Kinds of government areas as the Kemendagri list names them."""

    PROVINSI = "provinsi", _("Provinsi")
    KABUPATEN = "kabupaten", _("Kabupaten")
    KOTA = "kota", _("Kota")
    KECAMATAN = "kecamatan", _("Kecamatan")
    DISTRIK = "distrik", _("Distrik")
    DESA = "desa", _("Desa")
    KELURAHAN = "kelurahan", _("Kelurahan")
    DESA_ADAT = "desa_adat", _("Desa adat")


TIER_FIELDS = {
    Tier.PROVINCE: "province",
    Tier.REGENCY: "regency",
    Tier.DISTRICT: "district",
    Tier.VILLAGE: "village",
}


class SettingGroup(models.TextChoices):
    """Under which heading a setting stands."""

    MENTORS = "mentors", _("Kapasitas mentor dan kelompok")
    RHYTHM = "rhythm", _("Irama dan dorman")
    SESSIONS = "sessions", _("Pencatatan sesi")
    PROGRAMMES = "programmes", _("Program dan tawaran")
    MATCHING = "matching", _("Pencocokan mentor dan kader")


class ReshapeKind(models.TextChoices):
    """How the tree changes."""

    SPLIT = "split", _("Pemekaran: unit baru")
    MOVE = "move", _("Pindah ke unit lain")
    MERGE = "merge", _("Penggabungan dua unit")


class HolidayKind(models.TextChoices):
    """Who declares a day free."""

    NATIONAL = "national", _("Libur nasional")
    JOINT = "joint", _("Cuti bersama")
    REGIONAL = "regional", _("Hari daerah")
