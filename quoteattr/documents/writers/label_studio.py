"""Tasks for Label Studio, a JSON list whatever their number: see `quoteattr.documents.label_tasks`."""

from typing import TextIO

from quoteattr.documents.json import dumps
from quoteattr.documents.label_tasks import to_task
from quoteattr.documents.registry import Writer
from quoteattr.documents.writers import Results


def write(results: Results, stream: TextIO) -> None:
    """Write the tasks as they come."""
    stream.write("[")
    for number, (_, document) in enumerate(results.documents):
        stream.write(",\n" if number else "\n")
        stream.write(dumps(to_task(document)))
    stream.write("\n]\n")


WRITER = Writer("label-studio", "tasks with predictions for Label Studio", write)
