"""What mentoring gives to careers: whether somebody has been or is being mentored."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from cadres.enums import NeedKind
from cadres.mobility.needs import Kind, register
from mentoring.enums import LEARNERS, PairingState
from mentoring.models import PairingParticipant

PROVEN = (PairingState.ACTIVE, PairingState.COMPLETED)


def proven(outer: str = "member") -> Exists:
    """Whether somebody has been or is being mentored. As the system."""
    taken = PairingParticipant.objects.filter(member=OuterRef(outer), role__in=LEARNERS, pairing__state__in=PROVEN)
    return Exists(taken)


register(
    NeedKind.MENTORED,
    Kind(
        lambda path, need, day: proven("pk"),
        lambda path, need: _("Sedang atau pernah didampingi mentor"),
        lambda: _("Koordinator program memasangkan kader dengan mentor."),
    ),
)
