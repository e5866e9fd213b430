"""The form of a log without a pairing: drawn once for the page that a phone keeps, filled there by script."""

from django import forms
from django.utils.translation import gettext as _

from accounts.models import FIRST_ZONE
from mentoring.enums import Competency
from mentoring.forms.logs import ON_DATE, REVIEW, UNKNOWN, USUAL_TOPICS, LogForm
from mentoring.models import Pairing


class BlankLogForm(LogForm):
    """The fields of every log. `review` and `present` are the patterns of rows that come from a pairing."""

    def __init__(self) -> None:
        forms.Form.__init__(self, auto_id="id_%s", initial={"minutes": 60, "mode": "face_to_face", "when": "today"})
        self.pairing, self.people, self.session, self.kept = Pairing(), [], None, None
        self.zone, self.older = FIRST_ZONE, []
        self._shape_fields(free_minutes=False, with_note=True)
        self.fields["time"].help_text = ""
        self.fields["review"] = forms.ChoiceField(
            choices=[("", _("Masih jalan")), *((state.value, state.label) for state in REVIEW)],
            required=False,
            widget=forms.RadioSelect,
        )
        self.fields["present"] = forms.MultipleChoiceField(
            label=_("Yang hadir"), choices=[("0", "")], widget=forms.CheckboxSelectMultiple
        )

    def _split_topics(self) -> None:
        usual = {code.value for code in USUAL_TOPICS}
        for name in ("topics", "more_topics"):
            chosen = [choice for choice in Competency.choices if (choice[0] in usual) == (name == "topics")]
            self.fields[name].choices = chosen  # type: ignore[attr-defined]

    def _next_choices(self) -> list[tuple[str, str]]:
        weeks = (("7", _("1 minggu")), ("14", _("2 minggu")), ("28", _("1 bulan")))
        return [*weeks, (ON_DATE, _("Tanggal")), (UNKNOWN, _("Belum tahu"))]
