"""What is read of partnerships: lists, what lacks before they are in force, and a cadre's own."""

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.models import Member
from partnerships.enums import PartnerKind
from partnerships.models import Activity, ActivityCadre, Partnership
from regions.models import Unit


def partnerships_of(user: User, unit: Unit) -> QuerySet[Partnership]:
    """The partnerships of a unit and below, with how many activities each has."""
    rows: QuerySet[Partnership] = Partnership.objects.for_user(user).within(unit).select_related("unit")
    return rows.annotate(done=Count("activities")).order_by("ends_on", "name", "pk")


def missing_for_force(partnership: Partnership) -> list[str]:
    """What a formal partnership lacks before it is in force, in words (DOMAIN §4.4)."""
    if partnership.kind != PartnerKind.FORMAL:
        return []
    wanted = (
        (partnership.document_ref, _("nomor naskah kerja sama")),
        (partnership.our_role, _("peran partai")),
        (partnership.their_role, _("peran mitra")),
        (partnership.ends_on, _("tanggal selesai")),
    )
    return [label for value, label in wanted if not value]


def activities_of(user: User, partnership: Partnership) -> QuerySet[Activity]:
    """The activities of a partnership, the newest first."""
    rows: QuerySet[Activity] = Activity.objects.for_user(user).filter(partnership=partnership)
    return rows.select_related("event", "programme")


def partners_of(user: User, member: Member) -> QuerySet[ActivityCadre]:
    """The activities with partners in which a cadre takes part, as far as the reader may know."""
    rows: QuerySet[ActivityCadre] = ActivityCadre.objects.for_user(user).filter(member=member)
    return rows.select_related("activity__partnership").order_by("-activity__starts_on", "-pk")
