"""Corrections of rows where they stand, impact of a write, remembered columns, and sheets of officers."""

from django.db import migrations

from core.rls import protect

SECRETARIAT = ["secretariat"]


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0005_terms_end_with_membership"),
        ("accounts", "0001_initial"),
        ("accounts", "0003_row_security"),
    ]

    operations = [
        protect("cadres_columnmapping", read=SECRETARIAT, write=SECRETARIAT),
    ]
