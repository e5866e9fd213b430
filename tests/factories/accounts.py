"""People who sign in. They act at real units: `unit("96.71")` is Kota Sorong."""

from datetime import timedelta
from functools import cache
from typing import Any

import factory
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Assignment, User
from regions.models import Unit

PASSWORD = "Rahasia-Sekali-2026"


def unit(code: str) -> Unit:
    """The unit with a public code; the national one is «pusat»."""
    return Unit.objects.select_related("area").get(pk=_unit_id(code))


@cache
def _unit_id(code: str) -> int:
    return Unit.objects.with_code(code).get().pk


class UserFactory(factory.django.DjangoModelFactory):
    """A user without any role."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"orang{n}@contoh.test")
    full_name = factory.Sequence(lambda n: f"Orang {n}")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> User:
        return model_class.objects.create_user(password=kwargs.pop("password", PASSWORD), **kwargs)


def staff(role: Role, code: str, **fields: Any) -> User:
    """A user with one role at the unit with this code; `user.scope` is set as in a request."""
    user = UserFactory.create(**fields)
    assignment = Assignment.objects.create(user=user, role=role, unit=unit(code))
    user.scope = assignment.scope
    return user


def lend(held: Assignment, to: User) -> Assignment:
    """A role, lent by its holder for three days."""
    day = timezone.localdate()
    return Assignment.objects.create(
        user=to,
        role=held.role,
        unit=held.unit,
        on_behalf_of=held,
        starts_on=day,
        ends_on=day + timedelta(days=3),
        reason="Menggantikan selama cuti",
        created_by=held.user,
    )
