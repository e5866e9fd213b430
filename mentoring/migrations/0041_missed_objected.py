"""Who was noted as missing may object: a coordinator who finds it right lets the meeting count for nobody."""

from django.db import migrations

# As in 0003, with the way from «did not come»; tests/mentoring/test_guards.py compares it with rules/moves.py.
BEFORE = (
    "planned>confirmed planned>cancelled planned>no_show_mentor planned>no_show_mentee planned>logged "
    "confirmed>planned confirmed>cancelled confirmed>no_show_mentor confirmed>no_show_mentee confirmed>logged "
    "logged>acknowledged logged>disputed disputed>acknowledged disputed>cancelled"
)
NOW = f"{BEFORE} no_show_mentor>cancelled no_show_mentee>cancelled"


def _check(moves: str) -> str:
    return (
        "DROP TRIGGER check_move ON mentoring_session;"
        "CREATE TRIGGER check_move BEFORE UPDATE OF state ON mentoring_session FOR EACH ROW "
        f"WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION kad_check_move({', '.join(map(repr, moves.split()))});"
    )


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0040_session_sources")]
    operations = [migrations.RunSQL(_check(NOW), _check(BEFORE))]
