"""Elections as data: what the shipped files hold, and who may change it."""

import gzip
import json
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, Sum

from accounts.scoping import acting_as
from cadres.models import AppointmentArea, Chamber, DistrictArea, Election, ElectoralDistrict, QuotaRule
from tests.refusals import is_refused

pytestmark = pytest.mark.django_db


def seats_of(label: str) -> list[int]:
    return list(ElectoralDistrict.objects.filter(chamber__label=label).order_by("code").values_list("seats", flat=True))


def test_all_districts_of_2024_are_there_with_their_seats():
    found = ElectoralDistrict.objects.filter(chamber__election__code="2024")

    totals = found.values_list("chamber__level").annotate(Count("pk"), Sum("seats")).order_by("chamber__level")

    assert list(totals) == [("dpr", 84, 580), ("dprd_kabkota", 2325, 17510), ("dprd_provinsi", 301, 2372)]


def test_kota_sorong_elects_thirty_in_four_districts_and_has_eight_appointed():
    seats, appointed = seats_of("DPRK Kota Sorong"), AppointmentArea.objects.filter(chamber__label="DPRK Kota Sorong")

    assert seats == [7, 8, 9, 6]
    assert [area.seats for area in appointed] == [6, 2]


def test_the_provincial_chamber_has_two_districts_in_kota_sorong_alone():
    districts = ElectoralDistrict.objects.filter(chamber__label="DPR Papua Barat Daya").order_by("code")

    inside = [d for d in districts if all(a.area.code.startswith("96.71") for a in d.areas.select_related("area"))]

    assert [d.seats for d in districts] == [8, 8, 7, 4, 3, 5]
    assert [d.name for d in inside] == ["Papua Barat Daya 1", "Papua Barat Daya 2"]


def test_areas_that_belong_in_part_are_named():
    parts = DistrictArea.objects.exclude(part="")

    assert DistrictArea.objects.count() == 8935
    assert parts.count() == 93
    assert "KOTA MEDAN A" in set(parts.filter(area__code="12.71").values_list("part", flat=True))


def test_chambers_are_called_as_their_province_calls_them():
    labels = Counter(label.split()[0] for label in Chamber.objects.values_list("label", flat=True))

    assert labels["DPRK"] == 23 + 42  # Aceh and the six provinces of Papua
    assert set(
        Chamber.objects.filter(unit__area__code__in=["11", "91", "96", "32"]).values_list("label", flat=True)
    ) == {
        "DPR Aceh",
        "DPRP Papua",
        "DPR Papua Barat Daya",
        "DPRD Jawa Barat",
    }


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_loading_twice_changes_nothing_and_a_district_without_a_place_is_refused(tmp_path: Path):
    before = list(ElectoralDistrict.objects.order_by("pk").values_list("pk", "code", "name", "seats"))
    shipped = Path("cadres/data/elections/2024")
    for name in ("districts.csv.gz", "areas.csv.gz"):
        (tmp_path / name).write_bytes((shipped / name).read_bytes())
    facts = json.loads((shipped / "election.json").read_text())
    broken = facts | {"code": "9999", "appointed": []}
    (tmp_path / "election.json").write_text(json.dumps(broken))
    lines = gzip.decompress((tmp_path / "districts.csv.gz").read_bytes()).decode().splitlines()
    lines[-1] = "dprd_kabkota,999999,Antah Berantah,5,99.99,1"
    (tmp_path / "districts.csv.gz").write_bytes(gzip.compress("\n".join(lines).encode()))

    call_command("load_elections", stdout=StringIO())
    with pytest.raises(CommandError, match="have a place"):
        call_command("load_elections", str(tmp_path), stdout=StringIO())

    assert list(ElectoralDistrict.objects.order_by("pk").values_list("pk", "code", "name", "seats")) == before
    assert not Election.objects.filter(code="9999").exists()


def test_only_the_national_board_changes_elections(sari):
    statement = "UPDATE cadres_electoraldistrict SET seats = seats + 1"

    with acting_as(sari):
        assert is_refused(statement)
    assert not is_refused(statement.replace("seats + 1", "seats"))


def test_the_rounding_follows_its_date():
    rules = {str(row.in_force_from): row.rounding for row in QuotaRule.objects.all()}

    assert rules == {"2013-01-01": "up", "2023-04-17": "half", "2023-08-29": "up"}
