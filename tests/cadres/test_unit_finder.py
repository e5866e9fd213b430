import pytest

from cadres.selectors.places import PlaceError, UnitFinder
from tests.factories.accounts import unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def finder():
    return UnitFinder(unit("96.71"))


@pytest.mark.parametrize(
    "names",
    [
        ("Papua Barat Daya", "Kota Sorong", "Sorong Manoi", "Klasabi"),
        ("PROV. PAPUA BARAT DAYA", "kodya sorong", "Kec. Sorong Manoi", "Kel. Klasabi"),
        ("", "Sorong", "DISTRIK  SORONG MANOI", "KLASABI"),
        ("", "", "", "Kelurahan Klasabi"),
    ],
)
def test_village_is_found_in_many_writings(finder, names):
    assert finder.find(*names) == unit("96.71.06.1005").pk


@pytest.mark.parametrize(
    ("names", "field", "code", "sentence"),
    [
        (
            ("", "", "Sorong Timur", "Klwalu"),
            "village",
            "place_unknown",
            "Tidak ada ranting «Klwalu» di Sorong Timur. Maksudnya Klawalu (mirip 92%)?",
        ),
        (
            ("", "", "Sorong Tmur", "Klawalu"),
            "district",
            "place_unknown",
            "Tidak ada distrik «Sorong Tmur» di Kota Sorong. Maksudnya Sorong Timur (mirip 96%)?",
        ),
        (
            ("", "", "Sorong Manoi", "Klawalu"),
            "village",
            "place_elsewhere",
            "Ranting «Klawalu» tidak ada di Sorong Manoi, tetapi di Sorong Timur.",
        ),
        (("", "", "Sorong Timur", ""), "village", "place_missing", "Kelurahan atau kampung belum diisi."),
        (("", "", "", "Zzzz"), "village", "place_unknown", "Tidak ada ranting «Zzzz» di Kota Sorong."),
        (
            ("", "Kota Jayapura", "", "Klasabi"),
            "regency",
            "place_outside",
            "«Kota Jayapura» di luar wilayah kerja Anda (Kota Sorong).",
        ),
        (
            ("Papua", "", "", "Klasabi"),
            "province",
            "place_outside",
            "«Papua» di luar wilayah kerja Anda (Kota Sorong).",
        ),
        (
            ("", "Kota Srong", "", "Klasabi"),
            "regency",
            "place_unknown",
            "Tidak ada kabupaten/kota «Kota Srong» di Papua Barat Daya. Maksudnya Kota Sorong (mirip 95%)?",
        ),
    ],
)
def test_place_that_cannot_be_told_says_why(finder, names, field, code, sentence):
    with pytest.raises(PlaceError) as refused:
        finder.find(*names)

    assert (refused.value.field, refused.value.code, refused.value.sentence) == (field, code, sentence)


def test_name_that_two_districts_share_asks_for_the_district():
    finder = UnitFinder(unit("96"))

    with pytest.raises(PlaceError) as refused:
        finder.find("", "", "", "Maibo")

    assert (refused.value.field, refused.value.code) == ("district", "place_ambiguous")
    assert refused.value.sentence == "Ada 2 ranting «Maibo» (Aimas, Sorong); isi kolom distriknya."
    assert finder.find("", "", "Aimas", "Maibo") == unit("96.01.05.2006").pk


def test_village_secretariat_needs_no_village_column():
    klasabi = unit("96.71.06.1005")

    assert UnitFinder(klasabi).find("", "Kota Sorong", "", "") == klasabi.pk


def test_whole_country_is_read_in_one_query(django_assert_num_queries):
    country = unit("pusat")

    with django_assert_num_queries(1):
        finder = UnitFinder(country)
        found = finder.find("Papua Barat Daya", "Kota Sorong", "Sorong Timur", "Klawalu")

    assert found == UnitFinder(unit("96.71")).find("", "", "", "Klawalu")
