"""The SQLite file of an archive: opened, made, brought to the present version of its schema.

The driver is the one of the standard library: what is needed is SQL, transactions and full-text search, and a file
that DuckDB, pandas, R and Datasette open as it is.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from quoteattr.errors import FormatError, InputError, OptionError

VERSION = 2
_APPLICATION = 0x71746174  # "qtat", written into the file so that no other database is taken for an archive
_BEGINNING = b"SQLite format 3\0"
WAIT_S = 30.0
_UNWRITABLE = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)  # the last 8 bits of a code; those before say where


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
        OptionError: Another process is writing in it, or there is no room for it; what is new is taken away then.
    """
    is_new = not os.path.lexists(path)
    if not create and not (Path(path).is_file() and Path(path).stat().st_size):  # SQLite would fill an empty file
        raise InputError(f"{path}: no such archive. Make one with: quoteattr archive {path} FOLDER")
    try:
        connection = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        with _failures_told(path):
            try:
                _migrate(connection, path)
            except sqlite3.OperationalError as error:
                connection.close()
                if is_new and not _is_busy(error) and not os.path.getsize(path):
                    os.remove(path)
                raise
    except sqlite3.OperationalError as error:
        raise InputError(f"{path} cannot be opened: {error}. Check the path and its permissions.") from None
    except sqlite3.DatabaseError:
        raise FormatError(f"{path} is no SQLite file. Give another path to make an archive there.") from None
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, path: str | Path) -> Iterator[None]:
    """All or nothing: what is done inside is there whole, whatever happens.

    Raises:
        OptionError: Another process is writing and does not end, or there is no room.
    """
    with _failures_told(path), _whole(connection):
        yield


@contextmanager
def _whole(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction whose failures are those of SQLite."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself goes back where a disk is full
            connection.execute("ROLLBACK")
        raise


@contextmanager
def _failures_told(path: str | Path) -> Iterator[None]:
    """Say what keeps a file from being written: another process for longer than half a minute, or a full disk.

    Raises:
        OptionError: One of these.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        if _is_busy(error):
            raise OptionError(f"Another process is writing in {path}. Try again when it has ended.") from None
        if error.sqlite_errorcode & 0xFF not in _UNWRITABLE:
            raise
        raise OptionError(
            f"{path} cannot be written: {error}. What was in it before is there and whole. Make room on its disk, or "
            "give another path, and do the same again."
        ) from None


def _is_busy(error: sqlite3.Error) -> bool:
    """Whether another process holds the file."""
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _migrate(connection: sqlite3.Connection, path: str | Path) -> None:
    """Bring the file to the present version, all steps or none, whoever else does the same now."""
    if _version_of(connection, path) == VERSION:
        return
    with _whole(connection):
        for number in range(_version_of(connection, path) + 1, VERSION + 1):  # another process may just have done it
            for statement in _statements(number):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            connection.execute(f"PRAGMA user_version = {number}")


def _version_of(connection: sqlite3.Connection, path: str | Path) -> int:
    """The version of the schema, 0 if there is nothing yet."""
    # The tables first: whoever makes them now says at the same moment that it is an archive.
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if tables and application != _APPLICATION:
        raise FormatError(f"{path} is a database of something else. Give another path to make an archive there.")
    if version > VERSION:
        raise FormatError(f"{path} has version {version}, this quoteattr knows {VERSION}. Install a newer quoteattr.")
    return version


def _statements(number: int) -> Iterator[str]:
    """The statements that lead to a version, one by one: a script would end the transaction that it is run in."""
    statement = ""
    for line in (resources.files("quoteattr") / "data" / "archive" / f"{number}.sql").read_text("utf-8").splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
