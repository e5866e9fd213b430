"""The first account."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from accounts.enums import Role
from accounts.models import Assignment, User
from regions.enums import Tier
from regions.models import Unit

# The owner's login: nobody has a role yet under which the history of an assignment could be written.
DATABASE = "owner"


class Command(BaseCommand):
    """The password is asked for on a terminal, or read as the first line of standard input; never an argument."""

    help = "Makes a user with the role of system administrator at the national unit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", nargs="?", help="asked for on a terminal when it is left out")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"] or self._ask("E-mail: ")
        try:
            validate_email(email)
            password = self._password()
            validate_password(password, User(email=email))
            create_administrator(email=email, password=password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except IntegrityError as error:
            raise CommandError("There is a user with this address already.") from error
        self.stdout.write("The administrator can sign in now.")

    def _ask(self, question: str) -> str:
        if not sys.stdin.isatty():
            raise CommandError("Give the e-mail address as an argument.")
        return input(question).strip()

    def _password(self) -> str:
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\n")
        password = getpass.getpass("Password: ")
        if getpass.getpass("Password (again): ") != password:
            raise CommandError("The two passwords differ.")
        return password


def create_administrator(*, email: str, password: str) -> User:
    """A user who administers the system. Raises `IntegrityError` when the address is taken."""
    with transaction.atomic(using=DATABASE):
        user = User.objects.db_manager(DATABASE).create_user(email, password, full_name="Admin")
        unit = Unit.objects.using(DATABASE).get(tier=Tier.NATIONAL)
        Assignment.objects.using(DATABASE).create(user=user, role=Role.ADMIN, unit=unit)
    return user
