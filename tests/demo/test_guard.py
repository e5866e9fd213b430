import pytest
from django.core.exceptions import ImproperlyConfigured

from accounts.models import User
from kaderisasi.demo.guard import refuse_demo_accounts
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("demo_mode", "demo_accounts", "starts"), [(0, 1, 0), (1, 1, 1), (0, 0, 1), (1, 0, 1)])
def test_production_does_not_start_beside_demo_accounts(settings, demo_mode, demo_accounts, starts):
    settings.DEMO = bool(demo_mode)
    UserFactory.create()
    User.objects.update(is_demo=bool(demo_accounts))

    if starts:
        refuse_demo_accounts()
    else:
        with pytest.raises(ImproperlyConfigured):
            refuse_demo_accounts()
