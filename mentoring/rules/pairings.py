"""Limits and checks of matching (DOMAIN §§4.3, 5)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cadres.enums import MemberStatus
from cadres.models import Member
from cadres.models.levels import level_names
from mentoring.cadence import unmet_since
from mentoring.enums import TAKES_PAIRINGS, Format, MentorState, PairingState
from mentoring.models import Mentor, Pairing, Programme
from mentoring.party_settings import dormant_days
from mentoring.rules.formats import RULES, people_problem, rules_of
from regions.settings import value

UNDO = timedelta(minutes=10)
#: Pauses no further apart than this count as one.
BETWEEN_PAUSES = timedelta(days=7)
NEEDS_MENTOR = frozenset(each for each, rules in RULES.items() if rules.needs_leader)


def sizes(chosen: str) -> tuple[int, int]:
    """Fewest and most learners of a format."""
    return rules_of(chosen).fewest, rules_of(chosen).largest


def offer_days() -> int:
    """Days of silence after which an offer ends by itself."""
    days: int = value("mentoring.offer_days")
    return days


def pause_began(pauses: Sequence[DateRange], paused_on: date) -> date:
    """Since when a pairing counts as paused: pauses at most seven days apart are one, so that the limit holds."""
    began = paused_on
    for pause in sorted(pauses, key=lambda each: each.lower or date.min, reverse=True):
        if pause.lower and pause.upper and began - pause.upper <= BETWEEN_PAUSES:
            began = min(began, pause.lower)
    return began


@dataclass(frozen=True)
class Match:
    """A match that somebody wants to make."""

    programme: Programme
    format: str
    learners: Sequence[Member]
    mentor: Mentor | None
    busy: frozenset[int] = frozenset()  # ids of learners who are in a live pairing already
    rotated: frozenset[int] = frozenset()  # ids of learners whom the mentor has led as many programmes as he may


def match_problems(match: Match) -> Iterator[str]:
    """Why a match may not be offered, one sentence each; nothing when it may."""
    if match.programme.state not in TAKES_PAIRINGS:
        yield _("Program ini belum dibuka atau sudah ditutup.")
    if problem := people_problem(match.format, len(match.learners)):
        yield problem
    if len({learner.pk for learner in match.learners}) < len(match.learners):
        yield _("Kader yang sama dipilih dua kali.")
    yield from _mentor_problems(match)
    for learner in match.learners:
        yield from _learner_problems(learner, match.busy)
        if match.mentor and learner.pk in match.rotated:
            yield rotation_sentence(match.mentor.member.full_name, learner.full_name)
        yield from level_problems(learner, match.programme)


def _mentor_problems(match: Match) -> Iterator[str]:
    mentor = match.mentor
    if mentor is None:
        if match.format in NEEDS_MENTOR:
            yield _("Pilih mentornya.")
        return
    if match.format == Format.PEER:
        yield _("Pasangan sebaya tidak memakai mentor.")
    if mentor.state != MentorState.ACTIVE:
        yield _("Mentor ini belum aktif atau sedang jeda.")
    if any(learner.pk == mentor.member_id for learner in match.learners):
        yield _("Seseorang tidak dapat menjadi mentor bagi dirinya sendiri.")
    if match.format == Format.ONE_TO_ONE and mentor.load >= mentor.capacity:
        yield capacity_sentence(mentor)
    if mentor.member.user_id is None:
        yield _("%(name)s belum punya akun. Undang dulu lewat halaman mentor.") % {"name": mentor.member.full_name}


def rotation_sentence(mentor: str, learner: str) -> str:
    """Why the same two do not go on into one more programme (DOMAIN §5, rotation)."""
    most = value("mentoring.rotation_programmes")
    return ngettext(
        "%(mentor)s sudah mendampingi %(learner)s dalam %(n)d program berturut-turut. Pilih mentor lain.",
        "%(mentor)s sudah mendampingi %(learner)s dalam %(n)d program berturut-turut. Pilih mentor lain.",
        most,
    ) % {"mentor": mentor, "learner": learner, "n": most}


@dataclass(frozen=True)
class LastMet:
    """How long ago people last met, ready for a badge."""

    tone: str
    icon: str
    day: date | None


def last_met(pairing: Pairing, today: date) -> LastMet:
    """The badge of a pairing: red when dormant, amber a week past its rhythm; in a pause the clock stands still."""
    last = pairing.last_held_on
    since = None if pairing.state == PairingState.PAUSED else unmet_since(pairing, today)
    days = (today - (since or today)).days
    if days > dormant_days():
        return LastMet("bad", "circle-alert", last)
    if days > pairing.cadence_days + 7:
        return LastMet("warn", "clock", last)
    return LastMet("", "clock", None) if last is None else LastMet("good", "circle-check", last)


def capacity_sentence(mentor: Mentor) -> str:
    """Why a mentor takes nobody more."""
    return ngettext(
        "Mentor ini sudah membina %(n)d kader, sebanyak batasnya.",
        "Mentor ini sudah membina %(n)d kader, sebanyak batasnya.",
        mentor.load,
    ) % {"n": mentor.load}


def _learner_problems(learner: Member, busy: frozenset[int]) -> Iterator[str]:
    name = {"name": learner.full_name}
    if learner.status != MemberStatus.ACTIVE:
        yield _("Keanggotaan %(name)s tidak aktif.") % name
    if not learner.wants_mentoring:
        yield _("%(name)s belum bersedia didampingi.") % name
    if learner.is_mentee or learner.pk in busy:
        yield _("%(name)s sudah punya pasangan atau tawaran.") % name
    if learner.user_id is None:
        yield _("%(name)s belum punya akun. Isi emailnya agar dapat menjawab lewat ponsel.") % name


def level_problems(learner: Member, programme: Programme) -> Iterator[str]:
    """A programme that leads to a level is for those who have not reached it."""
    steps = list(level_names())
    goal = programme.level
    if goal is None or goal.code not in steps or learner.level not in steps:
        return
    if steps.index(learner.level) >= steps.index(goal.code):
        yield _("%(name)s sudah di jenjang yang dituju program ini (%(level)s).") % {
            "name": learner.full_name,
            "level": goal.name,
        }
