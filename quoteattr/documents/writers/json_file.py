"""One JSON object, or an array of them where several files were asked for."""

from typing import TextIO

from quoteattr.documents.json import dumps, record
from quoteattr.documents.registry import Writer
from quoteattr.documents.writers import Results


def write(results: Results, stream: TextIO) -> None:
    """Write the documents as they come, so that only one of them is held."""
    stream.write("[\n" if results.many else "")
    for number, (name, document) in enumerate(results.documents):
        stream.write(",\n" if number else "")
        stream.write(dumps(record(name, document), indent=2))
    stream.write("\n]\n" if results.many else "\n")


WRITER = Writer("json", "an object, of several texts an array", write)
