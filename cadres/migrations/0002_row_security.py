"""Row security of members, offices and imports."""

from django.db import migrations

from core.rls import USER, protect, protect_history

SECRETARIAT = ["secretariat"]


class Migration(migrations.Migration):
    dependencies = [("cadres", "0001_initial"), ("accounts", "0003_row_security"), ("evaluations", "0001_initial")]
    operations = [
        protect(
            "cadres_member",
            write=["secretariat", "coordinator"],
            person_read=f"user_id = {USER}",
            person_write=f"user_id = {USER}",
            jobs="read",
        ),
        protect("cadres_officerterm", write=SECRETARIAT, jobs="read"),
        protect("cadres_importbatch", read=SECRETARIAT, write=SECRETARIAT),
        protect("cadres_importrow", read=SECRETARIAT, write=SECRETARIAT),
        protect_history("cadres_memberevent"),
        protect_history("cadres_officertermevent"),
    ]
