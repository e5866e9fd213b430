"""The settings of the party: declared in code, appended to, used at once by what depends on them."""

from datetime import timedelta

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Assignment
from accounts.scoping import acting_as
from accounts.services.settings import label_change, setting_change
from core.context import database_context
from core.errors import RuleError
from evaluations.models import RollupDirty, RollupNow
from evaluations.rollups import drain
from mentoring.models import Pairing
from mentoring.rules.sessions import log_problem
from regions import settings
from regions.enums import Tier
from regions.models import Setting, Unit, UnitLabel
from tests.factories.accounts import staff, unit
from tests.factories.mentoring import active_pairing

DORMANT = "mentoring.dormant_days"
WHY = "Keputusan rapat pleno"


@pytest.fixture
def admin(db):
    return staff(Role.ADMIN, "pusat", full_name="Admin Pusat")


@pytest.fixture
def secretary(db):
    return staff(Role.SECRETARIAT, "pusat", full_name="Sekretariat Pusat")


def test_a_setting_is_the_newest_row_of_its_key_or_the_default(admin):
    assert settings.value(DORMANT) == 35

    setting_change(by=admin, key=DORMANT, value="42", reason=WHY)
    setting_change(by=admin, key=DORMANT, value="28", reason=WHY)

    assert settings.value(DORMANT) == 28
    assert list(Setting.objects.order_by("pk").values_list("value", flat=True)) == [42, 28]


def test_settings_cost_a_request_no_query(admin, django_assert_num_queries):
    with acting_as(admin), django_assert_num_queries(0):
        found = {settings.value(DORMANT), settings.value("mentoring.capacity"), settings.value(DORMANT)}

    assert found == {35, 5}


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        (DORMANT, "60", "59"),
        (DORMANT, "35", "sama"),
        (DORMANT, "banyak", "."),
        ("mentoring.soft_capacity", "6", "beban wajar"),
        ("mentoring.unknown", "1", "tidak dapat"),
    ],
)
def test_a_setting_refuses_what_its_field_and_the_others_refuse(admin, key, value, said):
    with pytest.raises(RuleError, match=said):
        setting_change(by=admin, key=key, value=value, reason=WHY)

    assert not Setting.objects.exists()


def test_a_setting_needs_the_admin_and_a_reason(admin, secretary):
    with pytest.raises(RuleError, match="tidak dapat"):
        setting_change(by=secretary, key=DORMANT, value=42, reason=WHY)
    with pytest.raises(RuleError, match="alasan"):
        setting_change(by=admin, key=DORMANT, value=42, reason="ya")


def test_the_database_lets_only_the_admin_append_and_nobody_rewrite(admin, secretary):
    insert = "INSERT INTO regions_setting (key, value, since, changed_by_id, reason) VALUES (%s, '1', now(), %s, 'x')"
    update = "UPDATE regions_setting SET value = '2'"

    def refused(user, statement, *values):
        with acting_as(user), pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
            connection.cursor().execute(statement, values)

    refused(secretary, insert, DORMANT, secretary.pk)
    refused(admin, insert, DORMANT, secretary.pk)
    setting_change(by=admin, key=DORMANT, value=42, reason=WHY)
    refused(admin, update)


def test_dormancy_in_lists_and_roll_ups_follows_the_setting_at_once(admin):
    today = timezone.localdate()
    pairing = active_pairing(active_on=today - timedelta(days=30))
    drain()
    before = RollupNow.objects.get(unit=pairing.unit.regency, is_own=False).pairings_dormant

    with acting_as(admin):
        setting_change(by=admin, key=DORMANT, value=21, reason=WHY)

    assert before == 0
    assert RollupDirty.objects.filter(unit_id=pairing.unit.district_id or pairing.unit_id).exists()
    drain()
    assert RollupNow.objects.get(unit=pairing.unit.regency, is_own=False).pairings_dormant == 1
    assert list(Pairing.objects.dormant_on(today)) == [pairing]


def test_backdating_follows_the_setting(admin):
    now, zone = timezone.now(), unit("96.71").zone
    start = now - timedelta(days=20)
    assert log_problem(start, now, zone, may_backdate=False) == ""

    setting_change(by=admin, key="mentoring.backdate_free_days", value=14, reason=WHY)

    assert "14 hari" in log_problem(start, now, zone, may_backdate=False)


def test_a_province_has_its_own_word_for_a_tier_until_it_gives_it_up(admin):
    west, java = unit("96"), unit("32")
    label_change(by=admin, tier=Tier.REGENCY, label="DPC", reason=WHY)
    label_change(by=admin, tier=Tier.REGENCY, label="DPD II", reason=WHY, province=west)
    own = set(Unit.objects.filter(province=west, tier=2).values_list("label", flat=True))

    label_change(by=admin, tier=Tier.REGENCY, label="DPD", reason=WHY)

    assert own == {"DPD II"}
    assert set(Unit.objects.filter(province=west, tier=2).values_list("label", flat=True)) == {"DPD II"}
    assert set(Unit.objects.filter(province=java, tier=2).values_list("label", flat=True)) == {"DPD"}
    label_change(by=admin, tier=Tier.REGENCY, label="", reason=WHY, province=west)
    assert set(Unit.objects.filter(tier=2).values_list("label", flat=True)) == {"DPD"}
    assert not UnitLabel.objects.filter(tier=2, province=west).exists()


def test_the_secretariat_of_a_province_names_its_own_units_only(client_of, db):
    sorong = staff(Role.SECRETARIAT, "96")
    client = client_of(sorong)

    assert client.get("/pengaturan/").status_code == 200
    assert client.get("/pengaturan/sebutan/4/?provinsi=96").status_code == 200
    assert client.get("/pengaturan/sebutan/4/?provinsi=32").status_code == 403
    assert client.get("/pengaturan/sebutan/4/").status_code == 403
    answer = client.post("/pengaturan/sebutan/4/?provinsi=96", {"label": "Kampung", "reason": WHY})
    assert answer.status_code == 302
    assert UnitLabel.objects.get(tier=4, province=unit("96")).label == "Kampung"


def test_the_page_shows_what_holds_and_the_admin_changes_it(client_of, admin, secretary, sari):
    client = client_of(admin)

    refused = client.post(f"/pengaturan/nilai/{DORMANT}/", {"value": "900", "reason": WHY})
    saved = client.post(f"/pengaturan/nilai/{DORMANT}/", {"value": "28", "reason": WHY})

    assert (refused.status_code, saved.status_code) == (422, 302)
    text = client_of(secretary).get("/pengaturan/").content.decode()
    assert "28 hari" in text
    assert WHY in text
    assert "Admin Pusat" in text
    assert client_of(secretary).get(f"/pengaturan/nilai/{DORMANT}/").status_code == 403
    assert client_of(sari).get("/pengaturan/").status_code == 403
    assert client.get("/pengaturan/nilai/apa/").status_code == 404


def test_the_page_asks_few_queries_whatever_the_history(client_of, admin, count_queries):
    client = client_of(admin)
    for days in (20, 30, 40):
        setting_change(by=admin, key=DORMANT, value=days, reason=WHY)

    with count_queries() as spent:
        client.get("/pengaturan/")

    assert spent() <= 14
    assert Assignment.objects.filter(user=admin).count() == 1


def test_a_context_forgets_what_another_has_read(admin):
    with database_context(role=None):
        assert settings.value(DORMANT) == 35
    with acting_as(admin):
        setting_change(by=admin, key=DORMANT, value=42, reason=WHY)
    with database_context(role=None):
        assert settings.value(DORMANT) == 42


def test_a_cell_with_a_name_of_its_own_keeps_it_when_cells_are_renamed(admin):
    village = unit("96.71.06.1001")
    cell = Unit.objects.create(tier=Tier.CELL, parent=village, own_code="96.71.06.1001-9", name="Pokkar Melati")

    label_change(by=admin, tier=Tier.CELL, label="Pokkar", reason="Istilah partai")

    assert Unit.objects.get(pk=cell.pk).full_name == "Pokkar Melati"
