"""A mentor whose membership ends is removed, wherever he stands."""

from django.db import migrations

MOVES = "invited>accepted accepted>oriented oriented>active active>paused paused>active active>removed"
REMOVED_FROM_ANYWHERE = f"{MOVES} invited>removed accepted>removed oriented>removed paused>removed"


def _guard(moves: str) -> str:
    listed = ", ".join(f"'{move}'" for move in moves.split())
    return (
        "DROP TRIGGER check_move ON mentoring_mentor;"
        "CREATE TRIGGER check_move BEFORE UPDATE OF state ON mentoring_mentor FOR EACH ROW "
        f"WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION kad_check_move({listed});"
    )


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0006_narrow_person_writes")]
    operations = [migrations.RunSQL(_guard(REMOVED_FROM_ANYWHERE), _guard(MOVES))]
