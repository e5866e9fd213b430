"""How long the pages and jobs take on the data that are there, each beside its limit."""

import csv
import io
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.db.models import Count, Q
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import Assignment, OutboxMessage, User, today
from accounts.scoping import acting_as
from cadres.models import Member
from cadres.synthetic import SyntheticPeople
from core.context import jobs_context
from core.search import seal
from evaluations.calendar import open_months
from evaluations.figures import parameters
from evaluations.rollups import SESSION, drain, recount
from evaluations.sources import EVERYTHING
from evaluations.tables import TABLES, count_anew
from kaderisasi.demo.scale import SCALES
from kaderisasi.demo.story import HOME
from kaderisasi.demo.trial import HEADERS, bring_in, secretary, sheet_rows, taken_back
from mentoring.enums import LEARNERS, PairingState
from mentoring.models import Pairing, PairingParticipant
from mentoring.services.reminders import sessions_remind
from regions.enums import Tier
from regions.models import Unit

DASHBOARD, LIST, PICKER, PHONE, FORM, PROFILE = 50, 200, 50, 150, 80, 150  # milliseconds, p95
MAP, BENCH = 200, sys.maxsize  # the map reads roll-ups; a bench counts people when asked, and no limit is promised
# A way to a post of each tier whose bench is timed.
WAYS = {
    Tier.NATIONAL: "pengurus-provinsi-ke-caleg-nasional",
    Tier.PROVINCE: "pengurus-kabupaten-ke-caleg-provinsi",
    Tier.REGENCY: "pengurus-ranting-ke-caleg-kabupaten",
}
DASHBOARD_QUERIES, LIST_QUERIES = 10, 8
LOAD_REGIONS, IMPORT = 15_000, 15_000
# Also what pghistory says before each statement that may write: it travels with that statement.
NOT_QUERIES = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SELECT set_config('pghistory")
ROWS = 5_000
NEW_LOGS, LOGS, RECOUNT = 2_000, 1_000, 1.5  # milliseconds for so many logs; the recount beside the bare SQL
# So many meetings held yesterday, in as many pairings as there are, drawn from the whole country.
MET = """
INSERT INTO mentoring_session (client_uuid, pairing_id, sequence, state, started_at, minutes, held_on, time_zone, mode,
    place, late_cancelled, recorded_at, received_at, auto_acknowledged, backdated, calendar_sequence, created_by_id,
    unit_id)
SELECT gen_random_uuid(), p.id, 30000 + k, 'logged', %(day)s::date + make_interval(mins => k), 60, %(day)s,
    'Asia/Jayapura', 'face_to_face', '', false, now(), now(), false, false, 0, p.coordinator_id, p.unit_id
FROM (
    SELECT p.id, p.unit_id, g.coordinator_id FROM mentoring_pairing p
    JOIN mentoring_programme g ON g.id = p.programme_id
    WHERE p.state = 'active' AND p.active_on < %(day)s ORDER BY md5(p.id::text) LIMIT %(rows)s
) p CROSS JOIN generate_series(1, 50) k ORDER BY k LIMIT %(rows)s
"""


# So many meetings planned for three days ahead in each running pairing of somebody with an account.
PLANNED = """
INSERT INTO mentoring_session (client_uuid, pairing_id, state, planned_start, time_zone, mode, place, late_cancelled,
    auto_acknowledged, backdated, calendar_sequence, created_by_id, unit_id)
SELECT gen_random_uuid(), p.id, 'planned', now() + interval '75 hours' + make_interval(mins => k), 'Asia/Jayapura',
    'face_to_face', '', false, false, false, 0, g.coordinator_id, p.unit_id
FROM mentoring_pairing p JOIN mentoring_programme g ON g.id = p.programme_id, generate_series(1, %(each)s) k
WHERE p.state = 'active' AND EXISTS (SELECT FROM mentoring_pairingparticipant a
    WHERE a.pairing_id = p.id AND a.left_at IS NULL AND a.user_id IS NOT NULL)
"""
REMINDERS, PLANNING = 50_000, 10_000


@dataclass(frozen=True)
class Page:
    """A page asked for by somebody, with its limits: milliseconds at p95, and queries where they are limited."""

    name: str
    who: Assignment
    path: str
    limit: int
    queries: int | None = None


class Command(BaseCommand):
    """Only on a demonstration. Pages run in this process through the whole stack, without the socket; jobs are
    taken back. The other processes of the machine count: look at the load before at the figures."""

    help = "Times pages, load_regions, an import, roll-ups and reminders beside limits; exit code 1 over one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("only", nargs="?", default="", help="only what has this word in its name")
        parser.add_argument("--rounds", type=int, default=40, help="how often each page is asked for")

    def handle(self, *args: Any, only: str, rounds: int, **options: Any) -> None:
        if not User.objects.filter(is_demo=True).exists():
            raise CommandError("Only on a demonstration: bin/manage seed_demo.")
        self.stdout.write(f"{'what':44} {'p50 ms':>8} {'p95 ms':>8} {'limit':>8} {'queries':>8}")
        broken = [self._page(page, rounds) for page in pages() if only in page.name]
        jobs = (("load_regions, again", LOAD_REGIONS, load_regions), (f"import of {ROWS:,} rows", IMPORT, import_rows))
        broken += [self._job(name, limit, job) for name, limit, job in jobs if only in name]
        broken += [self._rollups(rounds=5)] if only in "rollups" else []
        if only in "reminders":
            spent, count = plan_reminders()
            broken += [self._say(f"reminders, {count:,} planned", [spent], PLANNING)]
        if any(broken):
            sys.exit(1)

    def _page(self, page: Page, rounds: int) -> bool:
        client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
        client.force_login(page.who.user, backend=settings.AUTHENTICATION_BACKENDS[0])
        client.get(page.path, follow=True, secure=settings.SECURE_SSL_REDIRECT)  # templates, plans, caches
        spent = []
        for _ in range(rounds):
            begun = time.perf_counter()
            answer = client.get(page.path, secure=settings.SECURE_SSL_REDIRECT)
            spent.append((time.perf_counter() - begun) * 1000)
            if answer.status_code != 200:
                raise CommandError(f"{page.name}: {page.path} answers {answer.status_code}")
        with CaptureQueriesContext(connection) as captured:
            client.get(page.path, secure=settings.SECURE_SSL_REDIRECT)
        client.logout()
        asked = [query for query in captured.captured_queries if not query["sql"].startswith(NOT_QUERIES)]
        return self._say(page.name, sorted(spent), page.limit, len(asked), page.queries)

    def _job(self, name: str, limit: int, job: Callable[[], None]) -> bool:
        begun = time.perf_counter()
        job()
        return self._say(name, [(time.perf_counter() - begun) * 1000], limit)

    def _rollups(self, rounds: int) -> bool:
        """New logs, and a full recount beside the bare SQL that counts the same from the rows up, in turn."""
        drain()
        spent: dict[str, list[float]] = {"logs": [], "plain": [], "recount": []}
        for _ in range(rounds):
            for name, job in (("logs", roll_up_new_logs), ("plain", count_plainly), ("recount", recount_all)):
                spent[name].append(job())
        logs, plain, whole = (sorted(times) for times in spent.values())
        broken = [self._say(f"rollups, {LOGS:,} new logs", logs, NEW_LOGS)]
        self._say("rollups, bottom-up SQL alone", plain, sys.maxsize)
        most = int(RECOUNT * plain[len(plain) // 2])
        broken.append(self._say(f"rollups, full recount (≤ {RECOUNT} × that)", [whole[rounds // 2]], most))
        return any(broken)

    def _say(
        self, name: str, spent: list[float], limit: int, queries: int | None = None, most: int | None = None
    ) -> bool:
        middle, late = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
        is_broken = late > limit or (most is not None and (queries or 0) > most)
        mark = "  over" if is_broken else ""
        shown = "" if limit == sys.maxsize else limit
        self.stdout.write(f"{name:44} {middle:8.0f} {late:8.0f} {shown:>8} {queries or '':>8}{mark}")
        return is_broken


def pages() -> Iterator[Page]:
    """The pages to measure, as the demo accounts of each tier see them."""
    word = SyntheticPeople(seed=1).person().full_name
    for tier in (Tier.NATIONAL, Tier.PROVINCE, Tier.REGENCY, Tier.DISTRICT, Tier.VILLAGE):
        leader, secretary = _of_tier(Role.LEADER, tier), _of_tier(Role.SECRETARIAT, tier)
        name = tier.name.lower()
        if leader:
            yield Page(f"dashboard {name}", leader, _dashboard(leader.unit), DASHBOARD, DASHBOARD_QUERIES)
            if tier in WAYS:
                yield Page(f"mobility map {name}", leader, "/saluran/", MAP)
                yield Page(f"mobility bench {name}", leader, f"/saluran/bangku/{WAYS[tier]}/", BENCH)
        if secretary:
            yield Page(f"list {name}", secretary, "/kader/", LIST)
            yield Page(f"list {name}, page 40", secretary, "/kader/?hal=40", LIST)
            yield Page(f"list {name}, filtered", secretary, "/kader/?jenis=female&jenjang=madya", LIST)
            for kind, text in (("one word", word.split()[0]), ("full name", word)):
                yield Page(
                    f"search {name}, {kind}",
                    secretary,
                    f"/kader/?{urlencode({'cari': seal(text, user_id=secretary.user_id)})}",
                    LIST,
                )
            for path in ("/mentor/", "/pasangan/", "/sesi/"):
                yield Page(f"list {name} {path}", secretary, path, LIST)
            if longest := _longest_story(secretary):
                yield Page(f"profile {name}", secretary, longest.get_absolute_url(), PROFILE, LIST_QUERIES)
            yield Page(f"picker {name}", secretary, "/wilayah/cari/?q=sor", PICKER)
    if mentor := _of_tier(Role.MENTOR, Tier.VILLAGE):
        for path in ("/m/", "/m/binaan/", "/m/jadwal/"):
            yield Page(f"phone {path}", mentor, path, PHONE)
        with acting_as(mentor.user, mentor):
            pairing = Pairing.objects.for_user(mentor.user).filter(state=PairingState.ACTIVE).first()
        if pairing:
            yield Page("phone, session form", mentor, f"/m/catat/?pasangan={pairing.pk}", FORM)


def _longest_story(who: Assignment) -> Member | None:
    """The member in sight with the most sessions in a pairing: the longest timeline."""
    with acting_as(who.user, who):
        pairings = PairingParticipant.objects.for_user(who.user).filter(role__in=LEARNERS)
        longest = pairings.annotate(held=Count("pairing__sessions")).order_by("-held", "pk").first()
        return longest and Member.objects.for_user(who.user).filter(pk=longest.member_id).first()


def _dashboard(unit: Unit) -> str:
    return f"/w/{unit.code}/dasbor/"


def _of_tier(role: Role, tier: Tier) -> Assignment | None:
    """The demo account of a role at a tier, in the regency where every tier has one: of the largest scale there is."""
    held = Assignment.objects.filter(user__is_demo=True, role=role, unit__tier=tier, ends_on=None)
    held = held.select_related("unit__area", "user").order_by("pk")
    if tier == Tier.NATIONAL:
        return held.first()
    for stage in (SCALES["nasional"].stage, SCALES["provinsi"].stage, HOME):
        place = Q(unit__area__code=stage[:2]) if tier == Tier.PROVINCE else Q(unit__regency__area__code=stage)
        if found := held.filter(place).first():
            return found
    return None


def roll_up_new_logs() -> float:
    """How many milliseconds the figures of new logs take, taken back."""
    with taken_back():
        with jobs_context(), connection.cursor() as cursor:
            cursor.execute(MET, {"rows": LOGS, "day": today() - timedelta(days=1)})
        begun = time.perf_counter()
        drain()
        return (time.perf_counter() - begun) * 1000


def plan_reminders() -> tuple[float, int]:
    """How many milliseconds it takes to plan 50,000 reminders or more of meetings, taken back; and how many."""
    with taken_back(), jobs_context(), connection.cursor() as cursor:
        running = PairingParticipant.objects.filter(pairing__state=PairingState.ACTIVE, left_at=None)
        people = running.filter(user__isnull=False).count()
        cursor.execute(PLANNED, {"each": -(-REMINDERS // (3 * people))})
        before = OutboxMessage.objects.count()
        begun = time.perf_counter()
        sessions_remind()
        spent = (time.perf_counter() - begun) * 1000
        return spent, OutboxMessage.objects.count() - before


def count_plainly() -> float:
    """How many milliseconds it takes to count all figures from the rows up, without comparing or storing them."""
    with taken_back(), jobs_context(), connection.cursor() as cursor:
        cursor.execute(SESSION)
        begun = time.perf_counter()
        for table in TABLES:
            count_anew(cursor, table, EVERYTHING, parameters(today(), open_months(today())))
        return (time.perf_counter() - begun) * 1000


def recount_all() -> float:
    """How many milliseconds a recount takes, taken back."""
    with taken_back():
        begun = time.perf_counter()
        recount()
        return (time.perf_counter() - begun) * 1000


def load_regions() -> None:
    """The list of areas again, taken back."""
    with transaction.atomic(using="owner"):
        call_command("load_regions", stdout=io.StringIO())
        transaction.set_rollback(True, using="owner")


def import_rows() -> None:
    """A sheet read, checked and written by the secretariat of Kota Sorong, taken back."""
    user = secretary()
    if user is None:
        raise CommandError("The demonstration has no secretariat to bring the sheet in.")
    sheet = io.StringIO()
    csv.writer(sheet).writerows([HEADERS, *sheet_rows(ROWS)])
    with taken_back():
        bring_in(user, "anggota.csv", sheet.getvalue().encode(), ROWS)
