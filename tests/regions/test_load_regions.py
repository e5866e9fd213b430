import time

import pytest

from regions.enums import AreaKind, Tier
from regions.models import Area, Unit, UnitLabel
from regions.selectors import search_units, trail

pytestmark = pytest.mark.django_db


def test_load_regions_holds_the_whole_list():
    counts = {kind: Area.objects.filter(kind=kind).count() for kind in AreaKind}

    assert counts == {
        AreaKind.PROVINSI: 38,
        AreaKind.KABUPATEN: 416,
        AreaKind.KOTA: 98,
        AreaKind.KECAMATAN: 6_492,
        AreaKind.DISTRIK: 793,
        AreaKind.DESA: 75_252,
        AreaKind.KELURAHAN: 8_496,
        AreaKind.DESA_ADAT: 14,
    }
    assert Area.objects.count() == 91_599
    assert Unit.objects.count() == 91_600  # and the national one


def test_kota_sorong_has_ten_districts_and_forty_one_kelurahan():
    sorong = Unit.objects.with_code("96.71").get()

    districts = Unit.objects.children_of(sorong)

    assert sorong.name == "Kota Sorong"
    assert districts.count() == 10
    assert {unit.label for unit in districts} == {"Distrik"}
    assert Unit.objects.within(sorong).filter(tier=Tier.VILLAGE).count() == 41
    assert (sorong.time_zone, sorong.zone_name) == ("Asia/Jayapura", "WIT")
    assert [unit.name for unit in trail(sorong)] == ["Indonesia", "Papua Barat Daya", "Kota Sorong"]


def test_labels_say_distrik_only_where_the_list_does():
    labels = UnitLabel.objects.filter(tier=Tier.DISTRICT)

    assert set(labels.filter(province=None).values_list("label", flat=True)) == {"Kecamatan"}
    assert set(labels.exclude(province=None).values_list("label", flat=True)) == {"Distrik"}
    assert "Papua Barat Daya" in labels.exclude(province=None).values_list("province__name", flat=True)


def test_every_unit_carries_the_ids_of_its_ancestors():
    klasabi = Unit.objects.get(tier=Tier.VILLAGE, path__contains="Kota Sorong", name="Klasabi")

    assert klasabi.village_id == klasabi.pk
    assert klasabi.district_id == klasabi.parent_id
    assert klasabi.regency.name == "Kota Sorong"
    assert klasabi.province.name == "Papua Barat Daya"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kota sorong", "Kota Sorong"),
        ("sorong klasabi", "Klasabi"),
        ("KLASABI, manoi", "Klasabi"),
        ("96.71", "Kota Sorong"),
        ("kl", "Klari"),
        ("19 nop", "19 Nopember"),
        ("%", None),
        ("", None),
    ],
)
def test_search_units_finds_words_in_any_order(text, expected):
    found = [unit.name for unit in search_units(text)]

    assert (found[0] if found else None) == expected


def test_search_units_stays_inside_a_subtree():
    papua = Unit.objects.with_code("96").get()

    found = search_units("sorong", within=papua, limit=50)

    assert {unit.province_id for unit in found} == {papua.pk}


def test_search_units_is_fast_over_all_names():
    search_units("sorong")
    started = time.perf_counter()

    for text in ("sa", "jawa", "kabupaten", "desa baru timur", "klasabi sorong manoi"):
        search_units(text)

    assert (time.perf_counter() - started) / 5 < 0.150


def test_unit_is_found_by_code_without_reading_the_whole_list():
    lookup = Unit.objects.with_code("96.71.06.1005").explain()

    assert "Seq Scan" not in lookup
