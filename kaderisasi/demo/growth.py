"""How the demonstration's learners grow: rounds of the rubric, plans in their own words, steps and results."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from accounts.models import User
from kaderisasi.demo.cast import playing
from mentoring.enums import LEARNERS, GoalState, Profile, Round
from mentoring.models import Diagnostic, DiagnosticLevel, Goal, Pairing, PairingParticipant
from mentoring.rules.diagnostics import Agreed, must_talk
from mentoring.selectors.growth import gap_codes, programme_goals
from mentoring.services import diagnostics, plans

if TYPE_CHECKING:
    from kaderisasi.demo.story import Story

# A goal for each competency: what, from, to, of what.
GOALS = {
    "C01": ("Saya menjelaskan AD/ART kepada anggota ranting di tiga pertemuan", 0, 3, "pertemuan"),
    "C02": ("Saya mengikuti pembahasan APBD dan menulis catatan untuk ranting", 0, 2, "catatan"),
    "C03": ("Saya mengajak tim RT menandatangani pakta integritas", 0, 10, "orang"),
    "C04": ("Saya berlatih pidato lima menit di balai kelurahan", 1, 6, "kali"),
    "C05": ("Saya mengunjungi rumah warga di RT 3 dan mencatat aspirasinya", 4, 20, "rumah"),
    "C06": ("Saya membentuk tim kecil penggerak di RW 2", 0, 5, "orang"),
    "C07": ("Saya menulis usulan air bersih satu halaman dengan angka", 0, 2, "usulan"),
    "C08": ("Saya membuat daftar periksa tahapan pemilu untuk tim kelurahan", 0, 1, "daftar"),
    "C09": ("Saya memetakan pemilih tiap kelurahan di dapil", 0, 4, "kelurahan"),
    "C10": ("Saya mencatat kas ranting setiap minggu", 2, 12, "minggu"),
    "C11": ("Saya mengaktifkan kunci dua langkah bersama pengurus ranting", 1, 8, "akun"),
    "C12": ("Saya memimpin kerja bakti lintas kampung", 0, 3, "kegiatan"),
}
STEPS = ("Susun daftar nama", "Atur jadwal sore bersama mentor", "Laporkan hasil pertama")
PROOF = "Notulen rapat ranting dan foto kegiatan"
TALKED = "Setelah contoh dibahas, kami memilih tingkat ini"


def measure(story: "Story", pairing: Pairing, round: Round, at: datetime) -> None:
    """Every learner and his guide rate, talk, agree and lock one round."""
    for learner, user, guide in _sides(story, pairing):
        with playing(user) as by:
            found = diagnostics.diagnostic_open(
                by=by, learner=learner, round=round, profile=_profile(story, pairing), at=at
            )
        start = {row.competency: row.agreed_level or 2 for row in _last_levels(user, learner)}
        said = _levels(story, start)
        other = {code: min(5, max(1, level + story.chance.choice((-1, 0, 0, 0, 1)))) for code, level in said.items()}
        if story.chance.random() < 0.5:
            far = story.chance.choice(sorted(said))
            other[far] = said[far] + 2 if said[far] <= 3 else said[far] - 2
        for by_whom, levels in ((user, said), (guide, other)):
            with playing(by_whom) as by:
                diagnostics.rating_save(by=by, diagnostic=found, levels=levels, submit=True, at=at + timedelta(days=1))
        _agree(story, found, user, guide, at + timedelta(days=2))


def begin(story: "Story", pairing: Pairing, at: datetime) -> None:
    """A baseline under way: kept half done, sent by one side, or ready to be talked over."""
    for learner, user, guide in _sides(story, pairing):
        stage = story.chance.randint(0, 2)
        for by_whom in (user, guide)[: max(1, stage)]:
            with playing(by_whom) as by:
                found = Diagnostic.objects.filter(learner=learner).first() or diagnostics.diagnostic_open(
                    by=by, learner=learner, round=Round.BASELINE, at=at
                )
                diagnostics.rating_save(by=by, diagnostic=found, levels=_levels(story, {}), submit=stage > 0, at=at)


def plan(story: "Story", pairing: Pairing, at: datetime, *, days: int = 120) -> None:
    """Every learner writes goals from his gaps; both accept, and some steps are done."""
    for learner, user, guide in _sides(story, pairing):
        goals = _write(story, learner, user, at, days)
        for by_whom in (user, guide):
            with playing(by_whom) as by:
                plans.plan_accept(by=by, learner=learner, at=at + timedelta(days=1))
        for goal in goals:
            _steps(story, goal, user, guide, at)


def draft(story: "Story", pairing: Pairing, at: datetime) -> None:
    """Goals are written, and one side has accepted."""
    for learner, user, _guide in _sides(story, pairing):
        _write(story, learner, user, at, 90)
        with playing(user) as by:
            plans.plan_accept(by=by, learner=learner, at=at + timedelta(days=1))


def settle(story: "Story", pairing: Pairing, at: datetime) -> None:
    """The guide says what became of the goals; the coordinator has seen the first of them."""
    results = (GoalState.ACHIEVED, GoalState.PARTLY, GoalState.ACHIEVED)
    for learner, _user, guide in _sides(story, pairing):
        with playing(guide) as by:
            goals = list(Goal.objects.filter(learner=learner, state=GoalState.AGREED).order_by("pk"))
            for goal, result in zip(goals, results, strict=False):
                plans.goal_settle(by=by, goal=goal, to=result, note=story.cast.mark(PROOF), at=at)
        with playing(story.coordinator) as by:
            for goal in goals[:1]:
                plans.goal_see(by=by, goal=goal, at=at + timedelta(days=2))


def _sides(story: "Story", pairing: Pairing) -> list[tuple[PairingParticipant, User, User]]:
    """Each learner with his user and the user who guides him: who leads, else another peer."""
    people = story.people(pairing)
    found = []
    for learner, user in people:
        if learner.role in LEARNERS:
            guide = next(other for each, other in people if each.pk != learner.pk)
            learner.pairing = pairing
            found.append((learner, user, guide))
    return found


def _profile(story: "Story", pairing: Pairing) -> Profile:
    return (Profile.CADRE, Profile.OFFICER)[pairing.pk % 2]


def _last_levels(user: User, learner: PairingParticipant) -> Sequence[DiagnosticLevel]:
    with playing(user):
        last = Diagnostic.objects.filter(learner=learner, state="locked").order_by("locked_at").last()
        return list(last.levels.all()) if last else []


def _levels(story: "Story", before: dict[str, int]) -> dict[str, int | None]:
    """Low at the beginning; later a step up in half of them, and never down."""
    codes = [f"C{number:02d}" for number in range(1, 13)]
    if before:
        return {code: min(5, before.get(code, 2) + story.chance.choice((0, 0, 1, 1))) for code in codes}
    return {code: story.chance.choice((1, 1, 2, 2, 2, 3)) for code in codes}


def _agree(story: "Story", found: Diagnostic, user: User, guide: User, at: datetime) -> None:
    with playing(guide) as by:
        agreed = []
        for row in found.levels.all():
            level = min(row.self_level, row.mentor_level)
            far = must_talk(row.self_level, row.mentor_level)
            note = story.cast.mark(TALKED) if far else ""
            proof = story.cast.mark(PROOF) if level >= 4 else ""
            agreed.append(Agreed(row.competency, level, far, note, proof))
        diagnostics.levels_agree(by=by, diagnostic=found, agreed=agreed, at=at)
    with playing(user) as by:
        diagnostics.diagnostic_confirm(by=by, diagnostic=found, at=at + timedelta(hours=3))


def _write(story: "Story", learner: PairingParticipant, user: User, at: datetime, days: int) -> list[Goal]:
    """Two goals from the learner's gaps; the first serves the programme."""
    with playing(user) as by:
        serves = programme_goals(user, learner.pairing).first()
        codes = (gap_codes(learner) or ["C04", "C05"])[:2]
        written = []
        for number, code in enumerate(codes):
            statement, baseline, target, measure = GOALS[code]
            entry = plans.GoalEntry(
                competency=code,
                statement=story.cast.mark(statement),
                measure=measure,
                baseline=Decimal(baseline),
                target=Decimal(target),
                check_on=at.date() + timedelta(days=days // 2),
                due_on=at.date() + timedelta(days=days + 14 * number),
                org_goal=None if number else serves,
                smart=range(1, 9),
            )
            written.append(plans.goal_write(by=by, learner=learner, entry=entry, at=at))
        return written


def _steps(story: "Story", goal: Goal, user: User, guide: User, at: datetime) -> None:
    made = []
    with playing(user) as by:
        for number, what in enumerate(STEPS[: story.chance.randint(2, 3)], start=1):
            due = at.date() + timedelta(days=20 * number)
            made.append(plans.action_add(by=by, goal=goal, what=what, due_on=due, at=at))
        plans.action_propose(by=by, action=made[0], to="done", note="Selesai minggu lalu", at=at + timedelta(days=18))
    if story.chance.random() < 0.7:
        with playing(guide) as by:
            plans.action_confirm(by=by, action=made[0], at=at + timedelta(days=20))
