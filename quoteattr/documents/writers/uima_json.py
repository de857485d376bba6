"""UIMA CAS as JSON, which carries its types: a file a document, several in a ZIP archive."""

from typing import TextIO

from quoteattr.documents.cas import to_cas, type_system
from quoteattr.documents.file_sets import write_files
from quoteattr.documents.registry import Writer
from quoteattr.documents.writers import Results


def write(results: Results, stream: TextIO) -> None:
    """Write a CAS for each document as it comes."""
    types = type_system()
    write_files(results, stream, lambda document: {".json": to_cas(document, types).to_json().encode()})


WRITER = Writer("cas-json", "UIMA CAS for INCEpTION, several as a ZIP", write, "cas", binary=True)
