"""Affiliated bodies in Kota Sorong: some cadres belong to one, a few to two."""

from cadres.models import body_names
from cadres.services.members import member_save
from kaderisasi.demo.cast import playing
from kaderisasi.demo.story import Story


def tell_bodies(story: Story) -> None:
    """The secretariat notes which bodies its cadres belong to."""
    with playing(story.secretary) as by:
        codes = list(body_names(active_only=True))
        for place, member in enumerate(story.members):
            if place % 3 == 0:
                first, second = codes[place % len(codes)], codes[(place + 2) % len(codes)]
                member.bodies = sorted({first, second} if place % 4 == 0 else {first})
                member_save(by=by, member=member, fields=["bodies"])
