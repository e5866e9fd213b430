"""The filter of the registry: a closed list of names and values."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cadres.enums import CadreLevel, Gender, MemberStatus
from cadres.selectors.members import search_condition
from core.search import unseal
from mentoring.forms.filters import ListFilter, any_of

SILENT_DAYS = 35


class MemberFilter(ListFilter):
    """What the registry can be asked for; the search words come sealed in `cari`."""

    orders: ClassVar[dict[str, tuple[str, ...]]] = {
        "name": ("name_key",),
        "level": ("level", "name_key"),
        "joined": ("joined_on", "name_key"),
        "last": ("last_held_on", "name_key"),
    }
    default_order: ClassVar[tuple[str, ...]] = ("name_key",)

    status = any_of(_("Semua status"), MemberStatus.choices)
    jenjang = any_of(_("Semua jenjang"), CadreLevel.choices)
    jenis = any_of(_("Perempuan dan laki-laki"), Gender.choices)
    dampingan = any_of(_("Didampingi atau belum"), (("ya", _("Sedang didampingi")), ("tidak", _("Belum didampingi"))))
    bersedia = forms.ChoiceField(
        required=False,
        choices=[("", ""), ("ya", _("Bersedia didampingi")), ("tidak", _("Tidak bersedia didampingi"))],
        widget=forms.HiddenInput,
    )
    diam = forms.ChoiceField(
        required=False, choices=[("", ""), ("ya", _("Tanpa sesi > 35 hari"))], widget=forms.HiddenInput
    )
    cari = forms.CharField(required=False, max_length=600, widget=forms.HiddenInput)

    @property
    def search_words(self) -> str:
        """What was searched for, unsealed."""
        return unseal(self.data.get("cari", ""))

    def apply(self, rows: Any) -> Any:
        """The rows that the filter and the search keep, in the asked order."""
        chosen = self.cleaned_data
        rows = self.narrowed(rows)
        if self.search_words:
            rows = rows.filter(search_condition(self.search_words, self.user))
        for name, column in (("status", "status"), ("jenjang", "level"), ("jenis", "gender")):
            if chosen[name]:
                rows = rows.filter(**{column: chosen[name]})
        for name, column in (("dampingan", "is_mentee"), ("bersedia", "wants_mentoring")):
            if chosen[name]:
                rows = rows.filter(**{column: chosen[name] == "ya"})
        if chosen["diam"]:
            rows = rows.filter(silent())
        return self.ordered(rows)

    @property
    def words(self) -> list[str]:
        """What is set, in the user's words; the search words stand first."""
        named = [word for word in super().words if word != self.data.get("cari")]
        return [f"“{self.search_words}”", *named] if self.search_words else named


def silent() -> Q:
    """Mentored now, and without a held session in the last 35 days (DOMAIN §5)."""
    since = timezone.localdate() - timedelta(days=SILENT_DAYS)
    return Q(is_mentee=True) & (Q(last_held_on__lt=since) | Q(last_held_on__isnull=True, mentored_since__lt=since))


WAITING = Q(is_mentee=False, wants_mentoring=True, status=MemberStatus.ACTIVE)
# Saved views: query, label, condition; counted in one aggregate.
CHIPS: tuple[tuple[str, Any, Q], ...] = (
    ("", _("Semua"), Q()),
    ("dampingan=ya", _("Sedang didampingi"), Q(is_mentee=True)),
    ("dampingan=tidak&bersedia=ya&status=active", _("Menunggu mentor"), WAITING),
    ("jenis=female", _("Perempuan"), Q(gender=Gender.FEMALE)),
)
