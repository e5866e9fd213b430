"""Roles (DOMAIN §9) and the states of a message."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person acts as; a request acts under exactly one role at one unit."""

    SECRETARIAT = "secretariat", _("Sekretariat")
    COORDINATOR = "coordinator", _("Koordinator program")
    LEADER = "leader", _("Pimpinan wilayah")
    MENTOR = "mentor", _("Mentor")
    MENTEE = "mentee", _("Kader dampingan")
    ASSESSOR = "assessor", _("Penilai")
    DPO = "dpo", _("Pejabat pelindungan data")
    ADMIN = "admin", _("Admin sistem")


# Roles that keep what they see; and all that see a unit and all below it, through the database role of their tier.
STAFF_ROLES = frozenset({Role.SECRETARIAT, Role.COORDINATOR})
TIER_ROLES = STAFF_ROLES | {Role.LEADER}
# Roles that see themselves and their own pairings only.
PERSON_ROLES = frozenset({Role.MENTOR, Role.MENTEE})


class MessageState(models.TextChoices):
    """Life of a message: a row first, sent by the sweep, and never silently dropped."""

    PENDING = "pending", _("Menunggu")
    SENT = "sent", _("Terkirim")
    MISSED = "missed", _("Terlewat")
    FAILED = "failed", _("Gagal")
    CANCELLED = "cancelled", _("Dibatalkan")
    SHOWN = "shown", _("Hanya di aplikasi")


#: What has reached its recipient, one way or the other.
TOLD_STATES = (MessageState.SENT, MessageState.SHOWN)


class Topic(models.TextChoices):
    """What a message is about, as people choose. Each is told in the product; its e-mail may be switched off."""

    SESSIONS = "sessions", _("Pengingat pertemuan")
    LOGS = "logs", _("Catatan sesi")
    OFFERS = "offers", _("Tawaran dan kesepakatan")
    COURSE = "course", _("Jalannya pendampingan")
    GROWTH = "growth", _("Rubrik, rencana, dan langkah")
    EVALUATIONS = "evaluations", _("Isian evaluasi")
    LADDER = "ladder", _("Jenjang dan penilaian")
    DEADLINES = "deadlines", _("Tenggat yang mendekat")
    REPORTS = "reports", _("Ringkasan pekanan dan laporan bulanan")
    DESK = "desk", _("Pekerjaan kantor")
    DUTY = "duty", _("Undangan, permintaan data, insiden, laporan rahasia")


#: Whose e-mail nobody switches off (DOMAIN §10): somebody waits for the answer, or the law counts the hours.
FIXED_TOPICS = frozenset({Topic.DUTY})
#: What reaches nobody but who holds an office.
OFFICE_TOPICS = frozenset({Topic.REPORTS, Topic.DESK})


class Why(models.TextChoices):
    """Why a message was not mailed, or not yet."""

    PASSED = "passed", _("Waktunya sudah lewat.")
    UNWANTED = "unwanted", _("Tidak perlu lagi: yang diingatkan sudah selesai atau berubah.")
    INACTIVE = "inactive", _("Akun penerima tidak aktif.")
    MUTED = "muted", _("Penerima mematikan email untuk jenis ini.")
    QUIET = "quiet", _("Menunggu jam tenang penerima berakhir.")


class Basis(models.TextChoices):
    """Why processing is lawful (UU 27/2022 art. 20(2))."""

    CONSENT = "consent", _("Persetujuan")
    CONTRACT = "contract", _("Perjanjian keanggotaan")
    LEGAL_DUTY = "legal_duty", _("Kewajiban hukum")
    INTEREST = "interest", _("Kepentingan yang sah")


class Channel(models.TextChoices):
    """How somebody said yes, no, or what he wants."""

    APP = "app", _("Lewat aplikasi ini")
    PAPER = "paper", _("Formulir bertanda tangan")
    VOICE = "voice", _("Rekaman suara")
    WHATSAPP = "whatsapp", _("WhatsApp")
    PHONE = "phone", _("Telepon, dicatat petugas")


class RequestKind(models.TextChoices):
    """What a data subject may ask for (UU 27/2022 art. 6–13)."""

    CORRECTION = "correction", _("Perbaikan data")
    PORTABILITY = "portability", _("Salinan data")
    RESTRICTION = "restriction", _("Pembatasan pemrosesan")
    ERASURE = "erasure", _("Berhenti dan hapus data")
    OTHER = "other", _("Permintaan lain")


class RequestState(models.TextChoices):
    """Life of a request (DOMAIN §4.4)."""

    RECEIVED = "received", _("Diterima")
    IDENTIFIED = "identified", _("Orangnya dipastikan")
    IN_PROCESS = "in_process", _("Dikerjakan")
    FULFILLED = "fulfilled", _("Dipenuhi")
    REFUSED = "refused", _("Ditolak")


REQUEST_MOVES = {
    RequestState.RECEIVED: frozenset({RequestState.IDENTIFIED, RequestState.REFUSED}),
    # A copy of one's own data is handed out at once.
    RequestState.IDENTIFIED: frozenset({RequestState.IN_PROCESS, RequestState.FULFILLED, RequestState.REFUSED}),
    RequestState.IN_PROCESS: frozenset({RequestState.FULFILLED, RequestState.REFUSED}),
    RequestState.FULFILLED: frozenset(),
    RequestState.REFUSED: frozenset(),
}


class IncidentKind(models.TextChoices):
    """What went wrong with personal data."""

    DISCLOSURE = "disclosure", _("Terbuka kepada yang tidak berhak")
    LOSS = "loss", _("Hilang atau rusak")
    ACCESS = "access", _("Akun dipakai orang lain")
    MISDIRECTED = "misdirected", _("Salah kirim")
    OTHER = "other", _("Lainnya")


class IncidentState(models.TextChoices):
    """Life of an incident (DOMAIN §4.4)."""

    DETECTED = "detected", _("Diketahui")
    ASSESSED = "assessed", _("Dinilai")
    NOTIFIED = "notified", _("Diberitahukan")
    CLOSED = "closed", _("Ditutup")


INCIDENT_MOVES = {
    IncidentState.DETECTED: frozenset({IncidentState.ASSESSED}),
    IncidentState.ASSESSED: frozenset({IncidentState.NOTIFIED}),
    IncidentState.NOTIFIED: frozenset({IncidentState.CLOSED}),
    IncidentState.CLOSED: frozenset(),
}
