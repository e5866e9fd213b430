"""The map of mobility: steps of careers by year, origin and channel."""

from evaluations.figures.rows import Rows


def flow_figures(rows: Rows) -> str:
    """SELECT unit_id, year, origin, channel, steps, steps_women: the map of mobility, from all years."""
    return f"""
        SELECT r.leaf AS unit_id, extract(year FROM r.starts_on)::smallint AS year,
            coalesce(r.origin_id, '') AS origin, r.channel_id AS channel, count(*) AS steps,
            count(*) FILTER (WHERE m.gender = 'female') AS steps_women
        FROM {rows.of("cadres_mobilitystep")} r JOIN cadres_member m ON m.id = r.member_id
        WHERE r.struck_at IS NULL GROUP BY 1, 2, 3, 4
    """
