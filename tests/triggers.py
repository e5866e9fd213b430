"""What triggers were given: the moves and beginnings that the database keeps by itself."""

from django.db import connection


def told_to(trigger: str, table: str) -> set[str]:
    """The arguments of a table's trigger."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgargs FROM pg_trigger WHERE tgname = %s AND tgrelid = %s::regclass", [trigger, table])
        (arguments,) = cursor.fetchone()
    return {argument for argument in bytes(arguments).decode().split("\0") if argument}


def written(moves: dict) -> set[str]:
    """A table of moves as the triggers write it: «before>after»."""
    return {f"{before}>{after}" for before, afters in moves.items() for after in afters}
