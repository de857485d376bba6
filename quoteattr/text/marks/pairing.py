"""Pairing quotation marks, paragraph by paragraph, with a stack.

A mark does what its role in the text says (`style.roles`), unless its neighbours say otherwise and the stack
agrees. An opening mark without a partner ends with its paragraph; if the next paragraph starts with the same
opening mark, the quotation goes on there.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import define, field

from quoteattr.model import Diagnostic, Span
from quoteattr.text.layout import Paragraph
from quoteattr.text.marks.inventory import SINGLE, Mark
from quoteattr.text.marks.pair import MarkPair, trimmed
from quoteattr.text.marks.style import CLOSERS, OPENERS, MarkRole, style_of

# Single marks that are nothing but quotation marks, so that one alone is odd.
_ONLY_QUOTES = frozenset("‚›‹")
# A name that ends in one of these has an apostrophe for its genitive: Hans’ Auto.
_SIBILANTS = frozenset("sxzßSXZ")
# The end of a sentence: not the stop of a number or of a short form (3. Mai, Dr. Weber).
_STOP = re.compile(r"(?:(?<=[a-zäöüß]{3})\.|[!?…])(?=\s|$)")


@define
class _Part:
    """What one opening mark opens, up to the end of its paragraph or to the next opening mark of its kind."""

    opener: Mark
    end: int | None = None
    is_whole: bool = False  # it reaches the end of a paragraph that is no heading


@define
class _Quotation:
    """A quotation whose end is looked for; it has one part in every paragraph that it runs through."""

    parts: list[_Part]

    @property
    def opener(self) -> Mark:
        return self.parts[0].opener


@define
class _Ahead:
    """What stands around a mark in its paragraph."""

    paragraph: Span
    following: Mark | None  # the next mark of its level
    last: Mapping[str, int]  # where each of the twelve marks stands last

    def has(self, glyph: str, behind: Mark) -> bool:
        return self.last.get(glyph, -1) > behind.start

    @property
    def closes_with(self) -> str:
        """The next mark of the level, if it can only close."""
        return self.following.glyph if self.following is not None and self.following.closes else ""


@define
class Reader:
    """Reads the marks of a text from left to right.

    Attributes:
        text: The text.
        roles: What each of the twelve marks does in it.
        stack: The quotations that are open, the outermost first.
        doubles: The places of those with double marks on the stack.
        open_glyphs: How often each opening mark is on the stack.
        pairs: What was paired, and opening marks that were given up.
        diagnostics: What was odd.
    """

    text: str
    roles: Mapping[str, MarkRole]
    stack: list[_Quotation] = field(factory=list)
    doubles: list[int] = field(factory=list)
    open_glyphs: Counter[str] = field(factory=Counter)
    pairs: list[MarkPair] = field(factory=list)
    diagnostics: list[Diagnostic] = field(factory=list)
    _stops: list[int] | None = None

    def read(self, paragraph: Paragraph, marks: Sequence[Mark]) -> None:
        """Pair the marks of one paragraph; a quotation that stays open may go on in the next one."""
        repeated = self._repeated(paragraph, marks)
        self.give_up(repeated)
        for quotation, opener in zip(self.stack, marks, strict=False):
            quotation.parts.append(_Part(opener))
        last = {mark.glyph: mark.start for mark in marks}
        for mark, following in _with_following(marks[repeated:]):
            ahead = _Ahead(paragraph.span, following, last)
            if mark.single:
                self._read_single(mark, ahead)
            else:
                self._read_double(mark, ahead)
        for quotation in self.stack:
            part = quotation.parts[-1]
            if part.end is None:
                part.end = paragraph.span.end
                part.is_whole = not paragraph.heading

    def _repeated(self, paragraph: Paragraph, marks: Sequence[Mark]) -> int:
        """How many of the open quotations go on: the paragraph starts with their opening marks."""
        count = 0
        expected = paragraph.span.start
        for quotation, mark in zip(self.stack, marks, strict=False):
            if (
                mark.start != expected
                or mark.glyph != quotation.opener.glyph
                or not quotation.parts[-1].is_whole
                or paragraph.heading
            ):
                break
            count += 1
            expected = mark.end
        return count

    def _read_double(self, mark: Mark, ahead: _Ahead) -> None:
        """Let a double mark close or open a quotation, else report it."""
        if mark.after_digit and self._is_inch(mark, ahead):
            return
        role = self.roles[mark.glyph]
        may_close = _may_close(mark, role, ahead, either=not mark.opens or ahead.following is None)
        place = self._closed_by(mark, ahead) if may_close else None
        if place is not None:
            self._close(place, mark)
        elif mark.end < ahead.paragraph.end and _may_open(mark, role, ahead):
            self._open(mark)
        else:
            self._report_stray(mark)

    def _read_single(self, mark: Mark, ahead: _Ahead) -> None:
        """Let a single mark close or open a quotation; what does neither is mostly an apostrophe."""
        role = self.roles[mark.glyph]
        may_close = _may_close(mark, role, ahead, either=not mark.opens)
        innermost = self.stack[-1].opener.glyph if self.stack else ""
        fits = innermost in SINGLE and mark.glyph in "".join(CLOSERS[innermost])
        if may_close and fits and not self._is_genitive(mark, innermost, ahead):
            self._close(len(self.stack) - 1, mark)
        elif (
            mark.end < ahead.paragraph.end
            and mark.glyph != "’"
            and (mark.opens or (mark.glyph in _ONLY_QUOTES and role is MarkRole.OPEN and not mark.closes))
        ):
            self._open(mark)
        elif mark.glyph in "›‹":
            self._report_stray(mark)

    def _is_inch(self, mark: Mark, ahead: _Ahead) -> bool:
        """``27" Monitor``: nothing is open, or what is open will be closed by the next mark."""
        if mark.glyph != '"':
            return False
        if not self.doubles:
            return True
        right, _ = CLOSERS[self.stack[self.doubles[-1]].opener.glyph]
        return self.text[mark.end : mark.end + 1].isspace() and ahead.closes_with in tuple(right)

    def _is_genitive(self, mark: Mark, opener: str, ahead: _Ahead) -> bool:
        """``‚Hans’ Auto‘``: another mark behind this apostrophe will close."""
        return (
            mark.glyph in "'’"
            and self.text[mark.start - 1] in _SIBILANTS
            and self.text[mark.end : mark.end + 1].isspace()
            and ahead.closes_with in tuple("".join(CLOSERS[opener]))
        )

    def _closed_by(self, mark: Mark, ahead: _Ahead) -> int | None:
        """Place on the stack of the quotation that a double mark closes.

        The innermost one, if its own mark comes, or a common mistake for it; an outer one, if the mark is
        right for that one and none is left for it behind.
        """
        if not self.doubles:
            return None
        right, mistaken = CLOSERS[self.stack[self.doubles[-1]].opener.glyph]
        if mark.glyph in right:
            return self.doubles[-1]
        is_outer = any(self.open_glyphs[opener] for opener in OPENERS[mark.glyph])
        if mark.glyph in mistaken and not (is_outer and not ahead.has(mark.glyph, mark)):
            return self.doubles[-1]
        if not is_outer:
            return None
        return next(place for place in reversed(self.doubles) if self.stack[place].opener.glyph in OPENERS[mark.glyph])

    def _open(self, mark: Mark) -> None:
        """Put a quotation on the stack; one with the same mark that is open ends where it begins."""
        if self.doubles and not mark.single:
            outer = self.stack[self.doubles[-1]]
            if outer.opener.glyph == mark.glyph and outer.parts[-1].end is None:
                outer.parts[-1].end = mark.start
        if not mark.single:
            self.doubles.append(len(self.stack))
            self.open_glyphs[mark.glyph] += 1
        self.stack.append(_Quotation([_Part(mark)]))

    def _close(self, place: int, closer: Mark) -> None:
        """Pair the quotation at a place of the stack with its closing mark, and give up those inside it."""
        for quotation in self.stack[place + 1 :]:
            part = quotation.parts[-1]
            part.end = part.end or closer.start
        self.give_up(place + 1)
        quotation = self._pop()
        openers = [part.opener for part in quotation.parts]
        self._add(openers, closer.end, closer)

    def _pop(self) -> _Quotation:
        quotation = self.stack.pop()
        if not quotation.opener.single:
            self.doubles.pop()
            self.open_glyphs[quotation.opener.glyph] -= 1
        return quotation

    def give_up(self, place: int) -> None:
        """No closing mark comes for the quotations from this place of the stack on."""
        while len(self.stack) > place:
            quotation = self._pop()
            if quotation.opener.single and quotation.opener.glyph not in _ONLY_QUOTES:
                continue  # an apostrophe
            for part in quotation.parts:
                self._diagnose("unclosed-mark", part.opener, "has no closing mark")
                if not part.opener.single and part.end is not None:
                    self._add([part.opener], part.end, None)

    def _add(self, openers: list[Mark], end: int, closer: Mark | None) -> None:
        """Add a pair; without a closing mark it ends with its first sentence."""
        opener = openers[0]
        inner = trimmed(self.text, opener.end, closer.start if closer else end)
        if closer is None:
            inner = trimmed(self.text, opener.end, min(end, self._stop_behind(opener.end)))
            end = inner.end if inner else opener.end
        raw_closer = self.text[closer.start : closer.end] if closer else None
        self.pairs.append(
            MarkPair(
                span=Span(opener.start, end),
                inner=inner,
                style=style_of(self.text[opener.start : opener.end], raw_closer),
                single=opener.single,
                parent=None,
                openers=tuple(Span(mark.start, mark.end) for mark in openers),
                closer=Span(closer.start, closer.end) if closer else None,
            )
        )

    def _stop_behind(self, start: int) -> int:
        """Where the sentence ends, by the look of it, that goes on at an offset."""
        if self._stops is None:  # once for a text, and only for one with an opening mark that nothing closes
            self._stops = [stop.end() for stop in _STOP.finditer(self.text)]
        at = bisect_right(self._stops, start)
        return self._stops[at] if at < len(self._stops) else len(self.text)

    def _report_stray(self, mark: Mark) -> None:
        self._diagnose("stray-mark", mark, "closes nothing")

    def _diagnose(self, code: str, mark: Mark, what: str) -> None:
        raw = self.text[mark.start : mark.end]
        self.diagnostics.append(
            Diagnostic(code, Span(mark.start, mark.end), f"The quotation mark {raw} at {mark.start} {what}.")
        )


def _may_close(mark: Mark, role: MarkRole, ahead: _Ahead, *, either: bool) -> bool:
    """Whether a mark can close by its role; `either` is the answer for one that opens as well as closes."""
    if role is MarkRole.OPEN:
        return mark.closes
    return not _reopens(mark, ahead) if role is MarkRole.CLOSE else either


def _may_open(mark: Mark, role: MarkRole, ahead: _Ahead) -> bool:
    """Whether a double mark that closes nothing is an opening one."""
    if mark.opens or mark.glyph == "„":
        return True
    if mark.closes or role is MarkRole.CLOSE:
        return False
    return role is MarkRole.OPEN or ahead.following is not None or mark.start == ahead.paragraph.start


def _reopens(mark: Mark, ahead: _Ahead) -> bool:
    """A closing mark that opens a quotation in another style: ``„Er rief “Halt” und lief“``."""
    return mark.opens and ahead.closes_with in tuple(set(CLOSERS.get(mark.glyph, ("",))[0]) - {mark.glyph})


def _with_following(marks: Sequence[Mark]) -> Iterator[tuple[Mark, Mark | None]]:
    """Each mark with the next one of its level, double or single."""
    following: dict[bool, Mark] = {}
    pairs: list[tuple[Mark, Mark | None]] = []
    for mark in reversed(marks):
        pairs.append((mark, following.get(mark.single)))
        following[mark.single] = mark
    return reversed(pairs)
