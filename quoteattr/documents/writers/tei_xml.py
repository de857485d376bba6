"""TEI P5, a file a document, several in a ZIP archive: see `quoteattr.documents.tei`."""

from typing import TextIO

from quoteattr.documents.file_sets import write_files
from quoteattr.documents.registry import Writer
from quoteattr.documents.tei import to_tei
from quoteattr.documents.writers import Results
from quoteattr.model import Document


def write(results: Results, stream: TextIO) -> None:
    """Write the files as they come."""
    write_files(results, stream, lambda document: {".xml": _serialised(document)})


def _serialised(document: Document) -> bytes:
    from lxml import etree

    content: bytes = etree.tostring(to_tei(document), encoding="utf-8", xml_declaration=True)
    return content


WRITER = Writer("tei", "TEI P5 with said, several as a ZIP", write, "xml", binary=True)
