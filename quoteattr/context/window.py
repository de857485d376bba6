"""Where the network looks: the parts of a proposal, and the words that tell most, in a stretch of a document."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property

from attrs import frozen

from quoteattr.model import Spans
from quoteattr.reading import Reading
from quoteattr.rules import Proposal
from quoteattr.rules.spans import last_sentence
from quoteattr.tree import Token

Ranges = tuple[range, ...]

PARTS = 6
PLACES = 12

_FAR = 30
"""Sentences of a quotation that are looked at."""


@frozen(eq=False)
class Window:
    """A stretch of a document, its words numbered from 0.

    Attributes:
        tokens: The words.
        texts: The words once more, those that are read together in one text.
        heads: The number of each word's head, -1 for roots.
        starts: Where each word starts in the text.
        ends: Where each word ends.
        bounds: The words of each sentence, by its index.
        paragraphs: The paragraph of each word; nothing is seen beyond it, so other paragraphs make no difference.
    """

    tokens: list[Token]
    texts: list[list[Token]]
    heads: list[int]
    starts: list[int]
    ends: list[int]
    bounds: Mapping[int, range]
    paragraphs: list[int]

    @classmethod
    def around(cls, reading: Reading, proposals: Sequence[Proposal], read: Sequence[range]) -> "Window":
        """What is read from the sentence before the first proposal to the one behind the last that they reach.

        Args:
            reading: The document.
            proposals: Some of its proposals, by their sentences.
            read: The sentences that are read together; see `quoteattr.context.states.stretches`.
        """
        first = proposals[0].sentence.index - 1
        last = max(_last_seen(reading, proposal) for proposal in proposals) + 1
        seen = [each for each in read if first < each.stop and each.start <= last]
        texts = [[token for index in each for token in reading.sentences[index].tokens] for each in seen]
        sentences = reading.sentences[seen[0].start : seen[-1].stop]
        tokens: list[Token] = []
        heads: list[int] = []
        bounds: dict[int, range] = {}
        for sentence in sentences:
            offset = len(tokens)
            tokens += sentence.tokens
            heads += [offset + token.head if token.head >= 0 else -1 for token in sentence.tokens]
            bounds[sentence.index] = range(offset, len(tokens))
        starts, ends = [token.start for token in tokens], [token.end for token in tokens]
        paragraphs = [sentence.paragraph for sentence in sentences for _ in sentence.tokens]
        return cls(tokens, texts, heads, starts, ends, bounds, paragraphs)

    def parts(self, proposal: Proposal) -> tuple[Ranges, ...]:
        """The words of quotation, cue, frame, speaker, sentence, and the sentence before."""
        here = proposal.sentence.index
        sentence = (self.bounds[here],)
        cue = self._ranges(proposal.cue.spans) if proposal.cue else ()
        speaker = self._ranges(tuple(token.span for token in proposal.speaker.tokens)) if proposal.speaker else ()
        quote = self._ranges(proposal.quote) or sentence
        return quote, cue, self._ranges(proposal.frame), speaker, sentence, self._before(here)

    def places(self, parts: Sequence[Ranges]) -> list[int]:
        """The words that tell most about a proposal with these parts, -1 for those that are not there."""
        quote, _, frame, speaker, sentence, before = parts
        main, previous = self._head(quote), self._head(before)
        first, last = quote[0][0], quote[-1][-1]
        places = (
            main,
            self._child(main, ("nsubj", "nsubj:pass")),
            self._child(main, ("obj", "ccomp")),
            self._head(frame),
            self._head(speaker),
            previous,
            self._child(previous, ("nsubj", "nsubj:pass")),
            self._head(sentence),
            first,
            last,
            self._neighbour(first, -1),
            self._neighbour(last, +1),
        )
        return [-1 if place is None else place for place in places]

    def _neighbour(self, place: int, step: int) -> int | None:
        """The word before or behind one in its paragraph."""
        other = place + step
        inside = 0 <= other < len(self.tokens) and self.paragraphs[other] == self.paragraphs[place]
        return other if inside else None

    def _before(self, sentence: int) -> Ranges:
        """The sentence before one in its paragraph."""
        last = self._neighbour(self.bounds[sentence].start, -1)
        return (self.bounds[sentence - 1],) if last is not None else ()

    def _ranges(self, spans: Spans) -> Ranges:
        """The words that spans overlap, as far as they are in the window."""
        found = (range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)) for span in spans)
        return tuple(each for each in found if each)

    def _head(self, ranges: Ranges) -> int | None:
        """The first word whose head stands elsewhere."""
        for each in ranges:
            for place in each:
                head = self.heads[place]
                if (
                    head not in each
                    and self.tokens[place].upos != "PUNCT"
                    and not any(head in other for other in ranges)
                ):
                    return place
        return None

    def _child(self, head: int | None, relations: Sequence[str]) -> int | None:
        """The first word that depends on a head in one of some relations."""
        found = (self._first_children.get((head, relation)) for relation in relations)
        return min((place for place in found if place is not None), default=None)

    @cached_property
    def _first_children(self) -> dict[tuple[int | None, str], int]:
        """The first word that depends on a head in a relation, by both."""
        found: dict[tuple[int | None, str], int] = {}
        for place, (head, token) in enumerate(zip(self.heads, self.tokens, strict=True)):
            found.setdefault((head, token.deprel), place)
        return found


def _last_seen(reading: Reading, proposal: Proposal) -> int:
    """Index of the last sentence of a proposal that is looked at."""
    here = proposal.sentence.index
    return max(here, min(last_sentence(reading, proposal), here + _FAR))
