"""The layout of a text: its paragraphs and headings, found on the raw text.

News text comes in two shapes. Mostly a line is a paragraph, with or without blank lines between them;
sometimes the lines are broken at a fixed width, and only a blank line or a short last line ends a paragraph.
Which of the two a text is, is decided once for the whole text.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from quoteattr.labels import PlaceKind
from quoteattr.model import Span
from quoteattr.text.openings import number_of, openings
from quoteattr.text.turns import addressed

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_FIRST_WORD = re.compile(r"\S{1,40}")

_STOPS = frozenset(".!?…:;")
_CLOSERS = frozenset("“”\"'‘’»«›‹)]}")
_MAIL = "> "  # before each line of a quoted e-mail
_BULLETS = frozenset("-–—•·*‣◦")
# What no heading ends with: an article or a preposition with one, and a single verb behind marks (*„…“, betont*).
_UNFINISHED = re.compile(
    r"(?:^|\s)(?:de[nmrs]|die|[kmsd]?eine[nmrs]?|am|im|vom|zum|zur|beim|ins|und|oder)$|[“”\"«»], [a-zäöüß]+$"
)

# Typewriters, mail programs and agency wires break at 60 to 80 columns; no editor breaks wider than this.
_WIDEST_COLUMN = 100
# How much longer than the longest line that surely was broken another broken line may be.
_COLUMN_SLACK = 12
_HEADING_LENGTH = 100
_HEADING_WORDS = 15


@frozen
class Paragraph:
    """A paragraph of a text.

    Attributes:
        span: From its first to its last character that is not white space.
        heading: Whether it is a line of its own above another paragraph, short and without a final stop, or opens one.
        opening: What it opens the next paragraph with (`openings`), None if it is a paragraph itself.
    """

    span: Span
    heading: bool = False
    opening: PlaceKind | None = None


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
    return tuple(_with_openings(blocks))


def _with_openings(blocks: Sequence[Sequence[_Line]]) -> Iterator[Paragraph]:
    """The paragraphs of the blocks, what opens them apart: a parser should not see it as words of a sentence."""
    longs = (
        number for number, block in enumerate(blocks) if block[-1].span.end - block[0].span.start > _HEADING_LENGTH
    )
    story = next(longs, 0)
    numbers = [number_of(block[0].text) for block in blocks]
    before = blocks[story - 1][-1] if story else None
    answers = before is not None and addressed(before.text, Span(0, len(before.text))) is not None  # Ja. Das stimmt.
    opened = None if answers else story
    for place, block in enumerate(blocks):
        line, start, end = block[0].text, block[0].span.start, block[-1].span.end
        beside = numbers[max(0, place - 1) : place + 2]
        for kind, span in openings(line, is_first=place == opened, is_counted=_is_counted(numbers[place], beside)):
            yield Paragraph(
                Span(block[0].span.start + span.start, block[0].span.start + span.end),
                kind is not PlaceKind.MARKER,
                kind,
            )
            rest = line[span.end :]
            start = block[0].span.end - len(rest.lstrip())
        is_heading = place + 1 < len(blocks) and len(block) == 1 and _looks_like_heading(line)
        yield Paragraph(Span(start, end), is_heading)


def _is_counted(number: int | None, beside: Sequence[int | None]) -> bool:
    """Whether the line before or behind begins with the number next to this one."""
    return number is not None and (number - 1 in beside or number + 1 in beside)


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
    """Whether the sentence of `line` goes on in `after`: no stop, then a small letter, or a word that wants another."""
    if _UNFINISHED.search(line.text) and after.text[0] not in _BULLETS:
        return True
    return after.text.lstrip(_MAIL)[:1].islower() and _last_character(line.text) not in _STOPS


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
        and line[0] != "@"
        and _last_character(line) not in _STOPS
        and line[-1] != ","
    )


def _last_character(line: str) -> str:
    """The last character before closing marks and brackets, empty if there is none."""
    for character in reversed(line):
        if character not in _CLOSERS:
            return character
    return ""
