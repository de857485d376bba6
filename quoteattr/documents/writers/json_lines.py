"""JSON Lines: one object a line for each document."""

from typing import TextIO

from quoteattr.documents.json import dumps, record
from quoteattr.documents.registry import Writer
from quoteattr.documents.writers import Results


def write(results: Results, stream: TextIO) -> None:
    """Write the documents as they come, so that only one of them is held."""
    for name, document in results.documents:
        stream.write(dumps(record(name, document)) + "\n")


WRITER = Writer("jsonl", "an object a line", write)
