"""Reads over trainings: the calendar, the participants, the attendance list for the report on state aid."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.enums import EventState, RegistrationState, TrainingResult
from cadres.models import TrainingEvent, TrainingRegistration
from core.templatetags.format import local_time


def events(user: User) -> QuerySet[TrainingEvent]:
    """The events that concern the user's units; drafts only where he may hold them."""
    rows = TrainingEvent.objects.around(user.scope).select_related("unit", "level")
    scope = user.scope
    if scope is None or scope.tier is None:
        return rows.exclude(state=EventState.DRAFT)
    own = TrainingEvent.objects.at_or_below(scope.unit).values("pk")
    return rows.exclude(state=EventState.DRAFT) | rows.filter(pk__in=own)


def events_for_results(user: User) -> QuerySet[TrainingEvent]:
    """The events whose results the user may bring on a sheet: his units', begun and not closed; the newest first."""
    scope = user.scope
    if scope is None or scope.tier is None:
        return TrainingEvent.objects.none()
    rows = TrainingEvent.objects.at_or_below(scope.unit).filter(state=EventState.OPEN, starts_at__lte=timezone.now())
    return rows.select_related("unit").order_by("-starts_at", "-pk")


def sheet_results(user: User, event: TrainingEvent) -> int:
    """How many passed results of an event came on a sheet and have no certificate yet."""
    rows = TrainingRegistration.objects.for_user(user).filter(event=event, from_sheet=True, certificate=None)
    return rows.filter(result=TrainingResult.PASSED).count()


def participants(user: User, event: TrainingEvent) -> QuerySet[TrainingRegistration]:
    """Who has a seat or waits for one, as far as the user sees his members."""
    rows = TrainingRegistration.objects.for_user(user).filter(event=event).exclude(state=RegistrationState.CANCELLED)
    rows = (
        rows.select_related("member__unit", "confirmed_by", "result_by")
        .defer("member__nik")
        .annotate(paper=F("certificate__pk"))
    )
    return rows.order_by("member__name_key", "pk")


def attendance_rows(user: User, event: TrainingEvent) -> tuple[Sequence[str], list[Sequence[Any]]]:
    """The attendance list as the report wants it: date, place, topic and count first, then who was there."""
    present = [row for row in participants(user, event) if row.state == RegistrationState.ATTENDED]
    headers = [_("No."), _("Nama"), _("Unit"), _("Waktu hadir"), _("Cara"), _("Nilai"), _("Hasil")]
    facts: list[Sequence[Any]] = [
        (_("Kegiatan"), f"{event.get_kind_display()}: {event.title}"),
        (_("Pokok bahasan"), event.topic),
        (_("Penyelenggara"), event.unit.path),
        (_("Waktu"), f"{_local(event.starts_at, event)} – {_local(event.ends_at, event)}"),
        (_("Tempat"), event.place),
        (_("Jumlah hadir"), len(present)),
        (),
    ]
    people = [
        (
            number,
            row.member.listed_name if row.member.restricted else row.member.titled_name,
            row.member.unit.path,
            _local(row.attended_at, event) if row.attended_at else "",
            row.get_attended_by_display(),
            row.score,
            row.get_result_display(),
        )
        for number, row in enumerate(present, start=1)
    ]
    return headers, [*people, (), *facts]


def _local(at: datetime, event: TrainingEvent) -> str:
    return local_time(at, event.unit.time_zone)
