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
