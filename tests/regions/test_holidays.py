"""Holidays: brought in from a sheet with sources, written by nobody else, a hint beside a plan and never a wall."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.scoping import acting_as
from mentoring.models import Session
from regions.enums import HolidayKind
from regions.models import Holiday
from tests.factories.accounts import staff, unit
from tests.factories.mentoring import active_pairing

HEADER = "date,scope,kind,name,source\n"


def holidays():
    return Holiday.objects.using("owner")


@pytest.mark.django_db(databases=["default", "owner"])
def test_shipped_list_holds_the_decree_of_2026_and_the_day_of_papua(capsys):
    for _ in range(2):
        call_command("load_holidays")

    year = holidays().filter(date__year=2026)
    assert [year.filter(kind=kind, province=None).count() for kind in HolidayKind] == [17, 8, 0]
    papua = holidays().filter(date="2026-02-05", kind="regional")
    assert {each.province.code for each in papua.select_related("province__area")} == {
        "91",
        "92",
        "93",
        "94",
        "95",
        "96",
    }
    assert not holidays().filter(source="").exists()


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_sheet_replaces_its_own_years_alone(tmp_path, capsys):
    call_command("load_holidays")
    before = holidays().filter(date__year=2026).count()
    sheet = tmp_path / "2027.csv"
    sheet.write_text(HEADER + "2027-01-01,nasional,national,Tahun Baru,SKB 2027\n")

    call_command("load_holidays", str(sheet))

    assert holidays().filter(date__year=2026).count() == before
    assert list(holidays().filter(date__year=2027).values_list("name", flat=True)) == ["Tahun Baru"]


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize(
    "text",
    [
        "date,name\n2027-01-01,x\n",
        HEADER + "1 Januari,nasional,national,x,SKB\n",
        HEADER + "2027-01-01,nasional,national,x,SKB\n2027-01-02,00,national,x,SKB\n",
        HEADER + "2027-01-01,nasional,other,x,SKB\n",
        HEADER + "2027-01-01,nasional,national,x,\n",
    ],
    ids=["columns", "date", "province", "kind", "source"],
)
def test_a_sheet_that_cannot_be_read_changes_nothing(tmp_path, text):
    sheet = tmp_path / "x.csv"
    sheet.write_text(text)

    with pytest.raises(CommandError):
        call_command("load_holidays", str(sheet))

    assert holidays().count() == 0


@pytest.mark.django_db
def test_nobody_who_is_served_writes_holidays(sari):
    day = Holiday.objects.create(date="2027-01-01", kind="national", name="Tahun Baru", source="SKB")

    for user in (sari, staff("admin", "pusat")):
        with acting_as(user):
            assert Holiday.objects.at(unit("96.71")).get() == day
            for deed in (
                lambda: Holiday.objects.create(date="2027-01-02", kind="joint", name="x", source="x"),
                lambda: Holiday.objects.update(name="x"),
                lambda: Holiday.objects.all().delete(),
            ):
                with pytest.raises(DatabaseError), transaction.atomic():
                    deed()


@pytest.mark.django_db
@pytest.mark.parametrize(("province", "hinted"), [("96", True), ("13", False)])
def test_a_plan_on_a_holiday_is_hinted_at_and_kept(client_of, yohanis, marthina, kornelis, province, hinted):
    day = timezone.localdate() + timedelta(days=5)
    Holiday.objects.create(date=day, province=unit(province), kind="regional", name="Hari Pekabaran Injil", source="x")
    pairing = active_pairing(yohanis, marthina)
    form = {"date": day.isoformat(), "time": "10:00", "mode": "face_to_face", "place": "Balai"}

    for user, path in (
        (yohanis, f"/m/pasangan/{pairing.pk}/rencana/"),
        (kornelis, f"/sesi/rencana/?pasangan={pairing.pk}"),
    ):
        client = client_of(user)
        before = client.get(path).content.decode()
        page = client.post(path, form | {"time": "10:00" if user == yohanis else "16:00"}, follow=True).content.decode()
        assert ("Hari Pekabaran Injil" in before) == hinted
        assert ("Rencana tetap disimpan" in page) == hinted

    assert Session.objects.filter(pairing=pairing).count() == 2
