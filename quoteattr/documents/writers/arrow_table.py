"""A table as Parquet: see `quoteattr.documents.result_tables` for its columns."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import TextIO

from quoteattr.documents.file_sets import binary
from quoteattr.documents.registry import Writer
from quoteattr.documents.result_tables import columns_of, schema_of, table_rows
from quoteattr.documents.writers import HELD, Results
from quoteattr.model import Document

_ROW_GROUP = 8192


def write(results: Results, stream: TextIO) -> None:
    """Write the rows in groups as they come; the first documents tell the columns of metadata, as for CSV."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    from quoteattr.documents.arrow import arrow_schema

    schema = schema_of(results.table)
    documents: Iterator[Document] = (document for _, document in results.documents)
    first = list(islice(documents, HELD))
    columns = columns_of(schema, first)
    rows = table_rows(chain(first, documents), schema, columns)
    arrow = arrow_schema(schema, columns)
    with ParquetWriter(binary(stream), arrow) as writer:
        while group := list(islice(rows, _ROW_GROUP)):
            writer.write_table(pyarrow.Table.from_pylist(group, arrow))


WRITER = Writer("parquet", "the same table as Parquet", write, "arrow", binary=True)
