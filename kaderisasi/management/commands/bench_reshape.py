"""How long a split of a province takes with the people that are there, and its undo."""

import sys
import time
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count

from accounts.enums import Role
from accounts.models import Assignment, ReshapeJob, User, today
from accounts.plans import Plan
from accounts.scoping import acting_as
from accounts.services.reshape_jobs import reshape_job_run
from accounts.services.reshapes import reshape_preview
from cadres.models import Member
from evaluations.rollups import drain
from regions.enums import ReshapeKind, Tier
from regions.models import Unit

LIMIT = 30  # seconds that a page may keep somebody waiting


class Command(BaseCommand):
    """Only on a demonstration: splits the province with the most members in two and undoes it. A closed unit and the
    record of the change stay, as after every undo."""

    help = "Times preview, split, roll-ups and undo of the largest province; exit code 1 when the preview takes 30 s."

    def handle(self, *args: Any, **options: Any) -> None:
        held = Assignment.objects.current().filter(role=Role.SECRETARIAT, unit__tier=Tier.NATIONAL, user__is_demo=True)
        secretary = held.select_related("user", "unit").first()
        if secretary is None:
            raise CommandError("Only on a demonstration: bin/manage seed_demo.")
        by = secretary.user
        with acting_as(by, secretary):
            province, plan = _halved(by)
            members = Member.objects.for_user(by).within(province).count()
            self.stdout.write(f"{province}: {members:,} members, {len(plan.units)} regencies move")
            slow = self._time("preview", lambda: reshape_preview(by=by, plan=plan))[1]
        if slow > LIMIT:
            sys.exit(1)
        with acting_as(by, secretary):
            split = ReshapeJob.objects.create(plan=plan.as_json(), assignment=secretary)
        self._time("split, in the worker", lambda: _done(split, secretary))
        self._time("roll-ups, in the worker", drain)
        with acting_as(by, secretary):
            split.refresh_from_db()
            undo = ReshapeJob.objects.create(reshape=split.reshape, assignment=secretary)
        self._time("undo, in the worker", lambda: _done(undo, secretary))
        self._time("roll-ups, in the worker", drain)

    def _time(self, name: str, deed: Callable[[], Any]) -> tuple[Any, float]:
        begun = time.perf_counter()
        result = deed()
        spent = time.perf_counter() - begun
        self.stdout.write(f"{name:26} {spent:6.1f} s")
        return result, spent


def _done(job: ReshapeJob, by: Assignment) -> None:
    reshape_job_run(job_id=job.pk, user=by.user, assignment=by)
    with acting_as(by.user, by):
        job.refresh_from_db()
    if job.failure:
        raise CommandError(job.failure)


def _halved(by: User) -> tuple[Unit, Plan]:
    """The province with the most members, and its split: every other regency, at least one, moves."""
    counted = Member.objects.for_user(by).filter(province__isnull=False).values("province")
    largest = counted.annotate(n=Count("pk")).order_by("-n").first()
    if largest is None:
        raise CommandError("There are no members.")
    province = Unit.objects.get(pk=largest["province"])
    moving = list(Unit.objects.children_of(province).select_related("area"))[::2]
    return province, Plan(ReshapeKind.SPLIT, moving, today(), "UJI", name="Provinsi Uji", code="99")
