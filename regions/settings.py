"""Settings of the party that runs this installation (DOMAIN §5).

The app that uses a setting declares it, with its default and the form field that checks it; the present value is
the newest `Setting` row of its key, or the default. Read with the statement that opens a request or job.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from core.context import forget, read_along, remembered
from regions.enums import SettingGroup
from regions.models import Setting

_STORED, _VALUES = "regions.settings.stored", "regions.settings.values"
# Every request and job reads this table once, in the statement that opens it.
read_along(
    _STORED,
    "SELECT jsonb_object_agg(s.key, s.value)"
    " FROM (SELECT DISTINCT ON (key) key, value FROM regions_setting ORDER BY key, id DESC) s",
)


@dataclass(frozen=True)
class Declared:
    """A setting: its key, what it is called, its default, how it is checked, and where the default comes from."""

    key: str
    group: SettingGroup
    label: Any
    default: Any
    form: Callable[..., forms.Field]
    help: Any = ""
    measure: Any = ""
    source: str = ""

    def field(self) -> forms.Field:
        """The form field that checks a new value."""
        return self.form(label=self.label, help_text=self.help)

    def shown(self, value: Any) -> str:
        """A value as people read it: the name of a choice, or the figure with its measure."""
        names = {str(code): name for code, name in getattr(self.field(), "choices", ())}
        return str(names.get(str(value), f"{value} {self.measure}".strip()))


Rule = Callable[[Mapping[str, Any]], str]
_DECLARED: dict[str, Declared] = {}
_RULES: list[Rule] = []


def declare(key: str, **options: Any) -> Declared:
    """Make a setting known, when its app is loaded. Raises ValueError for a key that is taken or a bad default."""
    if key in _DECLARED:
        raise ValueError(f"{key} is declared twice")
    found = Declared(key, **options)
    if found.field().clean(found.default) != found.default:
        raise ValueError(f"{key}: the default does not pass its own field")
    _DECLARED[key] = found
    return found


def restrict(rule: Rule) -> Rule:
    """Add a rule over several settings: it gets all values as they would be, and answers with a sentence or ""."""
    _RULES.append(rule)
    return rule


def declared() -> list[Declared]:
    """All settings there are, in the order of their declaration."""
    return list(_DECLARED.values())


def find(key: str) -> Declared | None:
    """The setting with a key, if there is one."""
    return _DECLARED.get(key)


def value(key: str) -> Any:
    """What holds now. Raises KeyError for a setting that nobody has declared."""
    return values()[key]


def values() -> dict[str, Any]:
    """What holds now, for every setting: read together in a request or job, however often it is asked."""
    known: dict[str, Any] = remembered(_VALUES, _read)
    return known


def problems(key: str, new: Any) -> list[str]:
    """Why a new value does not go together with the other settings, one sentence each."""
    wanted = values() | {key: new}
    return [sentence for sentence in (rule(wanted) for rule in _RULES) if sentence]


def changed() -> None:
    """Read anew: called by whoever has written a setting."""
    forget(_STORED)
    forget(_VALUES)


def _read() -> dict[str, Any]:
    stored = remembered(_STORED, lambda: dict(Setting.objects.present().values_list("key", "value"))) or {}
    stored = json.loads(stored) if isinstance(stored, str) else stored
    return {key: stored.get(key, each.default) for key, each in _DECLARED.items()}
