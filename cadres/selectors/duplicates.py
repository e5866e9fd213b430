"""Which rows may be one person: candidate pairs by set-based SQL, scored by `cadres.likeness`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cadres.enums import PairState
from cadres.likeness import DUPLICATE, Facts, likeness
from cadres.models import DuplicatePair, Member, MemberMerge
from core.templatetags.format import short_date

REASONS = {
    "same_name": _("nama sama"),
    "like_name": _("nama mirip"),
    "same_birth": _("tanggal lahir sama"),
    "near_birth": _("tanggal lahir beda satu angka"),
    "same_phone": _("nomor HP sama"),
    "nik_ends_alike": _("akhir NIK sama"),
}
#: A number or a name that more people share tells nothing.
MOST_SHARING = 12
MOST_NAMESAKES = 60
ROUGHLY = 0.3

CANDIDATES = """
WITH people AS MATERIALIZED (
    SELECT id, full_name, name_key, birth_date, phone, gender, nik_last4, village_id, district_id, regency_id,
        province_id
    FROM cadres_member WHERE status <> 'ended' AND NOT restricted AND merged_into_id IS NULL
), phones AS (
    SELECT phone FROM people WHERE phone <> '' GROUP BY phone HAVING count(*) BETWEEN 2 AND %(sharing)s
), names AS (
    SELECT name_key FROM people GROUP BY name_key HAVING count(*) BETWEEN 2 AND %(namesakes)s
), pairs AS (
    SELECT a.id AS first, b.id AS second
    FROM phones JOIN people a USING (phone) JOIN people b USING (phone) WHERE a.id < b.id
    UNION
    SELECT a.id, b.id FROM people a JOIN people b ON b.birth_date = a.birth_date AND a.id < b.id
    WHERE similarity(a.name_key, b.name_key) >= %(roughly)s
    UNION
    SELECT a.id, b.id FROM names JOIN people a USING (name_key) JOIN people b USING (name_key) WHERE a.id < b.id
)
SELECT a.id, b.id,
    coalesce(CASE WHEN a.village_id = b.village_id THEN a.village_id
        WHEN a.district_id = b.district_id THEN a.district_id
        WHEN a.regency_id = b.regency_id THEN a.regency_id WHEN a.province_id = b.province_id THEN a.province_id END,
        (SELECT n.id FROM regions_unit n WHERE n.tier = 0)) AS unit_id,
    a.full_name, a.birth_date, a.phone, a.gender, a.nik_last4, a.village_id,
    b.full_name, b.birth_date, b.phone, b.gender, b.nik_last4, b.village_id
FROM pairs JOIN people a ON a.id = pairs.first JOIN people b ON b.id = pairs.second
"""


@dataclass(frozen=True)
class Suspicion:
    """Two rows that may be one person, and the deepest unit that holds both."""

    first: int
    second: int
    unit_id: int
    score: int
    reasons: list[str]


def suspicions() -> Iterator[Suspicion]:
    """Every pair from the threshold on, over the rows that the database role sees. Three statements' worth of joins."""
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, {"sharing": MOST_SHARING, "namesakes": MOST_NAMESAKES, "roughly": ROUGHLY})
        for first, second, unit_id, *facts in cursor.fetchall():
            score, reasons = likeness(Facts(*facts[:6]), Facts(*facts[6:]))
            if score >= DUPLICATE:
                yield Suspicion(first, second, unit_id, score, reasons)


def list_pairs(user: User, state: str) -> QuerySet[DuplicatePair]:
    """The pairs of the user's sight in a state, the likeliest first."""
    pairs = DuplicatePair.objects.for_user(user).filter(state=state)
    if state == PairState.OPEN:
        pairs = pairs.filter(first__merged_into=None, second__merged_into=None)
    return (
        pairs.select_related("first__unit", "second__unit", "unit")
        .defer("first__nik", "second__nik")
        .order_by("-score", "pk")
    )


def pair_counts(user: User) -> dict[str, int]:
    """How many pairs stand in each state."""
    return {state: list_pairs(user, state).count() for state in PairState.values}


def merges_of(user: User, pairs: list[DuplicatePair]) -> dict[int, MemberMerge]:
    """The standing merge of each pair."""
    found = (
        MemberMerge.objects.for_user(user).filter(pair__in=pairs, undone_at=None).select_related("merged_by", "unit")
    )
    return {merge.pair_id: merge for merge in found if merge.pair_id}


#: The fields that are compared side by side, in the order of the form; each is chosen as a whole.
FIELDS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("full_name", _("Nama lengkap"), ("full_name", "prefix", "suffix")),
    ("nik", _("NIK"), ("nik", "nik_hash", "nik_last4", "nik_missing_reason")),
    ("membership_card_no", _("Nomor KTA"), ("membership_card_no",)),
    ("birth", _("Lahir"), ("birth_date", "birthplace")),
    ("gender", _("Jenis kelamin"), ("gender",)),
    ("phone", _("Nomor HP"), ("phone", "has_whatsapp")),
    ("email", _("Email"), ("email",)),
    ("address", _("Alamat"), ("address",)),
    ("joined_on", _("Bergabung"), ("joined_on",)),
    ("bodies", _("Sayap/ormas"), ("bodies",)),
    ("wants_mentoring", _("Bersedia didampingi"), ("wants_mentoring",)),
)


@dataclass(frozen=True)
class Side:
    """One field of both rows as it is shown."""

    code: str
    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        """Whether there is something to choose."""
        return self.first != self.second


def sides_of(first: Member, second: Member) -> list[Side]:
    """Both rows, field by field; NIK and phone masked as on the profile."""
    return [Side(code, str(label), _shown(first, code), _shown(second, code)) for code, label, _columns in FIELDS]


def _shown(member: Member, code: str) -> str:
    if code == "full_name":
        return member.titled_name
    if code == "nik":
        return member.masked_nik or member.nik_missing_reason
    if code == "phone":
        return f"{member.masked_phone}{' · WhatsApp' if member.has_whatsapp else ''}" if member.phone else ""
    if code == "gender":
        return member.get_gender_display()
    if code == "bodies":
        return ", ".join(member.body_names)
    if code == "birth":
        born = short_date(member.birth_date) if member.birth_date else ""
        return ", ".join(filter(None, [member.birthplace, born]))
    if code == "wants_mentoring":
        return str(_("Ya") if member.wants_mentoring else _("Tidak"))
    value = getattr(member, code)
    return short_date(value) if code == "joined_on" and value else str(value or "")
