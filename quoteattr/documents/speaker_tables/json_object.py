"""Both tables as one JSON object."""

from typing import TextIO

from quoteattr.documents.json import dumps
from quoteattr.documents.registry import Writer
from quoteattr.documents.speaker_counts import SpeakerTables


def write(counts: SpeakerTables, stream: TextIO) -> None:
    """Write the keys of `SpeakerTables.to_dict`."""
    stream.write(dumps(counts.to_dict(), indent=2) + "\n")


WRITER = Writer("json", "an object with both tables", write)
