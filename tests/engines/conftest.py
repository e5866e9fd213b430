"""A data folder of its own for a test that starts engines."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.engines.folder import DataFolder
from tests.plugins.server import FOLDER


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """An empty folder as reachable as the checkout is: pytest's own are closed to the server's account."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="engines-", dir=FOLDER))
    folder.chmod(DataFolder(folder).mode)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def folder(place: Path) -> Iterator[DataFolder]:
    """An empty data folder, locked for the test."""
    with DataFolder(Path(tempfile.mkdtemp(dir=place))) as found:
        yield found
