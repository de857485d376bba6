"""The speakers as CSV for a spreadsheet, with the columns of `tsv`."""

from typing import TextIO

from quoteattr.documents.registry import Writer
from quoteattr.documents.speaker_counts import SpeakerTables
from quoteattr.documents.speaker_tables.delimited import lines_of
from quoteattr.documents.spreadsheets import write_for_spreadsheet


def write(counts: SpeakerTables, stream: TextIO) -> None:
    """Write the speakers; who quotes whom has no place in one table."""
    write_for_spreadsheet(lines_of(counts), stream)


WRITER = Writer("spreadsheet", "CSV for a spreadsheet: no cell is a formula", write)
