"""Tables of results as Apache Arrow, which pandas, Polars and DuckDB take as they are."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from quoteattr.documents.result_tables import (
    QUOTES,
    SCHEMA_VERSION,
    Column,
    Schema,
    columns_of,
    schema_of,
    table_rows,
)
from quoteattr.errors import OptionError
from quoteattr.extras import require
from quoteattr.model import Document

if TYPE_CHECKING:
    import pyarrow


def to_table(documents: Iterable[Document], table: str = QUOTES.name) -> "pyarrow.Table":
    """The results of documents as an Arrow table: one row a quotation, a speaker of a document, or a word.

    Args:
        documents: The documents; all are held.
        table: `quotes`, `speakers` or `tokens`; the last needs documents made with `Config(keep_words=True)`.

    Returns:
        A `pyarrow.Table` whose fields have descriptions; pandas, Polars and DuckDB take it as it is.

    Raises:
        OptionError: There is no such table, pyarrow is missing, or something else than documents is given.

    Example:
        >>> to_table([Document("Es regnet.")]).num_rows  # doctest: +SKIP
        0
    """
    schema = schema_of(table)
    require("arrow", "to_table")
    import pyarrow

    if not isinstance(documents, Iterable):
        raise OptionError(f"documents is {documents!r:.40}; give a list of documents.")
    held = list(documents)
    if other := [item for item in held if not isinstance(item, Document)]:
        raise OptionError(f"documents has {other[0]!r:.40}, which is no Document; give what attribute or pipe returns.")
    columns = columns_of(schema, held)
    return pyarrow.Table.from_pylist(list(table_rows(held, schema, columns)), arrow_schema(schema, columns))


def arrow_schema(schema: Schema, columns: Sequence[Column]) -> Any:
    """The Arrow schema of columns, with name and version of the table and a description of each."""
    import pyarrow

    kinds = {"string": pyarrow.string(), "int": pyarrow.int64(), "float": pyarrow.float64()}
    fields = [
        pyarrow.field(column.name, kinds[column.kind], metadata={"description": column.description})
        for column in columns
    ]
    return pyarrow.schema(fields, {"quoteattr.table": schema.name, "quoteattr.version": SCHEMA_VERSION})
