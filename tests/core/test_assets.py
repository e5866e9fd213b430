"""Package assets: the listed files are served, others are not, a missing one stops the start."""

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured

from core.assets import PackageAssetsFinder, package_file


@pytest.mark.parametrize(
    "url",
    [
        "vendor/bootstrap.min.css",
        "vendor/bootstrap.min.css.map",
        "vendor/bootstrap.bundle.min.js",
        "vendor/bootstrap.bundle.min.js.map",
    ],
)
def test_listed_asset_is_found(url):
    assert finders.find(url).endswith(url.removeprefix("vendor/"))


def test_unlisted_asset_is_not_found():
    assert finders.find("vendor/bootstrap.css") is None


def test_collecting_takes_the_listed_files_only():
    collected = {f"{storage.prefix}/{name}" for name, storage in PackageAssetsFinder().list([])}

    assert collected == {
        "vendor/bootstrap.min.css",
        "vendor/bootstrap.min.css.map",
        "vendor/bootstrap.bundle.min.js",
        "vendor/bootstrap.bundle.min.js.map",
    }


@pytest.mark.parametrize(
    ("package", "path"), [("bootstrap_wrapper", "../bootstrap/css/none.css"), ("no_such_package", "x.css")]
)
def test_missing_asset_says_so(package, path):
    with pytest.raises(ImproperlyConfigured, match=f"{package}"):
        package_file(package, path)
