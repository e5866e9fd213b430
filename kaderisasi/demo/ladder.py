"""The ladder in Kota Sorong: trainings held and to come, cadres at different gaps, one promotion of each fate."""

from datetime import datetime, timedelta

from accounts.enums import Role
from accounts.models import User
from cadres.enums import EventKind, TrainingResult
from cadres.ladder.gaps import next_levels, standings
from cadres.models import Level, Member, TrainingEvent
from cadres.services.accreditations import accreditation_propose
from cadres.services.attendance import attendance_code, attendance_confirm
from cadres.services.awards import award_grant, award_propose, award_return, recommend
from cadres.services.paths import path_start, path_wait, paths_sweep
from cadres.services.training import event_move, event_save, registration_add, registration_mark
from core.errors import RuleError
from kaderisasi.demo.cast import playing
from kaderisasi.demo.story import Story
from mentoring.enums import LEARNERS, PairingState
from mentoring.models import PairingParticipant
from regions.models import Unit


def tell_ladder(story: Story) -> None:
    """What happened on the ladder; told after the mentoring it rests on."""
    finished = list(_learners(story, PairingState.COMPLETED))
    running = list(_learners(story, PairingState.ACTIVE))[:14]
    above = next_levels()
    for code, back in (("dasar", 12), ("madya", 11), ("utama", 10)):
        trainees = [m for m in (*finished, *running[:9]) if above.get(m.level) and above[m.level].code == code]
        _held(story, f"Diklat {_name_of(code)}", code, back, trainees, times=2 if code == "utama" else 1)
    _coming(story, running)
    _paths(story, running)
    _promotions(story, finished)
    paths_sweep()


def _name_of(code: str) -> str:
    """What a level is called."""
    return Level.objects.get(code=code).name


def _learners(story: Story, state: str) -> list[Member]:
    rows = PairingParticipant.objects.filter(
        pairing__state=state, role__in=LEARNERS, member__unit__regency=story.place, left_at=None
    )
    members = Member.objects.filter(pk__in=rows.values("member"), status="active")
    with playing(story.coordinator):
        return list(members.select_related("unit__regency").defer("nik").order_by("pk"))


def _event(
    story: Story, title: str, kind: str, level: Level | None, start: datetime, hours: int, seats: int
) -> TrainingEvent:
    with playing(story.secretary) as by:
        event = event_save(
            by=by,
            event=TrainingEvent(
                unit=story.place,
                kind=kind,
                level=level,
                title=title,
                topic="Organisasi, aturan partai, dan menyerap aspirasi",
                place="Aula sekretariat kota",
                starts_at=start,
                ends_at=start + timedelta(hours=hours),
                capacity=seats,
            ),
        )
        return event_move(by=by, event=event, to="open")


def _held(story: Story, title: str, code: str, back: int, people: list[Member], *, times: int) -> None:
    """A diklat some days ago: those who came showed their codes; nearly all passed."""
    level = Level.objects.get(code=code)
    for number in range(times):
        start = story.day(back + number * 2, 8)
        event = _event(story, title, EventKind.DIKLAT, level, start, 9, 30)
        with playing(story.secretary) as by:
            for place, member in enumerate(people):
                row = registration_add(by=by, event=event, member=member, at=start - timedelta(days=5))
                at = start + timedelta(minutes=place)
                attendance_confirm(by=by, event=event, code=attendance_code(row, at=at), at=at)
                passed = place % 6 != 5
                result = TrainingResult.PASSED if passed else TrainingResult.FAILED
                registration_mark(by=by, registration=row, result=result, score=84 if passed else 52, at=event.ends_at)
            event_move(by=by, event=event, to="closed")


def _coming(story: Story, people: list[Member]) -> None:
    """Today's class, whose codes show on the participants' phones, and two that are open for registration."""
    now = story.now
    today = _event(story, "Kelas Politik: Membaca APBD Kota", EventKind.DIKPOL, None, now - timedelta(hours=1), 8, 25)
    soon = _event(story, "Bimtek Pengorganisasian Basis", EventKind.BIMTEK, None, story.day(-5, 9), 7, 6)
    dasar = Level.objects.get(code="dasar")
    _event(story, "Diklat Kader Dasar Angkatan Berikut", EventKind.DIKLAT, dasar, story.day(-19, 8), 9, 40)
    with playing(story.secretary) as by:
        for member in people[:7]:
            registration_add(by=by, event=today, member=member)
        for member in people[3:11]:  # two more than there are seats: they wait
            registration_add(by=by, event=soon, member=member)


def _paths(story: Story, people: list[Member]) -> None:
    """Some are under way; one waits; two have gone silent, which the sweep finds out."""
    silent = [member for member in story.learners if member.level != "utama"][:2]
    with playing(story.coordinator) as by:
        climbing = [member for member in people if member.level != "utama"]
        paths = [path_start(by=by, member=member, on=story.day(120).date()) for member in climbing]
        path_wait(by=by, path=paths[-1], reason="Menunggu diklat angkatan berikut")
        for member in silent:
            path_start(by=by, member=member, on=story.day(260).date())
    with playing(story.secretary) as by:
        accreditation_propose(
            by=by,
            member=people[0],
            level=next_levels().get(people[0].level) or Level.objects.get(code="utama"),
            event_kind=EventKind.DIKLAT,
            title="Diklat tingkat provinsi 2019",
            held_on=story.day(2500).date(),
            document_ref="SERT/2019/0417",
        )


def _promotions(story: Story, people: list[Member]) -> None:
    """One awarded with its certificate, one returned, one that waits for the leader, the rest ready in the queue."""
    leaders = {tier: _leader(story, tier) for tier in (0, 1, 2)}
    above = next_levels()
    for member in people:
        level = above.get(member.level)
        if level is not None:
            for leader in (leaders[2], leaders[1]):
                with playing(leader) as by:
                    recommend(
                        by=by,
                        member=member,
                        level=level,
                        note="Bekerja rajin dan dipercaya warga",
                        at=story.day(8),
                    )
    ready = [m for m in people if (found := standings([m]).get(m.pk)) and found.is_ready]
    ready.sort(key=lambda member: above[member.level].approval_tier != 2)  # those that Sorong itself decides first
    fates = ("waiting", "awarded", "returned")
    for fate, member in zip(fates, ready, strict=False):
        level = above[member.level]
        with playing(story.coordinator) as by:
            award = award_propose(by=by, member=member, at=story.day(6))
        if fate == "waiting":
            continue
        with playing(leaders[level.approval_tier]) as by:
            if fate == "awarded":
                award_grant(by=by, award=award, at=story.day(3))
            else:
                award_return(by=by, award=award, reason="Lengkapi dulu serah terima tugas di ranting", at=story.day(3))
    with playing(story.coordinator) as by:
        for member in ready[len(fates) :]:
            try:
                path_start(by=by, member=member)
            except RuleError:
                continue


def _leader(story: Story, tier: int) -> User:
    unit = (Unit.objects.get(tier=0), story.place.province, story.place)[tier]
    return User.objects.get(assignments__role=Role.LEADER, assignments__unit=unit)
