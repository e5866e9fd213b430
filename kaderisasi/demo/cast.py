"""Who plays: demo accounts, and the words that each person, note and number carries."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

from django.contrib.auth.hashers import make_password
from django.utils import timezone, translation

from accounts.enums import Role
from accounts.models import User
from accounts.scoping import acting_as, scope_context
from accounts.services import assign
from cadres.synthetic import SyntheticPeople, SyntheticPerson
from regions.models import Unit

PASSWORD = "Membina-Kader-2026"
DOMAIN = "contoh.test"
MARK = "Kanari"
# Role word of a login: ROLE.UNITCODE@contoh.test
WORDS = {
    Role.SECRETARIAT: "sekretariat",
    Role.COORDINATOR: "koordinator",
    Role.LEADER: "pimpinan",
    Role.MENTOR: "mentor",
    Role.MENTEE: "kader",
    Role.ADMIN: "admin",
    Role.DPO: "pdp",
    Role.ASSESSOR: "penilai",
}


@dataclass
class Cast:
    """Hands out people and words; with `canary` every one carries a marker that stands nowhere else."""

    canary: bool = False
    people: SyntheticPeople = field(default_factory=lambda: SyntheticPeople(seed=1964))
    serial: int = 0

    def mark(self, text: str) -> str:
        """The text, with its own marker when the demonstration is to be searched for leaks."""
        if not self.canary:
            return text
        self.serial += 1
        return f"{text} {MARK}{self.serial:06d}q"

    def person(self, gender: str | None = None) -> SyntheticPerson:
        """The next invented person."""
        person = self.people.person(gender)
        return person._replace(full_name=self.mark(person.full_name))


def unit(code: str) -> Unit:
    """The unit with a public code."""
    return Unit.objects.with_code(code).select_related("area").get()


def account(login: str, full_name: str, *, salutation: str = "") -> User:
    """A demo account with the one password."""
    return User.objects.create(
        email=f"{login}@{DOMAIN}",
        password=hashed(),
        full_name=full_name,
        salutation=salutation,
        is_demo=True,
        email_proved_at=timezone.now(),
    )


@cache
def hashed() -> str:
    """The one password's hash, made once: a slow hash is the point of it, and everybody knows the password."""
    return make_password(PASSWORD)


@contextmanager
def playing(user: User) -> Iterator[User]:
    """As `acting_as`, which reads the rights each time; in the story nobody's change once he has appeared."""
    if user.scope is None:
        with acting_as(user):
            yield user
        return
    with scope_context(user.scope), timezone.override(user.scope.unit.zone), translation.override(user.language):
        yield user


def staff(role: Role, code: str, full_name: str, *, salutation: str = "") -> User:
    """A demo account of an office: `pimpinan.96@contoh.test` leads Papua Barat Daya."""
    login = WORDS[role] if role == Role.ADMIN else f"{WORDS[role]}.{code}"
    user = account(login, full_name, salutation=salutation)
    assign(by=None, user=user, role=role, unit=unit(code))
    return user
