from contextlib import closing

import pytest

from core import driver
from core.engines import EngineError
from core.engines.roles import create_database, create_roles, prepare_database
from core.engines.urls import with_database, with_login
from core.roles import APP, BACKUP, DATA, ENTERED_ROLES, OWNER, PERSON
from tests.plugins.server import ARRANGER, administer

ALL = [OWNER, APP, DATA, *ENTERED_ROLES, BACKUP]
STATE = """
SELECT rolname, xmin::text, rolcanlogin, rolinherit, rolbypassrls, rolconfig::text FROM pg_roles JOIN
    (SELECT oid, xmin FROM pg_authid) AS a USING (oid) WHERE rolname LIKE 'kad_%'
UNION ALL SELECT datname, '', false, false, false, datacl::text FROM pg_database WHERE datname = current_database()
UNION ALL SELECT 'defaults', '', false, false, false, defaclacl::text FROM pg_default_acl
UNION ALL SELECT 'schema', '', false, false, false, nspacl::text FROM pg_namespace WHERE nspname = 'public'
UNION ALL SELECT 'member', '', false, false, false, roleid::text || member::text FROM pg_auth_members
ORDER BY 1, 6
"""
# Every role that a chain of memberships leads to, but for the chain of the tests' own role.
REACHABLE = f"""
WITH RECURSIVE reachable(role) AS (
    SELECT '{APP}'::regrole::oid
    UNION SELECT roleid FROM pg_auth_members JOIN reachable ON member = role WHERE roleid <> '{ARRANGER}'::regrole
) SELECT rolname FROM reachable JOIN pg_roles ON oid = role
"""


@pytest.fixture(scope="module")
def database(test_server, test_database):
    """A database as the product's first start makes it, with one table of the owner."""
    name = f"{test_database}_roles"
    url = with_database(test_server["url"], name)
    administer(test_server["url"], f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    with closing(driver.connect(with_database(test_server["url"], "postgres"))) as connection:
        create_roles(connection, {})
        create_database(connection, name)
    with closing(driver.connect(url)) as connection:
        prepare_database(connection)
    owner = with_database(test_server["owner"], name)
    run(owner, "CREATE TABLE note (id serial PRIMARY KEY, body text)", "INSERT INTO note (body) VALUES ('x')")
    run(owner, "ALTER TABLE note ENABLE ROW LEVEL SECURITY", "ALTER TABLE note FORCE ROW LEVEL SECURITY")
    yield {"url": url, "owner": owner, "app": with_database(test_server["app"], name), "stranger": f"{name}_x"}
    administer(test_server["url"], f"DROP DATABASE {name} WITH (FORCE)")


def run(url, *statements):
    with closing(driver.connect(url)) as connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def test_second_preparation_changes_nothing(database):
    before = run(database["url"], STATE)

    with closing(driver.connect(with_database(database["url"], "postgres"))) as connection:
        create_roles(connection, {APP: "another", OWNER: "another"})
    with closing(driver.connect(database["url"])) as connection:
        prepare_database(connection)

    assert run(database["url"], STATE) == before


def test_roles_can_do_exactly_what_they_are_for(database):
    rows = run(
        database["url"],
        "SELECT rolname, rolcanlogin, rolinherit, rolbypassrls, rolsuper OR rolcreaterole OR rolcreatedb "
        f"OR rolreplication FROM pg_roles WHERE rolname LIKE 'kad_%' AND rolname <> '{ARRANGER}'",
    )

    assert sorted(rows) == sorted(
        [
            (OWNER, True, True, True, False),
            (APP, True, False, False, False),
            (DATA, False, True, False, False),
            *[(role, False, True, False, False) for role in ENTERED_ROLES],
            (BACKUP, False, True, True, False),
        ]
    )


def test_application_enters_the_scope_roles_and_inherits_none(database):
    can_enter = {name for (name,) in run(database["app"], REACHABLE)}
    inherits = run(
        database["app"], f"SELECT rolname FROM pg_roles WHERE pg_has_role(oid, 'USAGE') AND rolname <> '{APP}'"
    )

    assert can_enter == {APP, *ENTERED_ROLES, DATA}
    assert inherits == []


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE note",
        "SET ROLE kad_person; TRUNCATE note",
        "ALTER TABLE note DISABLE ROW LEVEL SECURITY",
        "DROP TABLE note",
        "CREATE TABLE other (id int)",
        "SET ROLE kad_backup",
        "COPY note TO PROGRAM 'cat'",
        "CREATE ROLE other",
    ],
)
def test_application_may_not(database, statement):
    with pytest.raises(driver.Error):
        run(database["app"], statement)


@pytest.mark.parametrize("role", [APP, *ENTERED_ROLES])
def test_nothing_is_seen_without_a_policy(database, role):
    assert run(database["app"], f"SET ROLE {role}", "SELECT body FROM note") == []


def test_entered_role_works_on_tables_and_temporary_ones(database):
    run(
        database["app"],
        f"SET ROLE {PERSON}",
        "CREATE TEMP TABLE staging (id int)",
        "DELETE FROM note",
        "SELECT nextval('note_id_seq')",
    )


def test_backup_reads_everything_and_writes_nothing(database):
    administrator = database["url"]

    assert run(administrator, f"SET ROLE {BACKUP}", "SELECT body FROM note") == [("x",)]
    with pytest.raises(driver.InsufficientPrivilege):
        run(administrator, f"SET ROLE {BACKUP}", "DELETE FROM note")


@pytest.fixture
def stranger(database):
    """The URL of a login that the product knows nothing of."""
    name = database["stranger"]
    run(database["url"], f"CREATE ROLE {name} LOGIN PASSWORD 'x'")
    yield with_login(database["url"], name, "x")
    run(database["url"], f"DROP ROLE {name}")


def test_stranger_may_not_connect(stranger):
    with pytest.raises(driver.OperationalError, match="permission denied for database"):
        run(stranger, "SELECT 1")


def test_login_without_the_right_to_make_roles_is_told_so(stranger):
    connection = driver.connect(with_database(stranger, "postgres"))

    with closing(connection), pytest.raises(EngineError, match="use a superuser"):
        create_roles(connection, {})


def test_application_has_limits(database):
    names = ("statement_timeout", "idle_in_transaction_session_timeout", "lock_timeout")

    found = [run(database["app"], f"SHOW {name}")[0][0] for name in names]

    assert found == ["30s", "1min", "10s"]


def test_fold_ignores_case_and_accents_and_can_be_indexed(database):
    run(database["owner"], "CREATE INDEX ON note (kad_fold(body))")

    assert run(database["app"], "SELECT kad_fold('ÉLISABETH Ñandú'), kad_fold(NULL)") == [("elisabeth nandu", None)]
