"""Which versions of the instruments hold where."""

from evaluations.enums import InstrumentUse
from evaluations.models import Instrument
from regions.models import Unit


def current_instruments(unit: Unit, use: str) -> list[Instrument]:
    """The newest national version of each code, or the province's edition of it where there is one. Two queries."""
    published = Instrument.objects.published().filter(use=InstrumentUse(use))
    found = {each.code: each for each in published.filter(province=None).order_by("version")}
    province = unit.pk if unit.tier == 1 else unit.province_id
    if province:
        for edition in published.filter(province=province).order_by("version"):
            if edition.code in found and edition.base_id in (found[edition.code].pk, found[edition.code].base_id):
                found[edition.code] = edition
    return [found[code] for code in sorted(found)]


def current_instrument(unit: Unit, code: str, use: str) -> Instrument | None:
    """The version of one instrument that holds at a unit."""
    return next((each for each in current_instruments(unit, use) if each.code == code), None)
