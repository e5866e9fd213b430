"""Forms of a coordinator's calls."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentoring.enums import ContactWith
from mentoring.forms.fields import DayField


class ContactForm(forms.Form):
    """A talk about a relation."""

    who = forms.ChoiceField(label=_("Berbicara dengan"), choices=ContactWith.choices, initial=ContactWith.BOTH)
    on = DayField(label=_("Tanggal"), initial=timezone.localdate)
    note = forms.CharField(
        label=_("Catatan"),
        max_length=300,
        required=False,
        help_text=_("Dibaca koordinator dan sekretariat saja. Tanpa isi laporan rahasia."),
    )
