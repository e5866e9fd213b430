"""Affiliated bodies of the party: wings and founding organisations (DOMAIN §1). A tag of a member, never a tier."""

import json
from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cadres.enums import BodyKind
from core.context import forget, read_along, remembered
from core.history import tracked

_STORED, _NAMES = "cadres.bodies.stored", "cadres.bodies.names"
read_along(
    _STORED, "SELECT jsonb_agg(jsonb_build_array(code, name, is_active) ORDER BY name) FROM cadres_affiliatedbody"
)


@tracked()
class AffiliatedBody(models.Model):
    """A wing or founding organisation, nobody's data. `Member.bodies` holds codes; the database knows no others.

    A code stays for good. Who is no longer given a tag keeps the ones there are: a body is closed, not deleted.
    """

    code = models.SlugField(
        _("kode"), max_length=20, unique=True, help_text=_("Singkatan tanpa spasi; tetap selamanya.")
    )
    name = models.CharField(_("nama"), max_length=80, unique=True)
    kind = models.CharField(_("jenis"), max_length=7, choices=BodyKind, default=BodyKind.WING)
    is_active = models.BooleanField(
        _("dipakai"),
        default=True,
        help_text=_("Yang tidak dipakai lagi tetap tercatat pada kader yang sudah memilikinya."),
    )

    class Meta:
        verbose_name = _("sayap atau ormas")
        ordering: ClassVar = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=BodyKind.values), name="affiliatedbody_kind"),
            models.CheckConstraint(condition=Q(code__regex=r"^[a-z0-9][a-z0-9-]*$"), name="affiliatedbody_code"),
            models.CheckConstraint(condition=~Q(name=""), name="affiliatedbody_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


def bodies_changed() -> None:
    """Read anew: called by whoever has written a body."""
    forget(_STORED)
    forget(_NAMES)


def body_names(*, active_only: bool = False) -> dict[str, str]:
    """The names of the bodies by code, by name: read with the statement that opens a request or job."""
    known: list[tuple[str, str, bool]] = remembered(_NAMES, _read)
    return {code: name for code, name, is_active in known if is_active or not active_only}


def body_choices(*, besides: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The bodies that may be given, and those of `besides`, as the choices of a form."""
    given, active = set(besides), body_names(active_only=True)
    return [(code, name) for code, name in body_names().items() if code in active or code in given]


def _read() -> list[tuple[str, str, bool]]:
    rows = AffiliatedBody.objects.order_by("name").values_list("code", "name", "is_active")
    stored = remembered(_STORED, lambda: list(rows))
    return [tuple(row) for row in (json.loads(stored) if isinstance(stored, str) else stored or ())]
