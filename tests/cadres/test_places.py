import pytest

from cadres.spreadsheets.places import Suggestion, nearest, place_key, regency_key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Sorong Timur", "sorong timur"),
        ("Kec. Sorong Timur", "sorong timur"),
        ("KECAMATAN  SORONG TIMUR", "sorong timur"),
        ("Distrik Sorong-Timur", "sorong timur"),
        ("Kel.Klawalu", "klawalu"),
        ("Kelurahan Klawalu ", "klawalu"),
        ("Desa Raam", "raam"),
        ("Kp. Baru", "baru"),
        ("Kel. Kampung Baru", "baru"),
        ("Kampung Baru", "baru"),
        ("Prov. Papua Barat Daya", "papua barat daya"),
        ("Ma’ruf", "maruf"),
        ("Desa", "desa"),
        ("Kelapa Dua", "kelapa dua"),
        ("", ""),
    ],
)
def test_place_is_brought_to_one_form(written, key):
    assert place_key(written) == key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Kota Sorong", "kota sorong"),
        ("KOTA  SORONG", "kota sorong"),
        ("Kodya Sorong", "kota sorong"),
        ("Kab. Sorong", "kabupaten sorong"),
        ("Kabupaten Sorong", "kabupaten sorong"),
        ("kab.sorong selatan", "kabupaten sorong selatan"),
        ("Kota Adm. Jakarta Pusat", "kota jakarta pusat"),
        ("Sorong", "sorong"),
    ],
)
def test_kota_and_kabupaten_stay_apart(written, key):
    assert regency_key(written) == key


def test_nearest_names_come_with_their_likeness():
    suggestions = nearest("Klwalu", ["Klawalu", "Klamana", "Kladufu", "Remu Utara", "Klawuyuk"])

    assert suggestions[0] == Suggestion("Klawalu", 92)
    assert len(suggestions) <= 3
    assert [suggestion.percent for suggestion in suggestions] == sorted(
        (suggestion.percent for suggestion in suggestions), reverse=True
    )


def test_nearest_ignores_kinds_and_knows_when_nothing_is_alike():
    assert nearest("Kel. remu utr", ["Remu Utara", "Remu"], limit=1) == [Suggestion("Remu Utara", 89)]
    assert nearest("Wamena", ["Klawalu", "Remu"]) == []
