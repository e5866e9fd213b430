"""What the link of an offer asks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoring.forms.fields import DayField

FIRST_BORN = 1900


class LinkAnswerForm(forms.Form):
    """Who answers: the date of birth, which nobody types who has only come by the link."""

    birth_date = DayField(
        first_year=FIRST_BORN,
        label=_("Tanggal lahir Anda"),
        help_text=_("Untuk memastikan Anda sendiri yang menjawab. Contoh: 17/08/1995."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "bday"}),
        error_messages={"required": _("Isi tanggal lahir Anda.")},
    )
