"""Three confidential reports from Kota Sorong: a new one without a name, one in mediation, one that has ended."""

from accounts.enums import Role
from accounts.models import User
from kaderisasi.demo.cast import DOMAIN, WORDS, playing
from kaderisasi.demo.story import Story
from mentoring.enums import LEADERS, LEARNERS, ConcernOutcome, ConcernState, PairingState
from mentoring.models import PairingParticipant
from mentoring.selectors.concerns import Nameable
from mentoring.services.concerns import concern_add, concern_file, concern_move

# Category, days ago, whether without a name, words, and the steps that followed with the days ago.
REPORTS: tuple[tuple[str, int, bool, str, tuple[tuple[str, int, str, str], ...]], ...] = (
    (
        "labour",
        20,
        False,
        "Laporan kegiatan yang saya susun dikirim atas nama mentor saya, dua kali bulan lalu.",
        (
            (ConcernState.TRIAGED, 18, "", "Terima kasih. Kami baca dan hubungi Anda minggu ini."),
            (ConcernState.MEDIATION, 12, "", "Kami undang Anda berdua berbicara, ditemani satu orang pilihan Anda."),
        ),
    ),
    (
        "interest",
        45,
        False,
        "Mentor saya juga atasan saya di tempat kerja; saya sulit menolak permintaannya.",
        (
            (ConcernState.TRIAGED, 43, "", "Terima kasih sudah menyampaikan. Kami pelajari."),
            (ConcernState.RESOLVED, 30, ConcernOutcome.SETTLED, "Disepakati: tugas kantor tidak dibahas di sesi."),
        ),
    ),
    ("money", 2, True, "Diminta menyetor uang supaya nama saya diusulkan. Saya takut menolak.", ()),
)


def tell_concerns(story: Story) -> None:
    """Told by mentees on their mentors; the coordinator of the province answers."""
    handler = User.objects.get(email=f"{WORDS[Role.COORDINATOR]}.{story.code.rpartition('.')[0]}@{DOMAIN}")
    rows = zip(REPORTS, _relations(story), strict=False)
    for (category, days, is_anonymous, words, steps), (learner, mentor) in rows:
        assert learner.user is not None
        named = Nameable("", mentor.name, "", mentor.user_id, mentor.member_id, mentor.unit_id)
        with playing(learner.user) as by:
            concern = concern_file(
                by=by, category=category, text=words, named=[named], is_anonymous=is_anonymous, at=story.day(days)
            )
        for to, ago, outcome, note in steps:
            with playing(handler) as by:
                concern_move(by=by, concern=concern, to=to, note=note, outcome=outcome, at=story.day(ago))
        if concern.category == "labour":
            with playing(learner.user) as by:
                concern_add(by=by, concern=concern, text="Saya bersedia bertemu.", at=story.day(10))


def _relations(story: Story) -> list[tuple[PairingParticipant, PairingParticipant]]:
    """A learner and his mentor of each of the first running pairings."""
    found = []
    people = PairingParticipant.objects.filter(
        pairing__state=PairingState.ACTIVE, pairing__unit__regency=story.place, left_at=None, user__isnull=False
    )
    with playing(story.coordinator):
        learners = people.filter(role__in=LEARNERS, pairing__format="one_to_one").select_related("user")
        for learner in learners.order_by("pairing", "pk")[: len(REPORTS)]:
            mentor = people.filter(pairing=learner.pairing_id, role__in=LEADERS).first()
            if mentor is not None:
                found.append((learner, mentor))
    return found
