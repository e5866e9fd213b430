"""The mentors' papers: their texts, who reads what they sign, and that nobody goes on without them (DOMAIN §§4.1, 7.5)."""

from django.db import migrations
from django.utils.translation import gettext_noop as _

from core import roles
from core.rls import USER, protect

STAFF = ["coordinator", "secretariat"]
ENTERED = f"current_user IN ({', '.join(map(repr, roles.ENTERED_ROLES))})"
DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"
OWN = (
    "mentor_id IN (SELECT o.id FROM mentoring_mentor o WHERE o.member_id = "
    f"(SELECT m.id FROM cadres_member m WHERE m.user_id = {USER}))"
)
EDITION = "2026-1"
TEXTS = {
    "conduct": (
        ("listen", _("Saya mendengarkan lebih dulu. Keputusan tentang hidup dan karier kader ada pada kader.")),
        ("secret", _("Saya menjaga rahasia, kecuali menyangkut keselamatan atau tindak pidana.")),
        ("money", _("Saya tidak menerima, memberi, meminjam, atau menjanjikan uang dan hadiah.")),
        ("seats", _("Saya tidak menjanjikan nomor urut, jabatan, atau kelulusan kepada siapa pun.")),
        ("errands", _("Saya tidak menyuruh kader untuk keperluan pribadi, keluarga, atau usaha saya.")),
        ("credit", _("Hasil kerja kader saya sebut sebagai hasil kerja kader.")),
        ("place", _("Saya bertemu pada jam wajar, di tempat yang disetujui kader; ia boleh mengajak orang kedua.")),
        (
            "respect",
            _("Saya menghormati perempuan dan laki-laki, adat, dan perbedaan; pelecehan mengakhiri tugas saya."),
        ),
        ("interest", _("Saya menyatakan benturan kepentingan sebelum menerima tawaran, dan bila muncul kemudian.")),
        ("honest", _("Catatan sesi saya tulis apa adanya. Data kader tidak saya bawa ke luar.")),
        ("help", _("Saya menghubungi koordinator bila kader terancam, atau bila saya tidak sanggup lagi.")),
    ),
    "mentors": (
        ("role", _("Saya paham beda mentor, pelatih, dan patron.")),
        ("phases", _("Saya tahu fase pendampingan dan buktinya.")),
        ("listening", _("Saya tahu cara mendengarkan dan alur GROW.")),
        ("logs", _("Saya bisa mencatat sesi di ponsel, juga saat sinyal lemah.")),
        ("confidentiality", _("Saya menjaga kerahasiaan dan tahu pengecualiannya.")),
        ("conflicts", _("Saya menyatakan benturan kepentingan saya.")),
        ("money", _("Saya tidak menerima atau memberi uang dan hadiah.")),
        ("respect", _("Saya menghormati adat dan kesetaraan perempuan dan laki-laki.")),
        ("data", _("Saya tahu aturan data pribadi.")),
        ("coordinator", _("Saya tahu kapan menghubungi koordinator.")),
    ),
    "learners": (
        ("rights", _("Saya tahu hak saya dalam pendampingan.")),
        ("leaving", _("Saya boleh berhenti kapan saja tanpa akibat.")),
        ("preparing", _("Saya tahu cara menyiapkan pertemuan.")),
        ("goal", _("Saya bisa menuliskan tujuan dengan kata-kata saya sendiri.")),
        ("feedback", _("Saya tahu cara memberi umpan balik.")),
        ("data", _("Saya tahu siapa yang melihat data saya.")),
    ),
}

# Strengths are a map of competencies to 1 … 5. Mentors from before this migration have no papers: what they hold stays,
# they are asked for the newest edition on their phone.
GUARD = f"""
CREATE FUNCTION kad_are_strengths(said jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_typeof(said) = 'object' AND NOT EXISTS (SELECT FROM jsonb_each(said) AS one(code, strength)
        WHERE one.code !~ '^C(0[1-9]|1[0-2])$' OR one.strength::text !~ '^[1-5]$')
$$;
ALTER TABLE mentoring_mentor ADD CONSTRAINT mentor_strengths CHECK (kad_are_strengths(strengths));
CREATE FUNCTION kad_guard_mentor_papers() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
    IF NEW.state = 'accepted' AND NOT EXISTS (SELECT FROM mentoring_conductsignature s WHERE s.mentor_id = NEW.id
        AND s.edition = (SELECT max(g.edition) FROM mentoring_guidetext g WHERE g.kind = 'conduct')) THEN
        RAISE EXCEPTION 'the code of conduct is not signed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mentor_signed_conduct';
    END IF;
    IF NEW.state = 'oriented' AND EXISTS (SELECT FROM mentoring_guidetext g WHERE g.kind = 'mentors'
        AND g.edition = (SELECT max(n.edition) FROM mentoring_guidetext n WHERE n.kind = 'mentors')
        AND NOT EXISTS (SELECT FROM mentoring_mentortick t WHERE t.mentor_id = NEW.id AND t.item = g.code)) THEN
        RAISE EXCEPTION 'the orientation is not complete'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mentor_oriented_in_full';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_papers BEFORE UPDATE OF state ON mentoring_mentor FOR EACH ROW
    WHEN ({ENTERED} AND NEW.state IN ('accepted', 'oriented') AND OLD.state <> NEW.state)
    EXECUTE FUNCTION kad_guard_mentor_papers();
CREATE FUNCTION kad_mentor_parts_follow() RETURNS trigger LANGUAGE plpgsql {DEFINER} AS $$
BEGIN
    UPDATE mentoring_conductsignature SET unit_id = NEW.unit_id WHERE mentor_id = NEW.id;
    UPDATE mentoring_mentortick SET unit_id = NEW.unit_id WHERE mentor_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER parts_follow AFTER UPDATE OF unit_id ON mentoring_mentor FOR EACH ROW
    WHEN (OLD.unit_id IS DISTINCT FROM NEW.unit_id) EXECUTE FUNCTION kad_mentor_parts_follow();
CREATE POLICY jobs_resume ON mentoring_mentor FOR UPDATE TO {roles.JOBS} USING (true) WITH CHECK (true);
CREATE POLICY jobs_read ON mentoring_mentortransition FOR SELECT TO {roles.JOBS} USING (true);
CREATE POLICY jobs_note ON mentoring_mentortransition FOR INSERT TO {roles.JOBS} WITH CHECK (true);
REVOKE UPDATE, DELETE ON mentoring_conductsignature, mentoring_mentortick, mentoring_coordinatorcontact,
    mentoring_guidetext FROM {roles.DATA}, {roles.APP};
"""
UNGUARD = f"""
GRANT UPDATE, DELETE ON mentoring_conductsignature, mentoring_mentortick, mentoring_coordinatorcontact,
    mentoring_guidetext TO {roles.DATA}, {roles.APP};
DROP POLICY jobs_resume ON mentoring_mentor; DROP POLICY jobs_read ON mentoring_mentortransition; DROP POLICY jobs_note ON mentoring_mentortransition;
DROP TRIGGER parts_follow ON mentoring_mentor; DROP FUNCTION kad_mentor_parts_follow();
DROP TRIGGER guard_papers ON mentoring_mentor; DROP FUNCTION kad_guard_mentor_papers();
ALTER TABLE mentoring_mentor DROP CONSTRAINT mentor_strengths; DROP FUNCTION kad_are_strengths(jsonb);
"""


def write_texts(apps, schema_editor):
    """The first edition of all three texts."""
    rows = apps.get_model("mentoring", "GuideText")
    rows.objects.bulk_create(
        rows(kind=kind, edition=EDITION, position=place, code=code, text=text)
        for kind, texts in TEXTS.items()
        for place, (code, text) in enumerate(texts, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0025_conflict_guards")]
    operations = [
        protect("mentoring_conductsignature", read=STAFF, person_read=OWN, person_write=OWN, jobs="read"),
        protect("mentoring_mentortick", read=STAFF, person_read=OWN, person_write=OWN),
        protect("mentoring_coordinatorcontact", read=STAFF, write=["coordinator"]),
        migrations.RunPython(write_texts, migrations.RunPython.noop),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
