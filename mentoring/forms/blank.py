"""The form of a log without a pairing: drawn once for the page that a phone keeps, filled there by script."""

from django import forms
from django.utils.translation import gettext as _

from accounts.models import FIRST_ZONE
from mentoring.forms.logs import LogForm, review_field
from mentoring.models import Pairing


class BlankLogForm(LogForm):
    """The fields of every log. `review` and `present` are the patterns of rows that come from a pairing."""

    def __init__(self) -> None:
        forms.Form.__init__(self, auto_id="id_%s", initial={"minutes": 60, "mode": "face_to_face", "when": "today"})
        self.pairing, self.people, self.session, self.kept = Pairing(), [], None, None
        self.zone, self.older, self._later_plan = FIRST_ZONE, [], None
        self._shape_fields(free_minutes=False, with_note=True)
        self.fields["time"].help_text = ""
        self.fields["review"] = review_field("")
        self.fields["present"] = forms.MultipleChoiceField(
            label=_("Yang hadir"), choices=[("0", "")], widget=forms.CheckboxSelectMultiple
        )

    def _last_topics(self) -> list[str]:
        return []
