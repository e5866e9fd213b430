"""Steps of careers, straight to rows."""

from datetime import date
from typing import Any

from cadres.models import Member, MobilityStep
from tests.factories.accounts import UserFactory


def step_of(member: Member, channel: str, tier: int | None = None, **fields: Any) -> MobilityStep:
    """A post that somebody wrote down for a member, from 2020 on unless said otherwise."""
    values = {"post": f"{channel} {tier}", "evidence": "SK 1", "starts_on": date(2020, 1, 1)} | fields
    return MobilityStep.objects.create(
        unit=member.unit, member=member, channel_id=channel, tier=tier, recorded_by=UserFactory.create(), **values
    )
