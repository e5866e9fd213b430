"""States, phases, formats and codes of the mentoring relation (DOMAIN §§1, 4, 7)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# Limits that the database keeps too; what the party may set inside them stands in party_settings.py.
MOST_MENTEES = 12
LONGEST_MINUTES = 720
CADENCE_DAYS = (7, 90)
DEFAULT_SOFT_CAPACITY, DEFAULT_CAPACITY, DEFAULT_CADENCE_DAYS = 3, 5, 14


class ProgrammeState(models.TextChoices):
    """Life of a programme."""

    DRAFT = "draft", _("Rancangan")
    OPEN = "open", _("Dibuka")
    RUNNING = "running", _("Berjalan")
    EVALUATING = "evaluating", _("Evaluasi")
    CLOSED = "closed", _("Ditutup")


#: States of a programme in which pairs are made, and in which its work goes on.
TAKES_PAIRINGS = (ProgrammeState.OPEN, ProgrammeState.RUNNING)
GOES_ON = (*TAKES_PAIRINGS, ProgrammeState.EVALUATING)


class ProgrammeKind(models.TextChoices):
    """By what clock a programme runs: the pairing's own, the election's, or the way to a level of the ladder."""

    STANDARD = "standard", _("Umum")
    CANDIDATE = "candidate", _("Calon legislatif")
    LEVEL = "level", _("Menuju jenjang")


class StageKind(models.TextChoices):
    """A dated stage of an election calendar (DOMAIN §6); the calendar is data."""

    PREPARATION = "preparation", _("Persiapan")
    CAMPAIGN = "campaign", _("Kampanye")
    QUIET = "quiet", _("Masa tenang")
    VOTING = "voting", _("Pemungutan suara")
    RESULTS = "results", _("Penetapan hasil")


class Audience(models.TextChoices):
    """For whom a resource of the shelf is."""

    BOTH = "both", _("Mentor dan kader")
    MENTOR = "mentor", _("Mentor")
    MENTEE = "mentee", _("Kader dampingan")


class HandoverState(models.TextChoices):
    """Life of the offer to take over a programme."""

    OFFERED = "offered", _("Ditawarkan")
    ACCEPTED = "accepted", _("Diterima")
    DECLINED = "declined", _("Ditolak")
    WITHDRAWN = "withdrawn", _("Ditarik")


class Category(models.TextChoices):
    """Why the relation exists."""

    PERSONAL = "personal", _("Pribadi")
    FORMAL_STAGE = "formal_stage", _("Dalam tahapan kaderisasi")


class Format(models.TextChoices):
    """Who meets whom. Virtual is not a format but a session mode."""

    ONE_TO_ONE = "one_to_one", _("Satu lawan satu")
    GROUP = "group", _("Kelompok")
    PEER = "peer", _("Sebaya")
    CIRCLE = "circle", _("Lingkaran")
    REVERSE = "reverse", _("Terbalik")


class MentorState(models.TextChoices):
    """Life of a mentor."""

    INVITED = "invited", _("Diundang")
    ACCEPTED = "accepted", _("Bersedia")
    ORIENTED = "oriented", _("Sudah orientasi")
    ACTIVE = "active", _("Aktif")
    PAUSED = "paused", _("Jeda")
    REMOVED = "removed", _("Diberhentikan")


class PairingState(models.TextChoices):
    """Life of a pairing."""

    PROPOSED = "proposed", _("Diusulkan")
    OFFERED = "offered", _("Ditawarkan")
    ACCEPTED = "accepted", _("Diterima")
    ACTIVE = "active", _("Aktif")
    PAUSED = "paused", _("Jeda")
    COMPLETED = "completed", _("Selesai")
    DECLINED = "declined", _("Tidak diterima")
    ENDED_EARLY = "ended_early", _("Berakhir lebih awal")
    REMATCHED = "rematched", _("Dipasangkan ulang")


# A pairing that still may lead to meetings, and one whose people may meet.
LIVE_STATES = (
    PairingState.PROPOSED,
    PairingState.OFFERED,
    PairingState.ACCEPTED,
    PairingState.ACTIVE,
    PairingState.PAUSED,
)
MEETING_STATES = (PairingState.ACCEPTED, PairingState.ACTIVE)
# One that ran and is over; of these only the first went its way to the end (K13).
OVER_STATES = (PairingState.COMPLETED, PairingState.ENDED_EARLY, PairingState.REMATCHED)
# A pairing that everybody agreed to and that has not ended: a learner is in one at most.
RUNNING_STATES = (*MEETING_STATES, PairingState.PAUSED)


class Phase(models.TextChoices):
    """Phases of a pairing in order; derived from evidence, never typed."""

    PREPARATION = "preparation", _("Persiapan")
    ORIENTATION = "orientation", _("Orientasi")
    RAPPORT = "rapport", _("Membangun kedekatan")
    DIAGNOSTIC = "diagnostic", _("Diagnostik")
    ACTION_PLAN = "action_plan", _("Rencana aksi")
    EXECUTION = "execution", _("Pelaksanaan")
    EVALUATION = "evaluation", _("Evaluasi")


# Phases that have a window of time; what comes before the offer has none (DOMAIN §4.3).
TIMED_PHASES = tuple(Phase)[1:]


class ParticipantRole(models.TextChoices):
    """What somebody is in a pairing."""

    MENTOR = "mentor", _("Mentor")
    MENTEE = "mentee", _("Kader dampingan")
    PEER = "peer", _("Sebaya")
    FACILITATOR = "facilitator", _("Fasilitator")


# Who is mentored, who leads, and who writes the log (in a circle of peers any of them).
LEARNERS = (ParticipantRole.MENTEE, ParticipantRole.PEER)
LEADERS = (ParticipantRole.MENTOR, ParticipantRole.FACILITATOR)
LOGGERS = (*LEADERS, ParticipantRole.PEER)


class Answer(models.TextChoices):
    """A participant's answer to the offer."""

    WAITING = "waiting", _("Menunggu jawaban")
    ACCEPTED = "accepted", _("Bersedia")
    DECLINED = "declined", _("Tidak bersedia")


class AgreementState(models.TextChoices):
    """Life of one version of an agreement."""

    DRAFT = "draft", _("Rancangan")
    SIGNED_ONE = "signed_one", _("Ditandatangani satu pihak")
    IN_FORCE = "in_force", _("Berlaku")
    AMENDED = "amended", _("Diganti versi baru")


UNSIGNED_STATES = (AgreementState.DRAFT, AgreementState.SIGNED_ONE)


class PaperKind(models.TextChoices):
    """What a scanned paper may be."""

    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"


class RequestState(models.TextChoices):
    """Life of a mentee's wish for a mentor."""

    WAITING = "waiting", _("Menunggu")
    MET = "met", _("Dipenuhi")
    NOT_MET = "not_met", _("Tidak dipenuhi")
    WITHDRAWN = "withdrawn", _("Ditarik")


class ExitReason(models.TextChoices):
    """What somebody may tick after an early end; he may also tick nothing."""

    TIME = "time", _("Sulit menemukan waktu")
    DISTANCE = "distance", _("Jarak atau biaya perjalanan")
    NO_MATCH = "no_match", _("Tidak cocok satu sama lain")
    GOAL_MET = "goal_met", _("Tujuan saya sudah tercapai")
    OTHER_TASK = "other_task", _("Ada tugas lain")
    NOT_HELPFUL = "not_helpful", _("Pertemuan kurang membantu")


class ContactAfter(models.TextChoices):
    """How people keep in touch once a pairing is over."""

    NONE = "none", _("Tidak ada kontak terjadwal")
    ON_REQUEST = "on_request", _("Bila kader meminta")
    QUARTERLY = "quarterly", _("Sekali dalam tiga bulan")
    MONTHLY = "monthly", _("Sekali sebulan")


class NextRole(models.TextChoices):
    """The step that is proposed for the cadre (the ways of mobility, DOMAIN §1)."""

    MEMBER = "member", _("Tetap sebagai kader aktif")
    OFFICER = "officer", _("Pengurus")
    MENTOR = "mentor", _("Mentor atau fasilitator")
    CAMPAIGN = "campaign", _("Tim kampanye")
    WITNESS = "witness", _("Saksi TPS")
    CANDIDATE = "candidate", _("Bakal calon")
    CONSULTANT = "consultant", _("Tenaga ahli")
    NEXT_PROGRAMME = "next_programme", _("Program pendampingan berikut")


class EvidenceKind(models.TextChoices):
    """What lets a pairing leave a phase where no other table proves it (DOMAIN §4.3)."""

    COORDINATOR_TALK = "coordinator_talk", _("Koordinator berbicara dengan kedua pihak")
    RAPPORT_CHECKED = "rapport_checked", _("Cek kedekatan kedua pihak baik")
    MIDTERM_DONE = "midterm_done", _("Evaluasi tengah selesai")


# What a coordinator writes down; the other is noted by a job.
WRITTEN_EVIDENCE = (EvidenceKind.COORDINATOR_TALK, EvidenceKind.MIDTERM_DONE)


class SessionState(models.TextChoices):
    """Life of a session."""

    PLANNED = "planned", _("Direncanakan")
    CONFIRMED = "confirmed", _("Dikonfirmasi")
    CANCELLED = "cancelled", _("Dibatalkan")
    NO_SHOW_MENTOR = "no_show_mentor", _("Mentor tidak hadir")
    NO_SHOW_MENTEE = "no_show_mentee", _("Kader tidak hadir")
    LOGGED = "logged", _("Tercatat")
    ACKNOWLEDGED = "acknowledged", _("Diakui kader")
    DISPUTED = "disputed", _("Dipersoalkan")


# A session that took place, whatever was said about its log.
HELD_STATES = (SessionState.LOGGED, SessionState.ACKNOWLEDGED, SessionState.DISPUTED)
UPCOMING_STATES = (SessionState.PLANNED, SessionState.CONFIRMED)


class Source(models.TextChoices):
    """How a log came in: by its writer's own hand, or typed in by somebody else from a message, a call or paper."""

    OWN = "own", _("Dicatat mentor sendiri")
    MESSAGE = "message", _("Dari pesan WhatsApp")
    CALL = "call", _("Dari telepon")
    PAPER = "paper", _("Dari kertas")


class Via(models.TextChoices):
    """How a learner said yes to a log (paraf)."""

    LOGIN = "login", _("lewat akunnya")
    LINK = "link", _("lewat tautan")
    CODE = "code", _("lewat kode harian")


class SyncState(models.TextChoices):
    """What became of an item that a phone has sent."""

    KEPT = "kept", _("Tersimpan")
    CONFLICT = "conflict", _("Dua versi")
    SETTLED = "settled", _("Sudah dipilih")
    HELD = "held", _("Menunggu koordinator")
    TAKEN = "taken", _("Diterima koordinator")
    ASIDE = "aside", _("Disisihkan")
    OLDER = "older", _("Diganti versi baru")


class HoldCause(models.TextChoices):
    """Why an item waits for the coordinator."""

    RIGHTS = "rights", _("Penulisnya sudah tidak mendampingi pasangan ini")
    ENDED = "ended", _("Pertemuannya setelah pasangan berakhir")
    LATE = "late", _("Pertemuannya terlalu lama lalu untuk dicatat mentor")


#: Somebody did not come.
MISSED_STATES = (SessionState.NO_SHOW_MENTOR, SessionState.NO_SHOW_MENTEE)


class Mode(models.TextChoices):
    """How people met."""

    FACE_TO_FACE = "face_to_face", _("Tatap muka")
    PHONE = "phone", _("Telepon")
    VIDEO = "video", _("Video")
    CHAT = "chat", _("Pesan")


class Progress(models.TextChoices):
    """How the mentee is getting on, as both saw it at the end of the session."""

    FORWARD = "forward", _("Maju")
    STEADY = "steady", _("Tetap")
    STUCK = "stuck", _("Terhambat")


class Obstacle(models.TextChoices):
    """What was in the way; never health or religion (DOMAIN §7.3)."""

    TIME = "time", _("Waktu")
    DISTANCE = "distance", _("Jarak")
    SIGNAL = "signal", _("Sinyal")
    COST = "cost", _("Biaya")
    FAMILY_DUTY = "family_duty", _("Urusan keluarga")
    CONFLICT = "conflict", _("Perselisihan")
    OTHER = "other", _("Lainnya")


class Competency(models.TextChoices):
    """The twelve competencies of the diagnostic rubric (DOMAIN §8 I-2)."""

    C01 = "C01", _("Ideologi & aturan partai")
    C02 = "C02", _("Kebangsaan & tugas DPRD")
    C03 = "C03", _("Integritas & etika")
    C04 = "C04", _("Komunikasi publik")
    C05 = "C05", _("Menyerap aspirasi")
    C06 = "C06", _("Pengorganisasian basis")
    C07 = "C07", _("Analisis isu & kebijakan")
    C08 = "C08", _("Aturan pemilu")
    C09 = "C09", _("Strategi dapil")
    C10 = "C10", _("Dana & administrasi")
    C11 = "C11", _("Literasi digital & keamanan data")
    C12 = "C12", _("Kepemimpinan & keberagaman")


class Attendance(models.TextChoices):
    """Whether a participant was there."""

    PRESENT = "present", _("Hadir")
    LATE = "late", _("Terlambat")
    EXCUSED = "excused", _("Izin")
    ABSENT = "absent", _("Tidak hadir")


CAME = (Attendance.PRESENT, Attendance.LATE)


class ActionState(models.TextChoices):
    """Life of an action item."""

    OPEN = "open", _("Terbuka")
    DONE = "done", _("Tuntas")
    PARTLY = "partly", _("Sebagian")
    NOT_DONE = "not_done", _("Belum dikerjakan")
    DROPPED = "dropped", _("Dibatalkan")


class Profile(models.TextChoices):
    """What a learner is measured against: each profile has its own targets (DOMAIN §8 I-2)."""

    CADRE = "cadre", _("Kader dasar")
    OFFICER = "officer", _("Pengurus")
    CANDIDATE = "candidate", _("Calon legislatif")


class Round(models.TextChoices):
    """When a learner is measured: each round is a row of its own, and none overwrites another (DOMAIN §4.4)."""

    BASELINE = "baseline", _("Awal")
    MID = "mid", _("Tengah")
    FINAL = "final", _("Akhir")
    FOLLOW_UP = "follow_up", _("Lanjutan")


class DiagnosticState(models.TextChoices):
    """Life of one round of the rubric: both fill it in blindly, talk, agree, and it is locked."""

    DRAFT = "draft", _("Sedang diisi")
    TALK = "talk", _("Siap dibicarakan")
    AGREED = "agreed", _("Menunggu persetujuan")
    LOCKED = "locked", _("Terkunci")


class Side(models.TextChoices):
    """Who rates: the learner himself, or whoever guides him."""

    SELF = "self", _("Kader sendiri")
    MENTOR = "mentor", _("Mentor")


class GoalState(models.TextChoices):
    """Life of a goal of somebody's action plan (DOMAIN §4.2)."""

    DRAFT = "draft", _("Rancangan")
    AGREED = "agreed", _("Disepakati")
    ACHIEVED = "achieved", _("Tercapai")
    PARTLY = "partly", _("Sebagian tercapai")
    MISSED = "missed", _("Tidak tercapai")
    DROPPED = "dropped", _("Dibatalkan")


SETTLED_GOALS = (GoalState.ACHIEVED, GoalState.PARTLY, GoalState.MISSED, GoalState.DROPPED)
# Limits of a plan that the database keeps too (DOMAIN §§4.3, 8).
MOST_GOALS, MOST_ACTIONS, MOST_UNKNOWN = 5, 5, 2

# What comes back in the next session's form until it is done or dropped.
UNSETTLED_ACTIONS = (ActionState.OPEN, ActionState.PARTLY, ActionState.NOT_DONE)

# Weights of matching stand between 0 and this.
MOST_WEIGHT = 100


class Factor(models.TextChoices):
    """What makes a mentor fit a cadre. Religion, ethnicity and photo are no factors and never will be."""

    NEEDS = "needs", _("Kebutuhan dan keahlian")
    NEARNESS = "nearness", _("Kedekatan wilayah")
    LEVEL = "level", _("Jenjang")
    LANGUAGE = "language", _("Bahasa")
    TIME = "time", _("Waktu luang")
    LOAD = "load", _("Beban mentor")
    WAITING = "waiting", _("Lama menunggu")


class Reach(models.TextChoices):
    """How far from the cadre a mentor may be, nearest first."""

    DISTRICT = "district", _("distrik atau kecamatan yang sama")
    REGENCY = "regency", _("kabupaten atau kota yang sama")
    PROVINCE = "province", _("provinsi yang sama")
    ANYWHERE = "anywhere", _("mana saja")


class Language(models.TextChoices):
    """What people speak with each other; asked so that a mentor is understood, never a sign of where one comes from."""

    INDONESIAN = "id", _("Bahasa Indonesia")
    PAPUAN_MALAY = "pmy", _("Melayu Papua")
    AMBONESE_MALAY = "abs", _("Melayu Ambon")
    MANADO_MALAY = "xmm", _("Melayu Manado")
    KUPANG_MALAY = "mkn", _("Melayu Kupang")
    ACEHNESE = "ace", _("Aceh")
    BATAK = "btk", _("Batak")
    MINANG = "min", _("Minangkabau")
    SUNDANESE = "su", _("Sunda")
    JAVANESE = "jv", _("Jawa")
    MADURESE = "mad", _("Madura")
    BALINESE = "ban", _("Bali")
    SASAK = "sas", _("Sasak")
    BANJAR = "bjn", _("Banjar")
    BUGIS = "bug", _("Bugis")
    MAKASSAR = "mak", _("Makassar")
    BIAK = "bhw", _("Biak")
    MOI = "mxn", _("Moi")
    MAYBRAT = "ayz", _("Maybrat")


class DayPart(models.TextChoices):
    """When somebody has time: a weekday (1 Monday … 7 Sunday) and a part of the day; asked, never derived."""

    MON_MORNING = "1m", _("Senin pagi")
    MON_AFTERNOON = "1a", _("Senin siang")
    MON_EVENING = "1e", _("Senin sore")
    TUE_MORNING = "2m", _("Selasa pagi")
    TUE_AFTERNOON = "2a", _("Selasa siang")
    TUE_EVENING = "2e", _("Selasa sore")
    WED_MORNING = "3m", _("Rabu pagi")
    WED_AFTERNOON = "3a", _("Rabu siang")
    WED_EVENING = "3e", _("Rabu sore")
    THU_MORNING = "4m", _("Kamis pagi")
    THU_AFTERNOON = "4a", _("Kamis siang")
    THU_EVENING = "4e", _("Kamis sore")
    FRI_MORNING = "5m", _("Jumat pagi")
    FRI_AFTERNOON = "5a", _("Jumat siang")
    FRI_EVENING = "5e", _("Jumat sore")
    SAT_MORNING = "6m", _("Sabtu pagi")
    SAT_AFTERNOON = "6a", _("Sabtu siang")
    SAT_EVENING = "6e", _("Sabtu sore")
    SUN_MORNING = "7m", _("Minggu pagi")
    SUN_AFTERNOON = "7a", _("Minggu siang")
    SUN_EVENING = "7e", _("Minggu sore")


class GuideKind(models.TextChoices):
    """Texts that people tick one by one, in editions."""

    CONDUCT = "conduct", _("Kode etik mentor")
    FOR_MENTORS = "mentors", _("Orientasi mentor")
    FOR_LEARNERS = "learners", _("Orientasi kader")


class PartyText(models.TextChoices):
    """What the national secretariat writes for the whole party: texts in editions, and the patterns of programmes."""

    AGREEMENT = "agreement", _("Pasal kesepakatan")
    CONDUCT = "conduct", _("Kode etik mentor")
    FOR_MENTORS = "mentors", _("Orientasi mentor")
    FOR_LEARNERS = "learners", _("Orientasi kader")
    TEMPLATE = "template", _("Templat program")


class Oddity(models.TextChoices):
    """What about a row of logs asks for an explanation; `rules/oddities.py` says when."""

    NIGHT = "night", _("Banyak catatan ditulis sekaligus")
    PLACES = "places", _("Dua tempat pada waktu yang sama")
    COPIED = "copied", _("Isi catatan sama persis")
    LAST_DAY = "last_day", _("Semua pada hari terakhir periode")


class OddState(models.TextChoices):
    """Life of such a question: asked, answered by who wrote the logs, settled by a coordinator."""

    OPEN = "open", _("Menunggu penjelasan")
    EXPLAINED = "explained", _("Sudah dijelaskan")
    SETTLED = "settled", _("Selesai")


class ContactWith(models.TextChoices):
    """Whom a coordinator talked with."""

    MENTOR = "mentor", _("Mentor")
    LEARNER = "learner", _("Kader")
    BOTH = "both", _("Keduanya")


class LinkOutcome(models.TextChoices):
    """What became of an answer through the link of an offer."""

    ACCEPTED = "accepted", _("Bersedia")
    DECLINED = "declined", _("Tidak bersedia")
    REFUSED = "refused", _("Ditolak")


class TieKind(models.TextChoices):
    """What two people say of themselves, yes or no (R2–R4, DOMAIN §5); no family tree, no sums."""

    FAMILY = "family", _("Suami atau istri, orang tua, anak, atau saudara kandung")
    PAYS = "pays", _("Membayar, mempekerjakan, atau meminjami uang")
    SELECTION = "selection", _("Ikut menilai pencalonannya")


class WaiverState(models.TextChoices):
    """Life of a request to pair two people in spite of a rule."""

    ASKED = "asked", _("Menunggu putusan")
    GRANTED = "granted", _("Dikecualikan")
    REFUSED = "refused", _("Ditolak")


class Rule(models.TextChoices):
    """The rules that a coordinator of the tier above may waive. R5 is not among them: it protects somebody."""

    R1 = "R1", _("Calon di dapil yang sama")
    R2 = "R2", _("Benturan kepentingan")
    R3 = "R3", _("Keluarga dekat")
    R4 = "R4", _("Bayaran, pekerjaan, atau pinjaman")
    R6 = "R6", _("Kader di bawah 18 tahun")
    R7 = "R7", _("Jenjang mentor")


class MatchRunState(models.TextChoices):
    """Life of a draft run."""

    ASKED = "asked", _("Sedang dihitung")
    READY = "ready", _("Siap dilihat")
    FAILED = "failed", _("Gagal")


# A mentor pauses: told to his mentees at once.
AWAY_KIND = "mentor.away"

# Kinds of messages, in the order in which they come.
SESSION_KINDS = ("session.in_3_days", "session.tomorrow", "session.in_3_hours")
OFFER_KINDS = ("offer.new", "offer.after_3_days", "offer.after_10_days")
OFFER_ANSWERED_KIND = "offer.answered_by_link"  # to whom the answer is said to come from
OFFER_REFUSED_KIND = "offer.link_refused"  # to the coordinator above
OFFER_ONE_LINE_KIND = "offer.one_line"  # to the coordinator above
OFFER_SILENT_KIND, OFFER_LAPSED_KIND = "offer.silent", "offer.lapsed"  # both to the coordinator
AGREEMENT_KINDS = ("agreement.after_7_days", "agreement.after_14_days")
AGREEMENT_LATE_KIND = "agreement.after_21_days"  # to the coordinator
MISS_KIND = "session.objected"  # to the coordinator
HELD_KIND = "sync.held"  # to the coordinator
LOG_KINDS = ("log.new", "log.after_3_days", "log.after_10_days")
UNLOGGED_KINDS = ("log.missing", "log.missing_5_days", "log.missing_8_days", "log.missing_14_days")
SILENCE_KINDS = (
    "silence.14_days",
    "silence.28_days",
    "silence.dormant",
    "silence.42_days",
    "silence.60_days",
    "silence.75_days",
)
DEADLINE_KIND = "deadline.near"  # of a candidacy; the word does not say so
PHASE_KINDS = ("phase.late", "phase.late_14_days")
RUBRIC_KINDS = ("rubric.new", "rubric.after_3_days")
PLAN_KINDS = ("plan.new", "plan.after_3_days")
ACTION_KINDS = ("action.in_2_days", "action.day_after")
# What became of a plan; these mails carry the meeting for one's calendar.
PLANNED_KIND, MOVED_KIND, CALLED_OFF_KIND = "meeting.planned", "meeting.moved", "meeting.called_off"
PLAN_NEWS_KINDS = (PLANNED_KIND, MOVED_KIND, CALLED_OFF_KIND)
ODD_KIND = "odd.found"  # to who wrote the logs
ODD_EXPLAINED_KIND = "odd.explained"  # to the coordinator


class ConcernCategory(models.TextChoices):
    """What a confidential report is about (DOMAIN §7.4)."""

    HARASSMENT = "harassment", _("Pelecehan atau kekerasan")
    MONEY = "money", _("Uang, mahar, atau setoran")
    LABOUR = "labour", _("Tenaga atau karya saya dipakai")
    INTEREST = "interest", _("Benturan kepentingan")
    DATA = "data", _("Data saya disalahgunakan")
    OTHER = "other", _("Lainnya")


class ConcernState(models.TextChoices):
    """Life of a confidential report (DOMAIN §4.4)."""

    SUBMITTED = "submitted", _("Terkirim")
    TRIAGED = "triaged", _("Sudah dibaca dan ditelaah")
    MEDIATION = "mediation", _("Mediasi")
    INVESTIGATION = "investigation", _("Pemeriksaan")
    RESOLVED = "resolved", _("Selesai")


class ConcernOutcome(models.TextChoices):
    """How a confidential report ended."""

    UPHELD = "upheld", _("Terbukti")
    NOT_UPHELD = "not_upheld", _("Tidak terbukti")
    SETTLED = "settled", _("Selesai lewat mediasi")
    REFERRED = "referred", _("Diteruskan ke pihak yang berwenang")
    WITHDRAWN = "withdrawn", _("Dicabut pelapor")


class ConcernDesk(models.TextChoices):
    """Who handles a report: the coordinator of a unit above, at last the data protection officer."""

    COORDINATOR = "coordinator", _("Koordinator")
    DPO = "dpo", _("Pejabat pelindungan data")


class ConcernActKind(models.TextChoices):
    """What is kept of the handling of a report."""

    MOVED = "moved", _("Status")
    ROUTED = "routed", _("Diteruskan")
    OPENED = "opened", _("Dibuka pertama kali")
    ADDED = "added", _("Ditambahkan pelapor")
    NAMED = "named", _("Orang ditambahkan")
    NOTED = "noted", _("Catatan penangan")


HALT_KINDS = ("pairing.paused", "pairing.resumed")
