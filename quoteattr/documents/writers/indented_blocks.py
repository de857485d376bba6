"""Text for people to read in a terminal: one block a quotation, nested ones indented."""

import textwrap
from collections.abc import Iterator
from typing import TextIO

from quoteattr.documents.coloured_text import show_in_colours
from quoteattr.documents.printable import on_one_line
from quoteattr.documents.registry import Writer
from quoteattr.documents.terminal import shows_colours
from quoteattr.documents.writers import Results
from quoteattr.model import Document, Quote, Spans

WIDTH = 100
_INDENT = "     "


def write(results: Results, stream: TextIO) -> None:
    """Write the documents as they come, a blank line between them; on a terminal with the text itself in colours."""
    for number, (name, document) in enumerate(results.documents):
        stream.write("\n\n" if number else "")
        if document.quotes and shows_colours(stream):
            show_in_colours(document, stream)
        stream.write(render(name, document) + "\n")


def render(name: str, document: Document) -> str:
    """The quotations of a document as text, with their numbers, speakers, types, cues and offsets.

    Args:
        name: Name of the file, for the headline.
        document: What was found in it.

    Example:
        >>> print(render("a.txt", Document(text="Es regnet.")))
        a.txt: no quotations
    """
    lines = [_headline(name, document)]
    depths: dict[str, int] = {}
    for number, quote in enumerate(document.quotes, 1):
        depth = depths[quote.id] = depths.get(quote.parent or "", -1) + 1
        lines += ["", *_block(number, quote, _INDENT * depth)]
    if document.diagnostics:
        lines.append("")
    for diagnostic in document.diagnostics:
        where = f" at {_offsets((diagnostic.span,))}" if diagnostic.span else ""
        lines.append(on_one_line(f"{diagnostic.code}{where}: {diagnostic.message}"))
    return "\n".join(lines)


def _headline(name: str, document: Document) -> str:
    quotes = document.quotes
    if not quotes:
        return on_one_line(f"{name}: no quotations")
    speakers = {quote.speaker.name for quote in quotes if quote.speaker and quote.speaker.name}
    return on_one_line(f"{name}: {_counted(len(quotes), 'quotation')}, {_counted(len(speakers), 'speaker')}")


def _block(number: int, quote: Quote, indent: str) -> Iterator[str]:
    speaker = (quote.speaker.name if quote.speaker else None) or "(speaker unknown)"
    facts = [quote.type.value.replace("_", " ")]
    if quote.cue:
        facts.append(f"cue: {quote.cue.text}")
    facts += [_offsets(quote.spans), f"{quote.confidence:.2f}"]
    if quote.speaker and quote.speaker.confidence is not None:
        facts.append(f"speaker {quote.speaker.confidence:.2f}")
    yield f"{indent}{number:3}  {on_one_line(speaker)}  ({on_one_line(', '.join(facts))})"
    margin = indent + _INDENT
    width = max(WIDTH - len(margin), 40)
    yield from (margin + line for line in textwrap.wrap(on_one_line(quote.text), width, break_on_hyphens=False))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _offsets(spans: Spans) -> str:
    return "+".join(f"{span.start}:{span.end}" for span in spans)


WRITER = Writer("text", "for people", write)
