"""Which rows the arithmetic of `figures` looks at: all of them, the touched leaves, or a place from a district down."""

from collections.abc import Iterable

from evaluations.figures import Rows
from regions.enums import TIER_FIELDS, Tier

LEAF = "coalesce(r.district_id, r.regency_id, r.province_id, r.unit_id)"
# As OfficerTerm.objects.open() has it, by the alias of the table.
OPEN_TERM = "{}.ends_on IS NULL".format
TERMS = "cadres_officerterm t JOIN cadres_member m ON m.id = t.member_id"
NOBODY = "SELECT NULL::bigint AS leaf, NULL::text AS gender WHERE false"

# Where a village that has moved stood before, by months: `now` is its district, `leaf` the one of then.
FORMER = """(
    SELECT m.unit_id AS village_id, u.district_id AS now, m.old_parent_id AS leaf,
        lag(m.until, 1, '-infinity'::date) OVER (PARTITION BY m.unit_id ORDER BY m.until, m.id) AS since, m.until
    FROM regions_reshapemove m JOIN regions_unit u ON u.id = m.unit_id WHERE u.tier = 4 AND NOT m.is_undone
)"""
# From which month on a village that has moved stands where it is.
_SETTLED = f"(SELECT village_id, max(until) AS since FROM {FORMER} f GROUP BY 1)"
_PRESENT = "coalesce(v.since, '-infinity'::date) AS since, 'infinity'::date AS until"

_NEXT = "(s.month + interval '1 month')::date AS next"


def _spans(leaves: str, months: str = "%(months)s") -> str:
    return (
        f"SELECT l.unit_id, s.month, {_NEXT} FROM ({leaves}) l"
        f" CROSS JOIN (SELECT t AS month FROM unnest({months}::date[]) t) s"
    )


# --- everything, for a recount ---------------------------------------------------------------------------------

_ALL = "SELECT u.id AS unit_id FROM regions_unit u WHERE u.tier <= 3"
# An officer stands in the deepest unit that holds both his home and one of his offices.
_STANDING = f"""
    SELECT DISTINCT ON (m.id) m.gender,
        CASE WHEN t.district_id = m.district_id THEN m.district_id
             WHEN t.regency_id = m.regency_id THEN m.regency_id
             WHEN t.province_id = m.province_id THEN m.province_id
             ELSE (SELECT n.id FROM regions_unit n WHERE n.tier = 0) END AS leaf
    FROM {TERMS} WHERE {OPEN_TERM("t")}
    ORDER BY m.id, (t.district_id = m.district_id) IS TRUE DESC, (t.regency_id = m.regency_id) IS TRUE DESC,
        (t.province_id = m.province_id) IS TRUE DESC
"""
EVERYTHING = Rows(
    leaves=_ALL,
    spans=_spans(_ALL),
    of=lambda table: f"(SELECT {LEAF} AS leaf, r.* FROM {table} r)",
    then=lambda table: (
        f"""(
        SELECT {LEAF} AS leaf, {_PRESENT}, r.* FROM {table} r LEFT JOIN {_SETTLED} v ON v.village_id = r.village_id
        UNION ALL
        SELECT f.leaf, f.since, f.until, r.* FROM {FORMER} f JOIN {table} r
            ON r.district_id = f.now AND r.village_id = f.village_id
    )"""
    ),
    officers=_STANDING,
    whole=True,
    programmes="SELECT f.unit_id AS leaf, f.* FROM fresh_evaluations_rollupprogramme f"
    " JOIN regions_unit u ON u.id = f.unit_id WHERE f.is_own OR u.tier = 3",
)


# --- some leaves, for a drain: %(districts)s, %(uppers)s, and per tier %(tier_2)s … -----------------------------


def of_leaves(tiers: Iterable[int]) -> Rows:
    """The rows of some leaves. `tiers` says which kinds of leaves there are at all.

    Parameters: %(districts)s and %(uppers)s hold the ids, %(tier_0)s to %(tier_2)s the upper ones by tier;
    %(units)s and %(months)s are the spans, pairwise.
    """
    officers = [_officers_of(Tier(tier)) for tier in sorted(set(tiers), reverse=True)]
    spans = f"SELECT s.unit_id, s.month, {_NEXT} FROM unnest(%(units)s::bigint[], %(months)s::date[]) s(unit_id, month)"
    return Rows(
        leaves="SELECT unnest(%(districts)s::bigint[] || %(uppers)s::bigint[]) AS unit_id",
        spans=spans,
        of=lambda table: (
            f"""(
            SELECT r.district_id AS leaf, r.* FROM {table} r WHERE r.district_id = ANY (%(districts)s)
            UNION ALL
            SELECT coalesce(r.regency_id, r.province_id, r.unit_id), r.* FROM {table} r
            WHERE r.district_id IS NULL AND coalesce(r.regency_id, r.province_id, r.unit_id) = ANY (%(uppers)s)
        )"""
        ),
        then=lambda table: (
            f"""(
            SELECT r.district_id AS leaf, {_PRESENT}, r.* FROM {table} r
            LEFT JOIN {_SETTLED} v ON v.village_id = r.village_id WHERE r.district_id = ANY (%(districts)s)
            UNION ALL
            SELECT f.leaf, f.since, f.until, r.* FROM {FORMER} f JOIN {table} r
                ON r.district_id = f.now AND r.village_id = f.village_id WHERE f.leaf = ANY (%(districts)s)
            UNION ALL
            SELECT coalesce(r.regency_id, r.province_id, r.unit_id), '-infinity', 'infinity', r.* FROM {table} r
            WHERE r.district_id IS NULL AND coalesce(r.regency_id, r.province_id, r.unit_id) = ANY (%(uppers)s)
        )"""
        ),
        officers=" UNION ALL ".join(officers) or NOBODY,
        programmes=f"SELECT f.unit_id AS leaf, f.* FROM ({spans}) k JOIN regions_unit u ON u.id = k.unit_id"
        " JOIN evaluations_rollupprogramme f"
        " ON f.unit_id = k.unit_id AND f.month = k.month AND f.is_own = (u.tier < 3)",
    )


def _officers_of(tier: Tier) -> str:
    """Officers whose home and office meet in units of this tier, and no deeper."""
    deeper = TIER_FIELDS.get(Tier(tier + 1)) if tier < Tier.DISTRICT else None
    elsewhere = (
        f" AND NOT EXISTS (SELECT FROM cadres_officerterm d WHERE d.member_id = m.id AND {OPEN_TERM('d')}"
        f" AND d.{deeper}_id = m.{deeper}_id)"
        if deeper
        else ""
    )
    if tier == Tier.NATIONAL:
        leaf, place = "n.id", "true"
        terms = f"unnest(%(tier_0)s::bigint[]) n(id) CROSS JOIN {TERMS}"
    else:
        column, ids = f"{TIER_FIELDS[tier]}_id", "districts" if tier == Tier.DISTRICT else f"tier_{tier}"
        leaf, terms = f"m.{column}", TERMS
        place = f"t.{column} = ANY (%({ids})s) AND m.{column} = t.{column}"
    return (
        f"SELECT o.leaf, o.gender FROM (SELECT DISTINCT m.id, {leaf} AS leaf, m.gender FROM {terms}"
        f" WHERE {OPEN_TERM('t')} AND {place}{elsewhere}) o"
    )


# --- from a district down, live: %(unit)s is the place on the page, in %(district)s; %(leaves)s get figures ----------

_LIVE = "SELECT unnest(%(leaves)s::bigint[]) AS unit_id"


def _live(of: str, officers: str) -> Rows:
    return Rows(
        leaves=_LIVE,
        spans=_spans(_LIVE),
        of=lambda table: of.format(table=table),
        officers=officers,
        # Not everybody who may read the count may read who is in which pairing: see the function.
        mentees="SELECT unit_id AS leaf, month, mentees AS mentees_active"
        " FROM kad_mentees_by_month(%(leaves)s::bigint[], %(months)s::date[])",
    )


# Rows are looked up by district, which has an index everywhere.
_NEAR = "{row}.district_id = %(district)s AND {row}.{column} = %(unit)s"


def _officers_at(column: str, within: str) -> str:
    return (
        f"SELECT o.leaf, o.gender FROM (SELECT DISTINCT m.id, m.{column} AS leaf, m.gender FROM {TERMS}"
        f" WHERE {OPEN_TERM('t')} AND {_NEAR.format(row='t', column=within)} AND m.{column} = t.{column}) o"
    )


def _place_and_children(column: str, child: str) -> Rows:
    """The unit on the page and, in the same statement, the units one tier below it."""
    near = _NEAR.format(row="r", column=column)
    return _live(
        f"(SELECT r.{column} AS leaf, r.* FROM {{table}} r WHERE {near} UNION ALL"
        f" SELECT r.{child}, r.* FROM {{table}} r WHERE {near} AND r.{child} <> r.{column})",
        f"{_officers_at(column, column)} UNION ALL {_officers_at(child, column)} WHERE o.leaf <> %(unit)s",
    )


DISTRICT_AND_VILLAGES = _place_and_children("district_id", "village_id")
VILLAGE_AND_CELLS = _place_and_children("village_id", "unit_id")
CELL = _live(
    f"(SELECT r.unit_id AS leaf, r.* FROM {{table}} r WHERE {_NEAR.format(row='r', column='unit_id')})",
    _officers_at("unit_id", "unit_id"),
)
