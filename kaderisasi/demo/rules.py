"""What stands between two people in the story: a waiver from above that was granted, one that waits, a declared tie."""

from accounts.enums import Role
from accounts.models import User
from cadres.models import Member, level_names
from kaderisasi.demo.cast import DOMAIN, WORDS, playing
from kaderisasi.demo.story import Story
from mentoring.enums import ContactWith, PairingState, Rule, TieKind
from mentoring.models import ConflictWaiver, Mentor, Pairing
from mentoring.services.conflicts import tie_correct, waiver_ask, waiver_decide
from mentoring.services.contacts import contact_record

ASKED = "Mentor ini satu-satunya yang menguasai penganggaran; kader sudah sejenjang dengannya."
CALL = "Keduanya lancar; pertemuan berikut sudah dijadwalkan."
GRANTED = "Setuju untuk satu program; ditinjau lagi pada evaluasi tengah."


def tell_rules(story: Story) -> None:
    """Told by the coordinators of the city and of the province, and the secretariat."""
    mentor = story.mentors[-1]
    equals = [member for member in story.learners if _rank(member) >= _rank(mentor.member)]
    above = User.objects.get(email=f"{WORDS[Role.COORDINATOR]}.{story.code.rpartition('.')[0]}@{DOMAIN}")
    granted, _waiting = (_ask(story, member, mentor) for member in equals[:2])
    with playing(above) as by:
        waiver_decide(by=by, waiver=granted, is_granted=True, answer=story.cast.mark(GRANTED), at=story.day(4))
    with playing(story.secretary) as by:
        tie_correct(by=by, learner=story.learners[0], leader=story.mentors[-2].member, kind=TieKind.FAMILY, is_yes=True)


def tell_calls(story: Story) -> None:
    """The coordinator has called most relations; some are still to be called."""
    with playing(story.coordinator) as by:
        active = Pairing.objects.for_user(by).filter(state=PairingState.ACTIVE).order_by("pk")
        for number, pairing in enumerate(active):
            for days in (12, 3) if number % 3 else ():
                day = story.day(days).date()
                if pairing.active_on and day > pairing.active_on:
                    contact_record(by=by, pairing=pairing, who=ContactWith.BOTH, note=story.cast.mark(CALL), on=day)


def _rank(member: Member) -> int:
    return list(level_names()).index(member.level)


def _ask(story: Story, member: Member, mentor: Mentor) -> ConflictWaiver:
    with playing(story.coordinator) as by:
        return waiver_ask(by=by, learner=member, leader=mentor.member, rule=Rule.R7, reason=story.cast.mark(ASKED))
