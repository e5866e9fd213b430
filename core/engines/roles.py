"""The database roles and what each may do (docs/operations.md tells why).

Run by an administrator, at the first start of an embedded server and with ``bin/manage create_roles`` on any
other. Everything here may run again at any time, and then changes nothing.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from core import driver
from core.engines import EngineError
from core.roles import APP, BACKUP, DATA, ENTERED_ROLES, OWNER

EXTENSIONS = ("pg_trgm", "btree_gist", "unaccent")
MEMBERSHIP_OPTIONS = 160000  # since this server version a grant says itself whether it is inherited

# (may log in, inherits, passes row security); no role is a superuser or may make roles or databases
ATTRIBUTES = {
    OWNER: (True, True, True),
    APP: (True, False, False),
    DATA: (False, True, False),
    **dict.fromkeys(ENTERED_ROLES, (False, True, False)),
    BACKUP: (False, True, True),
}
WORDS = (("NOLOGIN", "LOGIN"), ("NOINHERIT", "INHERIT"), ("NOBYPASSRLS", "BYPASSRLS"))
LIMITS = {
    "statement_timeout": "30s",
    "idle_in_transaction_session_timeout": "60s",
    "lock_timeout": "10s",
}
LOCK = 0x6B6164  # two machines that start at once wait for each other

# Folds case and accents for search and order. The dictionary is named, so the result depends on nothing else.
FOLD = """
CREATE OR REPLACE FUNCTION public.kad_fold(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT pg_catalog.lower(public.unaccent('public.unaccent', $1)) $$
"""


def create_roles(administrator: Any, passwords: Mapping[str, str], *, renew: bool = False) -> None:
    """Make the roles of the server, with ``passwords`` for the two that log in.

    A role that exists keeps its password unless ``renew``. Raises ``EngineError`` when the administrator
    lacks the right to make them.
    """
    with administrator.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            found = _attributes(cursor)
            for statement in _role_statements(found):
                cursor.execute(statement)
            for role, password in passwords.items():
                if renew or role not in found:
                    cursor.execute(f"ALTER ROLE {role} PASSWORD %s", [password])
            _grant_memberships(cursor)
            for name, value in LIMITS.items():
                cursor.execute(f"ALTER ROLE {APP} SET {name} = %s", [value])
        except driver.InsufficientPrivilege as error:
            raise EngineError(
                f"this login may not make the database roles ({str(error).strip()}); use a superuser once."
            ) from error
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def create_database(administrator: Any, name: str) -> None:
    """Make the database if there is none, and give it to the owner role."""
    with administrator.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s",
            [name],
        )
        owner = cursor.fetchone()
        if owner is None:
            cursor.execute(f"CREATE DATABASE {driver.quoted(name)} OWNER {OWNER} TEMPLATE template0 ENCODING 'UTF8'")
        elif owner[0] != OWNER:
            cursor.execute(f"ALTER DATABASE {driver.quoted(name)} OWNER TO {OWNER}")


def prepare_database(administrator: Any) -> None:
    """Extensions, functions and default privileges in the database that ``administrator`` is connected to."""
    with administrator.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        for statement in _database_statements(driver.quoted(cursor.fetchone()[0])):
            cursor.execute(statement)


def let_application_enter(cursor: Any, role: str) -> None:
    """Let the application's login take ``role``, without inheriting anything of it."""
    cursor.execute("SELECT current_setting('server_version_num')::int")
    options = " WITH INHERIT FALSE, SET TRUE" if cursor.fetchone()[0] >= MEMBERSHIP_OPTIONS else ""
    cursor.execute(f"GRANT {role} TO {APP}{options}")


def _attributes(cursor: Any) -> dict[str, tuple[bool, ...]]:
    cursor.execute(
        "SELECT rolname, rolcanlogin, rolinherit, rolbypassrls, rolsuper, rolcreaterole, rolcreatedb "
        "FROM pg_roles WHERE rolname = ANY(%s)",
        [list(ATTRIBUTES)],
    )
    return {row[0]: row[1:] for row in cursor.fetchall()}


def _role_statements(found: Mapping[str, tuple[bool, ...]]) -> Iterator[str]:
    for role, wanted in ATTRIBUTES.items():
        words = " ".join(pair[yes] for pair, yes in zip(WORDS, wanted, strict=True))
        if role not in found:
            yield f"CREATE ROLE {role} {words}"
        elif found[role] != (*wanted, False, False, False):
            yield f"ALTER ROLE {role} {words} NOSUPERUSER NOCREATEROLE NOCREATEDB"


def _grant_memberships(cursor: Any) -> None:
    """The application may enter the scope roles and inherits none; each of them holds the data group."""
    for role in ENTERED_ROLES:
        cursor.execute(f"GRANT {DATA} TO {role}")
        let_application_enter(cursor, role)
    cursor.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")
    user, is_superuser = cursor.fetchone()
    if not is_superuser:  # may then act for the owner: give it the database, set its default privileges
        cursor.execute(f"GRANT {OWNER} TO {driver.quoted(user)}")


def _database_statements(database: str) -> Iterator[str]:
    yield f"REVOKE ALL ON DATABASE {database} FROM PUBLIC"
    yield f"GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {APP}, {DATA}"
    yield f"GRANT CONNECT ON DATABASE {database} TO {BACKUP}"
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    yield f"GRANT USAGE ON SCHEMA public TO {APP}, {DATA}, {BACKUP}"
    for extension in EXTENSIONS:
        yield f"CREATE EXTENSION IF NOT EXISTS {extension} WITH SCHEMA public"
    yield FOLD
    default = f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public GRANT"
    yield f"{default} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP}, {DATA}"
    yield f"{default} USAGE, SELECT ON SEQUENCES TO {APP}, {DATA}"
    yield f"{default} SELECT ON TABLES TO {BACKUP}"
    yield f"{default} SELECT ON SEQUENCES TO {BACKUP}"
