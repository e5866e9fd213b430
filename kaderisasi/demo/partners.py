"""Partners of Kota Sorong: one of each kind, with what is done together, goals, a review, an end that comes near."""

from datetime import timedelta
from typing import Any

from accounts.models import today
from cadres.models import Member, TrainingEvent
from kaderisasi.demo.cast import playing
from kaderisasi.demo.story import Story
from mentoring.models import Programme
from partnerships.models import Partnership
from partnerships.services import (
    activity_add,
    cadres_add,
    goal_add,
    goal_measure,
    link_give,
    partnership_move,
    partnership_save,
    review_record,
    stakeholder_add,
)

# name, kind, objectives, what, ours, theirs, document, began so many days ago, ends in so many days
PARTNERS = (
    ("Universitas Contoh Sorong", "formal", ["leadership", "continuity"], "Kelas kepemimpinan enam bulan",
     "Memilih dan mendampingi kader", "Menyediakan dosen dan ruang kelas", "MoU-12/2025", 420, 310),
    ("Koperasi Nelayan Contoh", "industry", ["innovation", "network"], "Tempat praktik mengelola usaha bersama",
     "Mengirim kader muda", "Menyediakan tempat praktik dan pembimbing", "PKS-4/2026", 300, 40),
    ("Forum Perempuan Kampung Contoh", "community", ["diversity", "network"], "Kelas bicara untuk perempuan",
     "Menyiapkan mentor", "Mengajak peserta dari kampung", "", 200, None),
    ("Paguyuban Alumni Contoh", "informal", ["network"], "Pertemuan bulanan dengan pejabat dan anggota dewan terdahulu",
     "", "", "", 90, None),
)  # fmt: skip


def tell_partners(story: Story) -> None:
    """Told by the secretary; the campus is being reviewed, the cooperative ends soon, one waits as a draft."""
    with playing(story.secretary) as by:
        campus, cooperative, forum, _alumni = (_agreed(by, story, *each) for each in PARTNERS)
        programme = Programme.objects.for_user(by).within(story.place).order_by("pk").first()
        event = TrainingEvent.objects.filter(unit=story.place, state="closed").order_by("pk").first()
        day = today()
        common: dict[str, Any] = {"by": by, "ends_on": None, "event": None, "programme": None}
        activity_add(
            partnership=campus, kind="mentoring", title="Kelas kepemimpinan", starts_on=day - timedelta(days=200),
            **common | {"programme": programme},
        )  # fmt: skip
        activity_add(
            partnership=forum, kind="training", title="Bicara lima menit", starts_on=day - timedelta(days=60),
            **common | {"event": event},
        )  # fmt: skip
        placed = activity_add(
            partnership=cooperative,
            kind="placement",
            title="Magang usaha",
            starts_on=day - timedelta(days=120),
            **common,
        )
        young = [m for m in story.members if m.status == "active" and m.membership_card_no][20:34]
        cadres_add(by=by, partnership=cooperative, activity=placed, cards=" ".join(_cards(young)))
        _goals(by, campus, cooperative, forum)
        for row, name, role in (
            (campus, "Rektorat", "Menetapkan kurikulum"),
            (campus, "Bidang OKK kota", "Memilih peserta"),
            (cooperative, "Pengurus koperasi", "Membimbing di tempat praktik"),
        ):
            stakeholder_add(by=by, partnership=row, name=name, role=role)
        link_give(by=by, partnership=cooperative)
        campus = partnership_move(by=by, partnership=campus, to="under_review")
        review_record(
            by=by, partnership=campus, findings="Satu angkatan selesai; jadwal perlu sore hari.", verdict="adjust"
        )


def _agreed(by: Any, story: Story, name: str, kind: str, objectives: list[str], summary: str, ours: str, theirs: str,
            document: str, began: int, left: int | None) -> Partnership:  # fmt: skip
    day = today()
    row = partnership_save(
        by=by,
        unit=story.place,
        name=name,
        kind=kind,
        objectives=objectives,
        summary=summary,
        our_role=ours,
        their_role=theirs,
        document_ref=document,
        document_on=day - timedelta(days=began) if document else None,
        starts_on=day - timedelta(days=began),
        ends_on=day + timedelta(days=left) if left else None,
    )
    return row if kind == "informal" else partnership_move(by=by, partnership=row, to="in_force")


def _cards(members: list[Member]) -> list[str]:
    return [member.membership_card_no for member in members if member.membership_card_no]


def _goals(by: Any, *partners: Partnership) -> None:
    said = (
        ("leadership", "Kader yang menyelesaikan kelas kepemimpinan", "kader", 0, 20, 14),
        ("innovation", "Usaha bersama yang dikelola kader", "usaha", 1, 3, 3),
        ("diversity", "Perempuan yang berani bicara di rapat distrik", "orang", 6, 20, 21),
    )
    for row, (objective, statement, measure, baseline, target, actual) in zip(partners, said, strict=True):
        goal = goal_add(
            by=by,
            partnership=row,
            objective=objective,
            statement=statement,
            measure=measure,
            baseline=baseline,
            target=target,
            due_on=today() + timedelta(days=120),
        )
        goal_measure(by=by, partnership=row, goal=goal, actual=actual)
