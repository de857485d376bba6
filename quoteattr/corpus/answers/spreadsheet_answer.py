"""An answer as CSV for a spreadsheet."""

from typing import TextIO

from quoteattr.corpus.answers.comma_separated import lines_of
from quoteattr.corpus.table import Table
from quoteattr.documents.registry import Writer
from quoteattr.documents.spreadsheets import write_for_spreadsheet


def write(table: Table, stream: TextIO) -> None:
    """Write a line of names and one for each row."""
    write_for_spreadsheet(lines_of(table), stream)


WRITER = Writer("spreadsheet", "CSV for a spreadsheet: no cell is a formula", write)
