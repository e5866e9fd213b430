"""Which unit a row of a sheet means: names of regions as people write them, against the units of one reach."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cadres.errors import InputError
from cadres.spreadsheets.places import Suggestion, nearest, place_key, regency_key
from regions.enums import Tier
from regions.models import Unit

#: A name this alike to the one that must stand there is a slip of the pen, otherwise another place.
SLIP_PERCENT = 85
TIERS = {"province": Tier.PROVINCE, "regency": Tier.REGENCY, "district": Tier.DISTRICT, "village": Tier.VILLAGE}


class PlaceError(InputError):
    """A place that cannot be told. `field` is the column to look at, `suggestion` what may be meant.

    Codes: place_missing, place_unknown, place_elsewhere, place_ambiguous, place_outside.
    """

    def __init__(self, field: str, code: str, sentence: str, suggestion: dict[str, Any] | None = None) -> None:
        super().__init__(code, sentence)
        self.field = field
        self.suggestion = suggestion or {}


@dataclass(frozen=True, slots=True)
class Place:
    """A unit with its ancestors per tier, as far as a name needs them."""

    pk: int
    name: str
    label: str
    above: frozenset[int]


class UnitFinder:
    """Finds the village unit that a row names, inside the subtree of `root`; the units are read once."""

    def __init__(self, root: Unit) -> None:
        self._root = root
        self._by_key: dict[str, dict[str, list[Place]]] = {field: defaultdict(list) for field in TIERS}
        self._found: dict[tuple[str, ...], int | PlaceError] = {}
        self._fixed = self._ancestors()
        fields = {tier: field for field, tier in TIERS.items()}
        units = (
            Unit.objects.within(root)
            .filter(is_active=True, tier__in=fields)
            .values_list("pk", "tier", "name", "label", "province_id", "regency_id", "district_id")
        )
        for pk, tier, name, label, *above in units:
            place = Place(pk, name, label, frozenset(i for i in above if i))
            self._by_key[fields[tier]][_key(fields[tier], name)].append(place)  # type: ignore[index]

    def find(self, province: str, regency: str, district: str, village: str, *, any_tier: bool = False) -> int:
        """The id of the village unit, or with `any_tier` of the narrowest unit named. Raises PlaceError."""
        names = (province, regency, district, village)
        if names not in self._found:
            try:
                self._found[names] = self._find(dict(zip(TIERS, names, strict=True)), any_tier)
            except PlaceError as error:
                self._found[names] = error
        found = self._found[names]
        if isinstance(found, PlaceError):
            raise found
        return found

    def _find(self, names: dict[str, str], any_tier: bool) -> int:
        inside: set[int] | None = None  # ids of the units that the wider names allow
        where = self._root.name
        for field in ("province", "regency", "district"):
            if not names[field]:
                continue
            if field in self._fixed:
                self._check_fixed(field, names[field])
                continue
            places = self._matching(field, names[field], inside)
            if not places:
                raise self._unknown(field, names[field], where, inside)
            inside = {place.pk for place in places}
            where = places[0].name
        if any_tier and not names["village"]:
            return self._narrowest(names, inside, where)
        if "village" in self._fixed:
            if names["village"]:
                self._check_fixed("village", names["village"])
            return self._root.pk
        return self._village(names["village"], where, inside)

    def _narrowest(self, names: dict[str, str], inside: set[int] | None, where: str) -> int:
        """The unit that the wider names leave: the only one they mean, or one's own when they name nothing below."""
        if inside is None:
            return self._root.pk
        if len(inside) == 1:
            return next(iter(inside))
        field = next(field for field in ("district", "regency", "province") if names[field])
        sentence = _("Ada %(count)d unit bernama «%(name)s»; isi kolom wilayah di atasnya.")
        values = {"count": len(inside), "name": where}
        raise PlaceError(field, "place_ambiguous", sentence % values)

    def _village(self, name: str, where: str, inside: set[int] | None) -> int:
        if not name:
            raise PlaceError("village", "place_missing", _("Kelurahan atau kampung belum diisi."))
        places = self._matching("village", name, inside)
        if len(places) == 1:
            return places[0].pk
        if places:
            sentence = _("Ada %(count)d ranting «%(name)s» (%(districts)s); isi kolom distriknya.")
            values = {"count": len(places), "name": name, "districts": self._districts(places)}
            raise PlaceError("district", "place_ambiguous", sentence % values)
        if elsewhere := self._matching("village", name, None):
            sentence = _("Ranting «%(name)s» tidak ada di %(where)s, tetapi di %(districts)s.")
            values = {"name": name, "where": where, "districts": self._districts(elsewhere)}
            raise PlaceError("village", "place_elsewhere", sentence % values, self._one_elsewhere(name, elsewhere))
        raise self._unknown("village", name, where, inside)

    def _matching(self, field: str, name: str, inside: set[int] | None) -> list[Place]:
        places = self._by_key[field].get(_key(field, name), [])
        if not places and field == "regency":  # «Sorong» may be the kota or the kabupaten
            places = [
                p for kind in ("kota", "kabupaten") for p in self._by_key[field].get(f"{kind} {_key(field, name)}", [])
            ]
        return _inside(places, inside)

    def _unknown(self, field: str, name: str, where: str, inside: set[int] | None) -> PlaceError:
        known = _inside((place for places in self._by_key[field].values() for place in places), inside)
        values = {"kind": self._kind(field), "name": name, "where": where}
        if close := nearest(name, (place.name for place in known), limit=1):
            suggestion = _suggested(field, name, {field: close[0].name}, close[0].name, close[0].percent)
            return PlaceError(field, "place_unknown", _no_such_place(values, close[0]), suggestion)
        sentence = _("Tidak ada %(kind)s «%(name)s» di %(where)s.")
        suggestion = self._near_elsewhere(name) if field == "village" and inside is not None else {}
        return PlaceError(field, "place_unknown", sentence % values, suggestion)

    def _near_elsewhere(self, name: str) -> dict[str, Any]:
        """The nearest ranting in the whole reach, when none in the named district comes near."""
        places = [place for group in self._by_key["village"].values() for place in group]
        close = nearest(name, (place.name for place in places), limit=1)
        if not close:
            return {}
        same = [place for place in places if place.name == close[0].name]
        return self._one_elsewhere(name, same, close[0].percent)

    def _one_elsewhere(self, name: str, places: list[Place], percent: int = 100) -> dict[str, Any]:
        """The suggestion to correct the district as well; none when there are several such places."""
        if len(places) != 1:
            return {}
        district = self._districts(places)
        cells = {"village": places[0].name, "district": district}
        return _suggested("village", name, cells, f"{places[0].name}, {district}", percent)

    def _check_fixed(self, field: str, name: str) -> None:
        """The name of a tier at or above the root, which can only be one."""
        unit = self._fixed[field]
        written, right = _key(field, name), _key(field, unit.name)
        if written == right or (field == "regency" and written == right.partition(" ")[2]):
            return
        close = nearest(name, [unit.name], limit=1)
        if close and close[0].percent >= SLIP_PERCENT:
            above = unit.path.split(", ")[1:] or [_("Indonesia")]
            values = {"kind": self._kind(field), "name": name, "where": above[0]}
            suggestion = _suggested(field, name, {field: unit.name}, unit.name, close[0].percent)
            raise PlaceError(field, "place_unknown", _no_such_place(values, close[0]), suggestion)
        sentence = _("«%(name)s» di luar wilayah kerja Anda (%(root)s).")
        raise PlaceError(field, "place_outside", sentence % {"name": name, "root": self._root.name})

    def _ancestors(self) -> dict[str, Unit]:
        ids = {field: getattr(self._root, f"{field}_id") for field in TIERS}
        wanted = {field: pk for field, pk in ids.items() if pk}
        units = Unit.objects.in_bulk(list(wanted.values())) if wanted else {}
        return {field: units[pk] for field, pk in wanted.items()}

    def _districts(self, places: Iterable[Place]) -> str:
        above = {pk for place in places for pk in place.above}
        districts = (p for group in self._by_key["district"].values() for p in group if p.pk in above)
        return ", ".join(sorted(place.name for place in districts)) or self._root.name

    def _kind(self, field: str) -> str:
        if field == "district":
            labels = (place.label for places in self._by_key[field].values() for place in places)
            return next(labels, _("distrik")).lower()
        return {"province": _("provinsi"), "regency": _("kabupaten/kota"), "village": _("ranting")}[field]


def _key(field: str, name: str) -> str:
    return regency_key(name) if field == "regency" else place_key(name)


def _inside(places: Iterable[Place], inside: set[int] | None) -> list[Place]:
    return [place for place in places if inside is None or place.above & inside]


def _suggested(field: str, written: str, cells: dict[str, str], label: str, percent: int) -> dict[str, Any]:
    """What a row would be with the nearest place; holds names of places alone."""
    return {"field": field, "written": written, "cells": cells, "label": label, "percent": percent}


def _no_such_place(values: dict[str, str], close: Suggestion) -> str:
    sentence = _("Tidak ada %(kind)s «%(name)s» di %(where)s. Maksudnya %(close)s (mirip %(percent)d%%)?")
    return sentence % {**values, "close": close.name, "percent": close.percent}
