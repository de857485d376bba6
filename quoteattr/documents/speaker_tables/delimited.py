"""Tab-separated values: the speakers, one a line, with a column for each type."""

import csv
from collections.abc import Iterator
from typing import TextIO

from quoteattr.documents.registry import Writer
from quoteattr.documents.speaker_counts import SpeakerTables
from quoteattr.model import QuoteType


def write(counts: SpeakerTables, stream: TextIO) -> None:
    """Write the speakers; who quotes whom has no place in one table."""
    csv.writer(stream, dialect="excel-tab", lineterminator="\n").writerows(lines_of(counts))


def lines_of(counts: SpeakerTables) -> Iterator[list[object]]:
    """The names of the columns, then the cells of each speaker."""
    yield ["speaker", "kind", "ref", "quotes", "words", "texts", *(kind.value for kind in QuoteType)]
    for row in counts.speakers:
        types = [row.types.get(kind, 0) for kind in QuoteType]
        kind = row.kind.value if row.kind else ""
        yield [row.name, kind, row.ref or "", row.quotes, row.words, row.documents, *types]


WRITER = Writer("tsv", "the speakers, tab-separated", write)
