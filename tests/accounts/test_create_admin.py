import io

import pytest
from django.core.management import CommandError, call_command

from accounts.enums import Role
from accounts.models import Assignment, User
from regions.enums import Tier

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
PASSWORD = "four-strange-words-here"


def create(monkeypatch, *email, password=PASSWORD):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    call_command("create_admin", *email, stdout=io.StringIO())


def test_first_administrator_can_sign_in_and_acts_at_the_national_unit(monkeypatch):
    create(monkeypatch, "Admin@contoh.test")

    user = User.objects.using("owner").get()
    assignment = Assignment.objects.using("owner").select_related("unit").get()
    assert (user.email, user.check_password(PASSWORD), user.is_demo) == ("admin@contoh.test", True, False)
    assert (assignment.user_id, assignment.role, assignment.unit.tier) == (user.pk, Role.ADMIN, Tier.NATIONAL)


@pytest.mark.parametrize(
    ("email", "password"), [("admin", PASSWORD), ("admin@contoh.test", "short"), ("admin@contoh.test", "")]
)
def test_bad_address_or_password_makes_nobody(monkeypatch, email, password):
    with pytest.raises(CommandError):
        create(monkeypatch, email, password=password)

    assert not User.objects.using("owner").exists()


def test_address_is_taken_only_once(monkeypatch):
    create(monkeypatch, "admin@contoh.test")

    with pytest.raises(CommandError, match="already"):
        create(monkeypatch, "ADMIN@contoh.test")


def test_address_is_needed_where_nobody_can_be_asked(monkeypatch):
    with pytest.raises(CommandError, match="as an argument"):
        create(monkeypatch)
