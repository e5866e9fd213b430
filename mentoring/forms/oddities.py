"""What is said about odd logs: by who wrote them, and by the coordinator who settles."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def _words(label: Any, most: int, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Tulis dengan kata-kata Anda sendiri.")},
    )


class ExplainForm(forms.Form):
    """How it came, in one's own words."""

    words = _words(_("Penjelasan Anda"), 600, _("Dibaca koordinator. Sekali kirim; tidak dapat diubah."))


class SettleForm(forms.Form):
    """What became of it, in words that the writer of the logs reads."""

    words = _words(_("Catatan penyelesaian"), 300, _("Dibaca penulis catatan."))
