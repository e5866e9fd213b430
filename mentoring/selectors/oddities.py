"""What the rules about odd logs look at, and who sees what they found."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, islice
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import F, Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from mentoring.enums import HELD_STATES, Mode, OddState, Source
from mentoring.models import OddLogs, Session
from mentoring.rules.oddities import Limits, Telling, place_key, written_at
from mentoring.selectors.todo import Todo
from regions.settings import value

#: So many people are looked at in one go.
CHUNK = 500


def limits() -> Limits:
    """How many logs are too many, as the party has set it."""
    return Limits(value("mentoring.odd_night"), value("mentoring.odd_copied"), value("mentoring.odd_last_day"))


def told_since(day: date) -> Iterator[tuple[int, list[Telling]]]:
    """What each person has told of the days since then. As the system; one pass, and a query for five hundred people.

    The words of a log stay where they are: the database gives their length and a hash (`kad_log_words`).
    """
    everything = _told(day).order_by("teller", "pk").iterator(chunk_size=2_000)
    people = groupby(everything, key=attrgetter("teller"))
    while some := [(person, list(rows)) for person, rows in islice(people, CHUNK)]:
        words = _words([row.pk for _person, rows in some for row in rows])
        for person, rows in some:
            yield person, [_telling(row, *words.get(row.pk, (0, ""))) for row in rows]


def _told(day: date) -> QuerySet[Any]:
    """Sessions that took place, with who tells of them: the writer, or in whose name others wrote."""
    rows = Session.objects.filter(state__in=HELD_STATES, held_on__gte=day)
    return rows.filter(Q(source=Source.OWN) | Q(on_behalf_of__isnull=False)).annotate(
        teller=Coalesce("on_behalf_of_id", F("logged_by_id"))
    )


def _words(sessions: Sequence[int]) -> dict[int, tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM kad_log_words(%s)", [list(sessions)])
        return {pk: (letters, words) for pk, letters, words in cursor.fetchall()}


def _telling(row: Any, letters: int, words: str) -> Telling:
    is_own = row.source == Source.OWN
    written = written_at(row.started_at, row.recorded_at, row.received_at) if is_own else None
    return Telling(
        session=row.pk,
        pairing=row.pairing_id,
        held_on=row.held_on,
        start=row.started_at,
        minutes=row.minutes or 0,
        place=place_key(row.place) if row.mode == Mode.FACE_TO_FACE else "",
        written=written.astimezone(ZoneInfo(row.time_zone)) if written else None,
        letters=letters,
        text=words,
    )


def once_an_occasion(rows: QuerySet[OddLogs]) -> QuerySet[OddLogs]:
    """One row for each occasion, whatever the number of pairings it is about."""
    firsts = rows.order_by().values("person", "rule", "occasion").annotate(first=Min("pk")).values("first")
    return rows.filter(pk__in=firsts)


def own_odd(user: User) -> QuerySet[OddLogs]:
    """What asks the user himself, the newest first."""
    return OddLogs.objects.for_user(user).filter(person=user)


def odd_queue(user: User) -> QuerySet[OddLogs]:
    """What a coordinator has not settled: what was explained first, then the oldest."""
    rows = OddLogs.objects.for_user(user).exclude(state=OddState.SETTLED).exclude(person=user)
    explained = Q(state=OddState.EXPLAINED)
    return rows.select_related("person").annotate(waits=explained).order_by("-waits", "on", "pk")


def siblings(user: User, row: OddLogs) -> QuerySet[OddLogs]:
    """The rows of the same occasion that the user sees: one question about several pairings of one person."""
    same = {"person": row.person_id, "rule": row.rule, "occasion": row.occasion}
    return OddLogs.objects.for_user(user).filter(**same).order_by("pk")


def sessions_of(user: User, rows: Sequence[OddLogs]) -> QuerySet[Session]:
    """The sessions that some rows are about."""
    keys = [pk for row in rows for pk in row.session_ids]
    return Session.objects.for_user(user).filter(pk__in=keys).order_by("started_at", "pk")


def odd_todos(user: User) -> Iterator[Todo]:
    """What waits for an explanation, once an occasion. One query."""
    asked = set()
    for row in own_odd(user).filter(state=OddState.OPEN):
        if (row.rule, row.occasion) not in asked:
            asked.add((row.rule, row.occasion))
            url = reverse("mentoring:phone_odd", args=[row.pk])
            yield Todo(
                "message-circle", _("Jelaskan catatan yang tampak janggal"), row.get_rule_display(), url, None, False
            )
