"""Moves of mentors and programmes are kept, choices checked, and the rest of a pairing gets its history."""

from django.db import migrations

from core import roles
from core.rls import USER, protect, protect_history

STAFF = ["coordinator", "secretariat"]
OWN_MENTOR = (
    "SELECT o.id FROM mentoring_mentor o WHERE o.member_id = "
    f"(SELECT m.id FROM cadres_member m WHERE m.user_id = {USER})"
)


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring", "0012_what_was_agreed_stays"),
        ("accounts", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("regions", "0003_settings"),
    ]

    operations = [
        protect(
            "mentoring_mentortransition",
            read=STAFF,
            write=STAFF,
            person_read=f"mentor_id IN ({OWN_MENTOR})",
            person_write=f"mentor_id IN ({OWN_MENTOR}) AND actor_id = {USER}",
        ),
        protect("mentoring_programmetransition", read=STAFF, write=["coordinator"]),
        migrations.RunSQL(
            "".join(
                f"REVOKE UPDATE, DELETE ON mentoring_{name}transition FROM {roles.DATA}, {roles.APP};"
                for name in ("mentor", "programme")
            ),
            migrations.RunSQL.noop,
        ),
        *[
            protect_history(f"mentoring_{name}event")
            for name in ("actionitem", "phaseevidence", "agreementsignature", "sessionattendance", "orggoal")
        ],
    ]
