"""Two rows of one person become one: pairings and mentoring follow, and go back when the merge is undone."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cadres.models import Member
from core.errors import RuleError
from mentoring.enums import LIVE_STATES
from mentoring.models import Mentor, PairingParticipant

PARTICIPANTS, MENTORS = "mentoring.participant", "mentoring.mentor"


def repoint(*, lost: Member, kept: Member) -> dict[str, list[int]]:
    """Point the lost row's participations and its mentor row at the kept one; what moved, by table.

    A past pairing in which both stand, and a second mentor row, stay where they are: they are history. Raises
    RuleError when both stand in one pairing that runs, learn in two, or mentor more than one person can.
    """
    theirs = PairingParticipant.objects.filter(member=kept)
    shared = PairingParticipant.objects.filter(member=lost, pairing__in=theirs.values("pairing"))
    if shared.filter(left_at=None, pairing__state__in=LIVE_STATES).exists():
        raise RuleError(_("Kedua data ada di pasangan yang sama. Akhiri dulu pasangan itu."))
    moving = PairingParticipant.objects.filter(member=lost).exclude(pk__in=shared.values("pk"))
    moved = {PARTICIPANTS: list(moving.order_by("pk").values_list("pk", flat=True)), MENTORS: list[int]()}
    try:
        with transaction.atomic():
            if not Mentor.objects.filter(member=kept).exists():
                moved[MENTORS] = list(Mentor.objects.filter(member=lost).values_list("pk", flat=True))
                Mentor.objects.filter(pk__in=moved[MENTORS]).update(member=kept, unit=kept.unit_id)
            PairingParticipant.objects.filter(pk__in=moved[PARTICIPANTS]).update(member=kept)
    except IntegrityError:
        raise RuleError(
            _("Keduanya didampingi, atau bersama-sama melebihi batas binaan. Akhiri dulu salah satu pasangan.")
        ) from None
    return moved


def repoint_back(*, lost: Member, kept: Member, moved: dict[str, list[int]]) -> None:
    """Take back what `repoint` did, as far as it still points at the kept row."""
    # The mentor first: who follows counts his load.
    Mentor.objects.filter(pk__in=moved.get(MENTORS, []), member=kept).update(member=lost, unit=lost.unit_id)
    PairingParticipant.objects.filter(pk__in=moved.get(PARTICIPANTS, []), member=kept).update(member=lost)
