"""Data protection in Kota Sorong: an officer, requests in each state, an incident; doubles merged, members who move."""

from datetime import timedelta

from django.utils import timezone

from accounts.consents import ASKED, PHOTO, consent_record
from accounts.data_requests import request_move, request_open
from accounts.enums import Channel, IncidentState, RequestKind, RequestState, Role
from accounts.incidents import incident_move, incident_record
from accounts.models import Incident, User
from cadres.models import DuplicatePair, Member
from cadres.services.duplicates import find_duplicates, members_merge
from cadres.services.members import member_save
from cadres.services.transfers import transfer_release, transfer_request
from kaderisasi.demo.cast import DOMAIN, WORDS, playing
from kaderisasi.demo.story import Story
from regions.models import Unit

#: One request of each fate: its kind, how many hours ago it came, and how far it has got.
FATES: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    (RequestKind.OTHER, 5, ()),
    (RequestKind.RESTRICTION, 30, (RequestState.IN_PROCESS,)),
    (RequestKind.OTHER, 60, (RequestState.IN_PROCESS, RequestState.FULFILLED)),
    (RequestKind.OTHER, 70, (RequestState.REFUSED,)),
)


def tell_privacy(story: Story) -> None:
    """What the officer and the registry have on their desks; told last."""
    officer = User.objects.get(email=f"{WORDS[Role.DPO]}.pusat@{DOMAIN}")
    with playing(story.secretary) as by:
        here = Member.objects.for_user(by).active().filter(user=None, is_mentee=False, terms=None)
        quiet = list(here.select_related("unit").defer("nik").order_by("-pk")[:8])
    _consents(story)
    _requests(story, officer, quiet[:4])
    _incident(story, officer)
    _merges(story, quiet[4:6])
    _transfers(story, quiet[6:8])


def _consents(story: Story) -> None:
    """Who has an account has answered on his phone; a photo is refused by some, a few have not got round to it."""
    with playing(story.secretary) as by:
        people = list(Member.objects.for_user(by).exclude(user=None).select_related("user", "unit").order_by("pk"))
    for number, member in enumerate(people):
        if number % 8 == 7 or member.user is None:
            continue
        with playing(member.user) as by:
            for code in ASKED:
                is_given = not (code == PHOTO and number % 5 == 0)
                consent_record(by=by, member=member, code=code, is_given=is_given)


def _requests(story: Story, officer: User, people: list[Member]) -> None:
    now = timezone.now()
    for member, (kind, hours, moves) in zip(people, FATES, strict=True):
        with playing(story.secretary) as by:
            request = request_open(
                by=by,
                member=member,
                kind=kind,
                details={"words": story.cast.mark("Disampaikan lewat surat")},
                channel=Channel.PAPER,
                identity="Dipastikan dengan: KTP-el.",
                at=now - timedelta(hours=hours),
            )
        with playing(officer) as by:
            for to in moves:
                request_move(by=by, request=request, to=to, note="Sudah diperiksa dan dijawab dengan surat.")


def _incident(story: Story, officer: User) -> None:
    with playing(officer) as by:
        row = Incident(
            kind="misdirected",
            what=story.cast.mark("Daftar hadir diklat terkirim ke grup yang salah"),
            data_kinds="Nama, nomor HP",
            detected_at=timezone.now() - timedelta(hours=20),
        )
        incident_move(by=by, incident=incident_record(by=by, incident=row), to=IncidentState.ASSESSED, affected=23)


def _merges(story: Story, people: list[Member]) -> None:
    """Two who were written down twice: one pair is merged, one waits for review."""
    with playing(story.secretary) as by:
        for member in people:
            double = Member(
                unit=member.unit,
                full_name=story.cast.mark(member.full_name),
                gender=member.gender,
                birth_date=member.birth_date,
                phone=member.phone,
                nik_missing_reason="Belum diserahkan",
            )
            member_save(by=by, member=double)
    find_duplicates()
    with playing(story.secretary) as by:
        found = DuplicatePair.objects.for_user(by).filter(first=people[0])
        if pair := found.select_related("first", "second").first():
            members_merge(by=by, pair=pair, kept=pair.first, from_lost={})


def _transfers(story: Story, people: list[Member]) -> None:
    """One has asked to move to the next ranting, one has been released."""
    with playing(story.secretary) as by:
        for number, member in enumerate(people):
            there = Unit.objects.within(story.place).filter(tier=4).exclude(pk=member.unit_id).order_by("pk")[number]
            transfer = transfer_request(by=by, member=member, to_unit=there, reason="Pindah rumah")
            if number:
                transfer_release(by=by, transfer=transfer, letter_no="014/SPK/2026")
