"""The inventory of quotation marks, and the places where they stand in a text.

Every way to write a mark is reduced to one of twelve: six double ones (``„ “ ” » « "``) and six single ones
(``‚ ‘ ’ › ‹ '``). Whether a mark can open or close a quotation is read off the characters around it.
"""

import re
from collections.abc import Iterator

from attrs import frozen

DOUBLE = frozenset('„“”»«"')
SINGLE = frozenset("‚‘’›‹'")

VARIANTS = {
    # written with two characters
    ",,": "„",
    "\N{SINGLE LOW-9 QUOTATION MARK}" * 2: "„",
    "\N{LEFT SINGLE QUOTATION MARK}" * 2: "“",
    "\N{RIGHT SINGLE QUOTATION MARK}" * 2: "”",
    "``": "“",
    "''": '"',
    "\N{ACUTE ACCENT}" * 2: '"',
    "<<": "«",
    ">>": "»",
    # double look-alikes
    "\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}": "“",
    "\N{HEAVY DOUBLE TURNED COMMA QUOTATION MARK ORNAMENT}": "“",
    "\N{HEAVY DOUBLE COMMA QUOTATION MARK ORNAMENT}": "”",
    "\N{HEAVY LOW DOUBLE COMMA QUOTATION MARK ORNAMENT}": "„",
    "\N{FULLWIDTH QUOTATION MARK}": '"',
    "\N{DOUBLE PRIME}": '"',
    # single look-alikes
    "\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}": "‘",
    "\N{HEAVY SINGLE TURNED COMMA QUOTATION MARK ORNAMENT}": "‘",
    "\N{HEAVY SINGLE COMMA QUOTATION MARK ORNAMENT}": "’",
    "\N{HEAVY LOW SINGLE COMMA QUOTATION MARK ORNAMENT}": "‚",
    "\N{HEAVY LEFT-POINTING ANGLE QUOTATION MARK ORNAMENT}": "‹",
    "\N{HEAVY RIGHT-POINTING ANGLE QUOTATION MARK ORNAMENT}": "›",
    "\N{FULLWIDTH APOSTROPHE}": "'",
    "\N{PRIME}": "'",
    "\N{GRAVE ACCENT}": "'",
    "\N{ACUTE ACCENT}": "'",
}

# Three or more of these in a row are wiki markup, code or a slip, never a mark.
_RUNS = r"'{3,}|,{3,}|`{3,}|<{3,}|>{3,}|\N{ACUTE ACCENT}{3,}"
_PATTERN = re.compile(
    f"(?P<other>{_RUNS})|"
    + "|".join(re.escape(variant) for variant in sorted(VARIANTS, key=len, reverse=True))
    + f"|[{''.join(sorted(DOUBLE | SINGLE))}]"
)

# A mark behind one of these, or behind white space, may open: „(»…«)“, „Anti-‚X‘“, „Er sagte:„…“.
_BEFORE_OPENING = frozenset("-–—/([{:=>|*_")
# A mark before one of these, or before white space, may close.
_BEHIND_CLOSING = frozenset(",;:!?)]}-–—/<|*_")

# Quotations nest at most a few levels; more marks that touch are decoration.
_LONGEST_RUN = 8

_APOSTROPHES = frozenset("'’‘")
# Short forms that begin with an apostrophe, and years without their century. A mark behind them says that they
# are a quotation of one word, except in Rock ’n’ Roll.
_ELISION = re.compile(
    r"(?:n['’‘]?(?!\w)"
    r"|(?:ne|nem|nen|ner|nes|s|ran|rauf|raus|rein|rüber|rum|runter|nauf|naus|tschuldigung|em|til|\d\d(?:er)?)"
    r"(?![.,!?…]{0,3}['’‘]|\w))",
    re.IGNORECASE,
)


@frozen
class Mark:
    """A quotation mark in a text.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its last character.
        glyph: Which of the twelve it is.
        opens: Its neighbours allow it to open and not to close.
        closes: Its neighbours allow it to close and not to open.
        after_digit: It stands right behind a digit, where inches, minutes and seconds stand.
    """

    start: int
    end: int
    glyph: str
    opens: bool
    closes: bool
    after_digit: bool

    @property
    def single(self) -> bool:
        """Whether it is one of the single marks."""
        return self.glyph in SINGLE


def find_marks(text: str) -> list[Mark]:
    """All marks of a text, without apostrophes inside words, elisions, ditto marks and primes behind digits.

    Example:
        >>> [(mark.glyph, mark.opens, mark.closes) for mark in find_marks("Wie geht’s, »Otto«?")]
        [('»', True, False), ('«', False, True)]
    """
    return [mark for run in _runs(text) if len(run) <= _LONGEST_RUN for mark in _marks(text, run)]


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Marks that touch each other are seen as one when their neighbours are read: ``"'Ja', rief er"``."""
    run: list[re.Match[str]] = []
    for match in _PATTERN.finditer(text):
        if match["other"]:
            continue
        if run and run[-1].end() != match.start():
            yield run
            run = []
        if len(run) > _LONGEST_RUN:
            run[-1] = match  # too long to be read: only where it ends counts
        else:
            run.append(match)
    if run:
        yield run


def _marks(text: str, run: list[re.Match[str]]) -> Iterator[Mark]:
    """The marks of a run that are no apostrophes, elisions, primes, commas or ditto marks."""
    start, end = run[0].start(), run[-1].end()
    before = text[start - 1] if start else " "
    behind = text[end] if end < len(text) else " "
    may_open = before.isspace() or before in _BEFORE_OPENING
    may_close = behind.isspace() or behind in _BEHIND_CLOSING or _is_stop(text, end)
    if may_open and may_close and len(run) == 1 and _is_ditto(text, start, end):
        return
    inside_word = before.isalnum() and behind.isalnum()
    after_digit = before.isdigit()
    for match in run:
        raw = match.group()
        glyph = VARIANTS.get(raw, raw)
        if inside_word and glyph in _APOSTROPHES:
            continue
        if glyph in _APOSTROPHES and not before.isalnum() and _ELISION.match(text, match.end()):
            continue
        if after_digit and raw in "\N{PRIME}\N{DOUBLE PRIME}":
            continue
        if raw == ",," and not (may_open and not may_close):
            continue
        yield Mark(
            match.start(),
            match.end(),
            glyph,
            opens=may_open and not may_close,
            closes=may_close and not may_open,
            after_digit=after_digit,
        )


def _is_stop(text: str, position: int) -> bool:
    """A full stop that ends something, not one of three and not the one of „.com“."""
    behind = text[position + 1 : position + 2]
    return text.startswith(".", position) and behind != "." and not behind.isalnum()


def _is_ditto(text: str, start: int, end: int) -> bool:
    """Alone in a column of a table: ``Mai⇥12``, next line ``"⇥14``."""
    before, behind = text[max(0, start - 2) : start], text[end : end + 2]
    return _is_gap(before, before[-1:]) and _is_gap(behind, behind[:1])


def _is_gap(around: str, nearest: str) -> bool:
    """Whether nothing stands beside a mark but blank space or the edge of a cell."""
    return not around.strip() or nearest in "\t\n\r"
