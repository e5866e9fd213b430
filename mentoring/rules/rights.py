"""Who may do what (DOMAIN §9): role and scope for staff, the place in the pairing for its own people."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.enums import STAFF_ROLES, Role
from accounts.models import User
from core.errors import RuleError
from mentoring.enums import LEADERS, LEARNERS, LOGGERS, ParticipantRole
from mentoring.models import Mentor, Pairing, PairingParticipant
from regions.enums import Tier
from regions.models import Unit


def is_coordinator_of(user: User, unit: Unit) -> bool:
    """Whether the user acts as coordinator at the unit or above it."""
    return user.scope is not None and user.scope.role == Role.COORDINATOR and user.scope.covers(unit)


def is_staff_of(user: User, unit: Unit) -> bool:
    """Whether the user acts as coordinator or secretariat at the unit or above it."""
    return user.scope is not None and user.scope.role in STAFF_ROLES and user.scope.covers(unit)


def may_remove(user: User, mentor: Mentor) -> bool:
    """Removing a mentor is for the coordinator of the tier above the one that runs his programmes."""
    return may_waive(user, mentor.unit)


def may_waive(user: User, *homes: Unit) -> bool:
    """Whether the user coordinates the tier above the one that runs the programmes of each of these units."""
    return all(
        is_coordinator_of(user, home) and user.scope is not None and user.scope.unit.tier < min(home.tier, Tier.REGENCY)
        for home in homes
    )


def may_write_texts(user: User) -> bool:
    """Whether the user writes the texts and templates of the whole party: the national secretariat (DOMAIN §9)."""
    scope = user.scope
    return scope is not None and scope.role == Role.SECRETARIAT and scope.unit.tier == Tier.NATIONAL


def require_coordinator(user: User, unit: Unit) -> None:
    """Raise RuleError unless the user coordinates the unit."""
    if not is_coordinator_of(user, unit):
        raise RuleError(_("Hanya koordinator wilayah ini yang dapat melakukannya."))


def require_secretariat(user: User, unit: Unit) -> None:
    """Raise RuleError unless the user acts as secretariat of the unit or above it."""
    scope = user.scope
    if scope is None or scope.role != Role.SECRETARIAT or not scope.covers(unit):
        raise RuleError(_("Hanya sekretariat wilayah ini yang dapat melakukannya."))


def require_staff(user: User, unit: Unit) -> None:
    """Raise RuleError unless the user is staff of the unit."""
    if not is_staff_of(user, unit):
        raise RuleError(_("Hanya koordinator atau sekretariat wilayah ini yang dapat melakukannya."))


def acting_places(user: User) -> tuple[str, ...]:
    """The places in a pairing that belong to the role the user acts in: pages never mix roles."""
    if user.scope is None:
        return ()
    return {Role.MENTOR: LOGGERS, Role.MENTEE: LEARNERS}.get(user.scope.role, ())


def may_log(participant: PairingParticipant | None) -> bool:
    """Whether somebody in the pairing writes its logs."""
    return participant is not None and participant.role in LOGGERS


def may_guide(participant: PairingParticipant | None, people: Iterable[PairingParticipant]) -> bool:
    """Whether somebody in the pairing acts as mentor for its learners: who leads it, or among peers each of them."""
    if participant is None:
        return False
    led = any(person.role in LEADERS for person in people)
    return participant.role in LEADERS or (participant.role == ParticipantRole.PEER and not led)


def may_answer_log(participant: PairingParticipant | None, *writers: int | None) -> bool:
    """Whether somebody in the pairing acknowledges or disputes a log: a learner, not who wrote it or in whose name."""
    return participant is not None and participant.role in LEARNERS and participant.user_id not in writers


def is_part_of(user: User, pairing: Pairing) -> bool:
    """Whether the user takes part in the pairing now."""
    return pairing.participants.filter(user_id=user.pk, left_at=None).exists()
