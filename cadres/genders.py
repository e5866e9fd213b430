"""Gender as people write it in forms and sheets."""

from django.utils.translation import gettext as _

from cadres.errors import InputError

MALE = "male"
FEMALE = "female"

_WRITINGS = {
    MALE: ("l", "lk", "lk2", "laki", "lakilaki", "laki2", "pria", "cowok", "m", "male"),
    FEMALE: ("p", "pr", "prp", "perempuan", "wanita", "w", "cewek", "f", "female"),
}
_BY_WRITING = {writing: gender for gender, writings in _WRITINGS.items() for writing in writings}


class GenderError(InputError):
    """A text that names no gender. Code: gender_unknown."""


def parse_gender(text: str) -> str:
    """Return "male" or "female" for L/P, Laki-laki, Perempuan, Pria, Wanita, M/F. Raises GenderError."""
    key = "".join(letter for letter in text.lower() if letter.isalnum())
    if key not in _BY_WRITING:
        raise GenderError("gender_unknown", _("Jenis kelamin tidak dikenal; tulis L atau P."))
    return _BY_WRITING[key]
