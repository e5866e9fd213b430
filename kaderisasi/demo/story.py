"""Kota Sorong, the last seven months: a registry, three programmes, every format and phase, and what goes wrong.

Told through the services with the dates on which it happened; seeded, so that it is the same story each time.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from accounts.services import assign
from cadres.enums import Gender
from cadres.models import Level, Member, level_names
from cadres.nik import parse_nik
from cadres.services.cells import cell_add
from cadres.services.members import member_save
from cadres.services.offices import term_add
from core.templatetags.format import day_month
from kaderisasi.demo import fieldwork, growth, relations
from kaderisasi.demo.cast import WORDS, Cast, account, playing, staff, unit
from mentoring.documents import orientation_items
from mentoring.entries import LogEntry, NewAction
from mentoring.enums import (
    Attendance,
    Category,
    Competency,
    DayPart,
    EvidenceKind,
    Factor,
    Format,
    Mode,
    ParticipantRole,
    ProgrammeState,
    Progress,
    Reach,
    Round,
    SessionState,
)
from mentoring.models import (
    Mentor,
    OrgGoal,
    Pairing,
    PairingParticipant,
    Programme,
    ProgrammeTemplate,
    Session,
)
from mentoring.services import (
    agreements,
    logs,
    match_runs,
    mentors,
    offers,
    pairings,
    phases,
    programme_parts,
    programmes,
    sessions,
)
from regions.models import Unit

HOME = "96.71"
MEMBERS = 336
MENTORS = 26
PLACES = (
    "Balai kelurahan",
    "Sekretariat distrik",
    "Rumah mentor",
    "Kantor pengurus",
    "Gedung serbaguna",
    "Warung kopi",
)
TALK = (
    ("Menyusun daftar kunjungan", "Baru 4 dari 10 rumah", "Ajak dua pemuda; kunjungan sore", "Kader, sebelum Sabtu"),
    (
        "Berlatih bicara lima menit",
        "Pesan masih melebar",
        "Tulis satu kalimat inti; rekam sendiri",
        "Kader, tiga kali latihan",
    ),
    ("Membaca APBD distrik", "Belum paham belanja modal", "Baca bersama; tanya bapak lurah", "Berdua, minggu depan"),
    (
        "Membentuk tim kecil",
        "Tiga orang siap, belum ada tugas",
        "Bagi tugas per RT; satu koordinator",
        "Kader, dua minggu",
    ),
    ("Meninjau janji pertemuan lalu", "Dua selesai, satu tertunda", "Lanjutkan yang tertunda dulu", "Kader, Jumat"),
)
STEPS = (
    "Kunjungi sepuluh rumah dan catat aspirasinya",
    "Rekam latihan pidato lima menit",
    "Minta data air bersih ke kelurahan",
    "Kumpulkan lima pemuda untuk kerja bakti",
    "Tulis usulan satu halaman dengan biaya",
    "Periksa keamanan akun media sosial",
)
REASONS = (
    "Satu distrik, jadwal sore cocok",
    "Pengalaman mentor sesuai kebutuhan kader",
    "Beda ranting supaya jaringan bertambah",
)
NEEDS = (
    ("Ranting belum punya pemimpin yang siap", "Registri: 49 ranting tanpa kader madya", ["C06", "C12"], 49),
    ("Kader belum berani bicara di depan warga", "Wawancara 20 pengurus distrik, Maret", ["C04", "C05"], 60),
)
SHELF = (
    ("orientation", "both", "Kesepakatan mentoring: sebelas pokok", "https://contoh.test/bahan/kesepakatan"),
    ("rapport", "mentor", "Mendengar sebelum memberi saran", "https://contoh.test/bahan/mendengar"),
    ("action_plan", "mentee", "Menulis tujuan dengan kata sendiri", "https://contoh.test/bahan/tujuan"),
    ("execution", "both", "Agenda GROW satu halaman", "https://contoh.test/bahan/grow"),
)
ASKED_FOR_A_WOMAN = "Kader meminta mentor perempuan"
REPORT = (
    "Lima kader menuntaskan pendampingan. Irama pertemuan terjaga kecuali di musim hujan. Angkatan berikutnya perlu "
    "lebih banyak mentor perempuan dan bahan untuk kader yang bekerja malam."
)
# How far each pairing has come, and how many times that chapter is told.
CHAPTERS: tuple[tuple[str, int], ...] = (
    ("execution", 16),
    ("action_plan", 7),
    ("diagnostic", 8),
    ("rapport", 8),
    ("evaluation", 5),
    ("dormant", 7),
    ("completed", 5),
    ("ended_early", 2),
    ("accepted", 3),
    ("offered", 4),
    ("declined", 2),
    ("paused", 1),
)
# How many days ago each chapter began.
BEGAN = {
    "completed": 205,
    "evaluation": 190,
    "execution": 150,
    "ended_early": 120,
    "paused": 120,
    "dormant": 110,
    "action_plan": 75,
    "diagnostic": 50,
    "declined": 40,
    "rapport": 24,
    "accepted": 6,
    "offered": 3,
}
BASELINE, PLAN, FINAL = "baseline", "plan", "final"
TALK_DONE, MIDTERM = EvidenceKind.COORDINATOR_TALK, EvidenceKind.MIDTERM_DONE
# What opens the next phases, in order: what a coordinator records, and what the learners and their mentors do.
KEYS: dict[str, tuple[str, ...]] = {
    "diagnostic": (TALK_DONE,),
    "action_plan": (TALK_DONE, BASELINE),
    "execution": (TALK_DONE, BASELINE, PLAN),
    "evaluation": (TALK_DONE, BASELINE, PLAN, MIDTERM),
    "completed": (TALK_DONE, BASELINE, PLAN, MIDTERM, FINAL),
}
NOTES = {
    EvidenceKind.COORDINATOR_TALK: "Bicara terpisah dengan keduanya; saling percaya tumbuh",
    EvidenceKind.MIDTERM_DONE: "Evaluasi tengah: dua tujuan maju",
}


@dataclass
class Story:
    """One region's story: its people, its programme, its pairings."""

    code: str
    cast: Cast
    now: datetime
    chance: random.Random
    place: Unit = field(init=False)
    members: list[Member] = field(default_factory=list)
    mentors: list[Mentor] = field(default_factory=list)
    learners: list[Member] = field(default_factory=list)
    secretary: User = field(init=False)
    coordinator: User = field(init=False)
    _known: dict[int, list[tuple[PairingParticipant, User]]] = field(default_factory=dict)
    _familiar: dict[int, User] = field(default_factory=dict)
    _taken: dict[tuple[int, date], list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.place = unit(self.code)
        self.secretary = staff(Role.SECRETARIAT, self.code, self.cast.mark("Rahmawati Daeng"), salutation="Ibu")
        self.coordinator = staff(Role.COORDINATOR, self.code, self.cast.mark("Kornelis Momot"), salutation="Bapak")
        staff(Role.LEADER, self.code, self.cast.mark("Dewi Rumbiak"), salutation="Ibu")

    def second_coordinator(self) -> User:
        """Somebody to share the load with: one coordinator carries fifty pairings and no more."""
        user = account(f"{WORDS[Role.COORDINATOR]}.2.{self.code}", self.cast.mark("Yuliana Sagrim"), salutation="Ibu")
        assign(by=None, user=user, role=Role.COORDINATOR, unit=self.place)
        return user

    def day(self, back: int, hour: int = 16) -> datetime:
        """So many days ago at an hour of the place."""
        local = self.now.astimezone(self.place.zone).date() - timedelta(days=back)
        return datetime.combine(local, time(hour), self.place.zone)

    # The registry

    def enrol(self, count: int) -> None:
        """The secretariat writes the members down, village by village."""
        villages = list(Unit.objects.within(self.place).filter(tier=4).select_related("area").order_by("pk"))
        levels = ["anggota"] * 9 + ["dasar"] * 7 + ["madya"] * 3 + ["utama"]
        with playing(self.secretary) as by:
            for number in range(count):
                person = self.cast.person()
                village = villages[number % len(villages)]
                member = Member(
                    unit=village,
                    full_name=person.full_name,
                    gender=person.gender,
                    birth_date=person.birth_date,
                    birthplace=self.cast.mark(
                        self.chance.choice(("Sorong", "Manokwari", "Makassar", "Ambon", "Jakarta"))
                    ),
                    phone=person.phone,
                    has_whatsapp=number % 4 != 0,
                    address=self.cast.mark(f"RT {number % 7 + 1} RW {number % 4 + 1}, {village.name}"),
                    membership_card_no=f"{self.code.replace('.', '')}{number + 1:05d}",
                    level=self.chance.choice(levels),
                    wants_mentoring=self.chance.random() < 0.8,
                    joined_on=date(2014 + number % 12, number % 12 + 1, number % 27 + 1),
                )
                self.members.append(member_save(by=by, member=member, nik=parse_nik(person.nik)))
            self._offices(by, villages)

    def _offices(self, by: User, villages: Sequence[Unit]) -> None:
        board = ("Ketua", "Sekretaris", "Bendahara", "Wakil ketua bidang OKK")
        for rank, post in enumerate(board):
            self._office(by, self.place, self.members[rank * 3], post, rank)
        for number, district in enumerate(Unit.objects.children_of(self.place)):
            own = [m for m in self.members if m.unit.district_id == district.pk]
            for rank, post in enumerate(board[:2]):
                if len(own) > rank + 4:
                    self._office(by, district, own[rank + 4], post, number)
        for village in villages[::6]:
            cell_add(by=by, village=village, name=f"Kelompok RW {self.chance.randint(1, 6)}")

    def _office(self, by: User, place: Unit, member: Member, post: str, number: int) -> None:
        term_add(
            by=by,
            unit=place,
            member=member,
            post=post,
            decree_no=f"SK-{number + 1:02d}/{place.code}/2025",
            starts_on=date(2025, 3, 1),
            at=self.day(45 + number),
        )

    # Mentoring

    def open_programme(
        self,
        name: str,
        goal: str,
        figures: tuple[int, int],
        *,
        cadence: int | None = None,
        category: str = "",
        template: str = "",
        began: int = 215,
        lasts: int | None = 365,
        owner: User | None = None,
        level: str = "",
    ) -> Programme:
        """A programme with its goal and needs, opened so many days ago; a template says what is left out."""
        first = self.day(began).date()
        with playing(self.coordinator) as by:
            programme = programmes.programme_create(
                by=by,
                name=self.cast.mark(name),
                template=ProgrammeTemplate.objects.get(code=template) if template else None,
                level=Level.objects.get(code=level) if level else None,
                coordinator=owner,
                starts_on=first,
                ends_on=first + timedelta(days=lasts) if lasts else None,
                cadence_days=cadence,
                category=category,
                at=self.day(began + 10),
            )
            programmes.goal_add(
                by=by,
                programme=programme,
                statement=self.cast.mark(goal),
                measure="orang",
                baseline=Decimal(figures[0]),
                target=Decimal(figures[1]),
                due_on=programme.ends_on - timedelta(days=10),
            )
            for finding, evidence, codes, cadres in NEEDS:
                programme_parts.need_add(
                    by=by, programme=programme, finding=finding, evidence=evidence, competencies=codes, cadres=cadres
                )
            for phase, audience, title, url in SHELF:
                programme_parts.resource_add(
                    by=by, programme=programme, phase=phase, audience=audience, title=title, url=url
                )
            return programmes.programme_move(by=by, programme=programme, to="open", at=self.day(began + 1))

    def appoint_mentors(self, count: int) -> None:
        """Experienced members say yes, are oriented, and become active."""
        chosen = sorted(self.members, key=lambda m: (m.level not in ("utama", "madya"), m.pk))[:count]
        for number, member in enumerate(chosen, start=1):
            self._join(member, Role.MENTOR, number)
            with playing(self.coordinator) as by:
                mentor = mentors.mentor_invite(
                    by=by,
                    member=member,
                    note=self.cast.mark(
                        self.chance.choice(("Bahasa Melayu Papua; organisasi", "Anggaran", "Komunikasi"))
                    ),
                )
            with playing(member.user):  # type: ignore[arg-type]
                mentors.mentor_accept(by=member.user, mentor=mentor)  # type: ignore[arg-type]
                self._describe(member, mentor, number)
            with playing(self.coordinator) as by:
                for to in ("oriented", "active"):
                    mentor = mentors.mentor_move(by=by, mentor=mentor, to=to)
            self.mentors.append(mentor)
        taken = {member.pk for member in chosen}
        self.learners = [m for m in self.members if m.pk not in taken and m.wants_mentoring]
        self.chance.shuffle(self.learners)

    def _describe(self, member: Member, mentor: Mentor, number: int) -> None:
        """A mentor ticks his orientation and says what he is good at."""
        by = member.user
        assert by is not None
        items = [code for code, _sentence in orientation_items(ParticipantRole.MENTOR)]
        mentors.mentor_orient(by=by, mentor=mentor, items=items)
        strong = self.chance.sample(Competency.values, 3)
        mentors.mentor_describe(
            by=by,
            mentor=mentor,
            strengths=dict(zip(strong, (5, 4, 3), strict=True)),
            languages=["id", "pmy"] if number % 2 else ["id"],
            times=self.chance.sample(DayPart.values, 4),
            travels=Reach.REGENCY,
            wants_recognition=number % 5 != 0,
            note=mentor.note,
        )

    def _join(self, member: Member, role: Role, number: int) -> None:
        """An account for a member, and the role at his unit."""
        salutation = "Ibu" if member.gender == "female" else "Bapak"
        user = account(f"{WORDS[role]}.{number}.{self.code}", member.full_name, salutation=salutation)
        with playing(self.secretary) as by:
            assign(by=by, user=user, role=role, unit=member.unit)
            member.user = user
            member.save(update_fields=["user"])

    _learner_number = 0

    def next_learner(self, *below: Mentor) -> Member:
        """The next member waiting for a mentor, with an account; one whose level is below each mentor's (R7)."""
        rank = list(level_names()).index
        fitting = (
            place
            for place in reversed(range(len(self.learners)))
            if all(rank(self.learners[place].level) < rank(mentor.member.level) for mentor in below)
        )
        member = self.learners.pop(next(fitting))
        self._learner_number += 1
        self._join(member, Role.MENTEE, self._learner_number)
        return member

    def pair(
        self, programme: Programme, learners: Sequence[Member], mentor: Mentor | None, form: Format, began: datetime
    ) -> Pairing:
        """The coordinator proposes; nobody has answered yet."""
        with playing(self.coordinator) as by:
            return offers.pairing_propose(
                by=by,
                programme=programme,
                learners=learners,
                mentor=mentor,
                format=form,
                reason=self.cast.mark(self._reason(mentor)),
                at=began,
            )

    def _reason(self, mentor: Mentor | None) -> str:
        """Why these two: the last reason stands for mentors who are women only."""
        reason = self.chance.choice((*REASONS, ASKED_FOR_A_WOMAN))
        is_woman = mentor is not None and mentor.member.gender == Gender.FEMALE
        return REASONS[0] if reason == ASKED_FOR_A_WOMAN and not is_woman else reason

    def agree(self, pairing: Pairing, began: datetime, *, until: str = "active") -> None:
        """Everybody says yes, is oriented, and signs."""
        people = self.people(pairing)
        for number, (_participant, user) in enumerate(people):
            self._as(
                user,
                lambda by, n=number: offers.pairing_answer(
                    by=by, pairing=pairing, accepts=True, at=began + timedelta(hours=2 + n)
                ),
            )
        if until == "accepted":
            return
        writer = people[0][1]
        agreement = self._as(
            writer,
            lambda by: agreements.agreement_draft(
                by=by,
                pairing=pairing,
                purpose=self.cast.mark("Kader siap memimpin ranting dan menyerap aspirasi warga"),
                rhythm=self.cast.mark(f"Tiap {pairing.cadence_days} hari, tatap muka"),
                starts_on=began.date(),
                ends_on=began.date() + timedelta(days=240),
                at=began + timedelta(hours=20),
            ),
        )
        for participant, user in people:
            items = [code for code, _sentence in orientation_items(participant.role)]
            self._as(
                user,
                lambda by, i=items: agreements.pairing_orient(
                    by=by, pairing=pairing, items=i, at=began + timedelta(days=1)
                ),
            )
            self._as(
                user,
                lambda by: agreements.agreement_sign(by=by, agreement=agreement, at=began + timedelta(days=1, hours=1)),
            )

    def meet(
        self, pairing: Pairing, start: datetime, *, mode: Mode = Mode.FACE_TO_FACE, planned: bool = False
    ) -> Session:
        """A meeting, written down the same evening; most mentees acknowledge."""
        people = self.people(pairing)
        writer = people[0][1]
        goal, reality, options, will = self.chance.choice(TALK)
        learner = people[-1][0]
        with_action = self.chance.random() < 0.7
        entry = LogEntry(
            start=start,
            minutes=self.chance.choice((45, 60, 60, 75, 90)),
            mode=mode,
            place=self.cast.mark(f"{self.chance.choice(PLACES)} {pairing.unit.name}"),
            competencies=self.chance.sample([f"C{n:02d}" for n in range(1, 13)], 2),
            progress=self.chance.choice((Progress.FORWARD, Progress.FORWARD, Progress.STEADY, Progress.STUCK)),
            goal=self.cast.mark(goal),
            reality=self.cast.mark(f"{reality} sejak {day_month(start - timedelta(days=pairing.cadence_days))}"),
            options=self.cast.mark(options),
            will=self.cast.mark(will),
            attendance={p.pk: Attendance.PRESENT for p, _user in people},
            reviewed={
                item.pk: self.chance.choice(("done", "done", "partly"))
                for item in pairing.actions.filter(state="open")[:2]
            },
            new_actions=[
                NewAction(self.cast.mark(self.chance.choice(STEPS)), learner.pk, start.date() + timedelta(days=12))
            ]
            if with_action
            else [],
            no_new_action=not with_action,
            no_next_reason="Waktu disepakati lewat telepon",
            private_note=self.cast.mark("Perlu lebih banyak didengar sebelum diberi saran")
            if people[0][0].role == ParticipantRole.MENTOR and self.chance.random() < 0.3
            else "",
            recorded_at=start + timedelta(hours=3),
        )
        session = self._as(
            writer, lambda by: logs.session_log(by=by, pairing=pairing, entry=entry, at=start + timedelta(hours=3))
        )
        if self.chance.random() < 0.85:
            self._as(
                people[-1][1],
                lambda by: logs.session_acknowledge(by=by, session=session, at=start + timedelta(days=1)),
            )
        return session

    def plan(self, pairing: Pairing, start: datetime) -> None:
        """An upcoming meeting with its reminders."""
        writer = self.people(pairing)[0][1]
        self._as(
            writer,
            lambda by: sessions.session_plan(
                by=by, pairing=pairing, start=start, place=self.cast.mark(f"Balai Kelurahan {pairing.unit.name}")
            ),
        )

    def prove(self, pairing: Pairing, kinds: Sequence[str], at: datetime) -> None:
        """What opens the next phases, a few days apart: records of the coordinator, rubrics and plans."""
        for number, kind in enumerate(kinds):
            day = at + timedelta(days=number * 6)
            if kind == BASELINE:
                growth.measure(self, pairing, Round.BASELINE, day)
            elif kind == PLAN:
                growth.plan(self, pairing, day)
            elif kind == FINAL:
                growth.settle(self, pairing, day)
                growth.measure(self, pairing, Round.FINAL, day)
            else:
                self._record(pairing, EvidenceKind(kind), day)

    def _record(self, pairing: Pairing, kind: EvidenceKind, at: datetime) -> None:
        with playing(self.coordinator) as by:
            note = self.cast.mark(NOTES[kind])
            phases.pairing_record_evidence(by=by, pairing=pairing, kind=kind, note=note, at=at)

    def people(self, pairing: Pairing) -> list[tuple[PairingParticipant, User]]:
        """Participants with their users; who leads comes first."""
        if pairing.pk not in self._known:
            with playing(self.coordinator):
                found = PairingParticipant.objects.filter(pairing=pairing).select_related("user").order_by("pk")
                self._known[pairing.pk] = [(each, self.familiar(each.user)) for each in found if each.user]
        return self._known[pairing.pk]

    def familiar(self, user: User) -> User:
        """The same object for a person each time, so that his rights are read once."""
        return self._familiar.setdefault(user.pk, user)

    def _as(self, user: User, deed: Callable[[User], Any]) -> Any:
        with playing(user) as by:
            return deed(by)

    # Chapters

    def tell(
        self, chapter: str, programme: Programme, learners: Sequence[Member], mentor: Mentor | None, form: Format
    ) -> Pairing:
        """One pairing from its offer to where it stands today."""
        long_ago = {
            "evaluation": 190,
            "completed": 205,
            "execution": 150,
            "dormant": 110,
            "ended_early": 120,
            "paused": 120,
        }
        recent = {"rapport": 24, "diagnostic": 50, "action_plan": 75, "accepted": 6, "offered": 3, "declined": 40}
        back = (long_ago | recent)[chapter] + self.chance.randint(0, 4)
        began = self.day(back, 10)
        pairing = self.pair(programme, learners, mentor, form, began)
        if chapter == "offered":
            return pairing
        if chapter == "declined":
            last = self.people(pairing)[-1][1]
            self._as(
                last,
                lambda by: offers.pairing_answer(by=by, pairing=pairing, accepts=False, at=began + timedelta(days=2)),
            )
            return pairing
        self.agree(pairing, began, until="accepted" if chapter == "accepted" else "active")
        if chapter == "accepted":
            return pairing
        self._meetings(chapter, pairing, back)
        return pairing

    def _meetings(self, chapter: str, pairing: Pairing, back: int) -> None:
        """Sessions in the pairing's rhythm, the proofs in between, and the end where there is one."""
        stop = {"dormant": 48, "paused": 30, "ended_early": 60, "completed": 18}.get(chapter, 3)
        kinds = list(KEYS.get(chapter, ()))
        step = max(7, pairing.cadence_days - 2)
        held = 0
        for days in range(back - 4, stop, -step):
            start = self._free(pairing, self.day(days, self.chance.choice((9, 14, 15, 16, 17))))
            if self.chance.random() < 0.07:
                self._miss(pairing, start)
                continue
            mode = Mode.PHONE if self.chance.random() < 0.12 else Mode.FACE_TO_FACE
            self.meet(pairing, start, mode=mode)
            held += 1
            if held >= 2 and kinds:
                self.prove(pairing, [kinds.pop(0)], start + timedelta(days=1))
        last = self.day(stop, 18)
        self.prove(pairing, kinds, last - timedelta(days=6 * len(kinds) + 1))
        if chapter == "diagnostic":
            growth.begin(self, pairing, last - timedelta(days=4))
        elif chapter == "action_plan":
            growth.draft(self, pairing, last - timedelta(days=4))
        elif chapter == "evaluation":
            growth.settle(self, pairing, last - timedelta(days=2))
        if chapter == "completed":
            with playing(self.coordinator) as by:
                programme = Programme.objects.select_related("unit").get(pk=pairing.programme_id)
                if programme.state == ProgrammeState.OPEN:  # the first to come to its end; nobody is active later
                    programmes.programme_move(by=by, programme=programme, to="running", at=self.day(190))
            relations.close(self, pairing, last)
        elif chapter == "ended_early":
            relations.end_early(self, pairing, last, called=pairing.pk % 2 == 0)
        elif chapter == "paused":
            writer = self.people(pairing)[0][1]
            self._as(
                writer,
                lambda by: pairings.pairing_pause(
                    by=by, pairing=pairing, reason=self.cast.mark("Urusan keluarga"), at=last
                ),
            )
        elif chapter != "dormant":
            self.plan(pairing, self._coming())

    def _free(self, pairing: Pairing, start: datetime) -> datetime:
        """That moment, or another of the day at which who leads meets nobody else."""
        taken = self._taken.setdefault((self.people(pairing)[0][1].pk, start.date()), [])
        hours = (start.hour, *range(8, 18))
        hour = next(hour for hour in hours if all(abs(hour - other) >= 2 for other in taken))
        taken.append(hour)
        return start.replace(hour=hour)

    _planned = 0

    def _coming(self) -> datetime:
        """A moment in the next days, in daylight."""
        self._planned += 1
        return self.day(-1 - self._planned % 9, (9, 14, 15, 16, 17)[self._planned % 5])

    def _miss(self, pairing: Pairing, start: datetime) -> None:
        """A meeting that fell through: called off late, or the mentee did not come."""
        writer = self.people(pairing)[0][1]
        planned = self._as(
            writer,
            lambda by: sessions.session_plan(
                by=by,
                pairing=pairing,
                start=start,
                place=self.cast.mark("Balai kelurahan"),
                at=start - timedelta(days=5),
            ),
        )
        if self.chance.random() < 0.5:
            self._as(
                writer,
                lambda by: sessions.session_cancel(
                    by=by,
                    session=planned,
                    reason=self.cast.mark("Hujan deras, jalan putus"),
                    at=start - timedelta(hours=3),
                ),
            )
        else:
            self._as(
                writer,
                lambda by: sessions.session_miss(
                    by=by, session=planned, who=SessionState.NO_SHOW_MENTEE, at=start + timedelta(hours=1)
                ),
            )


def tell_sorong(cast: Cast, now: datetime | None = None) -> Story:
    """The whole story of Kota Sorong."""
    story = Story(HOME, cast, now or timezone.now(), random.Random(9671))
    story.enrol(MEMBERS)
    story.appoint_mentors(MENTORS)
    other = story.second_coordinator()
    base = story.open_programme(
        "Kaderisasi Dasar Kota Sorong 2026",
        "Kader dasar yang memimpin ranting",
        (41, 90),
        cadence=14,
        category=Category.FORMAL_STAGE,
    )
    women = story.open_programme(
        "Perempuan Memimpin",
        "Pengurus perempuan di kota dan distrik",
        (6, 14),
        cadence=14,
        category=Category.FORMAL_STAGE,
        owner=other,
    )
    youth = story.open_programme(
        "Pendampingan Pribadi Kader Muda",
        "Kader muda yang tetap aktif setahun",
        (18, 40),
        cadence=21,
        category=Category.PERSONAL,
        owner=other,
    )
    past = story.open_programme(
        "Kaderisasi Dasar Angkatan I",
        "Pengurus ranting yang terlatih",
        (12, 30),
        template="six_months",
        began=214,
        lasts=200,
    )
    # The first two mentors carry full hands; the rest share evenly.
    order = [story.mentors[0]] * 4 + [story.mentors[1]] * 4 + [m for _ in range(4) for m in story.mentors[2:22]]
    cursor = iter(order)
    told = [chapter for chapter, times in CHAPTERS for _ in range(times)]
    story.chance.shuffle(told)
    told.sort(key=lambda chapter: chapter not in ("execution",))  # the demo mentors' own pairs are in full swing
    for number, chapter in enumerate(told):
        programme = (base, base, women, youth)[number % 4]
        if chapter in KEYS and programme is youth:
            programme = base  # personal mentoring has no baseline and plan
        if chapter == "completed":
            programme = past
        mentor = next(cursor)
        story.tell(chapter, programme, [story.next_learner(mentor)], mentor, Format.ONE_TO_ONE)
    _other_formats(story, base, youth)
    first, second, third = story.mentors[-5:-2]
    relations.hand_over(story, base, first, second)
    relations.sign_on_paper(story, base, third)
    relations.answer_by_link(story, base, third)
    relations.wish(story, first)
    with playing(story.coordinator) as by:
        for programme in (base, women, youth):
            programmes.programme_move(by=by, programme=programme, to="running")
    _close(story, past)
    _by_template(story, cursor)
    _draft_cohorts(story, women)
    fieldwork.tell(story)
    return story


def _close(story: Story, past: Programme) -> None:
    """A programme that has come to its end, with its report; another one is offered to the coordinator above."""
    with playing(story.coordinator) as by:
        programmes.programme_move(by=by, programme=past, to="evaluating", at=story.day(20))
        for goal in OrgGoal.objects.filter(programme=past):
            programmes.goal_measure(by=by, goal=goal, actual=Decimal(26))
        programmes.programme_move(by=by, programme=past, to="closed", report=story.cast.mark(REPORT), at=story.day(12))


def _by_template(story: Story, mentors: Iterator[Mentor]) -> None:
    """Candidates in the days before their campaign, and the way to a level."""
    candidates = story.open_programme(
        "Pendampingan Caleg DPRK", "Caleg yang lolos DCT", (4, 12), template="candidate_110", began=26, lasts=None
    )
    ladder = story.open_programme(
        "Menuju Kader Madya", "Kader madya yang memimpin distrik", (9, 20), template="ladder", began=120, lasts=None,
        level="madya",
    )  # fmt: skip
    for chapter, programme in (("rapport", candidates), ("accepted", candidates), ("action_plan", ladder)):
        story.learners.sort(key=lambda m: m.level in ("anggota", "dasar"))  # the next one has not reached the level
        story.tell(chapter, programme, [story.next_learner()], next(mentors), Format.ONE_TO_ONE)
    with playing(story.coordinator) as by:
        for programme in (candidates, ladder):
            programmes.programme_move(by=by, programme=programme, to="running")


def _draft_cohorts(story: Story, programme: Programme) -> None:
    """Two drafts of everybody who waits; the second with a locked pair, own weights, and mentors of the district."""
    assignment = story.coordinator.assignments.current().get(role=Role.COORDINATOR)
    with playing(story.coordinator) as by:
        first = match_runs.match_ask(by=by, programme=programme, assignment=assignment)
        for number, suggestion in enumerate(first.suggestions.order_by("place")[:30]):
            if number % 5 == 0:
                wish = Gender.FEMALE if suggestion.member.gender == Gender.FEMALE else Gender.MALE
                match_runs.wish_set(by=by, member=suggestion.member, mentor_gender=wish, goes_farther=number % 10 == 0)
        weights = dict.fromkeys(Factor.values, 15) | {Factor.NEARNESS.value: 30, Factor.LOAD.value: 25}
        match_runs.weights_set(by=by, programme=programme, weights=weights, reach=Reach.DISTRICT)
        near = first.suggestions.filter(mentor__unit__district=F("member__unit__district"), member__mentoring_wish=None)
        for kept in near.order_by("place")[:1]:
            match_runs.pair_lock(by=by, programme=programme, member=kept.member, mentor=kept.mentor)
        match_runs.match_ask(by=by, programme=programme, assignment=assignment)


def _other_formats(story: Story, base: Programme, youth: Programme) -> None:
    """Groups, peers, a circle and a reverse pair."""
    free = iter(story.mentors[22:])
    for size in (4, 3):
        mentor = next(free)
        story.tell("execution", base, [story.next_learner(mentor) for _ in range(size)], mentor, Format.GROUP)
    story.tell("rapport", youth, [story.next_learner() for _ in range(2)], None, Format.PEER)
    story.tell("rapport", youth, [story.next_learner() for _ in range(5)], next(free), Format.CIRCLE)
    story.tell("diagnostic", base, [story.next_learner()], next(free), Format.REVERSE)


def tell_elsewhere(cast: Cast, code: str, seed: int, now: datetime | None = None) -> Story:
    """A small region of its own: other people, whom nobody of Sorong may ever see."""
    story = Story(code, cast, now or timezone.now(), random.Random(seed))
    story.enrol(24)
    story.appoint_mentors(3)
    programme = story.open_programme(
        "Kaderisasi Dasar", "Kader dasar yang memimpin ranting", (5, 15), cadence=14, category=Category.FORMAL_STAGE
    )
    for chapter, mentor in zip(("execution", "rapport", "dormant"), story.mentors, strict=True):
        story.tell(chapter, programme, [story.next_learner(mentor)], mentor, Format.ONE_TO_ONE)
    with playing(story.coordinator) as by:
        programmes.programme_move(by=by, programme=programme, to="running")
    return story
