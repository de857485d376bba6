"""One JSON object, or an array of them where several files were asked for."""

from collections.abc import Iterable
from typing import Any, TextIO

from quoteattr.documents.json import dumps, record
from quoteattr.documents.registry import Writer
from quoteattr.documents.writers import Results


def write(results: Results, stream: TextIO) -> None:
    """Write the documents as they come, so that only one of them is held."""
    write_objects((record(name, document) for name, document in results.documents), stream, many=results.many)


def write_objects(objects: Iterable[dict[str, Any]], stream: TextIO, *, many: bool) -> None:
    """Write objects as they come: the only one as it is, several as an array."""
    stream.write("[\n" if many else "")
    for number, data in enumerate(objects):
        stream.write(",\n" if number else "")
        stream.write(dumps(data, indent=2))
    stream.write("\n]\n" if many else "\n")


WRITER = Writer("json", "an object, of several texts an array", write)
