"""Forms about what phones have sent."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoring.selectors.sync import Difference

STORED, SENT = "stored", "sent"
ALL_STORED, ALL_SENT, EACH = "all_stored", "all_sent", "each"


class VersionsForm(forms.Form):
    """For each field in which two versions differ, which of them counts; or one of them as a whole (`keep`)."""

    keep = forms.ChoiceField(choices=[(ALL_STORED, ""), (ALL_SENT, ""), (EACH, "")])

    def __init__(self, *args: Any, differences: Sequence[Difference], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differences = differences
        for each in differences:
            self.fields[each.name] = forms.ChoiceField(
                label=each.label,
                choices=[(STORED, each.stored or _("(kosong)")), (SENT, each.sent or _("(kosong)"))],
                initial=STORED,
                required=False,
                widget=forms.RadioSelect,
            )

    def rows(self) -> list[tuple[Difference, forms.BoundField]]:
        """The fields with what both versions say."""
        return [(each, self[each.name]) for each in self.differences]

    @property
    def chosen(self) -> set[str]:
        """The fields that are taken from the phone's version."""
        keep = self.cleaned_data["keep"]
        wanted = {each.name for each in self.differences if self.cleaned_data.get(each.name) == SENT}
        return {each.name for each in self.differences} if keep == ALL_SENT else wanted if keep == EACH else set()
