"""One reading of a document: its text, marks, trees and words, and what is looked up in them again and again.

`read` is the only way from texts to readings. What stands between the two – finding marks, the text that a parser
sees, the way back to the offsets of the text as given – happens in here and cannot be left out.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise, zip_longest

from attrs import frozen

from quoteattr.errors import FormatError
from quoteattr.grammar.clauses import main_heads
from quoteattr.grammar.cues import VerbCue, find_verbs
from quoteattr.grammar.repair import with_mended_trees
from quoteattr.grammar.speaking import Phrase, speaker_of
from quoteattr.lexicon import Lexicon
from quoteattr.model import Place, PlaceKind, Span
from quoteattr.parsing import Parser
from quoteattr.parsing.budget import within_budget
from quoteattr.parsing.trees import check_parse
from quoteattr.text.marks import MarkPair, Marks, scan
from quoteattr.text.marks.pair import trimmed
from quoteattr.text.normalise import Normalised, with_words_as_seen
from quoteattr.text.places import places
from quoteattr.tree import Parse, Sentence, Token

_GAP = 40
"""Code points that are looked back over for the sign before something."""


def read(texts: Iterable[str], parser: Parser, lexicon: Lexicon | None = None) -> Iterator["Reading"]:
    """The readings of several texts, in order, parsed in one batch.

    Args:
        texts: Any texts; none raises.
        parser: Makes the trees.
        lexicon: The words, the German ones of the package if left out.

    Raises:
        FormatError: The parser gives something else than a tree over each sentence of each text.
    """
    seen = [Normalised(text, scan(text)) for text in texts]
    parses = parser.parse([each.text for each in seen])
    if not isinstance(parses, Iterable):
        raise FormatError(f"{parser.name} gave {parses!r:.40} instead of parses. Let it give one for each text.")
    for each, parse in zip_longest(seen, parses):
        if each is None or parse is None:
            raise FormatError(f"{parser.name} gave more or fewer parses than texts. Let it give one for each.")
        restored = each.restore(check_parse(parse, each.text))
        yield _reading(restored, each.marks, lexicon or Lexicon.german())


def read_parse(parse: Parse, lexicon: Lexicon | None = None) -> "Reading":
    """The reading of a text that was parsed elsewhere; text and offsets of `parse` are those as given.

    Raises:
        FormatError: A sentence is no tree, or its words do not stand in the text; the message names them.
    """
    seen = with_words_as_seen(check_parse(parse))
    return _reading(seen, scan(parse.text), lexicon or Lexicon.german())


def _reading(parse: Parse, marks: Marks, lexicon: Lexicon) -> "Reading":
    """The reading of a parse that was checked."""
    return Reading(with_mended_trees(within_budget(parse), lexicon), marks, lexicon)


@frozen(eq=False)
class Reading:
    """A document as rules see it.

    Attributes:
        parse: Its trees.
        marks: Its quotation marks.
        lexicon: The words.
    """

    parse: Parse
    marks: Marks
    lexicon: Lexicon

    @property
    def text(self) -> str:
        """The text as given."""
        return self.parse.text

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences in text order."""
        return self.parse.sentences

    # What the trees show

    @cached_property
    def _cues_by_sentence(self) -> tuple[tuple[VerbCue, ...], ...]:
        return tuple(tuple(find_verbs(sentence, self.lexicon)) for sentence in self.sentences)

    def cues_in(self, sentence: Sentence) -> tuple[VerbCue, ...]:
        """The reporting verbs of a sentence, in text order."""
        return self._cues_by_sentence[sentence.index]

    @cached_property
    def _main_heads_by_sentence(self) -> tuple[tuple[Token, ...], ...]:
        return tuple(tuple(main_heads(sentence, self.lexicon)) for sentence in self.sentences)

    def main_heads(self, sentence: Sentence) -> tuple[Token, ...]:
        """The heads of a sentence's main clauses; see `quoteattr.grammar.clauses.main_heads`."""
        return self._main_heads_by_sentence[sentence.index]

    @cached_property
    def _speakers_by_cue(self) -> dict[int, Phrase | None]:
        return {id(cue): speaker_of(cue, self.lexicon) for cues in self._cues_by_sentence for cue in cues}

    def speaker_of(self, cue: VerbCue) -> Phrase | None:
        """Who utters what a cue of this reading announces; see `quoteattr.grammar.speaking.speaker_of`."""
        return self._speakers_by_cue[id(cue)]

    @cached_property
    def following(self) -> dict[int, int]:
        """End of each sentence to the start of the next one in its paragraph."""
        pairs = pairwise(self.sentences)
        return {first.end: second.start for first, second in pairs if first.paragraph == second.paragraph}

    def last_sentence(self, spans: Iterable[Span]) -> int | None:
        """Index of the sentence where the last of `spans` ends, None between sentences."""
        sentence = self.parse.sentence_at(max(span.end for span in spans) - 1)
        return sentence.index if sentence is not None else None

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that are tagged as names somewhere."""
        return frozenset(token.text for sentence in self.sentences for token in sentence.tokens if token.xpos == "NE")

    # What the layout shows

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The places of the page; see `quoteattr.text.places.places`."""
        return places(self.text, self.marks)

    @cached_property
    def _place_starts(self) -> list[int]:
        return [place.span.start for place in self._blocks]

    @cached_property
    def _blocks(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.kind not in (PlaceKind.LABEL, PlaceKind.HANDLE))

    def place_of(self, sentence: Sentence) -> PlaceKind:
        """What the paragraph of a sentence is by its layout; that of a dateline or time is what opens a paragraph."""
        at = bisect_right(self._place_starts, sentence.start) - 1
        return self._blocks[at].kind if at >= 0 else PlaceKind.PARAGRAPH

    def list_behind(self, sentence: Sentence) -> tuple[Span, ...]:
        """The items of the list that follows a sentence, which is the last of its paragraph; none without a list."""
        found: list[Span] = []
        for at in range(bisect_right(self._place_starts, sentence.start), len(self._blocks)):
            place = self._blocks[at]
            if place.kind is PlaceKind.LIST_ITEM:
                found.append(place.span)
            elif place.kind is not PlaceKind.MARKER:
                break
        return tuple(found)

    # What the marks show

    @cached_property
    def speech_pairs(self) -> tuple[MarkPair, ...]:
        """Pairs of marks that are not inside another pair; a lone closing mark ends one that begins at its colon."""
        pairs = [pair for pair in self.marks.pairs if pair.parent is None and pair.inner is not None]
        starts = [pair.span.start for pair in pairs]
        unopened: list[MarkPair] = []
        for found in self.marks.diagnostics:
            if found.code == "stray-mark" and found.span is not None:
                at = bisect_right(starts, found.span.start)
                before = [*pairs[max(0, at - 1) : at], *unopened[-1:]]
                pair = self._unopened(found.span, after=max((other.span.end for other in before), default=0))
                unopened += [pair] if pair is not None else []
        return tuple(sorted([*pairs, *unopened], key=lambda pair: pair.span))

    def _unopened(self, mark: Span, after: int) -> MarkPair | None:
        """What a closing mark without a partner ends: from the colon before it, else from its sentence's start."""
        sentence = self.parse.sentence_at(mark.start)
        if sentence is None or mark.start < after:
            return None
        low = max(after, self._paragraph_starts[sentence.paragraph])
        colon = self.text.rfind(": ", low, mark.start)
        inner = trimmed(self.text, colon + 1 if colon >= 0 else max(low, sentence.start), mark.start)
        if inner is None or not (colon >= 0 or self.text[mark.end : mark.end + 1] == ","):
            return None
        return MarkPair(Span(inner.start, mark.end), inner, "mistaken", False, None, (), mark)

    @cached_property
    def _paragraph_starts(self) -> dict[int, int]:
        return {sentence.paragraph: sentence.start for sentence in reversed(self.sentences)}

    @cached_property
    def marked_texts(self) -> Counter[str]:
        """How often each text stands between outer marks."""
        return Counter(pair.inner.of(self.text) for pair in self.speech_pairs if pair.inner is not None)

    def sign_before(self, offset: int) -> str:
        """The sign or letter before an offset, blanks left out; empty at the start and behind a wide gap."""
        return self.text[max(0, offset - _GAP) : offset].rstrip()[-1:]

    @cached_property
    def _pair_starts(self) -> list[int]:
        return [pair.span.start for pair in self.speech_pairs]

    def pairs_in(self, span: Span) -> tuple[MarkPair, ...]:
        """The outer pairs that overlap `span`."""
        # Outer pairs stand in text order and do not overlap: only the one before the span can reach into it.
        first = max(0, bisect_right(self._pair_starts, span.start) - 1)
        last = bisect_left(self._pair_starts, span.end)
        return tuple(pair for pair in self.speech_pairs[first:last] if pair.span.overlaps(span))

    def inside_marks(self, token: Token) -> bool:
        """Whether a word stands between quotation marks."""
        # Outer pairs do not overlap: only the last one that opens before the word can hold it.
        last = bisect_right(self._pair_starts, token.start) - 1
        return last >= 0 and self.speech_pairs[last].span.covers(token.span)
