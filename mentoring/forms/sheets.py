"""How many sheets of paper to print."""

from django import forms
from django.utils.translation import gettext_lazy

from mentoring.rules.sheets import MOST_AT_ONCE


class SheetsForm(forms.Form):
    """For each relation so many."""

    count = forms.IntegerField(
        label=gettext_lazy("Lembar untuk tiap pasangan"), min_value=1, max_value=MOST_AT_ONCE, initial=2
    )
