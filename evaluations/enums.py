"""Words of the evaluations (DOMAIN §§4.4, 8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ItemKind(models.TextChoices):
    """How an item is answered."""

    LIKERT = "likert", _("Skala")
    RUBRIC = "rubric", _("Rubrik dengan contoh tiap tingkat")
    YES_NO = "yes_no", _("Ya atau tidak")
    TEST = "test", _("Soal dengan kunci")
    CHOICE = "choice", _("Pilihan")
    TEXT = "text", _("Jawaban terbuka")


# Answered by a place on the list of labels; and those that give a level.
CHOSEN_KINDS = frozenset(ItemKind) - {ItemKind.TEXT}
LEVEL_KINDS = frozenset({ItemKind.LIKERT, ItemKind.RUBRIC, ItemKind.YES_NO})


class InstrumentUse(models.TextChoices):
    """What an instrument is for."""

    RAPPORT = "rapport", _("Cek kedekatan")
    SESSION = "session", _("Umpan balik sesi")
    ROUND = "round", _("Putaran evaluasi")
    PDLT = "pdlt", _("PDLT")


class InstrumentState(models.TextChoices):
    """A draft may change; what is published is what people answer, and stays as it is."""

    DRAFT = "draft", _("Draf")
    PUBLISHED = "published", _("Berlaku")
    RETIRED = "retired", _("Tidak dipakai lagi")


INSTRUMENT_MOVES = {
    InstrumentState.DRAFT: (InstrumentState.PUBLISHED,),
    InstrumentState.PUBLISHED: (InstrumentState.RETIRED,),
    InstrumentState.RETIRED: (),
}


class About(models.TextChoices):
    """Whom an instrument is about."""

    LEARNER = "learner", _("Kader dampingan")
    MENTOR = "mentor", _("Mentor")


class Rater(models.TextChoices):
    """Who answers, seen from whom it is about."""

    SELF = "self", _("Diri sendiri")
    MENTOR = "mentor", _("Mentor")
    MENTEE = "mentee", _("Kader dampingan")
    OFFICER = "officer", _("Pengurus")
    COORDINATOR = "coordinator", _("Koordinator")


#: Who may be asked in a round, by whom it is about (DOMAIN §8 I-6, I-7).
RATERS_OF = {
    About.LEARNER: (Rater.SELF, Rater.MENTOR, Rater.OFFICER, Rater.COORDINATOR),
    About.MENTOR: (Rater.SELF, Rater.MENTEE, Rater.OFFICER, Rater.COORDINATOR),
}


class Occasion(models.TextChoices):
    """When somebody is asked: a round of a programme (DOMAIN §5), a rapport check, or after a session."""

    BASELINE = "baseline", _("Awal")
    MID = "mid", _("Tengah")
    FINAL = "final", _("Akhir")
    FOLLOW_UP = "follow_up", _("Lanjutan")
    RAPPORT = "rapport", _("Cek kedekatan")
    SESSION = "session", _("Setelah sesi")


ROUNDS = (Occasion.BASELINE, Occasion.MID, Occasion.FINAL, Occasion.FOLLOW_UP)


class EvaluationState(models.TextChoices):
    """Life of one rater's answers (DOMAIN §4.4). Locked without answers: the window has closed."""

    SCHEDULED = "scheduled", _("Dijadwalkan")
    OPEN = "open", _("Terbuka")
    SUBMITTED = "submitted", _("Terkirim")
    LOCKED = "locked", _("Terkunci")
    REOPENED = "reopened", _("Dibuka lagi")


EVALUATION_MOVES = {
    EvaluationState.SCHEDULED: (EvaluationState.OPEN,),
    EvaluationState.OPEN: (EvaluationState.SUBMITTED, EvaluationState.LOCKED),
    EvaluationState.SUBMITTED: (EvaluationState.LOCKED,),
    EvaluationState.LOCKED: (EvaluationState.REOPENED,),
    EvaluationState.REOPENED: (EvaluationState.SUBMITTED, EvaluationState.LOCKED),
}
ANSWERABLE = (EvaluationState.OPEN, EvaluationState.REOPENED)
ANSWERED = (EvaluationState.SUBMITTED, EvaluationState.LOCKED)


class AlertKind(models.TextChoices):
    """What answers call for (DOMAIN §8 I-1, I-4)."""

    TALK = "talk", _("Kedekatan rendah")
    ITEM = "item", _("Jawaban yang perlu segera didengar")


class PdltState(models.TextChoices):
    """Life of an assessment (DOMAIN §4.4)."""

    DRAFT = "draft", _("Dinilai")
    SCORED = "scored", _("Selesai dinilai")
    SHARED = "shared", _("Dibagikan kepada kader")
    OBJECTED = "objected", _("Ada keberatan")
    FINAL = "final", _("Diputuskan")


PDLT_MOVES = {
    PdltState.DRAFT: (PdltState.SCORED,),
    PdltState.SCORED: (PdltState.SHARED,),
    PdltState.SHARED: (PdltState.OBJECTED, PdltState.FINAL),
    # A third assessor hears the objection; the member sees the result anew.
    PdltState.OBJECTED: (PdltState.SCORED,),
    PdltState.FINAL: (),
}


class Gate(models.TextChoices):
    """«Tidak tercela»: a gate and no weight. What is under review is never shown as guilt (DOMAIN §8 I-5)."""

    CLEAR = "clear", _("Bersih")
    UNDER_REVIEW = "under_review", _("Masih diperiksa, belum ada putusan")
    NOT_CLEAR = "not_clear", _("Ada putusan")


class Verdict(models.TextChoices):
    """What the named human decides."""

    MET = "met", _("Memenuhi")
    NOT_YET = "not_yet", _("Belum memenuhi")
    DEFERRED = "deferred", _("Ditunda")


# Kinds of messages: a window opens, five days are left, the last day (DOMAIN §10); an alert to who handles it.
ASK_KINDS = ("evaluation.open", "evaluation.in_5_days", "evaluation.tomorrow")
ALERT_KIND = "evaluation.alert"
PDLT_KIND = "pdlt.shared"
