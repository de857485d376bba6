"""What rules share: the proposal that a rule makes, and the context that it looks at.

A rule proposes and decides nothing. Proposals of one `group` are readings of the same cue (other boundaries,
another type); `quoteattr.decide.resolve` keeps at most one of them.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from attrs import evolve, field, frozen

from quoteattr.grammar.clauses import is_clause
from quoteattr.grammar.cues import VerbCue, find_verbs
from quoteattr.grammar.noun_phrases import strip_punctuation
from quoteattr.grammar.speaking import Phrase
from quoteattr.lexicon import Lexicon
from quoteattr.model import Cue, Medium, QuoteType, Span, Spans
from quoteattr.text.marks import MarkPair, Marks
from quoteattr.text.marks.pair import trimmed
from quoteattr.tree import Parse, Sentence, Token, spans_of


@frozen(eq=False)
class Proposal:
    """A quotation that a rule proposes.

    Attributes:
        rule: Identifier of the rule, `construction.variant`.
        type: One of the five types.
        sentence: Index of the sentence where it starts.
        quote: What is quoted.
        group: Proposals with the same key exclude each other.
        cue: The announcing words.
        frame: The reporting clause.
        speaker: The phrase that names the speaker; None leaves it to the context.
        addressee: The phrase that names the addressee.
        medium: As far as cue or channel tell.
        features: Named evidence for the resolver.
    """

    rule: str
    type: QuoteType
    sentence: int
    quote: Spans
    group: Hashable
    cue: Cue | None = None
    frame: Spans = ()
    speaker: Phrase | None = None
    addressee: Phrase | None = None
    medium: Medium | None = None
    features: Mapping[str, float] = field(factory=dict)

    @property
    def span(self) -> Span:
        """From the first to the last code point of the quotation."""
        return Span(self.quote[0].start, self.quote[-1].end)

    def with_features(self, **features: float) -> "Proposal":
        """The same with more evidence."""
        return evolve(self, features={**self.features, **features})


@frozen(eq=False)
class Context:
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

    @cached_property
    def verb_cues(self) -> tuple[tuple[VerbCue, ...], ...]:
        """The reporting verbs of every sentence."""
        return tuple(tuple(find_verbs(sentence, self.lexicon)) for sentence in self.parse.sentences)

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
        index = self.parse.sentence_at(mark.start)
        if index is None or mark.start < after:
            return None
        sentence = self.parse.sentences[index]
        low = max(after, self._paragraph_starts[sentence.paragraph])
        colon = self.text.rfind(": ", low, mark.start)
        inner = trimmed(self.text, colon + 1 if colon >= 0 else max(low, sentence.start), mark.start)
        if inner is None or not (colon >= 0 or self.text[mark.end : mark.end + 1] == ","):
            return None
        return MarkPair(Span(inner.start, mark.end), inner, "mistaken", False, None, (), mark)

    @cached_property
    def _paragraph_starts(self) -> dict[int, int]:
        return {sentence.paragraph: sentence.start for sentence in reversed(self.parse.sentences)}

    def last_sentence(self, proposal: Proposal) -> int:
        """The sentence where a quotation or its frame ends."""
        end = max(span.end for span in (*proposal.quote, *proposal.frame))
        return self.parse.sentence_at(end - 1) or proposal.sentence

    @cached_property
    def following(self) -> dict[int, int]:
        """End of each sentence to the start of the next one in its paragraph."""
        sentences = self.parse.sentences
        return {first.end: second.start for first, second in pairwise(sentences) if first.paragraph == second.paragraph}

    @cached_property
    def marked_texts(self) -> Counter[str]:
        """How often each text stands between outer marks."""
        return Counter(pair.inner.of(self.text) for pair in self.speech_pairs if pair.inner is not None)

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
        return any(pair.span.covers(token.span) for pair in self.pairs_in(token.span))


def region(text: str, tokens: Iterable[Token], without: Sequence[Span] = ()) -> Spans:
    """The spans of `tokens`, trimmed of punctuation at both ends of each stretch, minus `without`."""
    kept = [token for token in tokens if not any(span.overlaps(token.span) for span in without)]
    runs: list[list[Token]] = []
    for token in kept:
        if runs and token.index <= runs[-1][-1].index + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    trimmed = [strip_punctuation(run) for run in runs]
    return tuple(span for run in trimmed if run for span in spans_of(run, text))


def body(sentence: Sentence) -> list[Token]:
    """The words of a sentence without the final stop."""
    tokens = list(sentence.tokens)
    while tokens and tokens[-1].text in (".", "!", "?", "…", ":", ";"):
        tokens.pop()
    return tokens


def until_main_verb(tokens: Sequence[Token]) -> list[Token]:
    """A content behind its cue up to where the main clause goes on with its verb: *…, wies der Verein zurück*."""
    ends = (at for at, (token, following) in enumerate(pairwise(tokens)) if token.text == "," and following.is_finite)
    return list(tokens[: next(ends, len(tokens))])


def frame_around(sentence: Sentence, cue: VerbCue, content: Sequence[Token]) -> list[Token]:
    """The frame around a content: the rest of the sentence, or of the conjunct that the cue heads."""
    inside = {token.index for token in content}
    rest = [token for token in body(sentence) if token.index not in inside]
    predicate = cue.predicate
    if predicate.relation == "ccomp":  # a report within a report: its frame is its own clause
        own = {token.index for token in sentence.subtree(predicate)}
        rest = [token for token in rest if token.index in own]
        while rest and not rest[0].is_word:
            rest.pop(0)
        while rest and not rest[-1].is_word and rest[-1].index > max(inside, default=0):
            rest.pop()
    if predicate.relation == "conj" and sentence.child(predicate, "nsubj") is not None:
        own = {token.index for token in sentence.subtree(predicate)}
        rest = [token for token in rest if token.index in own and token.relation != "cc"]
    conjuncts = [
        child for child in sentence.children(predicate, "conj")
        if is_clause(sentence, child) and child.index > max(inside, default=0)
    ]  # fmt: skip
    dropped = {token.index for child in conjuncts for token in sentence.subtree(child)}
    return [token for token in rest if token.index not in dropped]


def frame_spans(text: str, frame: Sequence[Token], content: Spans) -> Spans:
    """The stretches of a frame; a comma or colon beside the content belongs to the frame."""
    kept = [token for token in frame if not any(span.overlaps(token.span) for span in content)]
    return spans_of([token for token in kept if token.is_word or token.text in ",:–()" or _inside(token, kept)], text)


def _inside(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a mark stands between words of the frame."""
    return any(other.is_word and other.index == token.index - 1 for other in tokens) or any(
        other.is_word and other.index == token.index + 1 for other in tokens
    )


def direct_spans(context: Context, content: Spans) -> Spans | None:
    """The pairs of marks that hold all words of `content`, None if a word stands outside of them.

    A pair that began in an earlier sentence is taken whole.
    """
    outer = Span(content[0].start, content[-1].end)
    pairs = [pair for pair in context.pairs_in(outer) if any(pair.span.overlaps(span) for span in content)]
    if not pairs:
        return None
    rest = list(context.text[content[0].start : content[-1].end])
    for pair in pairs:
        for position in range(max(pair.span.start, content[0].start), min(pair.span.end, content[-1].end)):
            rest[position - content[0].start] = " "
    outside = (rest[position - content[0].start] for span in content for position in range(span.start, span.end))
    if any(char.isalnum() for char in outside):
        return None
    return tuple(pair.span for pair in pairs)
