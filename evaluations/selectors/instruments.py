"""Which versions of the instruments hold where."""

from evaluations.enums import InstrumentUse
from evaluations.models import Instrument
from evaluations.models.instruments import province_of
from regions.models import Unit


def current_instruments(unit: Unit, use: str) -> list[Instrument]:
    """The newest national version of each code, or the province's edition of it where there is one. Two queries."""
    return held_in(province_of(unit), use)


def held_in(province: int | None, use: str) -> list[Instrument]:
    """`current_instruments` of all units of a province; of the nation where it is None."""
    published = Instrument.objects.published().filter(use=InstrumentUse(use))
    found = {each.code: each for each in published.filter(province=None).order_by("version")}
    if province:
        for edition in published.filter(province=province).order_by("version"):
            if edition.code in found and edition.base_id in (found[edition.code].pk, found[edition.code].base_id):
                found[edition.code] = edition
    return [found[code] for code in sorted(found)]


def current_instrument(unit: Unit, code: str, use: str) -> Instrument | None:
    """The version of one instrument that holds at a unit."""
    return next((each for each in current_instruments(unit, use) if each.code == code), None)
