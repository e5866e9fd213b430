"""Who prepares elections, and who fixes the lists of a chamber: the secretariat of its tier, or above (DOMAIN §6)."""

from accounts.models import User
from accounts.rules import acting_people
from cadres.models import Candidacy, Chamber
from cadres.rules import is_secretariat
from regions.enums import Tier


def fixes_lists(user: User, chamber: Chamber) -> bool:
    """Whether the user keeps the candidates of a chamber. Needs the chamber's unit."""
    return is_secretariat(user) and user.scope.covers(chamber.unit)  # type: ignore[union-attr]


def keeps_candidacy(user: User, candidacy: Candidacy) -> bool:
    """Whether the user may change a candidacy: of his lists, and not his own. Needs chamber, unit and member."""
    is_own = candidacy.member.user_id in acting_people(user)
    return not is_own and fixes_lists(user, candidacy.constituency.chamber)


def keeps_elections(user: User) -> bool:
    """Whether the user prepares elections and the ways of careers: the secretariat of the whole party."""
    return is_secretariat(user) and user.scope.unit.tier == Tier.NATIONAL  # type: ignore[union-attr]
