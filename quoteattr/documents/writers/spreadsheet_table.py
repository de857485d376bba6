"""A table as CSV for a spreadsheet, with the columns of `csv`."""

from typing import TextIO

from quoteattr.documents.registry import Writer
from quoteattr.documents.spreadsheets import write_for_spreadsheet
from quoteattr.documents.writers import Results
from quoteattr.documents.writers.delimited_table import lines_of


def write(results: Results, stream: TextIO) -> None:
    """Write the rows as they come."""
    write_for_spreadsheet(lines_of(results), stream)


WRITER = Writer("spreadsheet", "CSV for a spreadsheet: no cell is a formula", write)
