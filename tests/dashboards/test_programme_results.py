"""What a programme seems to have changed: who is compared with whom, and what is not claimed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.scoping import scope_context
from cadres.models import LevelAward, LevelPath
from dashboards.selectors.programmes import level_effects
from tests.factories.accounts import staff
from tests.factories.cadres import MemberFactory
from tests.factories.ladder import level
from tests.factories.mentoring import ProgrammeFactory, mentor_of, pairing_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    """One that began a hundred days ago."""
    today = timezone.localdate()
    return ProgrammeFactory.create(starts_on=today - timedelta(days=100), ends_on=today + timedelta(days=80))


def promote(member, by, other, days_ago=10):
    step = level("dasar")
    own = {"member": member, "unit": member.unit, "level": step}
    path = LevelPath.objects.create(**own, requirement_set=step.requirement_sets.get())
    award = LevelAward.objects.create(**own, from_level="anggota", path=path, proposed_by=by, proposed_evidence={})
    LevelAward.objects.filter(pk=award.pk).update(
        state="awarded", decided_by=other, decided_at=timezone.now(), decided_evidence={},
        awarded_on=timezone.localdate() - timedelta(days=days_ago),
    )  # fmt: skip


def mentored(programme):
    guide = MemberFactory.create(wants_mentoring=False)
    mentor_of(guide)
    member = MemberFactory.create(wants_mentoring=True, level="anggota")
    pairing_of(member, mentor=guide, programme=programme)
    return member


def found(programme):
    user = staff(Role.COORDINATOR, "96.71")
    with scope_context(user.scope):
        return level_effects(user, programme, timezone.localdate())


def test_those_mentored_stand_beside_willing_ones_of_the_same_level_whom_nobody_mentored(programme, kornelis, dewi):
    inside = [mentored(programme) for _ in range(6)]
    outside = [MemberFactory.create(wants_mentoring=True, level="anggota") for _ in range(8)]
    MemberFactory.create(wants_mentoring=False, level="anggota")  # not willing
    MemberFactory.create(wants_mentoring=True, level="anggota", code="13.71.01.1001")  # elsewhere
    mentored(ProgrammeFactory.create())  # mentored by another programme
    for member in (*inside[:4], outside[0]):
        promote(member, kornelis, dewi)
    promote(outside[1], kornelis, dewi, days_ago=200)  # before the programme began

    (row,) = found(programme)

    assert (row.mentored, row.mentored_promoted, row.waiting_promoted) == (6, 4, 1)
    assert row.effect.mentored == 6
    assert row.effect.low < row.effect.difference < row.effect.high


def test_of_few_no_difference_is_told(client_of, kornelis, programme):
    mentored(programme)
    for _ in range(8):
        MemberFactory.create(wants_mentoring=True, level="anggota")

    page = client_of(kornelis).get(f"/program/{programme.pk}/hasil/").content.decode()

    assert found(programme)[0].effect is None
    assert "kurang dari lima orang" in page
    assert "bukan bukti" in page
    assert page.count("Belum ada data") == 2


def test_leaders_do_not_read_it_and_strangers_find_nothing(client_of, dewi, stranger, programme):
    assert client_of(dewi).get(f"/program/{programme.pk}/hasil/").status_code == 403
    assert client_of(stranger).get(f"/program/{programme.pk}/hasil/").status_code == 404
