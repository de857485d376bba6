"""Parquet: one article a row, one batch of rows held at a time."""

from collections.abc import Iterator
from typing import Any

from quoteattr.article import Article
from quoteattr.documents.registry import Reader
from quoteattr.documents.sources.source import Match, Source
from quoteattr.documents.sources.text_columns import articles_of, columns_of
from quoteattr.errors import InputError

_MAGIC = b"PAR1"
_BATCH = 128


def recognises(source: Source) -> Match:
    """By its first four bytes, or by its name, so that a damaged one is told as such."""
    if source.head.startswith(_MAGIC):
        return Match.BY_CONTENT
    return Match.BY_NAME if source.suffix == ".parquet" else Match.NO


def read(source: Source) -> Iterator[Article | InputError]:
    """An article a row.

    Raises:
        InputError: The file is damaged, or there is no column of texts.
    """
    import pyarrow
    from pyarrow.parquet import ParquetFile

    with source.open() as stream:
        try:
            table = ParquetFile(stream)
            columns = columns_of(table.schema_arrow.names, source)
            yield from articles_of(_rows(table), columns, source)
        except (pyarrow.ArrowException, OSError) as error:
            raise InputError(f"{source.name} is damaged Parquet: {error}. Write it anew.") from None


def _rows(table: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    number = 0
    for batch in table.iter_batches(batch_size=_BATCH):
        for row in batch.to_pylist():
            number += 1
            yield f"row {number}", row


READER = Reader("parquet", "a table, one article a row", (".parquet",), recognises, read, "arrow")
