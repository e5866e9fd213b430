"""Careers of Kota Sorong: steps that the secretariat wrote down beside offices and candidacies, in every channel."""

from collections.abc import Iterator
from datetime import date

from cadres.models import Channel, Member
from cadres.services.mobility import step_add, step_strike
from kaderisasi.demo.cast import playing
from kaderisasi.demo.story import Story
from regions.enums import Tier

VOTE = date(2024, 2, 14)
# Channel, tier, what it is called, from, until, evidence; the places are those of the members it is told of.
OF_MANY = (
    ("officer", Tier.VILLAGE, "Wakil ketua ranting", date(2023, 3, 1), date(2026, 3, 1), "SK-{n}/PR/2023"),
    ("witness", Tier.VILLAGE, "Saksi TPS {n}", VOTE, date(2024, 2, 15), "Mandat {n}/2024"),
    ("officer", Tier.DISTRICT, "Sekretaris distrik", date(2021, 5, 10), date(2026, 5, 10), "SK-{n}/PK/2021"),
    ("campaign_staff", Tier.REGENCY, "Staf kampanye", date(2023, 11, 28), date(2024, 2, 11), "ST-{n}/2023"),
)
OF_FEW = (
    ("officer", Tier.REGENCY, "Wakil bendahara kota", date(2019, 8, 1), date(2024, 8, 1), "SK-19/2019"),
    ("candidate", Tier.REGENCY, "Caleg DPRD Kota Sorong 2019", date(2018, 9, 20), date(2019, 4, 17), "DCT 2019"),
    ("legislator", Tier.REGENCY, "Anggota DPRD Kota Sorong", date(2019, 10, 1), date(2024, 10, 1), "SK-77/2019"),
    ("executive", Tier.REGENCY, "Wakil wali kota", date(2017, 5, 22), date(2022, 5, 22), "SK-132/2017"),
    ("consultant", None, "Konsultan perencanaan desa", date(2020, 2, 1), date(2022, 2, 1), "Kontrak 8/2020"),
    ("bureaucrat", Tier.REGENCY, "Staf dinas sosial", date(2008, 1, 2), date(2013, 1, 2), "SK-40/2008"),
    ("diplomat", Tier.NATIONAL, "Staf konsulat", date(2006, 3, 1), date(2010, 3, 1), "SK-5/2006"),
    ("party_head", Tier.DISTRICT, "Ketua distrik", date(2016, 1, 9), date(2021, 1, 9), "SK-3/2016"),
)


def tell_careers(story: Story) -> None:
    """Every channel with somebody in it; mentors who walked the way themselves; one step that never was."""
    channels = Channel.objects.in_bulk()
    active = [member for member in story.members if member.status == "active"]
    mentors = [mentor.member for mentor in story.mentors]
    with playing(story.secretary) as by:
        for number, (member, step) in enumerate((*_of_many(active), *_of_few(active, mentors)), start=1):
            code, tier, post, starts_on, ends_on, evidence = step
            made = step_add(
                by=by,
                member=member,
                channel=channels[code],
                tier=tier,
                post=post.format(n=number),
                starts_on=starts_on,
                ends_on=ends_on,
                evidence=evidence.format(n=number),
            )
        step_strike(by=by, step=made, reason="Salah orang: namanya sama")


def _of_many(members: list[Member]) -> Iterator[tuple[Member, tuple]]:
    """Village and district posts, polling stations and campaigns: every fifth, fourth, eleventh and ninth member."""
    for place, every in enumerate((5, 4, 11, 9)):
        for member in members[place::every]:
            yield member, OF_MANY[place]


def _of_few(members: list[Member], mentors: list[Member]) -> Iterator[tuple[Member, tuple]]:
    """The rarer channels; those of the lists and boards are told of mentors, who then can show the way."""
    for place, step in enumerate(OF_FEW):
        own = mentors if step[0] in ("officer", "candidate", "legislator") else members
        for member in own[place::9][:3]:
            yield member, step
