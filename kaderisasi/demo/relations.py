"""How relations of the demonstration end, change and pass on: closings, early ends, wishes, paper, a hand-over."""

import struct
import zlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kaderisasi.demo import growth
from kaderisasi.demo.cast import playing
from mentoring.documents import orientation_items
from mentoring.enums import ContactAfter, ExitReason, Format, NextRole, Round
from mentoring.models import Mentor, Pairing, Programme
from mentoring.services import agreements, closures, handover, offer_links, offers, pairings, relations

if TYPE_CHECKING:
    from kaderisasi.demo.story import Story

GAINS = ("Kader memimpin rapat RW sendiri dan menulis dua usulan", "Kader berani bicara di balai kelurahan")
LEFT = "Data air bersih RT 3 belum lengkap; kader meneruskan bersama ketua ranting"
HELPED = ("Latihan bicara dengan umpan balik langsung", "Kunjungan bersama ke rumah warga")
CHANGE = ("Jadwal lebih pasti di awal bulan", "Lebih banyak latihan menulis")


def close(story: "Story", pairing: Pairing, at: datetime) -> None:
    """Everybody looks back, the writer names what was gained, the coordinator thanks and completes."""
    people = story.people(pairing)
    for number, (_participant, user) in enumerate(people):
        with playing(user) as by:
            closures.closing_tell(
                by=by, pairing=pairing, helped=HELPED[number % 2], change=CHANGE[number % 2], again=True, at=at
            )
    with playing(people[0][1]) as by:
        closures.closing_write(
            by=by,
            pairing=pairing,
            gains=story.cast.mark(GAINS[pairing.pk % 2]),
            unfinished=story.cast.mark(LEFT),
            contact=ContactAfter.QUARTERLY,
            at=at,
        )
    with playing(story.coordinator) as by:
        roles = (NextRole.OFFICER, NextRole.MENTOR, NextRole.WITNESS)
        closures.closing_thank(by=by, pairing=pairing, next_role=roles[pairing.pk % 3], at=at)
        closures.pairing_complete(by=by, pairing=pairing, reason=story.cast.mark("Program selesai"), at=at)


def end_early(story: "Story", pairing: Pairing, at: datetime, *, called: bool) -> None:
    """The cadre ends it without a reason and tells the coordinator a little; some have been called since."""
    with playing(story.people(pairing)[-1][1]) as by:
        pairings.pairing_end(by=by, pairing=pairing, at=at)
        ended = Pairing.objects.get(pk=pairing.pk)
        relations.exit_tell(
            by=by,
            pairing=ended,
            reasons=[ExitReason.TIME],
            words="Jadwal kerja saya berubah menjadi malam",
            would_continue=True,
            at=at + timedelta(hours=2),
        )
    if called:
        with playing(story.coordinator) as by:
            note = "Bicara dengan keduanya; kader siap didampingi lagi setelah pindah jadwal"
            relations.exit_call(by=by, pairing=pairing, note=note, at=at + timedelta(days=3))


def wish(story: "Story", mentor: Mentor) -> None:
    """A cadre in the queue names the mentor he would like."""
    learner = story.next_learner()
    assert learner.user is not None
    with playing(learner.user) as by:
        relations.mentor_ask(by=by, wanted=mentor.member.full_name, at=story.day(2))


def hand_over(story: "Story", programme: Programme, old: Mentor, new: Mentor) -> None:
    """A cadre changes his mentor once; the new one gets goals, levels and open steps, and no private word."""
    learner = story.next_learner(old, new)
    assert learner.user is not None
    before = story.pair(programme, [learner], old, Format.ONE_TO_ONE, story.day(100, 10))
    story.agree(before, story.day(100, 10))
    for days in (92, 84):
        story.meet(before, story.day(days))
    growth.measure(story, before, Round.BASELINE, story.day(80))
    growth.plan(story, before, story.day(72))
    with playing(learner.user) as by:
        relations.mentor_change(by=by, pairing=before, at=story.day(40))
    now = story.pair(programme, [learner], new, Format.ONE_TO_ONE, story.day(30, 10))
    story.agree(now, story.day(30, 10))
    with playing(story.coordinator) as by:
        handover.handover_make(by=by, pairing=Pairing.objects.get(pk=now.pk), at=story.day(27))
    story.meet(now, story.day(20))


def answer_by_link(story: "Story", programme: Programme, mentor: Mentor) -> None:
    """A cadre says yes through the link that the coordinator has sent by WhatsApp; the mentor has not answered yet."""
    pairing = story.pair(programme, [story.next_learner(mentor)], mentor, Format.ONE_TO_ONE, story.day(1, 10))
    learner = story.people(pairing)[-1][0]
    learner.pairing = pairing
    phone = offer_links.Browser("her own", "203.0.113.7")
    offer_links.answer_by_link(token=offer_links.seal_offer(learner), accepts=True, browser=phone, ties=())


def sign_on_paper(story: "Story", programme: Programme, mentor: Mentor) -> None:
    """A cadre without a phone of his own signs with a pen; the secretariat enters the scan."""
    began = story.day(22, 10)
    pairing = story.pair(programme, [story.next_learner(mentor)], mentor, Format.ONE_TO_ONE, began)
    people = story.people(pairing)
    for _participant, user in people:
        with playing(user) as by:
            offers.pairing_answer(by=by, pairing=pairing, accepts=True, at=began + timedelta(hours=3))
    for participant, user in people:
        with playing(user) as by:
            items = [code for code, _sentence in orientation_items(participant.role)]
            agreements.pairing_orient(by=by, pairing=pairing, items=items, at=began + timedelta(days=1))
    with playing(people[0][1]) as by:
        version = agreements.agreement_draft(
            by=by,
            pairing=pairing,
            purpose=story.cast.mark("Kader siap memimpin ranting dan menyerap aspirasi warga"),
            rhythm=story.cast.mark("Sabtu sore di rumah ketua RW"),
            starts_on=began.date(),
            ends_on=began.date() + timedelta(days=150),
            at=began + timedelta(days=1),
        )
        agreements.agreement_sign(by=by, agreement=version, at=began + timedelta(days=1))
    with playing(story.secretary) as by:
        agreements.agreement_sign_on_paper(
            by=by, agreement=version, participants=[people[-1][0]], content=blank_paper(), at=began + timedelta(days=2)
        )


def blank_paper() -> bytes:
    """A small white picture, as a scanner would make one."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + b"\xff" * 32 for _row in range(45))
    header = struct.pack(">IIBBBBB", 32, 45, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
