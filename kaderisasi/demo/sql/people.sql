-- Who lives where, and who is paired with whom, in temporary tables: nothing is kept yet.
-- Chance is a hash of a row's number, so that the same country comes out each time.
CREATE FUNCTION pg_temp.chance(n bigint, what int) RETURNS float LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ((hashint8extended(n, what) & 1073741823) / 1073741824.0)::float $$;
CREATE FUNCTION pg_temp.pick(n bigint, what int, among text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT among[1 + floor(pg_temp.chance(n, what) * cardinality(among))::int] $$;

-- Villages with the numbers of their members: cities four times as dense, kelurahan twice, Java twice.
CREATE TEMP TABLE places ON COMMIT DROP AS
WITH weighed AS (
    SELECT u.id, u.name, u.province_id, u.regency_id, u.district_id, u.time_zone, p.area_id AS province_area,
        (CASE WHEN ra.kind = 'kota' THEN 4 ELSE 1 END) * (CASE WHEN a.kind = 'kelurahan' THEN 2 ELSE 1 END)
        * (CASE WHEN pa.code BETWEEN '31' AND '36' THEN 2 ELSE 1 END) * (0.2 + 1.6 * pg_temp.chance(u.id, 1)) AS weight
    FROM regions_unit u JOIN regions_area a ON a.id = u.area_id
    JOIN regions_unit r ON r.id = u.regency_id JOIN regions_area ra ON ra.id = r.area_id
    JOIN regions_unit p ON p.id = u.province_id JOIN regions_area pa ON pa.id = p.area_id
    WHERE u.tier = 4 AND u.is_active AND ra.code <> ALL (%(told)s)
        AND (%(provinces)s::text[] IS NULL OR pa.code = ANY (%(provinces)s))
), summed AS (
    SELECT *, sum(weight) OVER (ORDER BY province_id, regency_id, district_id, id) AS upto, sum(weight) OVER () AS total
    FROM weighed
)
SELECT id AS unit_id, name, province_id, regency_id, district_id, time_zone, province_area,
    floor((upto - weight) / total * %(members)s)::bigint + 1 AS first, floor(upto / total * %(members)s)::bigint AS last
FROM summed;
UPDATE places SET last = %(members)s WHERE last = (SELECT max(last) FROM places);

CREATE TEMP TABLE people ON COMMIT DROP AS
SELECT n, p.unit_id, p.name AS village, p.province_id, p.regency_id, p.district_id, p.time_zone,
    CASE WHEN pg_temp.chance(n, 2) < 0.33 + 0.12 * pg_temp.chance(p.province_id, 3) THEN 'female' ELSE 'male' END AS gender,
    date %(today)s - (17 * 366 + floor(pg_temp.chance(n, 4) * 55 * 365))::int AS birth_date,
    date %(today)s - floor(pg_temp.chance(n, 5) * 4000)::int AS joined_on,
    CASE WHEN pg_temp.chance(n, 6) < 0.70 THEN 'anggota' WHEN pg_temp.chance(n, 6) < 0.90 THEN 'dasar'
        WHEN pg_temp.chance(n, 6) < 0.98 THEN 'madya' ELSE 'utama' END AS level,
    CASE WHEN pg_temp.chance(n, 7) < 0.93 THEN 'active' WHEN pg_temp.chance(n, 7) < 0.95 THEN 'applied'
        WHEN pg_temp.chance(n, 7) < 0.97 THEN 'verified' WHEN pg_temp.chance(n, 7) < 0.98 THEN 'suspended'
        ELSE 'ended' END AS status,
    pg_temp.chance(n, 8) < 0.65 AS wants_mentoring,
    a.code ~ '^9[1-6]' AND pg_temp.chance(n, 9) < 0.7 AS is_papuan
FROM places p JOIN regions_area a ON a.id = p.province_area CROSS JOIN LATERAL generate_series(p.first, p.last) n;

-- Mentors are experienced; up to three mentees for each, from the same district as far as there are enough.
CREATE TEMP TABLE mentors ON COMMIT DROP AS
SELECT n, regency_id, row_number() OVER (PARTITION BY regency_id ORDER BY n) AS place,
    count(*) OVER (PARTITION BY regency_id) AS total
FROM people WHERE status = 'active' AND level IN ('madya', 'utama') AND pg_temp.chance(n, 10) < 0.9;

CREATE TEMP TABLE pairs ON COMMIT DROP AS
WITH learners AS (
    SELECT n, unit_id, regency_id, time_zone, row_number() OVER (PARTITION BY regency_id ORDER BY n) AS place,
        count(*) OVER (PARTITION BY regency_id) AS total
    FROM people WHERE status = 'active' AND wants_mentoring AND level IN ('anggota', 'dasar')
        AND pg_temp.chance(n, 11) < 0.48
), dated AS (
    SELECT row_number() OVER (ORDER BY l.n) AS n, l.n AS mentee, m.n AS mentor, l.unit_id, l.regency_id, l.time_zone,
        CASE WHEN pg_temp.chance(l.n, 12) < 0.74 THEN 'active' WHEN pg_temp.chance(l.n, 12) < 0.84 THEN 'completed'
            WHEN pg_temp.chance(l.n, 12) < 0.89 THEN 'ended_early' WHEN pg_temp.chance(l.n, 12) < 0.91 THEN 'paused'
            WHEN pg_temp.chance(l.n, 12) < 0.94 THEN 'offered' WHEN pg_temp.chance(l.n, 12) < 0.97 THEN 'accepted'
            ELSE 'declined' END AS state,
        (CASE WHEN pg_temp.chance(l.n, 13) < 0.7 THEN 14 WHEN pg_temp.chance(l.n, 13) < 0.9 THEN 21 ELSE 10 END)::int AS cadence,
        10 + floor(pg_temp.chance(l.n, 14) * 535)::int AS age, pg_temp.chance(l.n, 15) < 0.12 AS is_dormant
    FROM learners l JOIN mentors m ON m.regency_id = l.regency_id
        AND m.place = 1 + floor((l.place - 1) * m.total / least(l.total, m.total * 4))
    WHERE l.place <= m.total * 4
), spanned AS (
    SELECT *, state IN ('active', 'completed', 'ended_early', 'paused') AS has_met,
        CASE state WHEN 'active' THEN CASE WHEN is_dormant THEN least(age - 1, 40 + floor(pg_temp.chance(mentee, 16) * 60)::int) ELSE 0 END
            WHEN 'paused' THEN least(age - 1, 20) ELSE floor(age * 0.5 * pg_temp.chance(mentee, 17))::int END AS quiet
    FROM dated
), summed AS (
    SELECT *, CASE WHEN has_met THEN ceil((age - quiet) / cadence::numeric) ELSE 0 END AS slots FROM spanned
), shared AS (
    SELECT *, sum(slots) OVER (ORDER BY n) AS upto, sum(slots) OVER () AS total FROM summed
)
SELECT n, mentee, mentor, unit_id, regency_id, time_zone, state, cadence, age, quiet, is_dormant, has_met,
    (floor(upto / total * %(sessions)s) - floor((upto - slots) / total * %(sessions)s))::int AS sessions,
    CASE WHEN state = 'offered' OR state = 'declined' THEN 'preparation' WHEN state = 'accepted' THEN 'orientation'
        WHEN state = 'completed' THEN 'evaluation' WHEN age < 45 THEN 'rapport' WHEN age < 90 THEN 'diagnostic'
        WHEN age < 140 THEN 'action_plan' WHEN age < 400 THEN 'execution' ELSE 'evaluation' END AS phase
FROM shared;
ANALYZE places, people, mentors, pairs;
