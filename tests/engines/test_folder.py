import pytest

from core.engines import EngineError, secrets, sockets
from core.engines.folder import DataFolder, FolderInUse


def test_second_run_is_refused_and_touches_nothing(folder):
    folder.path.chmod(0o755)
    before = {path: path.stat() for path in (folder.path, *folder.path.iterdir())}

    with pytest.raises(FolderInUse, match="another run"):
        DataFolder(folder.path).__enter__()

    assert {path: path.stat() for path in (folder.path, *folder.path.iterdir())} == before


def test_folder_is_free_again_after_the_run(tmp_path):
    with DataFolder(tmp_path / "data"):
        pass

    with DataFolder(tmp_path / "data") as again:
        assert again.path.stat().st_mode & 0o777 == again.mode


def test_commands_join_only_the_run_that_is_up(folder):
    other = DataFolder(folder.path)

    with folder.shared({"REDIS_URL": "redis://x"}):
        during = other.environment()
        mode = (folder.path / "running.json").stat().st_mode & 0o777

    assert (during, mode, other.environment()) == ({"REDIS_URL": "redis://x"}, 0o600, None)


def test_environment_of_a_killed_run_is_removed(tmp_path):
    (tmp_path / "running.json").write_text("{}")

    with DataFolder(tmp_path) as folder:
        assert folder.environment() is None


def test_secret_is_made_once_and_private(tmp_path):
    file = tmp_path / "secrets" / "key"

    first, second = secrets.keep(file), secrets.keep(file)

    assert first == second
    assert len(first) >= 32
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@pytest.mark.parametrize("name", ["x" * 150, "with space", "with%percent", "é"])
def test_sockets_move_to_a_private_folder_where_their_path_would_not_work(tmp_path, monkeypatch, name):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    folder = sockets.socket_folder(tmp_path / name)

    assert folder.parent == tmp_path
    assert folder.name.startswith("kaderisasi-")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert sockets.socket_folder(tmp_path / name) == folder


def test_sockets_refuse_a_folder_that_others_may_write(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    sockets.socket_folder(tmp_path / ("x" * 150)).chmod(0o777)

    with pytest.raises(EngineError, match="not private"):
        sockets.socket_folder(tmp_path / ("x" * 150))
