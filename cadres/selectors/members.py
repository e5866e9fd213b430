"""Reads over members: search, and who may be the same person."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection
from django.db.models import Q, QuerySet, Value
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.models import HIDDEN, Member
from cadres.names import fold_name, name_similarity
from cadres.nik import NikError, parse_nik
from cadres.phones import phone_search_keys
from cadres.rules import can_read_profiles, is_secretariat
from core.context import jobs_context
from core.crypto import keyed_hash
from regions.models import Unit

MOST_WORDS = 6
#: Two names less alike than this are two people.
ALIKE = 0.85
#: What the database lets through for the finer comparison.
ROUGHLY_ALIKE = 0.4
ROUGHLY_ALIKE_PEOPLE = 30
SHOWN = 5


def restricted_among(members: Iterable[int]) -> set[int]:
    """Whose data is restricted at their own wish (DOMAIN §11), also of members whom the asker may not see."""
    keys = set(members)  # before the context: what is read lazily must not be read with the rights of a job
    with jobs_context():
        return set(Member.objects.filter(HIDDEN, pk__in=keys).values_list("pk", flat=True))


def readable_people(user: User) -> QuerySet[Member]:
    """Whose papers others may read: not of a row that became another, nor while its owner has restricted it."""
    rows = Member.objects.for_user(user).filter(merged_into=None, restricted=False)
    found: QuerySet[Member] = rows.select_related("unit__area").defer("nik")
    return found


def nik_hash(digits: str) -> bytes:
    """The keyed hash under which a NIK is unique and found."""
    return keyed_hash(digits, "nik")


def search_condition(text: str, user: User) -> Q:
    """What a search for people means: every word a part of the name in any order; for those who may read
    profiles also, when there is a digit in it, the card number, the phone in any writing, and for a secretariat the
    whole NIK.
    """
    named = Q()
    for word in text.split()[:MOST_WORDS]:
        named &= Q(name_key__contains=fold_name(word))
    if not can_read_profiles(user) or not any(letter.isdigit() for letter in text):
        return named  # found by the index of names alone
    found = named | Q(membership_card_no__icontains=text.strip())
    for key in phone_search_keys(text):
        found |= Q(phone__contains=key)
    if is_secretariat(user):
        with suppress(NikError):
            found |= Q(nik_hash=nik_hash(parse_nik(text).digits))
    return found


@dataclass(frozen=True)
class Likeness:
    """A member who may be the same person, and all that speaks for it."""

    member: Member
    reasons: list[str]

    @property
    def reason(self) -> str:
        """The reasons in a line."""
        return ", ".join(self.reasons)


def holder_of_nik(digits: str) -> int | None:
    """The id of the member who has a NIK, in sight or not. For a secretariat; the caller keeps count of the answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kad_nik_holder(%s)", [nik_hash(digits)])
        row = cursor.fetchone()
    return row[0] if row else None


def holders_of_nik(hashes: Iterable[bytes]) -> dict[bytes, int]:
    """The same for many at once, by the hashes of the numbers; those that nobody has are left out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT h, kad_nik_holder(h) FROM unnest(%s::bytea[]) h", [list(hashes)])
        return {bytes(wanted): holder for wanted, holder in cursor.fetchall() if holder is not None}


def find_alike(
    user: User,
    *,
    full_name: str = "",
    birth_date: date | None = None,
    phone: str = "",
    unit: Unit | None = None,
    besides: int | None = None,
    holder: Member | None = None,
) -> list[Likeness]:
    """Members in the user's sight who may be the same person, each once: the `holder` of the NIK, same phone, same
    name and birth date, similar name.

    Similar names are looked for in the unit's regency when there is one. `besides` leaves one member out.
    """
    members = Member.objects.for_user(user).exclude(pk=besides).select_related("unit").defer("nik")
    found: dict[int, Likeness] = {}

    def add(people: QuerySet[Member] | list[Member], reason: str) -> None:
        for member in people:
            found.setdefault(member.pk, Likeness(member, [])).reasons.append(reason)

    add([holder] if holder else [], _("NIK sama"))
    key = fold_name(full_name)
    same_name: set[int] = set()
    if key and birth_date:
        same = list(members.filter(name_key=key, birth_date=birth_date)[:SHOWN])
        same_name = {member.pk for member in same}
        add(same, _("nama dan tanggal lahir sama"))
    if phone:
        add(members.filter(phone=phone)[:SHOWN], _("nomor HP sama"))
    if key:
        near = members.within(unit.regency) if unit and unit.regency else members
        roughly = (
            near.annotate(alike=TrigramSimilarity("name_key", Value(key)))  # type: ignore[arg-type]
            .filter(alike__gt=ROUGHLY_ALIKE)
            .order_by("-alike", "pk")[:ROUGHLY_ALIKE_PEOPLE]
        )
        near_names = [m for m in roughly if name_similarity(m.full_name, full_name) >= ALIKE]
        add([m for m in near_names if m.pk not in same_name], _("nama mirip"))
    return list(found.values())[:SHOWN]
