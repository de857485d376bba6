"""Text for people: columns side by side, long cells cut."""

from typing import Any, TextIO

from quoteattr.corpus.table import Table
from quoteattr.documents.printable import printable
from quoteattr.documents.registry import Writer

_LONGEST = 80


def write(table: Table, stream: TextIO) -> None:
    """Write the brief columns that any row has something in, each as wide as its widest cell, numbers to the right."""
    places = [table.columns.index(name) for name in table.brief or table.columns]
    shown = [place for place in places if any(_cell(row[place]) for row in table.rows)]
    rows = [[table.columns[place] for place in shown], *([_cell(row[place]) for place in shown] for row in table.rows)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(shown))]
    for row in rows:
        cells = (
            cell.rjust(width) if cell.replace(".", "").isdigit() else cell.ljust(width)
            for cell, width in zip(row, widths, strict=True)
        )
        stream.write("  ".join(cells).rstrip() + "\n")
    if not table.rows:
        stream.write("nothing found\n")


def _cell(value: Any) -> str:
    """A value in one line of limited length."""
    if isinstance(value, tuple):
        value = "; ".join(" → ".join(item) if isinstance(item, tuple) else str(item) for item in value)
    text = printable(" ".join(str("" if value is None else value).split()))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


WRITER = Writer("text", "for people", write)
