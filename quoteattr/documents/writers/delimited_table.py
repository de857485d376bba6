"""A table as CSV in UTF-8: see `quoteattr.documents.result_tables` for its columns."""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TextIO

from quoteattr.documents.registry import Writer
from quoteattr.documents.result_tables import columns_of, schema_of, table_rows
from quoteattr.documents.writers import HELD, Results
from quoteattr.model import Document


def write(results: Results, stream: TextIO) -> None:
    """Write the rows as they come."""
    csv.writer(stream, lineterminator="\n").writerows(lines_of(results))


def lines_of(results: Results) -> Iterator[Iterable[object]]:
    """The names of the columns, then the cells of each row.

    The first documents tell which columns of metadata there are. What later ones have besides stands in the column
    `metadata`, which has everything.
    """
    schema = schema_of(results.table)
    documents: Iterator[Document] = (document for _, document in results.documents)
    first = list(islice(documents, HELD))
    columns = columns_of(schema, first)
    yield [column.name for column in columns]
    for row in table_rows(chain(first, documents), schema, columns):
        yield row.values()


WRITER = Writer("csv", "a table: --table quotes, speakers, tokens", write)
