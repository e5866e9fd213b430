"""Boards in Kota Sorong: offices that the province has confirmed, one it sent back, some that wait, one dispute."""

from datetime import timedelta

from accounts.enums import Role
from accounts.models import User
from cadres.models import OfficerTerm
from cadres.services.boards import term_confirm, term_return
from cadres.services.districts import district_set_signal
from cadres.services.offices import term_add
from kaderisasi.demo.cast import playing
from kaderisasi.demo.story import Story
from regions.models import Unit


def tell_boards(story: Story) -> None:
    """The province confirms what the city has written down; two people chair one district; one has a weak signal."""
    above = User.objects.get(assignments__role=Role.SECRETARIAT, assignments__unit=story.place.province)
    with playing(above) as by:
        terms = list(OfficerTerm.objects.for_user(by).within(story.place).open().order_by("unit__tier", "pk"))
        returned, *confirmed = terms[3:10]
        for number, term in enumerate((*terms[:3], *confirmed), start=41):
            decree = {"decree_no": f"SK-{number}/DPD/2025", "decree_on": term.starts_on - timedelta(days=7)}
            term_confirm(by=by, term=term, **decree)
        term_return(by=by, term=returned, reason="Nomor SK tidak sama dengan naskah. Periksa lagi.")
    with playing(story.secretary) as by:
        islands = Unit.objects.children_of(story.place).get(name__icontains="Kepulauan")
        district_set_signal(by=by, district=islands, is_weak=True)
    last = terms[-2]
    member = next(m for m in story.members if m.unit.district_id == last.unit_id and m.pk != last.member_id)
    with playing(story.secretary) as by:
        term_add(
            by=by,
            unit=last.unit,
            member=member,
            post=last.post,
            decree_no=f"SK-21/{last.unit.code}/2026",
            starts_on=story.day(20).date(),
        )
