"""What the registry knows already about the training results of a sheet: the event, the person, and his seat."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import acting_people
from cadres.enums import EventState, RegistrationState, RowState, TrainingResult
from cadres.ladder.rights import can_organise
from cadres.models import TrainingEvent, TrainingRegistration
from cadres.selectors.known import Judgement
from cadres.selectors.known_people import KnownPeople, PersonFacts, bad
from cadres.spreadsheets.result_rows import ResultRow
from regions.enums import TIER_FIELDS, Tier


class ResultFacts(PersonFacts):
    """A result, and by what the participant is known."""

    fields = ("event_id", "attended", "score", "result")


def result_facts(row: ResultRow, event_id: int) -> ResultFacts:
    """The facts of a row about an event."""
    values = {"event_id": event_id, "attended": row.attended, "score": row.score, "result": row.result}
    return ResultFacts.of(values, row.name, row.person)


class KnownResults:
    """The events that some rows name, as far as the user holds them, the members they mean, and their seats.

    Attendance is signed by the participant himself; a sheet adds what is not there yet. It takes nothing back, and
    leaves alone what is final: a closed event, and whoever has a certificate.
    """

    def __init__(self, user: User, rows: Iterable[ResultFacts]) -> None:
        rows = list(rows)
        self._own = acting_people(user)
        self._people = KnownPeople(user, rows)
        asked = {row.values["event_id"] for row in rows}
        found = TrainingEvent.objects.around(user.scope).filter(pk__in=asked).select_related("unit")
        self.events = {event.pk: event for event in found if can_organise(user, event.unit)}
        seats = TrainingRegistration.objects.for_user(user).filter(event__in=self.events, member__in=self._people.ids)
        columns = ("pk", "event_id", "member_id", "state", "score", "result", "from_sheet")
        self._seats = {
            (seat["event_id"], seat["member_id"]): seat for seat in seats.values(*columns, paper=F("certificate"))
        }

    def judge(self, row: ResultFacts) -> Judgement:
        """What the row is to these events and seats."""
        event = self.events.get(row.values["event_id"])
        if wrong := _closed(event):
            return wrong
        member = self._people.person(row)
        if isinstance(member, Judgement):
            return member
        assert event is not None
        if not _reaches(event, member):
            return bad("event_elsewhere", _("Kegiatan ini tidak menjangkau unit kader itu."))
        if member["user_id"] in self._own:
            return bad("result_own", _("Nilai Anda sendiri ditetapkan panitia lain."))
        return self._judge_seat(row, member["pk"], self._seats.get((event.pk, member["pk"]), {}))

    def _judge_seat(self, row: ResultFacts, member_id: int, seat: Mapping[str, Any]) -> Judgement:
        state = seat.get("state")
        is_present = state == RegistrationState.ATTENDED
        if seat.get("paper") or (seat.get("result") == TrainingResult.PASSED and not seat["from_sheet"]):
            return bad("result_final", _("Hasilnya sudah ditetapkan dan sertifikatnya sudah terbit."))
        if not row.values["attended"]:
            if is_present:
                return bad("result_signed", _("Kehadirannya sudah dicatat; lembar tidak menghapusnya."))
            return Judgement(RowState.UNCHANGED, member_id, registration_id=seat.get("pk"), is_result=True)
        if state == RegistrationState.WAITING:
            return bad("result_waiting", _("Orang ini masih di daftar tunggu; beri kursi dulu di halaman kegiatannya."))
        if state == RegistrationState.CANCELLED:
            return bad("result_cancelled", _("Pendaftarannya batal; daftarkan lagi di halaman kegiatannya."))
        changes: dict[str, Any] = {} if is_present else {"attended": True}
        for name in ("score", "result"):
            if row.values[name] not in (None, "", seat.get(name)):
                changes[name] = row.values[name]
        return Judgement(
            RowState.READY if changes else RowState.UNCHANGED,
            member_id,
            changes,
            {name: seat.get(name) for name in changes if name != "attended"},
            registration_id=seat.get("pk"),
            is_result=True,
        )


def _closed(event: TrainingEvent | None) -> Judgement | None:
    """Why a sheet cannot say anything about an event; None when it can."""
    if event is None:
        return bad("event_unknown", _("Kegiatan ini tidak ada di unit Anda; lihat nomornya di halaman kegiatan."))
    if event.state == EventState.CLOSED:
        return bad("event_closed", _("Kegiatan ini sudah ditutup; daftar hadirnya final dan tidak diubah lembar."))
    if event.state != EventState.OPEN or event.starts_at > timezone.now():
        return bad("event_early", _("Kegiatan ini belum dibuka, belum dimulai, atau dibatalkan."))
    return None


def _reaches(event: TrainingEvent, member: Mapping[str, Any]) -> bool:
    """Whether an event is for the members of somebody's unit."""
    unit = event.unit
    if unit.tier == Tier.NATIONAL or unit.pk == member["unit_id"]:
        return True
    field = TIER_FIELDS.get(Tier(unit.tier))
    return field is not None and member[f"{field}_id"] == unit.pk
