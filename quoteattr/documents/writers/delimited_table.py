"""A table as CSV in UTF-8: see `quoteattr.documents.result_tables` for its columns."""

import csv
from collections.abc import Iterator
from itertools import chain, islice
from typing import TextIO

from quoteattr.documents.registry import Writer
from quoteattr.documents.result_tables import columns_of, schema_of, table_rows
from quoteattr.documents.writers import HELD, Results
from quoteattr.model import Document


def write(results: Results, stream: TextIO) -> None:
    """Write the rows as they come; the first documents tell which columns of metadata there are.

    What later ones have besides stands in the column `metadata`, which has everything.
    """
    schema = schema_of(results.table)
    documents: Iterator[Document] = (document for _, document in results.documents)
    first = list(islice(documents, HELD))
    columns = columns_of(schema, first)
    writer = csv.DictWriter(stream, [column.name for column in columns], lineterminator="\n")
    writer.writeheader()
    writer.writerows(table_rows(chain(first, documents), schema, columns))


WRITER = Writer("csv", "a table: --table quotes, speakers, tokens", write)
