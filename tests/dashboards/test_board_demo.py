"""The same over the demonstration: every figure of every unit of its story is what its list promises."""

import pytest

from accounts.models import Assignment, User
from accounts.scoping import scope_context
from dashboards import indicators
from dashboards.selectors.board import board_data
from regions.models import Unit
from tests.dashboards.contract import TOTALS, by_contract, numbers, opened

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)


def test_every_number_of_the_demonstration_opens_as_many_rows(client_of, demo):
    national = Assignment.objects.get(role="leader", unit__tier=0)
    national.user.scope = national.scope
    known = Unit.objects.annotate_code()
    regency = known.get(area__code="96.71")
    villages = known.filter(regency=regency, tier=4).order_by("pk")[:6]
    story = [*known.filter(pk__in=[national.unit_id, regency.province_id]), regency]
    story += [*known.filter(regency=regency, tier=3), *villages]

    for where in story:
        with scope_context(national.scope):
            data = board_data(national.user, where, "")
        month = data.months[-2]
        asked = indicators.Asked(where.code, month, data.as_of)
        monthly = data.figures.month_of(where.pk, month)
        for row, figures in ((data.now, indicators.NOW), (monthly, indicators.MONTH)):
            for figure in figures.values():
                shown = indicators.number(figure, row, asked)
                assert by_contract(shown.url)[figure.total] == shown.count, (where.code, shown)

    for login in ("pimpinan.96", "sekretariat.96.71", "koordinator.96.71"):
        client = client_of(User.objects.get(email=f"{login}@contoh.test"))
        page = client.get("/dasbor/", follow=True).content.decode()
        for figure, count, url in numbers(page):
            assert opened(client, url)[TOTALS.get(figure, "total")] == count, (login, figure, url)
