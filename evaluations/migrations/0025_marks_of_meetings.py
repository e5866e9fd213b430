"""A meeting marks what it can move: of the standing figures those of pairings, not the people of the district."""

from importlib import import_module

from django.db import migrations, models

first = import_module("evaluations.migrations.0003_marks_by_figure")
before = import_module("evaluations.migrations.0005_outcomes_and_closings")
PAIRING, SESSION = "mentoring_pairing", "mentoring_session"
standing, in_months = before.MORE[PAIRING]
(met,) = before.MORE[SESSION]
OF_MEETINGS = "evaluations_rollupdirty (unit_id, month, now_only, meetings_only) SELECT DISTINCT marks.*, true"


def _marks(operation, columns, selects):
    """As 0003 makes them, each for what a meeting moves alone."""
    plain = "evaluations_rollupdirty (unit_id, month, now_only) SELECT DISTINCT marks.*"
    return first._marks(operation, columns, selects).replace(plain, OF_MEETINGS)


def _functions():
    for operation in first.TRANSITIONS:
        bodies = {
            PAIRING: f"{_marks(operation, *standing[1:])} {first._marks(operation, *in_months[1:])}",
            SESSION: _marks(operation, *met[1:]),
        }
        for table, body in bodies.items():
            yield (
                f"CREATE OR REPLACE FUNCTION {first._function(table, operation)}() RETURNS trigger LANGUAGE plpgsql"
                f" SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN {body} RETURN NULL; END $$;"
            )


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0024_pdlt_apart")]

    operations = [
        migrations.AddField(
            model_name="rollupdirty",
            name="meetings_only",
            field=models.BooleanField(
                db_default=False, help_text="Only what a meeting moves: of the standing figures those of pairings."
            ),
        ),
        migrations.RunSQL(
            "".join(_functions()), before.functions_anew({each: before.MORE[each] for each in (PAIRING, SESSION)})
        ),
    ]
