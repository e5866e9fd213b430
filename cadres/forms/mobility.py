"""Forms of careers: a step with its evidence, and striking one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.forms.fields import DateField
from cadres.models import Channel, MobilityStep
from regions.enums import Tier


class StepForm(forms.Form):
    """A post: which channel and tier, what it is called, from when until when, and what shows it."""

    channel = forms.ModelChoiceField(Channel.objects.all(), label=_("Saluran"), empty_label=_("Pilih saluran"))
    tier = forms.TypedChoiceField(
        label=_("Tingkat"),
        choices=[("", _("Tanpa tingkat")), *Tier.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    post = forms.CharField(
        label=_("Jabatan atau tugas"), max_length=120, help_text=_("Misalnya «Saksi TPS 14, Klasabi».")
    )
    evidence = forms.CharField(
        label=_("Bukti"), max_length=120, help_text=_("Nomor SK, surat mandat, atau piagam; dokumennya tidak disimpan.")
    )
    starts_on = DateField(label=_("Mulai"))
    ends_on = DateField(label=_("Sampai"), required=False, help_text=_("Kosong bila masih dijabat."))
    ends_membership = forms.BooleanField(
        label=_("Akhiri keanggotaan aktif"),
        required=False,
        help_text=_("Wajib dicentang untuk birokrat dan diplomat yang masih menjabat: ASN tidak boleh berpartai."),
    )

    @staticmethod
    def initial_of(step: MobilityStep) -> dict[str, Any]:
        """What a step says, as the form shows it."""
        names = ("tier", "post", "evidence", "starts_on", "ends_on")
        return {name: getattr(step, name) for name in names} | {"channel": step.channel_id}


class StrikeForm(forms.Form):
    """Why a step never was."""

    reason = forms.CharField(label=_("Alasan dicoret"), max_length=200)
