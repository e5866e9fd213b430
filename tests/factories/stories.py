"""A member to whom everything has happened, straight to rows."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from cadres.models import (
    Accreditation,
    AwardAppeal,
    Certificate,
    ImportBatch,
    ImportRow,
    LevelAward,
    LevelPath,
    Member,
    MemberMerge,
    MemberTransition,
    OfficerTerm,
    PathTransition,
    Recommendation,
    TrainingRegistration,
    Transfer,
)
from mentoring.models import Pairing, PairingTransition
from partnerships.models import Activity, ActivityCadre
from tests.factories.accounts import unit
from tests.factories.cadres import MemberFactory
from tests.factories.ladder import event_of, level, trained
from tests.factories.mentoring import active_pairing, held_session
from tests.factories.mobility import step_of
from tests.factories.partnerships import agreed


def long_life(sari: User, kornelis: User, dewi: User, *, sessions: int = 30) -> Member:
    """One row of every kind that the timeline tells of, and so many sessions."""
    pairing = active_pairing()
    member = Member.objects.get(is_mentee=True)
    Member.objects.filter(pk=member.pk).update(
        joined_on=date(2024, 3, 1), phone="+6281244550011", address="Jalan Basuki Rahmat 12", email="dorkas@contoh.test"
    )
    _registry(member, sari)
    _ladder(member, kornelis, dewi, _trainings(member, sari, kornelis))
    _mentoring(pairing, sessions)
    return Member.objects.select_related("unit").get(pk=member.pk)


def _registry(member: Member, sari: User) -> None:
    own, now = {"unit": member.unit, "member": member}, timezone.now()
    for before, after, more in (
        ("applied", "verified", {}),
        ("verified", "active", {}),
        ("active", "suspended", {"decree_no": "SK-9/2025", "decree_on": date(2025, 2, 1), "note": "Sidang etik"}),
        ("suspended", "active", {"decree_no": "SK-12/2025", "decree_on": date(2025, 3, 1)}),
    ):
        MemberTransition.objects.create(**own, from_value=before, to_value=after, actor=sari, **more)
    refused = {"state": "refused", "reason": "Pindah", "refusal": "Belum pindah", "released_at": now, "closed_at": now}
    Transfer.objects.create(**own, **refused, name=member.full_name, to_unit=unit("96.71.06.1002"), requested_by=sari)
    for post, end in (("Bendahara", date(2025, 1, 1)), ("Sekretaris", None)):
        OfficerTerm.objects.create(**own, post=post, decree_no="SK-7", starts_on=date(2024, 6, 1), ends_on=end)
    step_of(member, "witness", 4, post="Saksi TPS 3", starts_on=date(2024, 2, 14), ends_on=date(2024, 2, 15))
    partner = agreed(sari, name="Radio Contoh")
    done = Activity.objects.create(unit=partner.unit, partnership=partner, kind="placement", title="Magang siaran",
                                   starts_on=date(2025, 4, 1))  # fmt: skip
    ActivityCadre.objects.create(**own, activity=done, added_by=sari)
    sheet = {"filename": "anggota.xlsx", "content": b"", "digest": ""}
    batch = ImportBatch.objects.create(unit=sari.scope.unit, created_by=sari, state="done", finished_at=now, **sheet)
    ImportRow.objects.create(
        unit=batch.unit, batch=batch, number=2, state="written", member=member, created_member=True
    )
    MemberMerge.objects.create(unit=member.unit, kept=member, lost=MemberFactory(), before="{}", chosen="{}",
                               merged_by=sari, undone_by=sari, undone_at=now)  # fmt: skip


def _trainings(member: Member, sari: User, kornelis: User) -> TrainingRegistration:
    own, now = {"unit": member.unit, "member": member}, timezone.now()
    registration = trained(member, event_of(by=sari))
    TrainingRegistration.objects.create(**own, event=event_of(by=sari, title="Bimtek Saksi"), state="registered",
                                        registered_by=sari)  # fmt: skip
    earlier = {"event_kind": "diklat", "title": "LKK 2019", "held_on": date(2019, 1, 1), "document_ref": "S-1"}
    decided = {"state": "approved", "proposed_by": sari, "decided_by": kornelis, "decided_at": now}
    Accreditation.objects.create(**own, level=level("dasar"), **earlier, **decided)
    return registration


def _ladder(member: Member, kornelis: User, dewi: User, registration: TrainingRegistration) -> None:
    own, now, dasar = {"unit": member.unit, "member": member}, timezone.now(), level("dasar")
    path = LevelPath.objects.create(**own, level=dasar, requirement_set=dasar.requirement_sets.get())
    for before, after in (("", "running"), ("running", "interrupted"), ("interrupted", "running")):
        PathTransition.objects.create(**own, path=path, from_value=before, to_value=after, actor=kornelis)
    Recommendation.objects.create(**own, level=dasar, note="Rajin dan jujur", given_by=dewi)
    award = LevelAward.objects.create(**own, level=dasar, from_level="anggota", path=path, proposed_by=kornelis,
                                      proposed_evidence={})  # fmt: skip
    decided = {"decided_by": dewi, "decided_at": now}
    LevelAward.objects.filter(pk=award.pk).update(state="returned", decision_reason="Belum waktunya", **decided)
    appeal = AwardAppeal.objects.create(**own, award=award, reason="Syarat lengkap", filed_by=kornelis, tier=1)
    AwardAppeal.objects.filter(pk=appeal.pk).update(state="upheld", answer="Benar, lengkap", **decided)
    held = LevelAward.objects.filter(pk=award.pk)
    held.update(state="awarded", awarded_on=now.date(), decided_evidence={})
    common = {**own, "name": member.full_name, "issued_on": now.date(), "issued_by": dewi}
    Certificate.objects.create(**common, award=award, number="K-1", title="Kader Dasar")
    Certificate.objects.create(**common, registration=registration, number="D-1", title="Diklat Kader")
    held.update(state="revoked", revoked_by=dewi, revoked_at=now, revoke_reason="Ternyata keliru")


def _mentoring(pairing: Pairing, sessions: int) -> None:
    for phase in ("rapport", "diagnostic"):
        PairingTransition.objects.create(unit=pairing.unit, pairing=pairing, kind="phase", to_value=phase)
    for number in range(sessions):
        day = timezone.localdate() - timedelta(days=3 * (sessions - number))
        held_session(pairing, on=day, log={"will": "Kunjungi dua puluh rumah sebelum rapat ranting berikutnya. " * 2})
