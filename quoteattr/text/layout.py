"""The layout of a text: its paragraphs and headings, found on the raw text.

News text comes in two shapes. Mostly a line is a paragraph, with or without blank lines between them;
sometimes the lines are broken at a fixed width, and only a blank line or a short last line ends a paragraph.
Which of the two a text is, is decided once for the whole text.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

from quoteattr.model import Span

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_FIRST_WORD = re.compile(r"\S{1,40}")

_STOPS = frozenset(".!?…:;")
_CLOSERS = frozenset("“”\"'‘’»«›‹)]}")
_BULLETS = frozenset("-–—•·*‣◦")

# Typewriters, mail programs and agency wires break at 60 to 80 columns; no editor breaks wider than this.
_WIDEST_COLUMN = 100
# How much longer than the longest line that surely was broken another broken line may be.
_COLUMN_SLACK = 12
_HEADING_LENGTH = 100
_HEADING_WORDS = 15


# What stands before the first sentence and is no part of it: `date 2025-02`, `BERLIN (dpa) –`.
_DATELINE = re.compile(
    r"\s*(?:date \d{4}-\d\d(?:-\d\d)?|[A-ZÄÖÜ][\w/., -]{1,50}\((?:dpa|AFP|AP|Reuters|rtr|epd|KNA|APA|sda|SID|ddp|dapd)"
    r"[\w/.-]*\) ?[-–—:])(?=\s)"
)


@frozen
class Paragraph:
    """A paragraph of a text.

    Attributes:
        span: From its first to its last character that is not white space.
        heading: Whether it is a line of its own above another paragraph, short and without a final stop.
    """

    span: Span
    heading: bool = False


@frozen
class _Line:
    span: Span
    text: str
    follows_blank: bool


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    r"""Split a text into its paragraphs.

    Args:
        text: Any text.

    Returns:
        The paragraphs in text order. All that is not white space lies in one of them.

    Example:
        >>> found = paragraphs("Streit um Brücke\nDie Brücke ist gesperrt.\nDas sagte die Stadt.")
        >>> [(paragraph.span.start, paragraph.span.end, paragraph.heading) for paragraph in found]
        [(0, 16, True), (17, 41, False), (42, 62, False)]
    """
    lines = list(_lines(text))
    column = _column(lines)
    blocks: list[list[_Line]] = []
    for line in lines:
        if blocks and not line.follows_blank and _continues(blocks[-1][-1], line, column):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    found = [
        Paragraph(
            Span(block[0].span.start, block[-1].span.end),
            heading=index + 1 < len(blocks) and len(block) == 1 and _looks_like_heading(block[0].text),
        )
        for index, block in enumerate(blocks)
    ]
    return tuple(_without_dateline(text, found))


def _without_dateline(text: str, found: list[Paragraph]) -> list[Paragraph]:
    """The dateline as a heading of its own."""
    match = _DATELINE.match(text)
    if match is None or not found or match.end() >= found[0].span.end:
        return found
    end = match.end()
    start = end + len(text[end:]) - len(text[end:].lstrip())
    dateline = Paragraph(Span(found[0].span.start, end), heading=True)
    return [dateline, Paragraph(Span(start, found[0].span.end), found[0].heading), *found[1:]]


def _lines(text: str) -> Iterator[_Line]:
    """The lines that are not blank, without white space at their edges."""
    previous_end = 0
    for match in _LINE.finditer(text):
        stripped = match.group().strip()
        if not stripped:
            continue
        start = match.start() + match.group().index(stripped[0])
        breaks = _BREAK.findall(text, previous_end, match.start())
        yield _Line(Span(start, start + len(stripped)), stripped, follows_blank=len(breaks) > 1)
        previous_end = match.end()


def _column(lines: list[_Line]) -> int | None:
    """The width at which the lines were broken, None if lines are paragraphs.

    German writes nouns large, but in running text still more than every third line that was broken at a
    column goes on with a small letter.
    """
    breaks = [
        (line, after) for line, after in pairwise(lines) if not after.follows_blank and len(line.text) <= _WIDEST_COLUMN
    ]
    broken = [len(line.text) for line, after in breaks if _is_open(line, after)]
    if len(broken) < 2 or len(broken) * 5 < len(breaks):
        return None
    return max(broken)


def _is_open(line: _Line, after: _Line) -> bool:
    """Whether the sentence of `line` goes on in `after`: no stop, then a small letter."""
    return after.text[0].islower() and _last_character(line.text) not in _STOPS


def _continues(line: _Line, after: _Line, column: int | None) -> bool:
    """Whether `after` goes on with the paragraph of `line`: in the middle of a sentence, or broken at the column."""
    if _is_open(line, after):
        return True
    if column is None or len(line.text) > column + _COLUMN_SLACK or after.text[0] in _BULLETS:
        return False
    if _last_character(line.text) not in _STOPS and len(line.text) * 2 > column:
        return True
    word = _FIRST_WORD.match(after.text)
    return word is not None and len(line.text) + 1 + len(word.group()) > column


def _looks_like_heading(line: str) -> bool:
    return (
        len(line) <= _HEADING_LENGTH
        and len(line.split()) <= _HEADING_WORDS
        and line[0] not in _BULLETS
        and _last_character(line) not in _STOPS
        and line[-1] != ","
    )


def _last_character(line: str) -> str:
    """The last character before closing marks and brackets, empty if there is none."""
    for character in reversed(line):
        if character not in _CLOSERS:
            return character
    return ""
