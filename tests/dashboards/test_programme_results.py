"""What a programme seems to have changed: who is compared with whom, and what is not claimed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.scoping import scope_context
from cadres.models import LevelAward, LevelPath
from dashboards.selectors.programmes import level_effects
from tests.factories.accounts import staff
from tests.factories.cadres import MemberFactory, member_user
from tests.factories.evaluations import answered, asked, round_at
from tests.factories.ladder import level
from tests.factories.mentoring import ProgrammeFactory, active_pairing, mentor_of, pairing_of

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
    assert "Belum ada putaran reaksi" in page
    assert "Belum ada putaran perilaku" in page


def say(programme, people, *occasions):
    """Everybody of `people` answers the reaction of each round, once 2, then 4; the windows are over."""
    today = timezone.localdate()
    for place, occasion in enumerate(occasions):
        asks = round_at(programme, occasion=occasion, opens_on=today - timedelta(30), closes_on=today - timedelta(9))
        for pairing in people[: len(people) - place]:
            learner = pairing.participants.get(role="mentee")
            own = {"subject": learner, "rater": learner.user, "role": "self", "round": asks, "occasion": occasion}
            answered(asked(pairing, "I-6.L1", **own), 2 + 2 * place)


def paired(programme, count):
    return [
        active_pairing(member_user(full_name=f"M{n}"), member_user(Role.MENTEE, full_name=f"K{n}"), programme)
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("count", "occasions", "told"),
    [
        (5, ["mid"], "rata-rata <b>2,0</b>"),
        (4, ["mid"], "data belum cukup"),
        (6, ["baseline", "final"], "2,0 → 4,0"),
        (5, ["baseline", "final"], "data belum cukup"),
        (5, ["baseline"], "Belum ada putaran reaksi yang selesai"),
    ],
)
def test_a_round_is_told_of_five_with_how_many_answered(client_of, kornelis, programme, count, occasions, told):
    say(programme, paired(programme, count), *occasions)

    page = " ".join(client_of(kornelis).get(f"/program/{programme.pk}/hasil/").content.decode().split())

    assert told in page
    assert ("dari" in told or f"n = {count - len(occasions) + 1} ·" in page) == (occasions != ["baseline"])


def test_who_does_not_hear_rounds_is_told_who_does(client_of, sari, programme):
    say(programme, paired(programme, 5), "mid")

    page = client_of(sari).get(f"/program/{programme.pk}/hasil/").content.decode()

    assert page.count("hanya tampil bagi koordinator program") == 2
    assert "menjawab" not in page


def test_leaders_do_not_read_it_and_strangers_find_nothing(client_of, dewi, stranger, programme):
    assert client_of(dewi).get(f"/program/{programme.pk}/hasil/").status_code == 403
    assert client_of(stranger).get(f"/program/{programme.pk}/hasil/").status_code == 404
