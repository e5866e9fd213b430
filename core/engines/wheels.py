"""Where the files of an installed package are. Nothing of it is imported."""

import importlib.util
from pathlib import Path


def package_folder(name: str) -> Path | None:
    """The folder of the package, None when it is not installed (no wheel for this platform)."""
    spec = importlib.util.find_spec(name)
    folders = spec.submodule_search_locations if spec else None
    return Path(folders[0]) if folders else None
