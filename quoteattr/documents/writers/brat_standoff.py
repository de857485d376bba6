"""brat standoff: a ZIP archive with text, annotations and, for all, the configuration. Offsets count code points."""

import re
from collections.abc import Iterator
from typing import TextIO

from quoteattr.documents.file_sets import Files, write_files
from quoteattr.documents.quote_parts import ROLES, labels_of, roles_of
from quoteattr.documents.registry import Writer
from quoteattr.documents.writable import without_surrogates
from quoteattr.documents.writers import Results
from quoteattr.labels import Attitude, Commitment, Medium, QuoteType, Reporting
from quoteattr.model import Document, Spans

_ATTRIBUTES = {"medium": Medium, "reporting": Reporting, "commitment": Commitment, "attitude": Attitude}
_LINE = re.compile(r"[^\n\r]+")
_CONTROLS = re.compile(r"[\t\n\r]+")


def write(results: Results, stream: TextIO) -> None:
    """Write two files for each document as it comes."""
    write_files(results, stream, files_of, {"annotation.conf": _configuration().encode()})


def files_of(document: Document) -> Files:
    """The two files of a document by their suffixes."""
    text = without_surrogates(document.text)
    return {".txt": text.encode(), ".ann": "".join(f"{line}\n" for line in _lines(document, text)).encode()}


def _lines(document: Document, text: str) -> Iterator[str]:
    bounds = relations = attributes = 0
    for number, quote in enumerate(document.quotes, 1):
        bounds += 1
        head = f"T{bounds}"
        yield f"{head}\t{_name(quote.type)} {_bound(quote.spans, text)}"
        labels = labels_of(quote)
        for name in _ATTRIBUTES:
            if name in labels:
                attributes += 1
                yield f"A{attributes}\t{_name(name)} {head} {labels[name]}"
        told = ", ".join(f"{name}={value}" for name, value in {"id": quote.id, **labels}.items())
        yield f"#{number}\tAnnotatorNotes {head}\t{_CONTROLS.sub(' ', without_surrogates(told))}"
        for role, spans in roles_of(quote).items():
            bounds += 1
            relations += 1
            yield f"T{bounds}\t{_name(role)} {_bound(spans, text)}"
            yield f"R{relations}\tHas{_name(role)} Arg1:{head} Arg2:T{bounds}"


def _bound(spans: Spans, text: str) -> str:
    """Offsets and words; a line break inside a span splits it, since an annotation of brat has none."""
    pieces = [
        (span.start + found.start(), span.start + found.end())
        for span in spans
        for found in _LINE.finditer(span.of(text))
    ]
    offsets = ";".join(f"{start} {end}" for start, end in pieces)
    return f"{offsets}\t{' '.join(text[start:end] for start, end in pieces)}"


def _name(value: str) -> str:
    """A name as brat has them: `IndirectFreeIndirect`."""
    return value.title().replace("_", "")


def _configuration() -> str:
    quotes = [_name(kind) for kind in QuoteType]
    any_quote = "|".join(quotes)
    return "\n".join(
        [
            "[entities]",
            *quotes,
            *map(_name, ROLES),
            "[relations]",
            *(f"Has{_name(role)}\tArg1:{any_quote}, Arg2:{_name(role)}" for role in ROLES),
            "[events]",
            "[attributes]",
            *(f"{_name(name)}\tArg:{any_quote}, Value:{'|'.join(kind)}" for name, kind in _ATTRIBUTES.items()),
            "",
        ]
    )


WRITER = Writer("brat", "standoff for brat, a ZIP", write, binary=True)
