"""Members of the party."""

from typing import Any

import factory

from accounts.enums import Role
from accounts.models import Assignment, User
from cadres.enums import Gender, MemberStatus
from cadres.models import Member
from cadres.models.levels import FIRST_LEVEL
from tests.factories.accounts import UserFactory, unit


class MemberFactory(factory.django.DjangoModelFactory):
    """An active member in Kelurahan Klasabi (96.71.06.1001 unless `code` says otherwise)."""

    class Meta:
        model = Member

    class Params:
        code = "96.71.06.1001"

    full_name = factory.Sequence(lambda n: f"Kader {n}")
    gender = Gender.FEMALE
    status = MemberStatus.ACTIVE
    wants_mentoring = True
    unit = factory.LazyAttribute(lambda o: unit(o.code))


def member_user(role: Role = Role.MENTOR, code: str = "96.71.06.1001", **fields: Any) -> User:
    """A user who is a member and acts as mentor or mentee at the member's unit; `user.member` is the member.

    A mentor stands above those he mentors (R7, DOMAIN §5).
    """
    fields.setdefault("level", "madya" if role == Role.MENTOR else FIRST_LEVEL)
    user = UserFactory.create(full_name=fields.pop("full_name", "Yohanis Kareth"))
    MemberFactory.create(full_name=user.full_name, user=user, code=code, **fields)
    user.scope = Assignment.objects.create(user=user, role=role, unit=unit(code)).scope
    return user
