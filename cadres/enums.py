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


class IdentityDocument(models.TextChoices):
    """What the secretariat has seen of who somebody is; the document itself is not kept."""

    CARD = "ktp", _("KTP-el")
    FAMILY = "kk", _("Kartu keluarga")
    LETTER = "surat", _("Surat keterangan Dukcapil")


class PairState(models.TextChoices):
    """What became of two rows that may be one person."""

    OPEN = "open", _("Perlu diperiksa")
    MERGED = "merged", _("Digabung")
    DIFFERENT = "different", _("Bukan orang yang sama")


class TransferState(models.TextChoices):
    """Life of a transfer between units (mutasi)."""

    REQUESTED = "requested", _("Diminta")
    RELEASED = "released", _("Dilepas unit asal")
    ACCEPTED = "accepted", _("Diterima unit tujuan")
    REFUSED = "refused", _("Ditolak")
    CANCELLED = "cancelled", _("Dibatalkan")


TRANSFER_MOVES = {
    TransferState.REQUESTED: frozenset({TransferState.RELEASED, TransferState.REFUSED, TransferState.CANCELLED}),
    TransferState.RELEASED: frozenset({TransferState.ACCEPTED, TransferState.REFUSED}),
    TransferState.ACCEPTED: frozenset(),
    TransferState.REFUSED: frozenset(),
    TransferState.CANCELLED: frozenset(),
}


class LevelKind(models.TextChoices):
    """A step of the ladder, or a certificate beside it."""

    LEVEL = "level", _("Jenjang")
    TRACK = "track", _("Jalur khusus")


class PathState(models.TextChoices):
    """How somebody's way to a level stands."""

    RUNNING = "running", _("Berjalan")
    WAITING = "waiting", _("Daftar tunggu")
    INTERRUPTED = "interrupted", _("Terhenti")
    DONE = "done", _("Selesai")


PATH_MOVES = {
    PathState.RUNNING: {PathState.WAITING, PathState.INTERRUPTED, PathState.DONE},
    PathState.WAITING: {PathState.RUNNING, PathState.DONE},
    PathState.INTERRUPTED: {PathState.RUNNING, PathState.DONE},
    PathState.DONE: set(),
}


class AwardState(models.TextChoices):
    """Life of a promotion (DOMAIN §4.1); «eligible» is what the evidence says, not a row."""

    PROPOSED = "proposed", _("Diusulkan")
    AWARDED = "awarded", _("Ditetapkan")
    RETURNED = "returned", _("Dikembalikan")
    REVOKED = "revoked", _("Dicabut")


#: The kind of the messages that tell of a promotion.
AWARD_NEWS = "award_news"
# From returned to awarded only by an appeal that was upheld.
AWARD_MOVES = {
    AwardState.PROPOSED: {AwardState.AWARDED, AwardState.RETURNED},
    AwardState.RETURNED: {AwardState.AWARDED},
    AwardState.AWARDED: {AwardState.REVOKED},
    AwardState.REVOKED: set(),
}


class AppealState(models.TextChoices):
    """Life of an appeal against a proposal that was returned."""

    FILED = "filed", _("Diajukan")
    UPHELD = "upheld", _("Dikabulkan")
    DISMISSED = "dismissed", _("Ditolak")


class EventKind(models.TextChoices):
    """Kinds of training events (DOMAIN §1)."""

    DIKLAT = "diklat", _("Diklat")
    BIMTEK = "bimtek", _("Bimtek")
    DIKPOL = "dikpol", _("Pendidikan politik")


class EventState(models.TextChoices):
    """Life of a training event."""

    DRAFT = "draft", _("Rancangan")
    OPEN = "open", _("Dibuka")
    CLOSED = "closed", _("Selesai")
    CANCELLED = "cancelled", _("Dibatalkan")


EVENT_MOVES = {
    EventState.DRAFT: {EventState.OPEN, EventState.CANCELLED},
    EventState.OPEN: {EventState.CLOSED, EventState.CANCELLED},
    EventState.CLOSED: set(),
    EventState.CANCELLED: set(),
}


class RegistrationState(models.TextChoices):
    """A seat at a training event."""

    REGISTERED = "registered", _("Terdaftar")
    WAITING = "waiting", _("Daftar tunggu")
    ATTENDED = "attended", _("Hadir")
    CANCELLED = "cancelled", _("Batal")


REGISTRATION_MOVES = {
    RegistrationState.REGISTERED: {RegistrationState.ATTENDED, RegistrationState.CANCELLED},
    RegistrationState.WAITING: {RegistrationState.REGISTERED, RegistrationState.CANCELLED},
    # Only what a sheet has written is taken back: with the sheet.
    RegistrationState.ATTENDED: {RegistrationState.REGISTERED, RegistrationState.CANCELLED},
    RegistrationState.CANCELLED: {RegistrationState.REGISTERED, RegistrationState.WAITING},
}


class AttendanceBy(models.TextChoices):
    """How it is known that somebody was there."""

    CODE = "code", _("Kode sekali pakai")
    HAND = "hand", _("Dicentang sekretariat")
    SHEET = "sheet", _("Dari lembar")


class TrainingResult(models.TextChoices):
    """What came of a training for one participant."""

    OPEN = "open", _("Belum dinilai")
    PASSED = "passed", _("Lulus")
    FAILED = "failed", _("Belum lulus")


class AccreditationState(models.TextChoices):
    """Life of a request to recognise what was done before."""

    PROPOSED = "proposed", _("Diusulkan")
    APPROVED = "approved", _("Diakui")
    REFUSED = "refused", _("Tidak diakui")


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
    DISCARDED = "discarded", _("Dibuang")


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
    RESULTS = "results", _("Hasil diklat")


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
    CONFIRMED = "confirm", _("Disahkan")


class BodyKind(models.TextChoices):
    """What an affiliated body is to the party (DOMAIN §1)."""

    WING = "wing", _("Sayap partai")
    FOUNDER = "founder", _("Ormas pendiri")
    FOUNDED = "founded", _("Ormas yang didirikan")


class Seat(models.TextChoices):
    """Seats of a board that one person alone holds: two open claims to one are a dispute (DOMAIN §2)."""

    CHAIR = "chair", _("Ketua")
    SECRETARY = "secretary", _("Sekretaris")
    TREASURER = "treasurer", _("Bendahara")


class TermState(models.TextChoices):
    """How far an office is confirmed by the tier above (DOMAIN §2)."""

    WAITING = "waiting", _("Menunggu pengesahan")
    CONFIRMED = "confirmed", _("Disahkan")
    RETURNED = "returned", _("Dikembalikan")


# A confirmed term whose decree, post or beginning changes is confirmed anew.
TERM_MOVES = {
    TermState.WAITING: {TermState.CONFIRMED, TermState.RETURNED},
    TermState.RETURNED: {TermState.WAITING},
    TermState.CONFIRMED: {TermState.WAITING},
}


class ChamberLevel(models.TextChoices):
    """Assemblies with districts (DOMAIN §6), in the words of the election office's table."""

    NATIONAL = "dpr", _("DPR RI")
    PROVINCE = "dprd_provinsi", _("DPRD provinsi")
    REGENCY = "dprd_kabkota", _("DPRD kabupaten/kota")


class StageKind(models.TextChoices):
    """Dated stages of an election, in their order."""

    FILING = "filing", _("Pengajuan bakal calon")
    DCS = "dcs", _("Penetapan DCS")
    DCT = "dct", _("Penetapan DCT")
    CAMPAIGN = "campaign", _("Masa kampanye")
    QUIET = "quiet", _("Masa tenang")
    VOTING = "voting", _("Pemungutan suara")
    RESULT = "result", _("Penetapan hasil")
    OATH = "oath", _("Pelantikan")


class Rounding(models.TextChoices):
    """How three in ten of a list are rounded (DOMAIN §6)."""

    UP = "up", _("Pecahan dibulatkan ke atas")
    HALF = "half", _("Pecahan di bawah 0,5 dibulatkan ke bawah")


class CandidacyState(models.TextChoices):
    """Life of a candidacy (DOMAIN §6)."""

    INTERESTED = "interested", _("Berminat")
    BACALEG = "bacaleg", _("Bakal calon")
    NOMINATED = "nominated", _("Diajukan")
    DCS = "dcs", _("DCS")
    DCT = "dct", _("DCT")
    ELECTED = "elected", _("Terpilih")
    NOT_ELECTED = "not_elected", _("Tidak terpilih")
    SEATED = "seated", _("Menjabat")
    PAW_IN = "paw_in", _("Pengganti antarwaktu")
    PAW_OUT = "paw_out", _("Diganti antarwaktu")
    WITHDRAWN = "withdrawn", _("Mengundurkan diri")
    REPLACED = "replaced", _("Diganti partai")
    DISQUALIFIED = "disqualified", _("Tidak memenuhi syarat")


class EligibilityKind(models.TextChoices):
    """What a candidate must have (DOMAIN §6): done, not done, or until when; never the document itself."""

    AGE = "age", _("Berumur 21 tahun atau lebih pada penetapan DCT")
    SCHOOL = "school", _("Tamat SMA atau sederajat")
    IDENTITY = "identity", _("KTP-el")
    VOTER = "voter", _("Terdaftar sebagai pemilih")
    RESIGNATION = "resignation", _("SK pemberhentian dari jabatan yang wajib ditinggalkan")
    HEALTH = "health", _("Surat sehat jasmani, rohani, dan bebas narkoba")
    COURT = "court", _("Surat pengadilan")
    POLICE = "police", _("SKCK")


class EligibilityState(models.TextChoices):
    """Whether it is there."""

    TODO = "todo", _("Belum ada")
    DONE = "done", _("Sudah ada")
    EXEMPT = "exempt", _("Tidak diwajibkan")


class SurveyKind(models.TextChoices):
    """Known, liked, would be voted for: three separate percentages (DOMAIN §1)."""

    POPULARITY = "popularity", _("Popularitas")
    ACCEPTABILITY = "acceptability", _("Akseptabilitas")
    ELECTABILITY = "electability", _("Elektabilitas")


class NeedKind(models.TextChoices):
    """What a way from one post to the next may ask for."""

    POST = "post", _("Masa di jabatan asal")
    LEVEL = "level", _("Jenjang")
    TRAINING = "training", _("Pelatihan yang lulus")
    MENTORED = "mentored", _("Pendampingan")
    AGE = "age", _("Umur")
