"""Articles out of JSON Lines and Parquet: an id, a text, and whatever else a row has as metadata.

The smallest reader that a run needs; `count` and `read` are all that the rest of this package asks of it.
"""

from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from typing import Any

from attrs import frozen

from quoteattr.article import Article
from quoteattr.documents.reading_files import why_unreadable
from quoteattr.errors import InputError, OptionError
from quoteattr.extras import require
from quoteattr.jsontext import as_json, parsed

SUFFIXES = (".jsonl", ".parquet")
_AT_ONCE = 128  # rows of a Parquet file that are held


@frozen
class Unreadable:
    """A row that is no article.

    Attributes:
        place: Which row, from 1.
        reason: Why.
    """

    place: int
    reason: str


def count(path: Path) -> int:
    """How many rows a file has.

    Raises:
        InputError: It cannot be read.
        OptionError: It is Parquet, and the extra for that is not installed.
    """
    if path.is_dir():
        raise InputError(f"{path} is a folder, and folders in folders are not read. Name it itself as the input.")
    if path.exists() and not (path.is_file() and path.suffix in SUFFIXES):
        raise InputError(f"{path} is no {' or '.join(SUFFIXES)} file. Name such a file, or a folder of them.")
    with _opened(path) as file:
        if path.suffix == ".parquet":
            rows: int = _parquet(path).metadata.num_rows
            return rows
        return sum(1 for line in file if line.strip())


def read(path: Path) -> Iterator[Article | Unreadable]:
    """The rows of a file, one by one.

    Raises:
        InputError: It cannot be read.
        OptionError: It is Parquet, and the extra for that is not installed.
    """
    for place, row in enumerate(_rows(path), 1):
        if isinstance(row, str):
            yield Unreadable(place, row)
        elif not isinstance(row.get("text"), str):
            yield Unreadable(place, "it has no string called 'text'")
        else:
            rest = {name: value for name, value in row.items() if name not in ("id", "text")}
            name = row.get("id")
            try:
                yield Article(place if name is None else name, row["text"], rest)
            except OptionError as error:
                yield Unreadable(place, str(error))


def _rows(path: Path) -> Iterator[dict[str, Any] | str]:
    """The rows as dictionaries, or why one is none."""
    if path.suffix == ".parquet":
        yield from _rows_of_parquet(_parquet(path))
        return
    with _opened(path) as file:
        for line in file:
            if line.strip():
                yield _object(line)


def _rows_of_parquet(file: Any) -> Iterator[dict[str, Any] | str]:
    """The same of Parquet; in a group of rows that is damaged there are none from the damage on."""
    from pyarrow import ArrowException

    for group in range(file.num_row_groups):
        due = file.metadata.row_group(group).num_rows
        try:
            for batch in file.iter_batches(batch_size=_AT_ONCE, row_groups=[group]):
                rows = batch.to_pylist()
                due -= len(rows)
                yield from rows
        except (ArrowException, OSError, ValueError) as error:  # ValueError: a string that is not UTF-8
            yield from repeat(f"it cannot be read as Parquet ({error})", due)


def _object(line: bytes) -> dict[str, Any] | str:
    try:
        data = parsed(line)
    except (ValueError, RecursionError) as error:
        return f"it is not JSON ({error})"
    return data if isinstance(data, dict) else f"it is {as_json(data)}, not an object"


def _opened(path: Path) -> Any:
    try:
        return path.open("rb")
    except OSError as error:
        raise InputError(why_unreadable(path, error)) from None


def _parquet(path: Path) -> Any:
    require("arrow", f"{path}, which is Parquet and not JSON Lines,")
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        return ParquetFile(path)
    except (ArrowException, OSError) as error:
        raise InputError(f"{path} cannot be read as Parquet: {error}. Write it anew.") from None
