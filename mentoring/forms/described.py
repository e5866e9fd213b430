"""The form of a log as data: what a phone without signal draws and checks it by."""

from collections.abc import Iterator
from typing import Any

from django import forms

from mentoring.enums import Competency
from mentoring.forms.logs import REVIEW, USUAL_TOPICS, LogForm, next_choices
from mentoring.rules.sessions import NEW_ACTIONS

KINDS: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.MultipleChoiceField, "choices"),
    (forms.ChoiceField, "choice"),
    (forms.DateField, "date"),
    (forms.TimeField, "time"),
    (forms.IntegerField, "number"),
    (forms.CharField, "text"),
)
#: Known to the phone without being told: the key is its own, and «when» is its date.
LEFT_OUT = ("client_uuid", "when")


def log_form() -> dict[str, Any]:
    """The fields of a log by the names under which they are sent, and the rows that come from a pairing."""
    return {
        "fields": list(_fields()),
        "reviews": [{"value": state.value, "label": str(state.label)} for state in REVIEW],
        "new_actions": NEW_ACTIONS,
        "usual_topics": [code.value for code in USUAL_TOPICS],
        "next": [{"value": value, "label": label} for value, label in next_choices()],
    }


def _fields() -> Iterator[dict[str, Any]]:
    for name, field in LogForm.base_fields.items():
        if name in LEFT_OUT:
            continue
        found: dict[str, Any] = {
            "name": name,
            "label": str(field.label),
            "kind": next(kind for cls, kind in KINDS if isinstance(field, cls)),
            "required": field.required or name == "date",
        }
        limits = {limit: getattr(field, limit, None) for limit in ("max_length", "min_value", "max_value")}
        found |= {limit: value for limit, value in limits.items() if value is not None}
        choices = Competency.choices if name in ("topics", "more_topics") else getattr(field, "choices", ())
        options = [{"value": str(value), "label": str(label)} for value, label in choices]
        yield found | ({"options": options} if options else {})
