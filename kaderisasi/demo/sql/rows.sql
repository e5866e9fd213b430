-- The rows that are kept, with final values. %(base)s is the highest id there was; triggers are off meanwhile.
INSERT INTO accounts_user (password, email, full_name, salutation, language, is_active, is_demo, has_second_factor, joined_at,
    muted)
SELECT %(password)s, role.word || '.' || a.code || '@contoh.test', role.title || ' ' || u.name, '', 'id', true, true, false, %(now)s,
    '{}'
FROM offices u JOIN regions_area a ON a.id = u.area_id CROSS JOIN
    (VALUES ('pimpinan', 'Pimpinan'), ('sekretariat', 'Sekretariat'), ('koordinator', 'Koordinator')) role(word, title)
ON CONFLICT DO NOTHING;
INSERT INTO accounts_user (password, email, full_name, salutation, language, is_active, is_demo, has_second_factor, joined_at,
    muted)
SELECT %(password)s, player.login, player.full_name, '', 'id', true, true, false, %(now)s, '{}' FROM players player;
INSERT INTO accounts_assignment (user_id, role, unit_id, starts_on, reason)
SELECT o.id, role.name, u.id, %(today)s, '' FROM offices u JOIN regions_area a ON a.id = u.area_id CROSS JOIN
    (VALUES ('pimpinan', 'leader'), ('sekretariat', 'secretariat'), ('koordinator', 'coordinator')) role(word, name)
JOIN accounts_user o ON o.email = role.word || '.' || a.code || '@contoh.test'
UNION ALL
SELECT o.id, player.role, player.unit_id, %(today)s, '' FROM players player JOIN accounts_user o ON o.email = player.login
ON CONFLICT DO NOTHING;

CREATE TEMP TABLE staff ON COMMIT DROP AS
SELECT u.regency_id, min(o.id) FILTER (WHERE o.email LIKE 'koor%%') AS coordinator,
    min(o.id) FILTER (WHERE o.email LIKE 'sekr%%') AS secretary
FROM offices u JOIN regions_area a ON a.id = u.area_id
JOIN accounts_user o ON o.email IN ('koordinator.' || a.code || '@contoh.test', 'sekretariat.' || a.code || '@contoh.test')
WHERE u.tier = 2 GROUP BY 1;
ANALYZE staff;

INSERT INTO cadres_member (id, full_name, prefix, suffix, gender, birth_date, birthplace, phone, has_whatsapp, email,
    address, membership_card_no, nik, nik_hash, nik_last4, nik_missing_reason, level, status, wants_mentoring, is_mentee,
    joined_on, created_at, created_by_id, user_id, unit_id, province_id, regency_id, district_id, village_id)
SELECT %(base)s + p.n, g.name || ' ' || f.name || %(mark)s || CASE WHEN %(mark)s = '' THEN '' ELSE lpad(p.n::text, 7, '0') || 's' END,
    '', '', p.gender, p.birth_date, '', '+6284' || lpad(p.n::text, 9, '0'), pg_temp.chance(p.n, 20) < 0.75, '',
    'RT ' || 1 + p.n %% 7 || ' RW ' || 1 + p.n %% 4 || ', ' || p.village
        || %(mark)s || CASE WHEN %(mark)s = '' THEN '' ELSE lpad(p.n::text, 7, '0') || 't' END,
    %(card)s || lpad(p.n::text, 8, '0'), k.nik, k.nik_hash, k.nik_last4, '', p.level, p.status, p.wants_mentoring,
    EXISTS (SELECT FROM pairs WHERE pairs.mentee = p.n AND pairs.state = 'active'), p.joined_on, %(now)s, s.secretary, o.id,
    p.unit_id, p.province_id, p.regency_id, p.district_id, p.unit_id
FROM people p JOIN niks k ON k.n = p.n
JOIN lists gl ON gl.kind = p.gender AND gl.is_papuan = p.is_papuan
JOIN names g ON g.kind = p.gender AND g.is_papuan = p.is_papuan AND g.place = floor(pg_temp.chance(p.n, 21) * gl.total)::int
JOIN lists fl ON fl.kind = 'family' AND fl.is_papuan = p.is_papuan
JOIN names f ON f.kind = 'family' AND f.is_papuan = p.is_papuan AND f.place = floor(pg_temp.chance(p.n, 22) * fl.total)::int
JOIN staff s ON s.regency_id = p.regency_id
LEFT JOIN players l ON l.n = p.n LEFT JOIN accounts_user o ON o.email = l.login
ORDER BY p.joined_on, p.n;  -- neighbours lie apart, as in a registry that has grown over years

-- Boards: two in a village, three in a district, five in a regency, seven in a province; each from its first village.
INSERT INTO cadres_officerterm (member_id, post, portfolio, decree_no, starts_on, rank, unit_id, province_id, regency_id, district_id, village_id)
SELECT %(base)s + b.first + 5 * (4 - b.tier) + k, (ARRAY['Ketua', 'Sekretaris', 'Bendahara', 'Wakil ketua bidang OKK',
        'Wakil ketua bidang perempuan', 'Wakil ketua bidang pemuda', 'Wakil ketua bidang organisasi'])[k + 1],
    '', 'SK-' || lpad((k + 1)::text, 2, '0') || '/2025', date '2025-03-01', k + 1,
    u.id, u.province_id, u.regency_id, u.district_id, u.village_id
FROM (
    SELECT unit_id, 4 AS tier, first, last FROM places
    UNION ALL SELECT district_id, 3, min(first), max(last) FROM places GROUP BY 1
    UNION ALL SELECT regency_id, 2, min(first), max(last) FROM places GROUP BY 1
    UNION ALL SELECT province_id, 1, min(first), max(last) FROM places GROUP BY 1
) b JOIN regions_unit u ON u.id = b.unit_id CROSS JOIN LATERAL generate_series(0, (ARRAY[6, 4, 2, 1])[b.tier]) k
WHERE b.first + 5 * (4 - b.tier) + k <= b.last;

INSERT INTO mentoring_programme (name, category, coordinator_id, starts_on, ends_on, cadence_days, state, closing_report,
    focus, unit_id, province_id, regency_id)
SELECT 'Kaderisasi Dasar ' || u.name, 'formal_stage', s.coordinator, date %(today)s - 600, date %(today)s + 200, 14, 'running', '',
    '{}', u.id, u.province_id, u.id
FROM staff s JOIN regions_unit u ON u.id = s.regency_id ORDER BY u.id;
CREATE TEMP TABLE programmes ON COMMIT DROP AS
SELECT max(id) AS id, regency_id FROM mentoring_programme WHERE unit_id = regency_id GROUP BY 2;
ANALYZE programmes;
INSERT INTO mentoring_orggoal (programme_id, statement, measure, baseline, target, due_on, unit_id, province_id, regency_id)
SELECT g.id, 'Kader dasar yang memimpin ranting', 'orang', 40, 90, date %(today)s + 365, u.id, u.province_id, u.id
FROM programmes g JOIN staff s USING (regency_id) JOIN regions_unit u ON u.id = g.regency_id;

INSERT INTO mentoring_mentor (member_id, state, soft_capacity, capacity, load, note, strengths, languages, times, travels,
    wants_recognition, unit_id, province_id, regency_id, district_id, village_id)
SELECT %(base)s + p.n, CASE WHEN pg_temp.chance(p.n, 23) < 0.96 OR held.load > 0 THEN 'active' ELSE 'paused' END, 3, 5,
    coalesce(held.load, 0), '', '{}', '{}', '{}', 'regency', true, p.unit_id, p.province_id, p.regency_id, p.district_id, p.unit_id
FROM mentors m JOIN people p USING (n) LEFT JOIN (
    SELECT mentor, count(*) AS load FROM pairs WHERE state IN ('accepted', 'active', 'paused') GROUP BY 1
) held ON held.mentor = p.n;

INSERT INTO mentoring_pairing (id, programme_id, category, format, state, phase, phase_since, cadence_days, offered_at,
    active_on, planned_end_on, paused_on, pauses, ended_on, created_at, unit_id, province_id, regency_id, district_id,
    village_id)
SELECT %(pair_base)s + p.n, g.id, 'formal_stage', 'one_to_one', p.state, p.phase, date %(today)s - least(p.age, 30), p.cadence,
    %(now)s::timestamptz - make_interval(days => p.age + 3), CASE WHEN p.has_met THEN date %(today)s - p.age END,
    CASE WHEN p.has_met THEN date %(today)s - p.age + 600 END, CASE WHEN p.state = 'paused' THEN date %(today)s - p.quiet END, '{}',
    CASE WHEN p.state IN ('completed', 'ended_early') THEN date %(today)s - p.quiet END,
    %(now)s::timestamptz - make_interval(days => p.age + 4), m.unit_id, m.province_id, m.regency_id, m.district_id, m.unit_id
FROM pairs p JOIN people m ON m.n = p.mentee JOIN programmes g ON g.regency_id = p.regency_id;

INSERT INTO mentoring_pairingparticipant (pairing_id, member_id, user_id, name, role, is_running, answer, answered_at, oriented_at,
    unit_id, province_id, regency_id, district_id, village_id)
SELECT r.id, m.id, m.user_id, m.full_name, side.role,
    side.role = 'mentee' AND p.state IN ('accepted', 'active', 'paused'), CASE WHEN p.state = 'offered' THEN 'waiting'
        WHEN p.state = 'declined' AND side.role = 'mentee' THEN 'declined' ELSE 'accepted' END,
    CASE WHEN p.state <> 'offered' THEN r.created_at + interval '2 days' END,
    CASE WHEN p.has_met THEN r.created_at + interval '3 days' END, r.unit_id, r.province_id, r.regency_id, r.district_id, r.village_id
FROM pairs p CROSS JOIN LATERAL (VALUES ('mentor', p.mentor), ('mentee', p.mentee)) side(role, n)
JOIN mentoring_pairing r ON r.id = %(pair_base)s + p.n JOIN cadres_member m ON m.id = %(base)s + side.n;

-- Meetings spread evenly over the time a pair has had, the last of a lively pair still to come.
INSERT INTO mentoring_session (client_uuid, pairing_id, sequence, state, planned_start, started_at, minutes, held_on,
    time_zone, mode, place, late_cancelled, recorded_at, received_at, acknowledged_at, auto_acknowledged, backdated,
    calendar_sequence, created_by_id, planned_by_id, logged_by_id, unit_id, province_id, regency_id, district_id, village_id)
SELECT (lpad(to_hex(%(pair_base)s + m.pair), 16, '0') || lpad(to_hex(m.k), 16, '0'))::uuid, %(pair_base)s + m.pair,
    CASE WHEN m.is_held THEN m.k END, m.state, CASE WHEN NOT m.is_held THEN m.start END,
    CASE WHEN m.is_held THEN m.start END, CASE WHEN m.is_held THEN 45 + 15 * (m.luck * 1000)::int %% 4 END,
    CASE WHEN m.state <> 'planned' THEN m.day END, m.time_zone,
    CASE WHEN m.mode < 0.12 THEN 'phone' WHEN m.mode < 0.2 THEN 'video' ELSE 'face_to_face' END,
    pg_temp.pick(m.pair, 25, %(places)s), m.state = 'cancelled' AND m.luck >= 0.01, CASE WHEN m.is_held THEN m.start + interval '3 hours' END,
    CASE WHEN m.is_held THEN m.start + interval '3 hours' END,
    CASE WHEN m.state = 'acknowledged' THEN m.start + interval '1 day' END, false, false, 0,
    s.coordinator, CASE WHEN NOT m.is_held THEN s.coordinator END, CASE WHEN m.is_held THEN s.secretary END,
    m.unit_id, v.province_id, v.regency_id, v.district_id, m.unit_id
FROM (
    SELECT *, state IN ('logged', 'acknowledged') AS is_held,
        (day + make_interval(hours => 9 + ((pair + k) %% 9)::int)) AT TIME ZONE time_zone AS start
    FROM (
        SELECT p.n AS pair, k, p.unit_id, p.time_zone, c.luck, pg_temp.chance(p.n * 1000 + k, 26) AS mode,
            CASE WHEN k = p.sessions AND p.state = 'active' AND NOT p.is_dormant THEN 'planned'
                WHEN c.luck < 0.04 THEN 'cancelled' WHEN c.luck < 0.07 THEN 'no_show_mentee' WHEN c.luck < 0.08 THEN 'no_show_mentor'
                WHEN c.luck < 0.2 THEN 'logged' ELSE 'acknowledged' END AS state,
            CASE WHEN k = p.sessions AND p.state = 'active' AND NOT p.is_dormant THEN date %(today)s + 1 + (c.luck * 10)::int
                ELSE date %(today)s - p.age + floor((k - 0.7 + 0.4 * c.luck) * (p.age - p.quiet)
                    / (CASE WHEN p.state = 'active' AND NOT p.is_dormant THEN p.sessions - 0.5 ELSE p.sessions END))::int END AS day
        FROM pairs p CROSS JOIN LATERAL generate_series(1, p.sessions) k
        CROSS JOIN LATERAL (SELECT pg_temp.chance(p.n * 1000 + k, 24) AS luck) c
    ) drawn
) m JOIN regions_unit v ON v.id = m.unit_id JOIN staff s ON s.regency_id = v.regency_id
ORDER BY m.day;

UPDATE mentoring_pairing p SET last_held_on = held.last
FROM (SELECT pairing_id, max(held_on) AS last FROM mentoring_session
      WHERE pairing_id > %(pair_base)s AND state IN ('logged', 'acknowledged') GROUP BY 1) held
WHERE p.id = held.pairing_id;

-- What was said, for the last fortnight.
INSERT INTO mentoring_sessionlog (pairing_id, session_id, author_id, client_uuid, digest, phase, competencies, goal, reality,
    options, will, progress, obstacles, evidence_count, no_new_action, no_next_reason, dispute,
    unit_id, province_id, regency_id, district_id, village_id)
SELECT s.pairing_id, s.id, s.logged_by_id, s.client_uuid, '', p.phase, '["C04", "C05"]', pg_temp.pick(s.id, 27, %(goals)s)
        || %(mark)s || CASE WHEN %(mark)s = '' THEN '' ELSE lpad(s.id::text, 7, '0') || 'u' END,
    '', '', '', 'forward', '[]', 0, true, 'Waktu disepakati lewat telepon', '',
    s.unit_id, s.province_id, s.regency_id, s.district_id, s.village_id
FROM mentoring_session s JOIN mentoring_pairing p ON p.id = s.pairing_id
WHERE s.pairing_id > %(pair_base)s AND s.state IN ('logged', 'acknowledged') AND s.held_on >= date %(today)s - 14;
INSERT INTO mentoring_sessionattendance (pairing_id, session_id, participant_id, status, unit_id, province_id, regency_id, district_id, village_id)
SELECT l.pairing_id, l.session_id, t.id, 'present', l.unit_id, l.province_id, l.regency_id, l.district_id, l.village_id
FROM mentoring_sessionlog l JOIN mentoring_pairingparticipant t ON t.pairing_id = l.pairing_id
WHERE l.pairing_id > %(pair_base)s;

-- Every fifth has held a post beside the offices: the map of mobility and the benches have something to count. A career
-- begins with membership, unless the post lies before the day of joining.
INSERT INTO cadres_mobilitystep (member_id, channel_id, tier, post, starts_on, ends_on, evidence, origin_id,
    recorded_by_id, recorded_at, strike_reason, unit_id, province_id, regency_id, district_id, village_id)
SELECT d.member_id, d.channel, d.tier, d.post, d.starts_on, d.ends_on, 'SK ' || d.n, CASE WHEN d.joined_on <= d.starts_on
    THEN 'member' END, d.secretary, %(now)s, '', d.unit_id, d.province_id, d.regency_id, d.district_id, d.unit_id
FROM (
    SELECT p.n, %(base)s + p.n AS member_id, k.channel, k.tier, k.post, p.joined_on, s.secretary, p.unit_id, p.province_id,
        p.regency_id, p.district_id, k.starts_on, k.starts_on + k.days AS ends_on
    FROM people p JOIN staff s ON s.regency_id = p.regency_id CROSS JOIN LATERAL (
        SELECT pg_temp.chance(p.n, 41) AS luck, date %(today)s - 800 - floor(pg_temp.chance(p.n, 42) * 2400)::int AS begun
    ) c CROSS JOIN LATERAL (VALUES
        (0.00, 0.35, 'witness', 4, 'Saksi TPS', date '2024-02-14', 1),
        (0.35, 0.60, 'officer', 4, 'Wakil ketua ranting', c.begun, 700),
        (0.60, 0.78, 'campaign_staff', 2, 'Staf kampanye', date '2023-11-28', 75),
        (0.78, 0.88, 'officer', 3, 'Wakil ketua kecamatan', c.begun, 760),
        (0.88, 0.92, 'officer', 2, 'Wakil ketua kabupaten', c.begun, 760),
        (0.92, 0.94, 'officer', 1, 'Wakil ketua provinsi', c.begun, 760),
        (0.94, 0.97, 'candidate', 2, 'Caleg kabupaten 2019', date '2018-09-20', 209),
        (0.97, 0.98, 'legislator', 2, 'Anggota DPRD', date '2019-10-01', 1827),
        (0.98, 1.00, 'consultant', NULL::int, 'Konsultan', c.begun, 365)
    ) k(low, high, channel, tier, post, starts_on, days)
    WHERE p.n %% 5 = 0 AND c.luck >= k.low AND c.luck < k.high
) d
