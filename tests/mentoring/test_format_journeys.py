"""Each format goes its own way through the pages, from the coordinator's offer to a logged session (DOMAIN §5)."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from mentoring.documents import orientation_items
from mentoring.enums import Format, PairingState, SessionState
from mentoring.models import Agreement, Mentor, Pairing, PairingParticipant, Session
from tests.factories.cadres import member_user
from tests.factories.mentoring import ProgrammeFactory, mentor_of
from tests.mentoring.test_phone import fields

pytestmark = pytest.mark.django_db


def path(name: str, *args: Any) -> str:
    return reverse(f"mentoring:{name}", args=args)


class Journey:
    """The people of one pairing, each with a browser of his own."""

    def __init__(self, client_of: Any, coordinator: Any) -> None:
        self.client_of, self.coordinator = client_of, coordinator
        self.programme = ProgrammeFactory.create(coordinator=coordinator)
        self.pairing: Pairing | None = None

    def offer(self, chosen: Format, learners: list[Any], mentor: Any = None) -> Any:
        """The coordinator offers on the page that has the format; the answer."""
        client = self.client_of(self.coordinator)
        led = Mentor.objects.filter(member__user=mentor).first() or (mentor_of(mentor.member) if mentor else None)
        data = {"programme": self.programme.pk, "format": chosen, "mentor": led.pk if led else "", "reason": "Satu RW"}
        if chosen in (Format.ONE_TO_ONE, Format.REVERSE):
            answer = client.post(f"{path('pair')}?kader={learners[0].member.pk}", data)
        else:
            answer = client.post(path("pair_group"), data | {"learners": [each.member.pk for each in learners]})
        self.pairing = Pairing.objects.order_by("pk").last()
        return answer

    def say(self, user: Any, answer: str) -> None:
        """Somebody answers on his phone."""
        assert self.client_of(user).post(path("phone_offer", self.pairing.pk), {"answer": answer}).status_code == 302

    def begin(self, people: list[Any], writer: Any) -> None:
        """Orientation item by item, the agreement written by one and signed by all: the pairing runs."""
        for user in people:
            me = self.pairing.participants.get(user=user)
            items = [code for code, _sentence in orientation_items(me.role)]
            for half in (items[:2], items[2:]):
                sent = self.client_of(user).post(path("phone_orientation", self.pairing.pk), {"items": half})
                assert sent.status_code == 302, sent.content.decode()
        page = path("phone_agreement_write", self.pairing.pk)
        client = self.client_of(writer)
        terms = fields(client.get(page).content.decode()) | {"purpose": "Siap memimpin", "rhythm": "Sabtu sore"}
        assert client.post(page, terms).status_code == 302
        for user in people:
            self.client_of(user).post(path("phone_agreement", self.pairing.pk), {"version": 1})
        self.pairing.refresh_from_db()
        assert self.pairing.state == PairingState.ACTIVE
        assert Agreement.objects.get(pairing=self.pairing).state == "in_force"

    def log(self, user: Any) -> int:
        """The status of the log page for somebody, who writes a session if it opens."""
        client, page = self.client_of(user), f"{path('phone_log')}?pasangan={self.pairing.pk}"
        opened = client.get(page)
        if opened.status_code != 200:
            return opened.status_code
        data = fields(opened.content.decode()) | {"what_1": "Kunjungi sepuluh rumah"}
        return client.post(page, data).status_code


@pytest.fixture
def journey(client_of, kornelis) -> Journey:
    return Journey(client_of, kornelis)


@pytest.fixture
def cadres(db) -> list[Any]:
    return [member_user(Role.MENTEE, full_name=f"Kader {letter}") for letter in "ABCDEF"]


def test_one_to_one_is_for_two_and_counts_on_the_mentor(journey, yohanis, cadres):
    learner = cadres[0]
    assert journey.offer(Format.ONE_TO_ONE, [learner], yohanis).status_code == 302
    for user in (yohanis, learner):
        journey.say(user, "ya")
    journey.begin([yohanis, learner], yohanis)

    assert Mentor.objects.get().load == 1
    assert journey.log(learner) == 404, "the mentor writes"
    assert journey.log(yohanis) == 302
    session = Session.objects.get(state=SessionState.LOGGED)
    journey.client_of(learner).post(path("phone_acknowledge", session.pk), {"answer": "ya"})
    session.refresh_from_db()
    assert session.state == SessionState.ACKNOWLEDGED


def test_group_goes_on_without_one_who_says_no_and_one_who_leaves(journey, yohanis, cadres):
    assert journey.offer(Format.GROUP, cadres[:1], yohanis).status_code == 422, "one is no group"
    assert journey.offer(Format.GROUP, cadres[:4], yohanis).status_code == 302
    journey.say(cadres[3], "tidak")
    for user in (yohanis, *cadres[:3]):
        journey.say(user, "ya")
    journey.begin([yohanis, *cadres[:3]], yohanis)

    assert Mentor.objects.get().load == 0, "groups do not fill a mentor"
    assert journey.log(cadres[0]) == 404
    assert journey.log(yohanis) == 302
    journey.client_of(cadres[2]).post(path("phone_end", journey.pairing.pk), {"reason": ""})
    journey.pairing.refresh_from_db()
    assert journey.pairing.state == PairingState.ACTIVE
    here = PairingParticipant.objects.filter(pairing=journey.pairing, left_at=None, role="mentee")
    assert {each.user for each in here} == set(cadres[:2])
    assert journey.client_of(cadres[2]).get(path("phone_pairing", journey.pairing.pk)).status_code == 404

    journey.client_of(cadres[1]).post(path("phone_end", journey.pairing.pk), {"reason": ""})
    journey.pairing.refresh_from_db()
    assert journey.pairing.state == PairingState.ENDED_EARLY, "one alone is no group"


def test_peers_are_two_without_a_mentor_and_each_writes(journey, yohanis, cadres):
    mentor_of(yohanis.member)
    assert journey.offer(Format.PEER, cadres[:2], yohanis).status_code == 422, "peers have no mentor"
    assert journey.offer(Format.PEER, cadres[:3]).status_code == 422, "peers are two"
    assert journey.offer(Format.PEER, cadres[:2]).status_code == 302
    for user in cadres[:2]:
        journey.say(user, "ya")
    journey.begin(cadres[:2], cadres[1])

    assert journey.log(cadres[0]) == 302
    session = Session.objects.get(state=SessionState.LOGGED)
    page = path("phone_acknowledge", session.pk)
    journey.client_of(cadres[0]).post(page, {"answer": "ya"})
    session.refresh_from_db()
    assert session.state == SessionState.LOGGED, "nobody acknowledges his own log"
    journey.client_of(cadres[1]).post(page, {"answer": "ya"})
    session.refresh_from_db()
    assert session.state == SessionState.ACKNOWLEDGED
    page = journey.client_of(cadres[0]).get(path("phone_pairing", journey.pairing.pk)).content.decode()
    assert path("phone_change", journey.pairing.pk) not in page, "no mentor, no other mentor"


def test_circle_goes_on_without_its_facilitator_and_ends_below_four(journey, yohanis, cadres):
    assert journey.offer(Format.CIRCLE, cadres[:3], yohanis).status_code == 422, "three are no circle"
    assert journey.offer(Format.CIRCLE, cadres[:5], yohanis).status_code == 302
    assert {each.role for each in journey.pairing.participants.all()} == {"facilitator", "peer"}
    for user in (yohanis, *cadres[:5]):
        journey.say(user, "ya")
    journey.begin([yohanis, *cadres[:5]], cadres[2])

    assert journey.log(cadres[4]) == 302
    journey.client_of(yohanis).post(path("phone_end", journey.pairing.pk), {"reason": "Pindah kota"})
    journey.client_of(cadres[4]).post(path("phone_end", journey.pairing.pk), {"reason": ""})
    journey.pairing.refresh_from_db()
    assert journey.pairing.state == PairingState.ACTIVE, "four go on by themselves"
    journey.client_of(cadres[3]).post(path("phone_end", journey.pairing.pk), {"reason": ""})
    journey.pairing.refresh_from_db()
    assert journey.pairing.state == PairingState.ENDED_EARLY


def test_reverse_lets_the_young_lead_the_old(journey, yohanis):
    senior = member_user(Role.MENTEE, full_name="Senior", level="utama")
    assert journey.offer(Format.REVERSE, [senior], yohanis).status_code == 302
    for user in (senior, yohanis):
        journey.say(user, "ya")
    journey.begin([yohanis, senior], yohanis)

    assert Mentor.objects.get().load == 0, "only one-to-one fills a mentor"
    assert journey.log(senior) == 404
    assert journey.log(yohanis) == 302


def test_silence_ends_an_offer_of_every_format(journey, yohanis, cadres, time_machine):
    from mentoring.tasks import settle_overdue

    journey.offer(Format.ONE_TO_ONE, cadres[:1], yohanis)
    journey.offer(Format.CIRCLE, cadres[1:5])
    time_machine.move_to(timezone.now() + timedelta(days=14, hours=1))

    for _twice in range(2):
        settle_overdue()

    assert set(Pairing.objects.values_list("state", flat=True)) == {PairingState.DECLINED}
