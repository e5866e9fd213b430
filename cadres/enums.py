"""States and kinds of members and imports."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Gender(models.TextChoices):
    """As the identity card says it."""

    FEMALE = "female", _("Perempuan")
    MALE = "male", _("Laki-laki")


class MemberStatus(models.TextChoices):
    """Life of a membership (DOMAIN §4.1)."""

    APPLIED = "applied", _("Mendaftar")
    VERIFIED = "verified", _("Terverifikasi")
    ACTIVE = "active", _("Aktif")
    SUSPENDED = "suspended", _("Dibekukan")
    ENDED = "ended", _("Berakhir")


class CadreLevel(models.TextChoices):
    """The default ladder (DOMAIN §3); an anggota is not yet a kader."""

    MEMBER = "anggota", _("Anggota")
    BASIC = "dasar", _("Kader Dasar")
    MIDDLE = "madya", _("Kader Madya")
    MAIN = "utama", _("Kader Utama")


class ImportState(models.TextChoices):
    """Life of an import: nothing is written before the dry run has been seen and confirmed."""

    UPLOADED = "uploaded", _("Diunggah")
    CHECKING = "checking", _("Memeriksa")
    CHECKED = "checked", _("Siap diimpor")
    IMPORTING = "importing", _("Mengimpor")
    DONE = "done", _("Selesai")
    UNDONE = "undone", _("Diurungkan")
    FAILED = "failed", _("Gagal")


class RowState(models.TextChoices):
    """What became of one row of a sheet."""

    READY = "ready", _("Siap")
    BAD = "bad", _("Perlu diperbaiki")
    DUPLICATE = "duplicate", _("Diduga ganda")
    UNCHANGED = "unchanged", _("Tidak berubah")
    WRITTEN = "written", _("Tersimpan")
    UNDONE = "undone", _("Diurungkan")
