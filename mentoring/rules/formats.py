"""The five formats, one row each (DOMAIN §§1, 5): who takes part, how many, who leads, who writes, who must agree.

The trigger `kad_check_format` keeps the people of each format in the database.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoring.enums import Format, ParticipantRole
from regions.settings import value

M, F, P, C = (
    ParticipantRole.MENTOR,
    ParticipantRole.FACILITATOR,
    ParticipantRole.PEER,
    ParticipantRole.MENTEE,
)


@dataclass(frozen=True)
class FormatRules:
    """One format. `most` names a setting where the party decides; without `leader` nobody stands beside the learners.

    `loggers` write the session log and the agreement. `goes_on` says whether it survives a learner who says no or
    leaves, as long as enough are left.
    """

    learner: ParticipantRole
    leader: ParticipantRole | None
    needs_leader: bool
    fewest: int
    most: int | str
    loggers: tuple[ParticipantRole, ...]
    goes_on: bool
    sentence: str | Promise

    @property
    def largest(self) -> int:
        """The most learners it takes."""
        return value(self.most) if isinstance(self.most, str) else self.most


RULES: dict[Format, FormatRules] = {
    Format.ONE_TO_ONE: FormatRules(
        *(C, M, True, 1, 1, (M,), False),
        gettext_lazy("Satu mentor, satu kader. Mentor mencatat; keduanya setuju dan menandatangani."),
    ),
    Format.GROUP: FormatRules(
        *(C, M, True, 2, "mentoring.group_most", (M,), True),
        gettext_lazy("Satu mentor, beberapa kader. Mentor mencatat; semua menandatangani; kader boleh keluar sendiri."),
    ),
    Format.PEER: FormatRules(
        *(P, None, False, 2, 2, (P,), False),
        gettext_lazy("Dua kader sebaya tanpa mentor. Siapa saja mencatat, yang lain mengakuinya; keduanya setuju."),
    ),
    Format.CIRCLE: FormatRules(
        *(P, F, False, 4, "mentoring.circle_most", (F, P), True),
        gettext_lazy("Lingkaran sebaya, boleh dengan fasilitator. Siapa saja mencatat; semua menandatangani."),
    ),
    Format.REVERSE: FormatRules(
        *(C, M, True, 1, 1, (M,), False),
        gettext_lazy("Kader muda membimbing yang senior. Yang muda mencatat; aturan jenjang tidak berlaku."),
    ),
}


def rules_of(chosen: str) -> FormatRules:
    """The rules of a format."""
    return RULES[Format(chosen)]


def people_problem(chosen: str, learners: int) -> str:
    """Why so many learners do not make this format; empty when they do."""
    rules = rules_of(chosen)
    if rules.fewest <= learners <= rules.largest:
        return ""
    span = str(rules.fewest) if rules.fewest == rules.largest else f"{rules.fewest}–{rules.largest}"
    return _("Bentuk ini untuk %(range)s kader; Anda memilih %(n)d.") % {"range": span, "n": learners}


def goes_on_without(chosen: str, learners_left: int) -> bool:
    """Whether a pairing of this format goes on with the learners who are left."""
    rules = rules_of(chosen)
    return rules.goes_on and learners_left >= rules.fewest


def may_leave(chosen: str, role: str, learners_left: int) -> bool:
    """Whether somebody goes without ending it for all: a learner, or the facilitator of a circle; never a mentor."""
    return role != ParticipantRole.MENTOR and goes_on_without(chosen, learners_left)
