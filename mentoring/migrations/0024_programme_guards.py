"""What the database keeps of programmes: what opens and closes them, who owns them, their clock, the quiet period."""

from django.db import migrations

from core import roles
from core.rls import protect

STAFF = ["coordinator", "secretariat"]
ENTERED = f"current_user IN ({', '.join(map(repr, roles.ENTERED_ROLES))})"
MINE = "programme_id = ANY ((SELECT kad_my_programmes())::bigint[])"

# First and last day of each phase (DOMAIN §4.3); the calendar of the candidates counts from the fixed list (DCT).
TEMPLATES = [
    {
        "code": "six_months",
        "name": "6 bulan",
        "about": "Pendampingan baku: kedekatan bulan pertama, rencana aksi di minggu ke-8, evaluasi empat minggu terakhir.",
        "kind": "standard",
        "category": "formal_stage",
        "days": 182,
        "cadence_days": 14,
        "windows": {
            "orientation": [0, 14],
            "rapport": [0, 28],
            "diagnostic": [14, 42],
            "action_plan": [28, 56],
            "execution": [56, 154],
            "evaluation": [154, 182],
        },
        "stages": [],
    },
    {
        "code": "candidate_110",
        "name": "Caleg 110 hari",
        "about": "Dari penetapan DCT sampai sesudah pemungutan suara; mulai = hari DCT. Periksa tanggalnya dengan KPU.",
        "kind": "candidate",
        "category": "formal_stage",
        "days": 110,
        "cadence_days": 7,
        "windows": {
            "orientation": [0, 5],
            "rapport": [0, 7],
            "diagnostic": [3, 14],
            "action_plan": [10, 24],
            "execution": [25, 99],
            "evaluation": [103, 133],
        },
        "stages": [
            ["preparation", "DCT sampai kampanye", 0, 24],
            ["campaign", "Kampanye", 25, 99],
            ["quiet", "Masa tenang", 100, 102],
            ["voting", "Pemungutan suara", 103, 103],
            ["results", "Penghitungan dan penetapan", 104, 110],
        ],
    },
    {
        "code": "ladder",
        "name": "Jenjang",
        "about": "Setahun menuju satu jenjang kader; pasangannya mengumpulkan syarat jenjang itu.",
        "kind": "level",
        "category": "formal_stage",
        "days": 365,
        "cadence_days": 30,
        "windows": {
            "orientation": [0, 21],
            "rapport": [0, 60],
            "diagnostic": [30, 75],
            "action_plan": [60, 100],
            "execution": [100, 330],
            "evaluation": [330, 365],
        },
        "stages": [],
    },
]


def add_templates(apps, schema_editor):
    """The three patterns every party begins with."""
    template = apps.get_model("mentoring", "ProgrammeTemplate")
    for position, each in enumerate(TEMPLATES):
        template.objects.create(position=position, **each)


# Where the window of a pairing's phase ends. An election does not wait: neither for a late start nor for a pause.
CLOCK = """
CREATE FUNCTION kad_phase_due() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE began date; still integer; own record;
BEGIN
    SELECT p.kind, p.starts_on, w.last_day INTO own FROM mentoring_programme p
        LEFT JOIN mentoring_programmewindow w ON w.programme_id = p.id AND w.phase = NEW.phase
    WHERE p.id = NEW.programme_id;
    IF NEW.state NOT IN ('accepted', 'active', 'paused') THEN
        NEW.phase_due_on := NULL;
    ELSIF own.kind = 'candidate' THEN
        NEW.phase_due_on := own.starts_on + own.last_day;
    ELSE
        began := coalesce(NEW.active_on, NEW.offered_at::date, NEW.created_at::date);
        SELECT coalesce(sum(upper(x) - lower(x)), 0) INTO still FROM unnest(NEW.pauses) x;
        NEW.phase_due_on := began + own.last_day + still;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER phase_due BEFORE INSERT OR UPDATE OF phase, state, active_on, offered_at, pauses, programme_id, phase_due_on
    ON mentoring_pairing FOR EACH ROW EXECUTE FUNCTION kad_phase_due();
"""
NO_CLOCK = "DROP TRIGGER phase_due ON mentoring_pairing; DROP FUNCTION kad_phase_due();"

# DOMAIN §4.2: what a programme needs before it opens, runs, closes.
GATES = f"""
CREATE FUNCTION kad_guard_programme() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE missing text;
BEGIN
    IF NEW.state = 'open' THEN
        missing := CASE
            WHEN NOT EXISTS (SELECT FROM mentoring_orggoal g WHERE g.programme_id = NEW.id) THEN 'goal'
            WHEN NOT EXISTS (SELECT FROM mentoring_programmeneed n WHERE n.programme_id = NEW.id) THEN 'need'
            WHEN (SELECT count(*) FROM mentoring_programmewindow w WHERE w.programme_id = NEW.id) <> 6 THEN 'window' END;
    ELSIF NEW.state = 'running' THEN
        missing := CASE WHEN NOT EXISTS (
            SELECT FROM mentoring_pairing p WHERE p.programme_id = NEW.id AND p.state = 'active') THEN 'pairing' END;
    ELSIF NEW.state = 'closed' THEN
        missing := CASE
            WHEN NEW.closing_report = '' THEN 'words'
            WHEN EXISTS (SELECT FROM mentoring_pairing p WHERE p.programme_id = NEW.id
                AND p.state IN ('proposed', 'offered', 'accepted', 'active', 'paused')) THEN 'pairing'
            WHEN EXISTS (SELECT FROM mentoring_orggoal g WHERE g.programme_id = NEW.id AND g.actual IS NULL) THEN 'goal'
            WHEN NOT EXISTS (SELECT FROM mentoring_programmereport r WHERE r.programme_id = NEW.id) THEN 'report' END;
    END IF;
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'a programme may not be % without its %', NEW.state, missing
            USING ERRCODE = 'check_violation', CONSTRAINT = 'programme_gate';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_gate BEFORE UPDATE OF state ON mentoring_programme FOR EACH ROW
    WHEN ({ENTERED} AND OLD.state <> NEW.state) EXECUTE FUNCTION kad_guard_programme();

CREATE FUNCTION kad_keep_parts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE touched bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.programme_id ELSE NEW.programme_id END;
BEGIN
    IF EXISTS (SELECT FROM mentoring_programme p WHERE p.id = touched AND p.state <> 'draft') THEN
        RAISE EXCEPTION 'what a programme was opened with stays' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'programme_parts_stay';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
""" + "".join(
    f"CREATE TRIGGER keep BEFORE INSERT OR UPDATE OR DELETE ON mentoring_programme{part} FOR EACH ROW "
    f"WHEN ({ENTERED}) EXECUTE FUNCTION kad_keep_parts();\n"
    for part in ("window", "stage", "need")
)
NO_GATES = (
    "".join(f"DROP TRIGGER keep ON mentoring_programme{part};\n" for part in ("window", "stage", "need"))
    + "DROP FUNCTION kad_keep_parts(); DROP TRIGGER guard_gate ON mentoring_programme;"
    "DROP FUNCTION kad_guard_programme();"
)

# The one who owns a programme carries so many pairings and no more. His load is counted behind a lock of his own, so
# that two offers at once count one after the other; the services ask the same function and say it in a sentence.
LOAD = f"""
CREATE FUNCTION kad_coordinator_load(owner bigint) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT count(*)::int FROM mentoring_pairing r JOIN mentoring_programme p ON p.id = r.programme_id
    WHERE p.coordinator_id = owner AND r.state IN ('proposed', 'offered', 'accepted', 'active', 'paused')
$$;
CREATE FUNCTION kad_hold_coordinator(owner bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('coordinator'), owner::int);
    RETURN kad_coordinator_load(owner);
END $$;
CREATE FUNCTION kad_coordinator_most() RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT coalesce((SELECT (s.value #>> '{{}}')::int FROM regions_setting s
        WHERE s.key = 'mentoring.coordinator_most' ORDER BY s.id DESC LIMIT 1), 50)
$$;
CREATE FUNCTION kad_guard_coordinator_load() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE owner bigint; more integer := 1;
BEGIN
    IF TG_TABLE_NAME = 'mentoring_programme' THEN
        owner := NEW.coordinator_id;
        SELECT count(*) INTO more FROM mentoring_pairing r WHERE r.programme_id = NEW.id
            AND r.state IN ('proposed', 'offered', 'accepted', 'active', 'paused');
    ELSE
        SELECT p.coordinator_id INTO owner FROM mentoring_programme p WHERE p.id = NEW.programme_id;
    END IF;
    IF more > 0 AND kad_hold_coordinator(owner) + more > kad_coordinator_most() THEN
        RAISE EXCEPTION 'a coordinator carries % pairings at most', kad_coordinator_most()
            USING ERRCODE = 'check_violation', CONSTRAINT = 'coordinator_within_load';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_load BEFORE INSERT ON mentoring_pairing FOR EACH ROW
    WHEN ({ENTERED}) EXECUTE FUNCTION kad_guard_coordinator_load();
CREATE TRIGGER guard_load BEFORE UPDATE OF coordinator_id ON mentoring_programme FOR EACH ROW
    WHEN ({ENTERED} AND OLD.coordinator_id <> NEW.coordinator_id) EXECUTE FUNCTION kad_guard_coordinator_load();

CREATE FUNCTION kad_guard_owner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM mentoring_programmehandover h WHERE h.programme_id = NEW.id AND h.state = 'accepted'
        AND h.from_user_id = OLD.coordinator_id AND h.to_user_id = NEW.coordinator_id) THEN
        RAISE EXCEPTION 'a programme changes hands when the other has said yes'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'programme_handed_over';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_owner BEFORE UPDATE OF coordinator_id ON mentoring_programme FOR EACH ROW
    WHEN ({ENTERED} AND OLD.coordinator_id <> NEW.coordinator_id AND OLD.state <> 'draft')
    EXECUTE FUNCTION kad_guard_owner();
CREATE FUNCTION kad_guard_handover() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'offered' OR (NEW.programme_id, NEW.from_user_id, NEW.to_user_id, NEW.offered_by_id, NEW.note)
        IS DISTINCT FROM (OLD.programme_id, OLD.from_user_id, OLD.to_user_id, OLD.offered_by_id, OLD.note)
        OR (NEW.state IN ('accepted', 'declined')
            AND current_setting('app.user_id', true) IS DISTINCT FROM NEW.to_user_id::text) THEN
        RAISE EXCEPTION 'an offer is answered once, by the one it was made to'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'handover_answered_once';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_answer BEFORE UPDATE ON mentoring_programmehandover FOR EACH ROW
    WHEN ({ENTERED}) EXECUTE FUNCTION kad_guard_handover();
CREATE FUNCTION kad_guard_new_handover() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an offer begins unanswered'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'handover_first';
END $$;
CREATE TRIGGER check_first BEFORE INSERT ON mentoring_programmehandover FOR EACH ROW
    WHEN ({ENTERED} AND NEW.state <> 'offered') EXECUTE FUNCTION kad_guard_new_handover();
"""
NO_LOAD = """
DROP TRIGGER guard_load ON mentoring_pairing; DROP TRIGGER guard_load ON mentoring_programme;
DROP TRIGGER guard_owner ON mentoring_programme; DROP TRIGGER guard_answer ON mentoring_programmehandover;
DROP TRIGGER check_first ON mentoring_programmehandover;
DROP FUNCTION kad_guard_new_handover(); DROP FUNCTION kad_guard_handover(); DROP FUNCTION kad_guard_owner();
DROP FUNCTION kad_guard_coordinator_load(); DROP FUNCTION kad_coordinator_most(); DROP FUNCTION kad_hold_coordinator(bigint);
DROP FUNCTION kad_coordinator_load(bigint);
"""

# DOMAIN §6: nothing of a campaign in the quiet period. Asked by whoever plans, whatever he may read of the programme.
QUIET = """
CREATE FUNCTION kad_is_quiet(pairing bigint, moment timestamptz, zone text) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM mentoring_pairing r JOIN mentoring_programmestage s USING (programme_id)
        WHERE r.id = pairing AND s.kind = 'quiet'
            AND (moment AT TIME ZONE zone)::date BETWEEN s.starts_on AND s.ends_on)
$$;
CREATE FUNCTION kad_guard_quiet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF kad_is_quiet(NEW.pairing_id, NEW.planned_start, NEW.time_zone) THEN
        RAISE EXCEPTION 'no campaign in the quiet period'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'session_quiet_period';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_quiet BEFORE INSERT OR UPDATE OF planned_start, is_campaign, state ON mentoring_session FOR EACH ROW
    WHEN (NEW.is_campaign AND NEW.state IN ('planned', 'confirmed') AND NEW.planned_start IS NOT NULL)
    EXECUTE FUNCTION kad_guard_quiet();
"""
NO_QUIET = """
DROP TRIGGER guard_quiet ON mentoring_session; DROP FUNCTION kad_guard_quiet();
DROP FUNCTION kad_is_quiet(bigint, timestamptz, text);
"""


def _part(name, **options):
    """What belongs to a programme: whoever reads the programme reads it."""
    return protect(
        f"mentoring_programme{name}", **{"write": ["coordinator"], "person_read": MINE, "jobs": "read"} | options
    )


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0023_clause_texts"), ("regions", "0003_settings")]
    operations = [
        migrations.RunPython(add_templates, migrations.RunPython.noop),
        migrations.RunSQL(
            f"REVOKE INSERT, UPDATE, DELETE ON mentoring_programmetemplate FROM {roles.DATA}, {roles.APP};",
            migrations.RunSQL.noop,
        ),
        _part("window"),
        _part("stage"),
        _part("need", person_read=None),
        _part("resource"),
        _part("handover", read=STAFF, person_read=None),
        _part("report", person_read=None),
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE ON mentoring_programmereport FROM {roles.DATA}, {roles.APP};"
            f"REVOKE DELETE ON mentoring_programmehandover FROM {roles.DATA}, {roles.APP};",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(CLOCK, NO_CLOCK),
        migrations.RunSQL(GATES, NO_GATES),
        migrations.RunSQL(LOAD, NO_LOAD),
        migrations.RunSQL(QUIET, NO_QUIET),
    ]
