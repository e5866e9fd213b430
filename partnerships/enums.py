"""Kinds, objectives and states of partnerships (DOMAIN §1, §4.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartnerKind(models.TextChoices):
    """What a partnership is to the party."""

    FORMAL = "formal", _("Formal")
    INFORMAL = "informal", _("Informal")
    INDUSTRY = "industry", _("Industri")
    COMMUNITY = "community", _("Komunitas")


class Objective(models.TextChoices):
    """What a partnership is for."""

    LEADERSHIP = "leadership", _("Kepemimpinan")
    NETWORK = "network", _("Jaringan")
    DIVERSITY = "diversity", _("Keberagaman")
    INNOVATION = "innovation", _("Inovasi")
    CONTINUITY = "continuity", _("Kesinambungan")


class PartnershipState(models.TextChoices):
    """Life of a partnership."""

    DRAFT = "draft", _("Rancangan")
    IN_FORCE = "in_force", _("Berlaku")
    UNDER_REVIEW = "under_review", _("Ditinjau")
    RENEWED = "renewed", _("Diperpanjang")
    ENDED = "ended", _("Berakhir")


S = PartnershipState
#: The moves of a partnership; the trigger `kad_guard_partnership` repeats them, and a test compares both.
PARTNERSHIP_MOVES: dict[str, tuple[str, ...]] = {
    S.DRAFT: (S.IN_FORCE,),
    S.IN_FORCE: (S.UNDER_REVIEW,),
    S.UNDER_REVIEW: (S.RENEWED, S.ENDED),
    S.RENEWED: (S.UNDER_REVIEW,),
    S.ENDED: (),
}
#: In these something is done together.
RUNNING = (S.IN_FORCE, S.UNDER_REVIEW, S.RENEWED)


class ActivityKind(models.TextChoices):
    """What is done together."""

    TRAINING = "training", _("Pelatihan")
    MENTORING = "mentoring", _("Pendampingan")
    PLACEMENT = "placement", _("Penempatan praktik")


class TakeState(models.TextChoices):
    """How a cadre takes part in an activity."""

    JOINED = "joined", _("Ikut")
    FINISHED = "finished", _("Selesai")
    LEFT = "left", _("Berhenti")


class Verdict(models.TextChoices):
    """What a yearly review comes to."""

    CONTINUE = "continue", _("Lanjutkan")
    ADJUST = "adjust", _("Lanjutkan dengan perbaikan")
    END = "end", _("Akhiri")


PARTNER_KIND = "partner_end"
