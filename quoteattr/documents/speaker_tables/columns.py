"""Text for people: the two tables in columns."""

from collections.abc import Sequence
from typing import TextIO

from quoteattr.documents.printable import on_one_line
from quoteattr.documents.registry import Writer
from quoteattr.documents.speaker_counts import SpeakerCount, SpeakerTables
from quoteattr.model import QuoteType


def write(counts: SpeakerTables, stream: TextIO) -> None:
    """Write the speakers, and below them who quotes whom, if anybody does."""
    header = ("speaker", "quotes", "words", "texts", "types")
    rows = [
        (row.name, str(row.quotes), str(row.words), str(row.documents), _types_in_words(row)) for row in counts.speakers
    ]
    _write_columns([header, *rows], stream)
    if counts.relations:
        stream.write("\n")
        relations = [(quoting, quoted, str(times)) for quoting, quoted, times in counts.relations]
        _write_columns([("who quotes", "whom", "times"), *relations], stream)


def _types_in_words(row: SpeakerCount) -> str:
    return ", ".join(f"{kind.value.replace('_', ' ')} {row.types[kind]}" for kind in QuoteType if kind in row.types)


def _write_columns(rows: Sequence[Sequence[str]], stream: TextIO) -> None:
    """Write rows, each column as wide as its widest cell, numbers to the right."""
    rows = [[on_one_line(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [
            cell.rjust(width) if cell.isdigit() else cell.ljust(width) for cell, width in zip(row, widths, strict=True)
        ]
        stream.write("  ".join(cells).rstrip() + "\n")


WRITER = Writer("text", "for people", write)
