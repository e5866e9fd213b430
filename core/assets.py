"""Static files that installed packages carry, taken by an explicit list.

Nothing is copied into the repository, and collectstatic hashes and compresses only what pages use:
Bootstrap's whole distribution takes minutes, these files take a second.

The settings::

    STATICFILES_FINDERS = [
        "django.contrib.staticfiles.finders.FileSystemFinder",
        "django.contrib.staticfiles.finders.AppDirectoriesFinder",
        "core.assets.PackageAssetsFinder",
    ]
    # path below STATIC_URL: (package, path from the package's folder)
    PACKAGE_ASSETS = {
        f"vendor/{Path(file).name}": ("bootstrap_wrapper", f"../bootstrap/{file}")
        for name in ["css/bootstrap.min.css", "js/bootstrap.bundle.min.js"]
        for file in [name, f"{name}.map"]
    }

The maps are listed because the hashed storage follows the ``sourceMappingURL`` inside the files.
"""

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage


def package_file(package: str, path: str) -> Path:
    """Absolute path of a file of an installed package.

    Raises ImproperlyConfigured when the package or the file is missing, so that an upgrade that
    drops a file stops the build instead of the page.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ImproperlyConfigured(f"PACKAGE_ASSETS: package {package} is not installed")
    file = (Path(spec.origin).parent / path).resolve()
    if not file.is_file():
        raise ImproperlyConfigured(f"PACKAGE_ASSETS: {package} has no file {path}")
    return file


class PackageAssetsFinder(BaseFinder):
    """Finds the files named in the setting PACKAGE_ASSETS, and no others."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.files = {url: package_file(*source) for url, source in settings.PACKAGE_ASSETS.items()}

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to report: a missing file already stopped __init__."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file behind a path below STATIC_URL; an empty list when it is not ours."""
        file = self.files.get(path)
        if file is None:
            return []
        return [str(file)] if find_all else str(file)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Pairs of file name and storage, as collectstatic wants them."""
        for url, file in self.files.items():
            storage = FileSystemStorage(location=file.parent)
            storage.prefix = str(PurePosixPath(url).parent)  # type: ignore[attr-defined]
            yield file.name, storage
