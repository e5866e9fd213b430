"""Deeds on elections: rows, not code. The national secretariat prepares them; nothing goes while somebody stands."""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from itertools import pairwise

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.elections.rights import keeps_elections
from cadres.elections.sheets import Sheet
from cadres.enums import ChamberLevel, StageKind
from cadres.models import (
    AppointmentArea,
    Chamber,
    DistrictArea,
    Election,
    ElectionStage,
    ElectoralDistrict,
    SelectionCriterion,
)
from cadres.selectors.elections import anybody_stands, boards_of, chamber_labels, misplaced
from core.errors import RuleError
from regions.models import Area, Unit

BATCH = 2000
CHAMBERS = """
SELECT c.id FROM cadres_chamber c WHERE c.election_id = %(election)s AND %(level)s IN ('', c.level)
"""
DELETES = (
    "DELETE FROM cadres_districtarea a USING cadres_electoraldistrict d WHERE d.id = a.district_id AND d.chamber_id",
    "DELETE FROM cadres_electoraldistrict WHERE chamber_id",
    "DELETE FROM cadres_appointmentarea WHERE chamber_id",
    "DELETE FROM cadres_chamber WHERE id",
)
#: Stages that follow one another; the campaign and the quiet days are checked by their own days.
IN_ORDER = (
    StageKind.FILING,
    StageKind.DCS,
    StageKind.DCT,
    StageKind.CAMPAIGN,
    StageKind.QUIET,
    StageKind.VOTING,
    StageKind.RESULT,
    StageKind.OATH,
)


@transaction.atomic
def election_save(*, by: User, code: str, name: str, voting_on: date, election: Election | None = None) -> Election:
    """Write an election down, or change its name and day. Raises RuleError without the right, or for a code in use."""
    _require_keeper(by)
    row = copy(election) if election else Election()  # what is refused must not change the page's own
    row.code, row.name, row.voting_on = code, name.strip(), voting_on
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise RuleError(_("Kode ini sudah dipakai pemilu lain.")) from None
    return row


@transaction.atomic
def stages_set(*, by: User, election: Election, days: Mapping[str, tuple[date, date] | None]) -> None:
    """Date the stages of an election; None takes one away.

    Raises RuleError without the right, for an end before its beginning, and for stages out of their order.
    """
    _require_keeper(by)
    dated = [(StageKind(kind), *days[kind]) for kind in IN_ORDER if days.get(kind)]  # type: ignore[misc]
    for kind, first, last in dated:
        if last < first:
            raise RuleError(_("%(stage)s selesai sebelum mulai.") % {"stage": kind.label})
    for (kind, first, _end), (later, after, _last) in pairwise(dated):
        if after < first:
            raise RuleError(
                _("%(later)s tidak dapat mendahului %(stage)s.") % {"later": later.label, "stage": kind.label}
            )
    election.stages.all().delete()
    ElectionStage.objects.bulk_create(
        ElectionStage(election=election, kind=kind, starts_on=first, ends_on=last) for kind, first, last in dated
    )


@transaction.atomic
def districts_load(*, by: User, election: Election, sheet: Sheet, source: Election | None = None) -> int:
    """Bring the districts of a sheet into an election, with their assemblies and areas; how many districts.

    Of the election that is copied (`source`) come the seats that are filled by appointment, too.

    Raises RuleError without the right, and while anything in the sheet has no place.
    """
    _require_keeper(by)
    problems = [*sheet.problems, *misplaced(election, sheet)]
    if problems or not sheet.districts:
        raise RuleError(problems[0] if problems else _("Belum ada dapil."))
    boards = boards_of(sheet)
    chambers = _chambers(election, sheet, boards)
    districts = ElectoralDistrict.objects.bulk_create(
        [
            ElectoralDistrict(
                chamber=chambers[each.level, each.region], code=each.code, name=each.name, seats=each.seats
            )
            for each in sheet.districts
        ],
        batch_size=BATCH,
    )
    of_code = {(each.level, each.code): row for each, row in zip(sheet.districts, districts, strict=True)}
    areas = dict(Area.objects.filter(code__in={each.area for each in sheet.areas}).values_list("code", "pk"))
    DistrictArea.objects.bulk_create(
        [
            DistrictArea(district=of_code[each.level, each.code], area_id=areas[each.area], part=each.part)
            for each in sheet.areas
        ],
        batch_size=BATCH,
    )
    if source is not None:
        _copy_appointed(source, chambers.values())
    return len(districts)


@transaction.atomic
def districts_clear(*, by: User, election: Election, level: str) -> None:
    """Take the assemblies of a level out of an election again. Raises RuleError while somebody stands there."""
    _require_keeper(by)
    _require_nobody(election, level)
    _delete_chambers(election, level)


@transaction.atomic
def election_drop(*, by: User, election: Election) -> None:
    """Take an election back. Raises RuleError without the right, and while somebody stands in it."""
    _require_keeper(by)
    _require_nobody(election)
    _delete_chambers(election)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cadres_electionstage WHERE election_id = %s", [election.pk])
        cursor.execute("DELETE FROM cadres_election WHERE id = %s", [election.pk])


@transaction.atomic
def terms_set(*, by: User, election: Election, level: str, term_ends_on: date | None) -> int:
    """Write down when the terms of a level's assemblies end; how many. Raises RuleError without the right."""
    _require_keeper(by)
    if term_ends_on and term_ends_on <= election.voting_on:
        raise RuleError(_("Masa jabatan berakhir sesudah hari pemungutan suara."))
    return election.chambers.filter(level=level).update(term_ends_on=term_ends_on)


def _chambers(election: Election, sheet: Sheet, boards: Mapping[str, Unit]) -> dict[tuple[str, str], Chamber]:
    keys = list(dict.fromkeys((each.level, each.region) for each in sheet.districts))
    labels = {level: chamber_labels(_units(keys, level, boards), level) for level in {level for level, _r in keys}}
    rows = Chamber.objects.bulk_create(
        Chamber(election=election, level=level, unit=boards[region], label=labels[level][boards[region].pk])
        for level, region in keys
    )
    return dict(zip(keys, rows, strict=True))


def _copy_appointed(source: Election, chambers: Iterable[Chamber]) -> None:
    fresh = {chamber.unit_id: chamber for chamber in chambers}
    held = AppointmentArea.objects.filter(chamber__election=source, chamber__unit__in=fresh)
    AppointmentArea.objects.bulk_create(
        AppointmentArea(chamber=fresh[each.chamber.unit_id], name=each.name, seats=each.seats)
        for each in held.select_related("chamber")
    )


def _delete_chambers(election: Election, level: str = "") -> None:
    # Not through the ORM: it would also ask to delete criteria, which nobody may.
    with connection.cursor() as cursor:
        for statement in DELETES:
            cursor.execute(f"{statement} IN ({CHAMBERS})", {"election": election.pk, "level": level})


def _units(keys: Iterable[tuple[str, str]], level: str, boards: Mapping[str, Unit]) -> list[Unit]:
    return [boards[region] for each, region in keys if each == level]


def _require_keeper(by: User) -> None:
    if not keeps_elections(by):
        raise RuleError(_("Pemilu dan dapilnya disiapkan sekretariat pusat."))


def _require_nobody(election: Election, level: str = "") -> None:
    where = ChamberLevel(level).label if level else election.name
    if anybody_stands(election, level):
        raise RuleError(_("Sudah ada yang dicalonkan di %(where)s: datanya tidak dapat dihapus.") % {"where": where})
    criteria = SelectionCriterion.objects.filter(chamber__election=election)
    if (criteria.filter(chamber__level=level) if level else criteria).exists():
        raise RuleError(_("Kriteria seleksi %(where)s sudah disusun: datanya tidak dapat dihapus.") % {"where": where})
