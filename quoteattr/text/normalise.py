"""The text that a parser gets to see, and the way back from its offsets to the text as given.

All marks of pairs become „ and “, inner ones of the other kind ‚ and ‘, so that the style of an article cannot change
its trees; what no parser has seen (lone surrogates, control characters) becomes a blank. A word with invisible
characters in it, such as soft hyphens of a web page, is closed up behind as many blanks, and so is one whose letters
are written with combining marks. So the parser's text is as long as the text as given, but some of its letters stand
elsewhere. `Normalised.restore` puts them back; only
`quoteattr.reading` uses this module, so that the way back cannot be forgotten.
"""

from collections.abc import Sequence
from functools import cached_property

import regex
from attrs import evolve, frozen

from quoteattr.model import Diagnostic, Span
from quoteattr.text.layout import Paragraph, paragraphs
from quoteattr.text.letters import LIGATURES, UNUSUAL_WORD, as_seen, letters, unbroken
from quoteattr.text.marks import Marks
from quoteattr.tree import Parse, Sentence, Token

OUTER, INNER = ("„", "“"), ("‚", "‘")
_STOPS = regex.compile(r"[.,;:!?)]*+")
_GAP_SIGNS = " \t\N{NO-BREAK SPACE}\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_GAP = regex.compile(f"[{_GAP_SIGNS}]*+")
_LINE_END = regex.compile(r"[\n\r\v\f\x85\u2028\u2029]+(?:[ \t]*+>)*+")  # with the signs of a quoted e-mail
# A run without a blank that is longer than any word or address is broken up for the parser, since some patterns of
# tokenizers take quadratic time over such a run: one letter in a hundred becomes a blank.
_ENDLESS = regex.compile(r"\S{400,}+")
# A row of one sign is a line or a border; a parser would take each sign for a word and the row for a sentence.
_ROW = regex.compile(r"([^\p{L}\p{N}\s])\1{20,}+")
# The signs behind an entry of a ticker are no words of it; those before it open it (`openings`).
_TICKER = regex.compile(r"(?m)(?<=\S )\+{2,}(?=[ \t]*+$)")
_STRETCH = regex.compile(r"(?s)(.{1,98})[\p{L}\p{N}]|(.{99}).")
_UNSEEN = regex.compile(r"[\p{Cs}\p{Cn}\p{Co}\p{Cf}]|[^\P{Cc}\n\r\t\v\f\x85]")


@frozen
class Normalised:
    """A text with its marks, in the form that a parser sees.

    Attributes:
        given: The text as given.
        marks: Its quotation marks.

    Example:
        >>> from quoteattr.text.marks import scan
        >>> for text in ("Er sagte: »Ja.«", "die Poli\N{SOFT HYPHEN}zei"):
        ...     print(Normalised(text, scan(text)).text)
        Er sagte: „Ja.“
        die  Polizei
    """

    given: str
    marks: Marks

    @cached_property
    def text(self) -> str:
        """What the parser sees, as long as the text as given."""
        seen = _UNSEEN.sub(" ", UNUSUAL_WORD.sub(_closed_up, unbroken(self.given)))
        characters = list(_with_whole_lines(seen, paragraphs(self.given)))
        for pair in reversed(self.marks.pairs):  # of marks that touch, the one next to the word first
            is_inner = pair.parent is not None and self.marks.pairs[pair.parent].single != pair.single
            opening, closing = INNER if is_inner else OUTER
            for opener in pair.openers:
                end = self._end_of(opener)
                characters[opener.start : end] = opening.rjust(end - opener.start)
            if pair.closer is not None:
                start = self._start_of(pair.closer)
                end = pair.closer.end + len(_stops_behind(self.given, pair.closer))
                moved = closing + "".join(characters[pair.closer.end : end])
                characters[start:end] = moved.ljust(end - start)
        seen = _TICKER.sub(lambda signs: " " * len(signs[0]), "".join(characters))
        seen = _ROW.sub(lambda row: (row[1] * 3).ljust(len(row[0])), seen)
        return _ENDLESS.sub(_broken_up, seen)

    @cached_property
    def _shifts(self) -> dict[int, int]:
        """By how much the words that are closed up begin later, by where they begin, and opening marks with them."""
        words = UNUSUAL_WORD.finditer(unbroken(self.given))
        shifts = {word.start(): len(word[0]) - sum(1 for _ in letters(word[0])) for word in words}
        for opener in sorted((opener for pair in self.marks.pairs for opener in pair.openers), reverse=True):
            at = opener.end + len(_gap_behind(self.given, opener))
            shift = at + shifts.get(at, 0) - len(opener)
            if shift > opener.start:
                shifts[opener.start] = shift - opener.start
        return shifts

    def _end_of(self, opener: Span) -> int:
        """Where an opening mark ends for the parser: at its word, which may begin later, or behind a blank."""
        at = opener.end + len(_gap_behind(self.given, opener))
        return at + self._shifts.get(at, 0)

    def _start_of(self, closer: Span) -> int:
        """Where a closing mark begins for the parser: right behind its word."""
        start = closer.start
        while self.given[start - 1] in _GAP_SIGNS:
            start -= 1
        return start

    def restore(self, parse: Parse) -> Parse:
        """The parse of `text` over the text as given.

        Marks of two signs are whole (`,,Ja''`), letters are where they were, ligatures are their letters, and the stars
        and underscores of Markdown are part of where a word stands, but not of the word.

        Example:
            >>> from quoteattr.text.marks import scan
            >>> from quoteattr.tree import Sentence, Token
            >>> seen = Normalised("''Ja", scan("''Ja"))
            >>> mark = Token(0, "„", "„", "PUNCT", "", {}, start=1, end=2)
            >>> seen.restore(Parse(seen.text, (Sentence((mark,)),))).sentences[0].tokens[0].span
            Span(start=0, end=2)
        """
        wide: dict[int, Span] = {}
        places = _places(self.given)
        for pair in self.marks.pairs:
            seen = ((self._end_of(opener) - 1, opener) for opener in pair.openers)
            wide |= {place: opener for place, opener in seen if place != opener.start}
            closer = pair.closer
            if closer is not None and (start := self._start_of(closer)) + 1 != closer.end:
                wide[start] = closer
                stops = len(_stops_behind(self.given, closer))
                stands = ((start + 1 + number, closer.end + number) for number in range(stops))
                places |= {seen: Span(given, given + 1) for seen, given in stands}
        odd = (*parse.diagnostics, *map(_endless_word, _ENDLESS.finditer(self.given)))
        stressed = any(sign in self.given for sign in f"*_{LIGATURES}")
        if not wide and not places and not stressed:
            return evolve(parse, text=self.given, diagnostics=odd)

        def whole(token: Token) -> Token:
            mark = wide.get(token.start)
            if mark is not None:
                return evolve(token, start=mark.start, end=mark.end)
            first, last = places.get(token.start), places.get(token.end - 1)
            start = first.start if first is not None else token.start
            end = last.end if last is not None else token.end
            text = as_seen(token.text) if stressed else token.text
            if (start, end, text) == (token.start, token.end, token.text):
                return token
            return evolve(token, text=text, start=start, end=end)

        sentences = (evolve(sentence, tokens=tuple(map(whole, sentence.tokens))) for sentence in parse.sentences)
        return evolve(parse, text=self.given, sentences=sentences, diagnostics=odd)


def _broken_up(run: regex.Match[str]) -> str:
    return _STRETCH.sub(lambda found: (found[1] or found[2]) + " ", run[0])


def _endless_word(run: regex.Match[str]) -> Diagnostic:
    message = f"{len(run[0])} characters without a blank were read in parts."
    return Diagnostic("long-word", Span(*run.span()), message)


def _with_whole_lines(text: str, layout: Sequence[Paragraph]) -> str:
    """A text with each paragraph in one line, so that whoever reads it next finds the same paragraphs."""
    pieces, position = [], 0
    for paragraph in layout:
        words = text[paragraph.span.start : paragraph.span.end]
        pieces += [text[position : paragraph.span.start], _LINE_END.sub(lambda found: " " * len(found[0]), words)]
        position = paragraph.span.end
    return "".join([*pieces, text[position:]])


def with_words_as_seen(parse: Parse) -> Parse:
    """A parse that did not come from `Normalised.text`, its words composed and without ligatures and signs inside.

    Example:
        >>> from quoteattr.tree import Sentence, Token
        >>> word = Token(0, "fu\N{COMBINING DIAERESIS}r", "fu\N{COMBINING DIAERESIS}r", "ADP", "", {}, start=0, end=4)
        >>> with_words_as_seen(Parse("fu\N{COMBINING DIAERESIS}r", (Sentence((word,)),))).sentences[0].tokens[0].lemma
        'für'
    """
    if parse.text.isascii():
        return parse
    return evolve(parse, sentences=tuple(map(_with_words_as_seen, parse.sentences)))


def _with_words_as_seen(sentence: Sentence) -> Sentence:
    if all(as_seen(token.text) == token.text for token in sentence.tokens):
        return sentence
    tokens = (evolve(token, text=as_seen(token.text), lemma=as_seen(token.lemma)) for token in sentence.tokens)
    return evolve(sentence, tokens=tuple(tokens))


def _gap_behind(text: str, opener: Span) -> str:
    """Blanks between an opening mark and its word: a French mark stands off, in German it would end a sentence."""
    found = _GAP.match(text, opener.end)
    return found[0] if found is not None else ""


def _stops_behind(text: str, closer: Span) -> str:
    """Stops and commas right behind a closing mark: they move up to it, for no sentence ends at a blank before them."""
    found = _STOPS.match(text, closer.end)
    return found[0] if found is not None else ""


def _closed_up(found: regex.Match[str]) -> str:
    """A word as readers see it, behind as many blanks as it is shorter."""
    return "".join(letter for letter, _, _ in letters(found[0])).rjust(len(found[0]))


def _places(text: str) -> dict[int, Span]:
    """Where the letters of the words that are closed up stand in the text as given."""
    places: dict[int, Span] = {}
    for found in UNUSUAL_WORD.finditer(unbroken(text)):
        stands = [Span(found.start() + start, found.start() + end) for _, start, end in letters(found[0])]
        places.update(zip(range(found.end() - len(stands), found.end()), stands, strict=True))
    return places
