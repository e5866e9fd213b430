"""Who stands behind a figure of answers (K11, K12, K21): who was asked or has answered, never what he said."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cadres.models import HIDDEN, Member
from mentoring.models import PairingParticipant
from regions.models import Unit

BEHAVIOUR = "perilaku"
MEASURES = {
    "kedekatan": _("Kader dampingan yang mengisi cek kedekatan"),
    "kedekatan_mentor": _("Mentor yang mengisi cek kedekatan"),
    "reaksi_diminta": _("Diminta menilai program"),
    "reaksi": _("Menilai program"),
    BEHAVIOUR: _("Dinilai perilakunya pada awal dan sesudah tiga bulan"),
}
# What the database calls them (`kad_raters`).
CALLED = dict(
    zip(MEASURES, ("rapport_mentee", "rapport_mentor", "reaction_asked", "reaction", "behaviour"), strict=True)
)
_KEYS = "SELECT kad_raters(%s, %s, %s)"


@dataclass(frozen=True)
class Raters:
    """The people behind a measure: who is in the reader's sight, and how many there are with those who have left it."""

    seen: QuerySet[Any]
    total: int


def raters(user: User, unit: Unit, month: date, measure: str) -> Raters:
    """The people behind a measure of a month at a unit, by name; the database decides who may ask.

    Members who were at home there when their forms were locked; of behaviour those who take part in the programmes that
    stand there.
    """
    asked = (unit.pk, month, CALLED[measure])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({_KEYS}) k", asked)
        (total,) = cursor.fetchone()
    keys = RawSQL(_KEYS, asked)
    if measure == BEHAVIOUR:
        hidden = Member.objects.filter(HIDDEN, pk=OuterRef("member"))
        found = PairingParticipant.objects.for_user(user).filter(pk__in=keys).annotate(is_hidden=Exists(hidden))
        return Raters(found.select_related("unit").order_by("name", "pk"), total)
    found = Member.objects.for_user(user).filter(user__in=keys).select_related("unit").defer("nik")
    return Raters(found.order_by("name_key", "pk"), total)


def rater_line(row: Member | PairingParticipant) -> tuple[str, Unit]:
    """Name and place; no name of who has asked that no list shows him (DOMAIN §11)."""
    if isinstance(row, Member):
        return row.listed_name, row.unit
    return gettext("(data dibatasi)") if getattr(row, "is_hidden", False) else row.name, row.unit
