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


class EndReason(models.TextChoices):
    """Why a membership ends (DOMAIN §4.1)."""

    RESIGNED = "resigned", _("Mengundurkan diri")
    DISMISSED = "dismissed", _("Diberhentikan")
    DECEASED = "deceased", _("Meninggal dunia")
    MOVED_PARTY = "moved_party", _("Pindah partai")
    DUPLICATE = "duplicate", _("Data ganda")
    PUBLIC_SERVICE = "public_service", _("Menjadi ASN, TNI, Polri, atau penyelenggara pemilu")


#: The moves of a membership; everything else is refused, by the service and by a trigger.
STATUS_MOVES = {
    MemberStatus.APPLIED: frozenset({MemberStatus.VERIFIED, MemberStatus.ENDED}),
    MemberStatus.VERIFIED: frozenset({MemberStatus.ACTIVE, MemberStatus.ENDED}),
    MemberStatus.ACTIVE: frozenset({MemberStatus.SUSPENDED, MemberStatus.ENDED}),
    MemberStatus.SUSPENDED: frozenset({MemberStatus.ACTIVE, MemberStatus.ENDED}),
    MemberStatus.ENDED: frozenset(),
}


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
    UNDOING = "undoing", _("Mengurungkan")
    UNDONE = "undone", _("Diurungkan")
    FAILED = "failed", _("Gagal")


class RowState(models.TextChoices):
    """What became of one row of a sheet."""

    READY = "ready", _("Siap")
    BAD = "bad", _("Perlu diperbaiki")
    DUPLICATE = "duplicate", _("Diduga ganda")
    UNCHANGED = "unchanged", _("Tidak berubah")
    WRITTEN = "written", _("Tersimpan")
    SKIPPED = "skipped", _("Dilewati")
    UNDONE = "undone", _("Diurungkan")


class ImportKind(models.TextChoices):
    """What the rows of a sheet are."""

    MEMBERS = "members", _("Kader")
    OFFICERS = "officers", _("Pengurus")


class ExportState(models.TextChoices):
    """Life of a long export: written by a job, there for a quarter of an hour, taken once."""

    ASKED = "asked", _("Disiapkan")
    READY = "ready", _("Siap diunduh")
    TAKEN = "taken", _("Sudah diunduh")
    EXPIRED = "expired", _("Lewat waktu")
    FAILED = "failed", _("Gagal")


class Impact(models.TextChoices):
    """What writing a sound row would do; a move to another unit is asked about apart."""

    NEW = "new", _("Baru")
    CHANGED = "changed", _("Berubah")
    MOVED = "moved", _("Pindah unit")
