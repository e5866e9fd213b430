"""Row-level security as migration operations: one equality policy per tier role, never a LIKE or an OR of tiers.

The second wall behind `for_user` (ARCHITECTURE §5): a forgotten filter shows nothing. Measured reasons for
the shape of the policies are in PERFORMANCE §4 and ADR 0003.
"""

from collections.abc import Iterable

from django.db import migrations

from core import roles

TIER_COLUMNS = {1: "province_id", 2: "regency_id", 3: "district_id", 4: "village_id"}
_UNIT = "(SELECT nullif(current_setting('app.unit_id', true), '')::bigint)"
_ROLE = "(SELECT current_setting('app.role', true))"
USER = "(SELECT nullif(current_setting('app.user_id', true), '')::bigint)"


def _names(values: Iterable[str]) -> str:
    return "ARRAY[" + ", ".join(f"'{value}'" for value in values) + "]"


def _policy(table: str, name: str, command: str, role: str, using: str) -> str:
    clauses = {
        "SELECT": f"USING ({using})",
        "DELETE": f"USING ({using})",
        "INSERT": f"WITH CHECK ({using})",
        "UPDATE": f"USING ({using}) WITH CHECK ({using})",
        "ALL": f"USING ({using}) WITH CHECK ({using})",
    }[command]
    return f"CREATE POLICY {name} ON {table} FOR {command} TO {role} {clauses};"


def protect(
    table: str,
    *,
    read: Iterable[str] | None = None,
    write: Iterable[str] = (),
    person_read: str | None = None,
    person_write: str | None = None,
    jobs: str | None = None,
    tiered: bool = True,
) -> migrations.RunSQL:
    """Put a table about people behind row security.

    read: application roles that a tier role must act in to see the unit's rows (None: every one).
    write: application roles that may insert, change and delete inside their unit (none by default).
    person_read, person_write: SQL condition for `kad_person` (own rows, own pairings); None refuses.
    jobs: "read" or "write" for system jobs; None refuses.
    tiered: the table carries `unit_id` and the tier ids, which a trigger fills from the unit.
    """
    sql = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;",
    ]
    if tiered:
        sql.append(
            f"CREATE TRIGGER set_tier_ids BEFORE INSERT OR UPDATE OF unit_id ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION kad_set_tier_ids();"
        )
        for tier, role in roles.SCOPE_ROLES.items():
            place = f"{TIER_COLUMNS[tier]} = {_UNIT}" if tier else "true"
            can_read = place if read is None else f"{place} AND {_ROLE} = ANY ({_names(read)})"
            sql.append(_policy(table, f"{role}_read", "SELECT", role, can_read))
            if write:
                can_write = f"{place} AND {_ROLE} = ANY ({_names(write)})"
                sql += [
                    _policy(table, f"{role}_{command.lower()}", command, role, can_write)
                    for command in ("INSERT", "UPDATE", "DELETE")
                ]
    if person_read:
        sql.append(_policy(table, "person_read", "SELECT", roles.PERSON, person_read))
    if person_write:
        sql += [
            _policy(table, f"person_{command.lower()}", command, roles.PERSON, person_write)
            for command in ("INSERT", "UPDATE", "DELETE")
        ]
    if jobs:
        command = {"read": "SELECT", "write": "ALL"}[jobs]
        sql.append(_policy(table, "jobs", command, roles.JOBS, "true"))
    return migrations.RunSQL("\n".join(sql), _unprotect(table))


def protect_history(table: str, *, read: Iterable[str] = ("coordinator", "secretariat")) -> migrations.RunSQL:
    """Put an event table behind row security: read like its rows by staff, appended by anyone, changed by nobody.

    The history triggers insert as the acting role, hence the open INSERT; the rows they copy have passed
    their own table's policies a moment before.
    """
    sql = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;",
        f"REVOKE UPDATE, DELETE ON {table} FROM {roles.DATA}, {roles.APP};",
    ]
    for tier, role in roles.SCOPE_ROLES.items():
        place = f"{TIER_COLUMNS[tier]} = {_UNIT}" if tier else "true"
        sql.append(_policy(table, f"{role}_read", "SELECT", role, f"{place} AND {_ROLE} = ANY ({_names(read)})"))
    sql.append(_policy(table, "append", "INSERT", ", ".join(roles.ENTERED_ROLES), "true"))
    return migrations.RunSQL("\n".join(sql), _unprotect(table))


def _unprotect(table: str) -> str:
    return f"""
        DO $$ DECLARE p record; BEGIN
            FOR p IN SELECT policyname FROM pg_policies WHERE tablename = '{table}' LOOP
                EXECUTE format('DROP POLICY %I ON {table}', p.policyname);
            END LOOP;
        END $$;
        DROP TRIGGER IF EXISTS set_tier_ids ON {table};
        ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
    """


class ProtectedModels:
    """The models whose tables are about people, and those that are looked up before a scope is known.

    `EXEMPT` names each table outside row security with its reason; tests/test_consistency.py compares both
    with the database.
    """

    EXEMPT = {
        "accounts_user": "the login is looked up before anybody is known",
        "accounts_assignment": "rights are read to find the scope itself",
        "accounts_invitation": "an invitation is opened by somebody without an account; found by a hashed token",
        "account_emailaddress": "allauth looks the login up by address",
        "account_emailconfirmation": "allauth, unused: confirmation is the invitation",
        "mfa_authenticator": "second factors are checked before a scope is known; secrets are encrypted",
        "django_session": "sessions are looked up by key before anybody is known",
        "pghistory_context": "who and when of an event, without content",
    }


def append_only(table: str, *, read: str = "false") -> migrations.RunSQL:
    """Put a log behind row security: anyone we serve appends, `read` (SQL) says who reads, nobody changes."""
    everyone = ", ".join((*roles.ENTERED_ROLES, roles.APP))
    sql = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;",
        f"REVOKE UPDATE, DELETE ON {table} FROM {roles.DATA}, {roles.APP};",
        _policy(table, "append", "INSERT", everyone, "true"),
        _policy(table, "reading", "SELECT", everyone, read),
    ]
    return migrations.RunSQL("\n".join(sql), _unprotect(table))
