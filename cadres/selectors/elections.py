"""What is read of elections: what each holds, what a sheet of districts would add, and whether somebody stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.elections.sheets import AreaLine, DistrictLine, Sheet
from cadres.enums import ChamberLevel
from cadres.models import Candidacy, Chamber, DistrictArea, Election, ElectoralDistrict
from regions.enums import Tier
from regions.models import Area, Unit

#: The tier of the board that fixes the lists of each level.
TIERS = {
    ChamberLevel.NATIONAL: Tier.NATIONAL,
    ChamberLevel.PROVINCE: Tier.PROVINCE,
    ChamberLevel.REGENCY: Tier.REGENCY,
}


def elections_held() -> QuerySet[Election]:
    """All elections, the newest first, with how much each holds."""
    return Election.objects.annotate(
        chamber_count=Count("chambers", distinct=True),
        district_count=Count("chambers__districts", distinct=True),
    ).prefetch_related("stages")


@dataclass(frozen=True)
class LevelRow:
    """What an election, or a sheet, holds of one level."""

    level: str
    chambers: int
    districts: int
    seats: int
    areas: int
    candidates: int = 0

    @property
    def label(self) -> str:
        """The level in words."""
        return str(ChamberLevel(self.level).label)


def levels_of(user: User, election: Election) -> list[LevelRow]:
    """What an election holds, level by level; four queries. `candidates` counts whoever began to stand."""
    rows = ElectoralDistrict.objects.filter(chamber__election=election).order_by()
    counts = rows.values_list("chamber__level").annotate(
        n=Count("pk"), seats=Sum("seats"), chambers=Count("chamber", distinct=True)
    )
    parts = DistrictArea.objects.filter(district__chamber__election=election).order_by()
    areas = dict(parts.values_list("district__chamber__level").annotate(n=Count("pk")))
    people = Candidacy.objects.for_user(user).filter(election=election).order_by()
    stand = dict(people.values_list("constituency__chamber__level").annotate(n=Count("pk")))
    found = {
        level: LevelRow(level, chambers, n, seats, areas.get(level, 0), stand.get(level, 0))
        for level, n, seats, chambers in counts
    }
    return [found[level] for level in ChamberLevel.values if level in found]


def levels_in(sheet: Sheet) -> list[LevelRow]:
    """What a sheet would bring, level by level."""
    return [
        LevelRow(
            level,
            len({each.region for each in lines}),
            len(lines),
            sum(each.seats for each in lines),
            sum(each.level == level for each in sheet.areas),
        )
        for level in ChamberLevel.values
        if (lines := [each for each in sheet.districts if each.level == level])
    ]


def anybody_stands(election: Election, level: str = "") -> bool:
    """Whether somebody stands, or has stood, in an election or a level of it. For the national board: it sees all."""
    rows = Candidacy.objects.filter(election=election)
    return (rows.filter(constituency__chamber__level=level) if level else rows).exists()


def sheet_of(election: Election, levels: Iterable[str]) -> Sheet:
    """The districts of some levels of an election as sheets: what a copy brings."""
    rows = ElectoralDistrict.objects.filter(chamber__election=election, chamber__level__in=list(levels))
    rows = rows.select_related("chamber__unit__area").order_by("chamber__level", "chamber__unit", "code")
    parts = DistrictArea.objects.filter(district__in=rows.order_by().values("pk"))
    columns = ("district__chamber__level", "district__code", "area__code", "part")
    return Sheet(
        tuple(
            DistrictLine(each.chamber.level, each.code, each.name, each.seats, _region(each.chamber), line)
            for line, each in enumerate(rows, 1)
        ),
        tuple(
            AreaLine(level, code, area, part, line)
            for line, (level, code, area, part) in enumerate(parts.order_by("pk").values_list(*columns), 1)
        ),
    )


def _region(chamber: Chamber) -> str:
    return chamber.unit.area.code if chamber.unit.area else ""


def boards_of(sheet: Sheet) -> dict[str, Unit]:
    """Region → the unit that fixes the lists of its assembly; "" is the national one. Two queries."""
    regions = {each.region for each in sheet.districts if each.region}
    units = Unit.objects.filter(area__code__in=regions, is_active=True).select_related("area")
    found = {each.area.code: each for each in units if each.area}
    return found | {"": Unit.objects.get(tier=Tier.NATIONAL)}


def misplaced(election: Election, sheet: Sheet) -> list[str]:
    """What keeps the lines of a sheet out of an election, in words: unknown regions and areas, assemblies there."""
    boards = boards_of(sheet)
    held = set(election.chambers.values_list("unit", flat=True))
    told, seen = [], set()
    for each in sheet.districts:
        board = boards.get(each.region)
        if (each.level, each.region) in seen:
            continue
        seen.add((each.level, each.region))
        if board is None or board.tier != TIERS[ChamberLevel(each.level)]:
            told.append(
                _("Dapil, baris %(line)d: tidak ada %(level)s di wilayah «%(code)s».")
                % {"line": each.line, "level": ChamberLevel(each.level).label, "code": each.region[:13]}
            )
        elif board.pk in held:
            told.append(
                _("Dapil, baris %(line)d: %(level)s %(name)s sudah ada di pemilu ini. Kosongkan dulu tingkat itu.")
                % {"line": each.line, "level": ChamberLevel(each.level).label, "name": board.name}
            )
    codes = {each.area for each in sheet.areas}
    known = set(Area.objects.filter(code__in=codes).values_list("code", flat=True))
    told += [
        _("Wilayah, baris %(line)d: kode wilayah «%(code)s» tidak dikenal.")
        % {"line": each.line, "code": each.area[:13]}
        for each in sheet.areas
        if each.area not in known
    ]
    return told


def gone_areas(sheet: Sheet) -> int:
    """How many areas of a sheet are no areas any more: split or merged since."""
    codes = {each.area for each in sheet.areas}
    return Area.objects.filter(code__in=codes).filter(Q(valid_to__isnull=False) | Q(successor__isnull=False)).count()


def chamber_labels(units: Iterable[Unit], level: str) -> dict[int, str]:
    """What an assembly of a level is called in each unit: as before, else as its neighbours in the province are."""
    rows = Chamber.objects.filter(level=level).select_related("unit").order_by("election__voting_on", "pk")
    before, near = {}, {}
    for chamber in rows:
        before[chamber.unit_id] = chamber.label
        if chamber.unit.province_id:
            near[chamber.unit.province_id] = chamber.label.partition(" ")[0]
    return {
        unit.pk: before.get(unit.pk) or f"{near.get(unit.province_id or 0, 'DPRD')} {unit.name}"[:80] for unit in units
    }
