"""The SQLite file of an archive: opened, made, brought to the present version of its schema.

The driver is the one of the standard library: what is needed is SQL, transactions and full-text search, and a file
that DuckDB, pandas, R and Datasette open as it is.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from quoteattr.errors import FormatError, InputError, OptionError

VERSION = 2
_APPLICATION = 0x71746174  # "qtat", written into the file so that no other database is taken for an archive
_BEGINNING = b"SQLite format 3\0"
_WAIT_S = 30.0


def is_sqlite(path: str | Path) -> bool:
    """Whether a file is an SQLite file, told by how it begins.

    Example:
        >>> is_sqlite("no such file")
        False
    """
    try:
        with open(path, "rb") as stream:
            return stream.read(len(_BEGINNING)) == _BEGINNING
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return False


def connect(path: str | Path, *, create: bool = True) -> sqlite3.Connection:
    """Open an archive.

    Args:
        path: The file.
        create: Whether to make it if it is not there.

    Raises:
        InputError: There is no such file, or it cannot be opened.
        FormatError: It is no archive, or one that a later version of quoteattr made.
        OptionError: Another process is writing in it.
    """
    if not create and not Path(path).is_file():
        raise InputError(f"{path}: no such archive. Make one with: quoteattr archive {path} FOLDER")
    try:
        connection = sqlite3.connect(path, timeout=_WAIT_S, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        with busy_told(path):
            _migrate(connection, path)
    except sqlite3.OperationalError as error:
        raise InputError(f"{path} cannot be opened: {error}. Check the path and its permissions.") from None
    except sqlite3.DatabaseError:
        raise FormatError(f"{path} is no SQLite file. Give another path to make an archive there.") from None
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, path: str | Path) -> Iterator[None]:
    """All or nothing: what is done inside is there whole, whatever happens.

    Raises:
        OptionError: Another process is writing and does not end.
    """
    with busy_told(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


@contextmanager
def busy_told(path: str | Path) -> Iterator[None]:
    """Say it if another process holds the file for longer than half a minute."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        raise OptionError(f"Another process is writing in {path}. Try again when it has ended.") from None


def _migrate(connection: sqlite3.Connection, path: str | Path) -> None:
    """Bring the file to the present version, step by step, each step whole."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and application != _APPLICATION:
        raise FormatError(f"{path} is a database of something else. Give another path to make an archive there.")
    if version > VERSION:
        raise FormatError(f"{path} has version {version}, this quoteattr knows {VERSION}. Install a newer quoteattr.")
    for number in range(version + 1, VERSION + 1):
        steps = (resources.files("quoteattr") / "data" / "archive" / f"{number}.sql").read_text("utf-8")
        try:
            connection.executescript(
                f"BEGIN IMMEDIATE; {steps} PRAGMA application_id = {_APPLICATION};"
                f"PRAGMA user_version = {number}; COMMIT;"
            )
        except sqlite3.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
