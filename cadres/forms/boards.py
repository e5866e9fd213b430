"""Forms of boards: confirming an office, returning it, putting it right, and disputes."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.enums import Seat
from cadres.forms.fields import DateField
from cadres.forms.units import TermDateField
from cadres.models import OfficerTerm
from cadres.services.boards import LONGEST_REASON


class ConfirmForm(forms.Form):
    """The decree on which a board above confirms."""

    decree_no = forms.CharField(label=_("Nomor SK"), max_length=60)
    decree_on = DateField(label=_("Tanggal SK"))


class ReturnForm(forms.Form):
    """What has to be put right."""

    reason = forms.CharField(
        label=_("Yang perlu diperbaiki"),
        max_length=LONGEST_REASON,
        help_text=_("Dibaca oleh unit yang mengajukan. Paling sedikit 10 huruf."),
    )


class CorrectForm(forms.Form):
    """What the confirmation stands on; a change waits for it anew."""

    post = forms.CharField(label=_("Jabatan"), max_length=100)
    decree_no = forms.CharField(label=_("Nomor SK"), max_length=60)
    decree_on = DateField(label=_("Tanggal SK"), required=False)
    starts_on = TermDateField(label=_("Mulai"))


class DisputeForm(forms.Form):
    """Why a board is disputed."""

    reason = forms.CharField(
        label=_("Apa yang disengketakan"),
        max_length=LONGEST_REASON,
        help_text=_("Paling sedikit 10 huruf. Tidak perlu menyebut nama."),
    )


class ResolveForm(forms.Form):
    """The decree that settles a dispute, and who holds each seat that more than one person claims."""

    def __init__(self, *args: Any, claims: Mapping[str, list[OfficerTerm]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.seats = [seat for seat, terms in claims.items() if len({term.member_id for term in terms}) > 1]
        chosen: dict[str, forms.Field] = {
            f"seat_{seat}": forms.TypedChoiceField(
                label=_("Yang sah sebagai %(seat)s") % {"seat": Seat(seat).label},
                coerce=int,
                widget=forms.RadioSelect,
                choices=[(term.pk, f"{term.member.full_name} · {term.post}") for term in claims[seat]],
            )
            for seat in self.seats
        }
        decree: dict[str, forms.Field] = {
            "decree_no": forms.CharField(label=_("Nomor SK penyelesaian"), max_length=60),
            "decree_on": DateField(label=_("Tanggal SK")),
            "resolution": forms.CharField(label=_("Isi putusan"), max_length=LONGEST_REASON),
        }
        self.fields = chosen | decree

    @property
    def decision(self) -> dict[str, Any]:
        """What was decided, as the deed takes it."""
        data = self.cleaned_data
        holders = {seat: data[f"seat_{seat}"] for seat in self.seats}
        return {"holders": holders} | {name: data[name] for name in ("decree_no", "decree_on", "resolution")}
