"""An article on a terminal: the text with its quotations in the colours of their speakers, and who they are."""

from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from quoteattr.documents.printable import on_one_line, printable
from quoteattr.documents.segments import segments_of
from quoteattr.documents.speaker_signs import NOBODY, Sign, entity_id, signs_of
from quoteattr.documents.terminal import console_for
from quoteattr.model import Document, Quote

WIDTH = 100
# Those of a terminal that can be read on black and on white; nobody's first.
_COLOURS = ("bright_black", "blue", "red", "green", "magenta", "yellow", "cyan", "bright_red", "bright_blue")


def show_in_colours(document: Document, stream: TextIO) -> None:
    """Write the text with each quotation in brackets, behind the initials of its speaker and its number.

    Cues are bold. Brackets and initials say what the colours say, for those who do not see them.

    Raises:
        QuoteattrError: rich is not installed.
    """
    console = console_for(stream, WIDTH)
    from rich.text import Text

    console.print(Text.assemble(*_marked_text(document)))
    console.print(Text.assemble(*_legend(document)))


def _marked_text(document: Document) -> Iterator[tuple[str, str]]:
    """Pieces of the text with their styles, labels and brackets among them."""
    by_entity = signs_of(document)
    signs = {quote.id: by_entity.get(entity_id(quote) or "", NOBODY) for quote in document.quotes}
    numbers = {quote.id: number for number, quote in enumerate(document.quotes, 1)}
    inside: tuple[str, ...] = ()
    for segment in segments_of(document):
        for quote in reversed(inside):
            if quote not in segment.quotes:
                yield "]", _style_of(signs[quote])
        for quote in segment.quotes:
            if quote not in inside:
                yield f"[{signs[quote].initials} {numbers[quote]} ", f"bold {_style_of(signs[quote])}"
        inside = segment.quotes
        style = _style_of(signs[inside[-1]]) if inside else ""
        is_cue = any(role == "cue" for role, _ in segment.roles)
        text = segment.span.of(document.text).replace("\r", "")
        yield printable(text), f"bold {style}" if is_cue else style
    yield "]" * len(inside), _style_of(signs[inside[-1]]) if inside else ""


def _legend(document: Document) -> Iterator[tuple[str, str]]:
    """A line for each speaker: initials, name, number of quotations."""
    signs = signs_of(document)
    counts: Counter[str | None] = Counter(map(entity_id, document.quotes))
    names = {entity_id(quote): _name_of(quote) for quote in document.quotes}
    for entity, count in counts.most_common():
        sign = signs.get(entity or "", NOBODY)
        yield f"\n{sign.initials:4}", f"bold {_style_of(sign)}"
        yield f" {on_one_line(names[entity])}: {count}", ""
    yield "\n", ""


def _name_of(quote: Quote) -> str:
    return (quote.speaker.name if quote.speaker else None) or "(speaker unknown)"


def _style_of(sign: Sign) -> str:
    return _COLOURS[sign.colour]
