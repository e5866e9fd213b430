"""The form of a log without a pairing: drawn once for the page that a phone keeps, filled there by script."""

from django import forms

from accounts.models import FIRST_ZONE
from mentoring.forms.logs import LogForm, attendance_field, review_field
from mentoring.models import Pairing


class BlankLogForm(LogForm):
    """The fields of every log. `review` and `here` are the patterns of rows that come from a pairing."""

    def __init__(self) -> None:
        forms.Form.__init__(self, auto_id="id_%s", initial={"minutes": 60, "mode": "face_to_face", "when": "today"})
        self.pairing, self.people, self.session, self.kept = Pairing(), [], None, None
        self.zone, self.older, self._later_plan = FIRST_ZONE, [], None
        self._shape_fields(free_minutes=False, with_note=True)
        self.fields["time"].help_text = ""
        self.fields["review"] = review_field("")
        self.fields["here"] = attendance_field("")

    def _last_topics(self) -> list[str]:
        return []
