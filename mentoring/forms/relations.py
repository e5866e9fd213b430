"""Forms of wishes, early ends and closings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoring.enums import ContactAfter, ExitReason, NextRole, RequestState


def _long(label: str, size: int, *, help_text: str = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=size,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Isi bagian ini; satu kalimat cukup.")},
    )


class RequestForm(forms.Form):
    """The mentor one would like."""

    wanted = forms.CharField(
        label=_("Nama mentor yang Anda inginkan"),
        max_length=120,
        help_text=_("Hanya koordinator yang membacanya."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Tulis nama mentor yang Anda inginkan.")},
    )


class RequestAnswerForm(forms.Form):
    """What becomes of a wish."""

    to = forms.ChoiceField(
        label=_("Keputusan"),
        choices=[(RequestState.MET.value, _("Dipenuhi")), (RequestState.NOT_MET.value, _("Tidak dapat dipenuhi"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih keputusannya.")},
    )
    answer = forms.CharField(
        label=_("Jawaban kepada kader"),
        max_length=300,
        required=False,
        help_text=_("Wajib bila tidak dapat dipenuhi; kader membacanya."),
    )


class ExitTellForm(forms.Form):
    """What somebody says after an early end; every line may stay empty."""

    reasons = forms.MultipleChoiceField(
        label=_("Yang ikut menentukan"), choices=ExitReason.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    words = _long(_("Yang perlu diketahui koordinator"), 600, required=False)
    would_continue = forms.TypedChoiceField(
        label=_("Ingin didampingi lagi?"),
        choices=[("", _("Belum tahu")), ("ya", _("Ya")), ("tidak", _("Tidak"))],
        coerce=lambda text: text == "ya",
        empty_value=None,
        required=False,
    )


class ExitCallForm(forms.Form):
    """What came of the coordinator's call."""

    note = _long(_("Hasil pembicaraan"), 600, help_text=_("Siapa dihubungi, kapan, dan apa langkah berikutnya."))


class ClosingForm(forms.Form):
    """What was gained, what is left, and how people keep in touch."""

    gains = _long(_("Yang dicapai"), 600)
    unfinished = _long(
        _("Yang belum selesai, dan siapa melanjutkannya"), 600, help_text=_("Bila tidak ada, tulis «tidak ada».")
    )
    contact = forms.ChoiceField(
        label=_("Kontak sesudahnya"),
        choices=ContactAfter.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih kontak sesudahnya.")},
    )


class ClosingTellForm(forms.Form):
    """One's own look back."""

    helped = _long(_("Apa yang paling menolong?"), 400)
    change = _long(_("Apa yang perlu diubah?"), 400)
    again = forms.TypedChoiceField(
        label=_("Mau ikut pendampingan lagi?"),
        choices=[("ya", _("Ya")), ("tidak", _("Tidak"))],
        coerce=lambda text: text == "ya",
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih ya atau tidak.")},
    )


class ThankForm(forms.Form):
    """The next role that is proposed; sending it thanks everybody."""

    next_role = forms.ChoiceField(
        label=_("Peran berikut yang diusulkan"),
        choices=[("", _("Pilih")), *NextRole.choices],
        error_messages={"required": _("Pilih peran berikutnya.")},
    )
    next_role_note = forms.CharField(label=_("Keterangan"), max_length=200, required=False)
