"""The filter of the list of officers."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from cadres.enums import Gender
from mentoring.forms.filters import ListFilter, any_of
from regions.models import Unit


class OfficerFilter(ListFilter):
    """Unit and gender."""

    orders: ClassVar[dict[str, tuple[str, ...]]] = {"name": ("name_key",)}
    default_order: ClassVar[tuple[str, ...]] = ("name_key",)

    jenis = any_of(_("Perempuan dan laki-laki"), Gender.choices)

    @property
    def unit(self) -> Unit:
        """The chosen unit, else one's own."""
        assert self.user.scope is not None
        return self.cleaned_data["wilayah"] or self.user.scope.unit

    def apply(self, rows: Any) -> Any:
        """The rows that the filter keeps, in the asked order."""
        if self.cleaned_data["jenis"]:
            rows = rows.filter(gender=self.cleaned_data["jenis"])
        return self.ordered(rows)
