"""What people say of each other in the story: rounds of the programme, checks, feedback, and two PDLT cases."""

from collections.abc import Iterable
from datetime import timedelta

from accounts.enums import Role
from accounts.models import User
from accounts.services import assign
from core.context import jobs_context
from evaluations.enums import ANSWERABLE, InstrumentUse, ItemKind, Occasion
from evaluations.models import Evaluation, PdltAssessment, PdltAssessor
from evaluations.selectors.instruments import current_instrument
from evaluations.selectors.officers import asks_an_officer, officers_in_line
from evaluations.services.answers import answers_keep
from evaluations.services.asking import checks_ask, feedback_ask, officer_ask, round_open, windows_turn
from evaluations.services.instruments import ItemEntry, instrument_copy, instrument_publish, item_write
from evaluations.services.pdlt import Mark, assessor_name, marks_keep, pdlt_open, pdlt_share
from kaderisasi.demo.cast import DOMAIN, WORDS, account, playing, staff
from kaderisasi.demo.story import Story
from mentoring.enums import Phase
from mentoring.models import Programme

PROOF = "SK kepengurusan, daftar hadir, dan notulen rapat"


def tell_evaluations(story: Story) -> None:
    """Baseline and mid-term that are over and a final round under way; a check; feedback on the last sessions; PDLT;
    a question that the province has added."""
    with playing(story.coordinator):
        programme = Programme.objects.filter(unit=story.place, state="running").order_by("pk").first()
    assert programme is not None
    for code in ("I-6.L1", "I-6.L3"):
        _round(story, programme, code, Occasion.BASELINE, 140)
        _round(story, programme, code, Occasion.MID, 45)
        _round(story, programme, code, Occasion.FINAL, 4)
    _ask_officers(story, programme)
    for days in (110, 46, 32, 18, 2):
        with jobs_context():
            feedback_ask(at=story.day(days))
            if days in (110, 18):
                checks_ask(at=story.day(days))
            windows_turn(at=story.day(days))
        _answer(story, days, (Occasion.RAPPORT, Occasion.SESSION))
    with jobs_context():
        windows_turn(at=story.now)
    _pdlt(story)
    _edition(story)


def _edition(story: Story) -> None:
    """The province adds a question of its own to the feedback on sessions; from now on it is asked there."""
    province = User.objects.get(email=f"{WORDS[Role.COORDINATOR]}.{story.place.province.code}@{DOMAIN}")
    with playing(province) as by:
        base = current_instrument(story.place, "I-4", InstrumentUse.SESSION)
        assert base is not None
        edition = instrument_copy(by=by, instrument=base)
        labels = ["Sangat sulit", "Sulit", "Sedang", "Mudah", "Sangat mudah"]
        words = "Tempat pertemuan mudah saya capai, juga saat hujan"
        item_write(by=by, instrument=edition, entry=ItemEntry("D1", words, labels=labels))
        instrument_publish(by=by, instrument=edition)


def _round(story: Story, programme: Programme, code: str, occasion: Occasion, days: int) -> None:
    opened = story.day(days)
    with playing(story.coordinator) as by:
        instrument = current_instrument(story.place, code, InstrumentUse.ROUND)
        assert instrument is not None
        round_open(
            by=by,
            programme=programme,
            instrument=instrument,
            occasion=occasion,
            opens_on=opened.date(),
            closes_on=opened.date() + timedelta(days=14),
            at=opened,
        )
    with jobs_context():
        windows_turn(at=opened)
    _answer(story, days, (occasion,), share=0.95 if days > 14 else 0.5)
    with jobs_context():
        windows_turn(at=min(story.now, opened + timedelta(days=16)))


def _ask_officers(story: Story, programme: Programme) -> None:
    """In the round under way the first two are spoken of by an officer of their own line of units too."""
    with playing(story.coordinator) as by:
        rows = asks_an_officer(by).filter(round__programme=programme, occasion=Occasion.FINAL)
        for each in rows.select_related("round__instrument", "subject__member__unit").order_by("pk")[:2]:
            term = officers_in_line(by, each.subject).select_related("member__user").order_by("pk").first()
            if term is not None and term.member.user is not None:
                officer_ask(by=by, round=each.round, subject=each.subject, officer=term.member.user)


def _answer(story: Story, days: int, occasions: Iterable[str], share: float = 0.85) -> None:
    """Most of those who are asked answer; whoever is still in the phase of rapport has not got round to it."""
    with jobs_context():
        asked = list(
            Evaluation.objects.filter(state__in=ANSWERABLE, submitted_at=None, occasion__in=list(occasions))
            .select_related("instrument", "pairing", "rater")
            .order_by("pk")
        )
    for each in asked:
        is_early = each.occasion == Occasion.RAPPORT and each.pairing.phase == Phase.RAPPORT and each.role != "mentee"
        if not is_early and story.chance.random() < share:
            with playing(story.familiar(each.rater)) as by:
                at = story.day(days, 20)
                answers_keep(by=by, evaluation=each, told=_told(story, each), submit=True, at=at)


def _told(story: Story, evaluation: Evaluation) -> dict[int, int | str | None]:
    """Mostly good answers, better later; one in twelve is not well."""
    is_low = story.chance.random() < 0.08
    told: dict[int, int | str | None] = {}
    for item in evaluation.instrument.items.all():
        if item.kind == ItemKind.TEXT:
            told[item.pk] = story.cast.mark("Lebih banyak latihan bicara")
            continue
        good = item.highest - story.chance.choice((0, 1, 1, 1, 2))
        good -= is_low or evaluation.occasion == Occasion.BASELINE
        level = max(item.lowest, good)
        if item.key is not None:
            level = item.key if story.chance.random() < 0.7 else item.lowest
        elif item.is_reversed:
            level = item.lowest + item.highest - level
        told[item.pk] = level if story.chance.random() < 0.97 else None
    return told


def _pdlt(story: Story) -> None:
    """One case shared with the member, one with a first assessment."""
    first = staff(Role.ASSESSOR, story.code, story.cast.mark("Benyamin Howay"), salutation="Bapak")
    second = account(f"{WORDS[Role.ASSESSOR]}.2.{story.code}", story.cast.mark("Magdalena Fatem"), salutation="Ibu")
    assign(by=None, user=second, role=Role.ASSESSOR, unit=story.place)
    leader = User.objects.get(email=f"{WORDS[Role.LEADER]}.{story.code}@{DOMAIN}")
    known = [member for member in story.members if member.user_id and member.level != "anggota"][:2]
    for member, assessors in zip(known, ((first, second), (first,)), strict=False):
        with playing(leader) as by:
            case = pdlt_open(by=by, member=member, at=story.day(20))
            named = [assessor_name(by=by, assessment=case, user=user) for user in (first, second)]
        _mark(story, case, [each for each in named if each.user in assessors])
        if len(assessors) > 1:
            with playing(leader) as by:
                pdlt_share(by=by, assessment=case)


def _mark(story: Story, case: PdltAssessment, assessors: Iterable[PdltAssessor]) -> None:
    for assessor in assessors:
        with playing(assessor.user) as by:
            items = case.instrument.items.select_related("part")
            proof = story.cast.mark(PROOF)
            marks = {
                item.pk: Mark(proof, gate="clear")
                if item.part and item.part.is_gate
                else Mark(proof, value=story.chance.choice((3, 4, 4, 5)))
                for item in items
            }
            marks_keep(by=by, assessor=assessor, marks=marks, submit=True, at=story.day(8))
