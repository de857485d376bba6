"""A table for people: a row for each quotation, as wide as the terminal."""

from typing import Any, TextIO

from quoteattr.documents.printable import on_one_line
from quoteattr.documents.registry import Writer
from quoteattr.documents.segments import depths_of
from quoteattr.documents.terminal import console_for
from quoteattr.documents.writers import Results
from quoteattr.model import Document

WIDTH = 120


def write(results: Results, stream: TextIO) -> None:
    """Write a table for each document as they come.

    Raises:
        QuoteattrError: rich is not installed.
    """
    console = console_for(stream, WIDTH)
    for name, document in results.documents:
        _write_table(name, document, console)


def _write_table(name: str, document: Document, console: Any) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(on_one_line(name)), box=box.SIMPLE_HEAD, title_justify="left")
    table.add_column("#", justify="right")
    table.add_column("speaker", max_width=24)
    table.add_column("type", max_width=13)
    table.add_column("quotation", ratio=1)
    table.add_column("cue", max_width=16)
    table.add_column("sure", justify="right")
    depths = depths_of(document)
    for number, quote in enumerate(document.quotes, 1):
        cells = (
            str(number),
            (quote.speaker.name if quote.speaker else None) or "–",
            quote.type.value.replace("_", " "),
            "› " * depths[quote.id] + quote.text,  # inside the one above
            quote.cue.text if quote.cue else "–",
            f"{quote.confidence:.2f}",
        )
        table.add_row(*(Text(on_one_line(cell)) for cell in cells))
    console.print(table)


WRITER = Writer("table", "for people, a row a quotation", write, "terminal")
