"""Database URLs: whose login, which database, and the form that names a socket folder."""

from pathlib import Path
from urllib.parse import SplitResult, quote, unquote, urlsplit


def socket_url(folder: Path, *, user: str, password: str, database: str) -> str:
    """The URL of a server that listens on a socket in ``folder``.

    django-environ does not unquote a folder in the host part; this is the form it understands.
    """
    return f"postgres://{_login(user, password)}@/{quote(str(folder))}/{quote(database)}"


def with_login(url: str, user: str, password: str) -> str:
    """The same server and database for another login."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return _joined(parts._replace(netloc=f"{_login(user, password)}@{host}"))


def with_database(url: str, database: str) -> str:
    """The same server and login for another database."""
    parts = urlsplit(url)
    folder = parts.path.rpartition("/")[0]
    return _joined(parts._replace(path=f"{folder}/{quote(database)}"))


def database_of(url: str) -> str:
    """The name of the database, empty when the URL names none."""
    return unquote(urlsplit(url).path.rpartition("/")[2])


def _joined(parts: SplitResult) -> str:
    """As ``urlunsplit``, which drops the slashes of an empty host where it does not know the scheme."""
    return f"{parts.scheme}://{parts.netloc}{parts.path}" + (f"?{parts.query}" if parts.query else "")


def _login(user: str, password: str) -> str:
    return f"{quote(user, safe='')}:{quote(password, safe='')}"
