"""W3C Web Annotations as JSON-LD: a page of annotations a document, of several an array."""

from typing import TextIO

from quoteattr.documents.registry import Writer
from quoteattr.documents.web_pages import to_annotation_page
from quoteattr.documents.writers import Results
from quoteattr.documents.writers.json_file import write_objects


def write(results: Results, stream: TextIO) -> None:
    """Write the pages as they come."""
    write_objects((to_annotation_page(document) for _, document in results.documents), stream, many=results.many)


WRITER = Writer("web-annotation", "W3C Web Annotations in JSON-LD", write)
