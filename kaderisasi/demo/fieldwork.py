"""Work in the field: what the secretariat typed for mentors, what phones sent, a yes by code."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.utils import timezone

from accounts.enums import Topic
from accounts.told import topics_choose, topics_for
from core.context import jobs_context
from core.crypto import keyed_hash
from kaderisasi.demo.cast import playing
from mentoring.entries import LogEntry
from mentoring.enums import HoldCause, Oddity, PairingState, Source
from mentoring.models import OddLogs, Pairing, PairingParticipant
from mentoring.rules.paraf import code_of
from mentoring.rules.sheets import sheet_uuid
from mentoring.services import logs, oddities, sync
from mentoring.services.busy import busy_add
from mentoring.services.paraf import session_acknowledge_by_code
from mentoring.services.sheets import sheets_number

if TYPE_CHECKING:
    from kaderisasi.demo.story import Story

WHY = "Waktu disepakati lewat telepon"
EXPLAINED = "Yang kedua sebenarnya pukul 11.00. Saya salah menyalin dari buku catatan, mohon maaf."
HOUR = 9  # the other meetings of the story begin in the afternoon


def tell(story: "Story") -> None:
    """Of the first mentor's pairings, a line each: from a call, from paper, two versions, too late, a code."""
    mentor = story.mentors[0]
    with playing(story.coordinator):
        mine = PairingParticipant.objects.filter(member=mentor.member, pairing__state=PairingState.ACTIVE)
        pairings = [place.pairing for place in mine.select_related("pairing__unit").order_by("pk")]
    with playing(story.secretary) as by:
        sheets_number(by=by, pairings=pairings, count=3)
    typed(story, pairings[0], Source.CALL, 3)
    typed(story, pairings[1], Source.PAPER, 4)
    say_yes_by_code(story, pairings[1])
    send_twice(story, pairings[2])
    send_late(story, pairings[0])
    meet_at_two_places(story)  # the second mentor
    say_what_suits(story, pairings[0])


def say_what_suits(story: "Story", pairing: Pairing) -> None:
    """A cadre is away for three days; his mentor wants no mail about steps, since he looks into the product anyway."""
    (_role, mentor), (_learner, cadre) = story.people(pairing)[:2]
    first = timezone.localdate() + timedelta(days=10)
    with playing(cadre) as by:
        busy_add(by=by, first_on=first, last_on=first + timedelta(days=2))
    with playing(mentor) as by:
        topics_choose(by=by, mailed={str(topic) for topic in topics_for(by) if topic != Topic.GROWTH})


def _entry(story: "Story", back: int, goal: str) -> LogEntry:
    start = story.day(back, HOUR)
    words = {"goal": story.cast.mark(goal), "no_next_reason": WHY, "recorded_at": start + timedelta(hours=2)}
    return LogEntry(start=start, minutes=45, competencies=["C04"], no_new_action=True, client_uuid=uuid4(), **words)


def typed(story: "Story", pairing: Pairing, source: Source, back: int) -> None:
    """The secretariat brings a log in: of a call, which its mentor finds right at once, or from his first sheet."""
    entry = _entry(story, back, "Menyiapkan rapat ranting")
    if source == Source.PAPER:
        entry = replace(entry, client_uuid=sheet_uuid(pairing.pk, 1))
    at = entry.start + timedelta(days=1)
    with playing(story.secretary) as by:
        session = logs.session_log(by=by, pairing=pairing, entry=entry, source=source, at=at)
    if source == Source.CALL:
        with playing(story.people(pairing)[0][1]) as by:
            logs.session_affirm(by=by, session=session, at=at)


def say_yes_by_code(story: "Story", pairing: Pairing) -> None:
    """The mentor logs by himself and types the code that his cadre reads to him."""
    entry = _entry(story, 1, "Berlatih menjawab pertanyaan warga")
    learner, _user = story.people(pairing)[-1]
    with playing(story.people(pairing)[0][1]) as by:
        session = logs.session_log(by=by, pairing=pairing, entry=entry, at=entry.start + timedelta(hours=2))
        code = code_of(learner.pk, 0, entry.start.date())
        session_acknowledge_by_code(by=by, session=session, code=code, at=entry.start + timedelta(hours=2))


def send_twice(story: "Story", pairing: Pairing) -> None:
    """A log that was changed on the phone after its answer was lost: both versions wait for the mentor."""
    entry = _entry(story, 2, "Membagi tugas tim RT")
    other = _entry(story, 2, "Membagi tugas tim RT dan RW")
    writer = story.people(pairing)[0][1]
    with playing(writer) as by:
        session = logs.session_log(by=by, pairing=pairing, entry=entry, at=entry.start + timedelta(hours=2))
        digest = keyed_hash(other.pack(), "sync item")
        sent = sync.Sent(writer, pairing, entry.client_uuid, digest, other.pack(), recorded_at=other.recorded_at)
        sync.item_conflict(sent, session)


def send_late(story: "Story", pairing: Pairing) -> None:
    """A phone that was without signal for six weeks: the coordinator takes it in or sets it aside."""
    day = story.day(42, HOUR)
    fields = {
        "date": [day.date().isoformat()],
        "time": [f"{HOUR:02d}:00"],
        "minutes": ["60"],
        "mode": ["face_to_face"],
        "topics": ["C06"],
        "goal": [story.cast.mark("Memetakan tokoh di kampung")],
        "next": ["unknown"],
        "no_next_reason": [WHY],
    }
    body = json.dumps({"session": None, "fields": fields})
    writer = story.people(pairing)[0][1]
    digest = keyed_hash(body, "sync item")
    with playing(writer):
        sent = sync.Sent(writer, pairing, uuid4(), digest, body, recorded_at=day + timedelta(hours=2))
        sync.item_hold(sent, HoldCause.LATE)


def meet_at_two_places(story: "Story") -> None:
    """The second mentor's notebook had the wrong hour: two places at once. The system asks, and he says how it came."""
    mentor = story.mentors[1]
    with playing(story.coordinator):
        mine = PairingParticipant.objects.filter(member=mentor.member, pairing__state=PairingState.ACTIVE)
        pairings = [place.pairing for place in mine.select_related("pairing__unit").order_by("pk")[:2]]
    for pairing, place in zip(pairings, ("Balai kelurahan", "Kantor distrik"), strict=True):
        entry = replace(_entry(story, 3, f"Menghitung suara di {place.lower()}"), place=story.cast.mark(place))
        with playing(story.people(pairing)[0][1]) as by:
            logs.session_log(by=by, pairing=pairing, entry=entry, at=entry.start + timedelta(hours=2))
    with jobs_context():
        oddities.odd_logs_find()
    with playing(story.people(pairings[0])[0][1]) as by:
        row = OddLogs.objects.for_user(by).get(pairing=pairings[0], rule=Oddity.PLACES)
        oddities.odd_explain(by=by, row=row, words=story.cast.mark(EXPLAINED))
