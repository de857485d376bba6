"""UIMA CAS as XMI: a ZIP archive with a file a document and the type system, which INCEpTION imports as layers."""

from typing import TextIO

from quoteattr.documents.cas import to_cas, type_system
from quoteattr.documents.file_sets import write_files
from quoteattr.documents.registry import Writer
from quoteattr.documents.writers import Results


def write(results: Results, stream: TextIO) -> None:
    """Write a CAS for each document as it comes."""
    types = type_system()
    common = {"TypeSystem.xml": types.to_xml().encode()}
    write_files(results, stream, lambda document: {".xmi": to_cas(document, types).to_xmi().encode()}, common)


WRITER = Writer("cas-xmi", "the same as XMI, a ZIP with the type system", write, "cas", binary=True)
