"""The form of a way between two posts: from, to, and what it asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.enums import EventKind, LevelKind, NeedKind
from cadres.models import CareerPath, Channel, Level
from regions.enums import Tier

TIERS = [(tier.value, tier.label) for tier in Tier if tier <= Tier.VILLAGE]


class WayForm(forms.Form):
    """From a post to a post; an empty need is not asked for."""

    origin = forms.ModelChoiceField(Channel.objects.all(), label=_("Dari"), empty_label=_("Pilih saluran"))
    origin_tier = forms.TypedChoiceField(label=_("Tingkat asal"), choices=TIERS, coerce=int)
    goal = forms.ModelChoiceField(Channel.objects.exclude(code="member"), label=_("Ke"), empty_label=_("Pilih saluran"))
    goal_tier = forms.TypedChoiceField(label=_("Tingkat tujuan"), choices=TIERS, coerce=int)
    months = forms.IntegerField(
        label=_("Bulan di jabatan asal"),
        min_value=1,
        max_value=240,
        required=False,
        help_text=_("Kosong: tidak diminta."),
    )
    level = forms.ChoiceField(label=_("Jenjang paling rendah"), required=False)
    trainings = forms.MultipleChoiceField(
        label=_("Pelatihan yang lulus"),
        choices=EventKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    mentored = forms.BooleanField(label=_("Sedang atau pernah didampingi mentor"), required=False)
    age = forms.IntegerField(label=_("Umur paling muda"), min_value=17, max_value=70, required=False)
    reason = forms.CharField(label=_("Alasan perubahan"), max_length=200)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        levels = Level.objects.filter(kind=LevelKind.LEVEL, order__gt=0).order_by("order")
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            ("", _("Tidak diminta")),
            *levels.values_list("code", "name"),
        ]

    @staticmethod
    def initial_of(way: CareerPath) -> dict[str, Any]:
        """What a way says, as the form shows it."""
        found: dict[str, Any] = {name: getattr(way, name) for name in ("origin", "origin_tier", "goal", "goal_tier")}
        for need in way.needs.all():
            if need.kind == NeedKind.TRAINING:
                found.setdefault("trainings", []).append(need.detail)
            else:
                found |= {
                    NeedKind.POST: {"months": need.amount},
                    NeedKind.LEVEL: {"level": need.detail},
                    NeedKind.MENTORED: {"mentored": True},
                    NeedKind.AGE: {"age": need.amount},
                }[NeedKind(need.kind)]
        return found

    @property
    def said(self) -> dict[str, Any]:
        """What the deed takes: both posts, the needs in their order, the reason."""
        data = self.cleaned_data
        needs = [
            *([(NeedKind.POST, data["months"], "")] if data["months"] else []),
            *([(NeedKind.LEVEL, 1, data["level"])] if data["level"] else []),
            *[(NeedKind.TRAINING, 1, kind) for kind in data["trainings"]],
            *([(NeedKind.MENTORED, 1, "")] if data["mentored"] else []),
            *([(NeedKind.AGE, data["age"], "")] if data["age"] else []),
        ]
        ends = {name: data[name] for name in ("origin", "origin_tier", "goal", "goal_tier")}
        return ends | {"needs": needs, "reason": data["reason"]}


class DropForm(forms.Form):
    """Why a way goes."""

    reason = forms.CharField(label=_("Alasan dihapus"), max_length=200)
