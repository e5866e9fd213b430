"""Fill an empty database with the demonstration, and say who can sign in."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, connections

from accounts.enums import Role
from accounts.models import User
from evaluations.rollups import rebuild, recount
from kaderisasi.demo.boards import tell_boards
from kaderisasi.demo.bodies import tell_bodies
from kaderisasi.demo.careers import tell_careers
from kaderisasi.demo.cast import DOMAIN, PASSWORD, WORDS, Cast, staff
from kaderisasi.demo.concerns import tell_concerns
from kaderisasi.demo.elections import tell_elections
from kaderisasi.demo.evaluations import tell_evaluations
from kaderisasi.demo.ladder import tell_ladder
from kaderisasi.demo.partners import tell_partners
from kaderisasi.demo.privacy import tell_privacy
from kaderisasi.demo.report import accounts, counts, report
from kaderisasi.demo.rules import tell_calls, tell_rules
from kaderisasi.demo.scale import SCALES, AnotherScale, Scale, grow
from kaderisasi.demo.story import HOME, tell_elsewhere, tell_sorong

LOCK = 0x6B6464


@contextmanager
def _lazy_commits() -> Iterator[None]:
    """Thousands of small deeds without waiting for the disk: a story cut short is told anew."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET synchronous_commit")


class Command(BaseCommand):
    """Idempotent: demo accounts that exist mean that the story has been told."""

    help = "Fills the database with the story of Kota Sorong, and with a province or a country of people; idempotent."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", choices=["kota", *SCALES], default="kota")
        parser.add_argument("--canary", action="store_true", help="mark every person, note and number")
        parser.add_argument("--json", action="store_true", help="print accounts, markers and counts as JSON")

    def handle(self, *args: Any, scale: str, canary: bool, json: bool, **options: Any) -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # until this connection closes
        if User.objects.filter(is_demo=False).exists():
            if not self._is_told():
                raise CommandError("The database holds real accounts; the demonstration needs an empty one.")
        elif not self._is_told():
            self._clear()
            cast = Cast(canary=canary)
            with _lazy_commits():
                self._tell(cast)
            staff(
                Role.ADMIN, "pusat", cast.mark("Admin Sistem")
            )  # the last word, and with it all before it is on the disk
        if scale in SCALES and self._grow(SCALES[scale], canary=canary):
            rebuild()
        else:
            recount()
        self._answer(as_json=json)
        connections["owner"].close()

    def _grow(self, scale: Scale, *, canary: bool) -> bool:
        try:
            return grow(scale, canary=canary)
        except AnotherScale as found:
            raise CommandError(f"The database holds another scale (card {found}); use an empty one.") from found

    def _is_told(self) -> bool:
        """The administrator's account is the last word of the story."""
        return User.objects.filter(is_demo=True, email=f"{WORDS[Role.ADMIN]}@{DOMAIN}").exists()

    def _clear(self) -> None:
        """Drop what an interrupted telling has left: nobody but demo accounts is there."""
        with connections["owner"].cursor() as cursor:
            cursor.execute("TRUNCATE accounts_user CASCADE")
            cursor.execute("DELETE FROM regions_unit WHERE tier = 5")  # the cells it had added

    def _tell(self, cast: Cast) -> None:
        for role, code, name in (
            (Role.LEADER, "pusat", "Pimpinan Pusat"),
            (Role.SECRETARIAT, "pusat", "Sekretariat Pusat"),
            (Role.COORDINATOR, "pusat", "Koordinator Pusat"),
            (Role.LEADER, "96", "Yulianus Kambuaya"),
            (Role.SECRETARIAT, "96", "Marlina Sesa"),
            (Role.COORDINATOR, "96", "Absalom Osok"),
            (Role.DPO, "pusat", "Pejabat Pelindungan Data"),
            (Role.LEADER, "96.71.06", "Pimpinan Distrik"),
        ):
            staff(role, code, cast.mark(name))
        sorong = tell_sorong(cast)
        tell_bodies(sorong)
        tell_boards(sorong)
        tell_ladder(sorong)
        tell_concerns(sorong)
        tell_privacy(sorong)
        tell_rules(sorong)
        tell_calls(sorong)
        tell_evaluations(sorong)
        tell_elections(sorong)
        tell_careers(sorong)
        tell_partners(sorong)
        for seed, code in enumerate(("96.01", "13.71"), start=1):
            tell_elsewhere(cast, code, seed)

    def _answer(self, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report(), ensure_ascii=False))
            return
        for account in accounts():
            if account["unit_code"].startswith((HOME, "pusat", "96")) and ".mentor" not in account["login"]:
                self.stdout.write(f"{account['login']:40} {account['role']:12} {account['unit']}")
        self.stdout.write(f"password: {PASSWORD}")
        self.stdout.write(str(counts()))
