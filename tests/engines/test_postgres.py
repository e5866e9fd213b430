import os
import signal
import time
from contextlib import closing

import pytest

from core import driver
from core.engines import EngineError, secrets, sockets
from core.engines.children import Child
from core.engines.postgres import Cluster, find_programs
from core.engines.stack import Stack, check_durability


def cluster_in(folder, **options):
    return Cluster(
        folder.path / "postgres",
        sockets.socket_folder(folder.path / "run", mode=folder.mode),
        secrets.keep(folder.secrets / "postgres"),
        **options,
    )


@pytest.fixture
def cluster(folder):
    """A running server without durability, for tests that kill nothing."""
    found = cluster_in(folder, throw_away=True)
    found.start()
    yield found
    found.child.stop()


def ask(url, *statements):
    with closing(driver.connect(url)) as connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def test_server_listens_on_a_private_socket_only(cluster):
    assert ask(cluster.url, "SHOW listen_addresses") == [("",)]
    assert cluster.sockets.stat().st_mode & 0o777 == 0o700


def test_order_of_texts_is_the_same_on_every_system(cluster):
    rows = ask(cluster.url, "SELECT name FROM (VALUES ('b'), ('Á'), ('a'), ('Z')) AS v(name) ORDER BY name")

    assert [name for (name,) in rows] == ["Z", "a", "b", "Á"]


def test_killed_server_keeps_what_it_has_confirmed_and_nothing_else(folder):
    with Stack(folder, {}, queue=False) as stack:
        url, child = stack.environment["OWNER_DATABASE_URL"], stack.children[0]
        ask(url, "CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (1)")
        unfinished = driver.connect(url)
        unfinished.autocommit = False
        unfinished.cursor().execute("INSERT INTO kept VALUES (2)")

        os.kill(child.process.pid, signal.SIGKILL)
        child.process.wait()
        rows = ask_when_it_answers(url, child)

        assert rows == [(1,)]
        unfinished.close()


def ask_when_it_answers(url: str, child: Child):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        child.look_after(time.monotonic())
        try:
            return ask(url, "SELECT id FROM kept")
        except driver.OperationalError:
            time.sleep(0.05)
    return None


def test_server_left_over_by_a_killed_parent_is_stopped_first(folder, cluster, capsys):
    again = cluster_in(folder, throw_away=True)

    again.start()

    assert cluster.child.process.wait(5) is not None
    assert ask(again.url, "SELECT 1") == [(1,)]
    assert "still up" in capsys.readouterr().err
    again.child.stop()


def test_cluster_that_is_half_made_is_never_used(folder):
    home = folder.make("postgres", 0o711)
    (home / "new").mkdir()
    (home / "new" / "PG_VERSION").write_text("18")
    cluster = cluster_in(folder, programs=fake_programs(folder, "mkdir -p cluster; exit 1"))

    with pytest.raises(EngineError, match="initdb failed"):
        cluster.start()

    assert sorted(path.name for path in home.iterdir()) == []


def fake_programs(folder, initdb):
    """The real programs, but for one initdb."""
    programs = folder.make("programs", 0o755)
    for program in find_programs().iterdir():
        (programs / program.name).symlink_to(program)
    (programs / "initdb").unlink()
    (programs / "initdb").write_text(f"#!/bin/sh\n{initdb}\n")
    (programs / "initdb").chmod(0o755)
    return programs


def test_cluster_of_another_version_is_refused(folder):
    cluster = cluster_in(folder)
    cluster.folder.mkdir(parents=True)
    (cluster.folder / "PG_VERSION").write_text("9\n")

    with pytest.raises(EngineError, match=rf"made by PostgreSQL 9, installed is {cluster.version}"):
        cluster.start()


def test_server_that_may_lose_confirmed_writes_is_refused(cluster):
    with pytest.raises(EngineError, match="fsync=off, synchronous_commit=off"):
        check_durability(cluster.url)


@pytest.mark.parametrize("name", ["long" * 40, "a space"])
def test_engines_start_below_an_awkward_path(folder, name):
    inner = type(folder)(folder.path / name / "data")

    with inner, Stack(inner, {}) as stack:
        (folder.path / name).chmod(folder.mode)
        answer = ask(stack.environment["DATABASE_URL"], "SELECT current_user")

    assert answer == [("kad_app",)]
    assert not stack.sockets.exists()


def test_engines_named_by_a_url_are_not_started(folder, cluster):
    given = {"DATABASE_URL": cluster.url, "REDIS_URL": "redis://127.0.0.1:1/0"}
    cluster.settings |= {"fsync": "on"}

    with pytest.raises(EngineError, match="fsync=off"), Stack(folder, given):
        pass

    assert not (folder.path / "valkey").exists()
