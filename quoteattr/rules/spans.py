"""The stretches of a sentence that rules propose: contents, frames around them, what stands between marks."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from quoteattr.grammar.clauses import Mood, is_clause, mood_of
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.noun_phrases import MARKS, strip_punctuation
from quoteattr.lexicon import Lexicon
from quoteattr.model import Span, Spans
from quoteattr.reading import Reading
from quoteattr.rules.proposal import Proposal
from quoteattr.tree import Sentence, Token, spans_of

LONGEST_LABEL = 4  # words


def region(text: str, tokens: Iterable[Token], without: Sequence[Span] = ()) -> Spans:
    """The spans of `tokens`, trimmed of punctuation at both ends of each stretch, minus `without`."""
    kept = [token for token in tokens if not any(map(token.overlaps, without))] if without else tokens
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


def without_label(words: list[Token]) -> list[Token]:
    """A stretch without the few words before a colon that it opens with: *Porto: Ein Brief kostet laut Post …*"""
    colon = next((at for at, token in enumerate(words[: LONGEST_LABEL + 1]) if token.text == ":"), 0)
    label, rest = words[:colon], words[colon + 1 :]
    is_label = bool(label) and all(token.is_word and not token.is_finite for token in label)
    return rest if is_label and any(token.is_finite for token in rest) else words


def until_main_verb(tokens: Sequence[Token]) -> list[Token]:
    """A content behind its cue up to where the main clause goes on with its verb: *…, wies der Verein zurück*."""
    ends = (at for at, (token, following) in enumerate(pairwise(tokens)) if token.text == "," and following.is_finite)
    return list(tokens[: next(ends, len(tokens))])


def without_comment(sentence: Sentence, content: list[Token], lexicon: Lexicon) -> list[Token]:
    """A content in the Konjunktiv without a last clause in the indicative that is the article's.

    *…, was für Kritik sorgte* takes up the whole report, *…, während er auf den Riss zeigt* tells what goes on
    beside it, and behind a semicolon the article may go on with something else.
    """
    content = _before_semicolon(content, lexicon)
    finites = [at for at, token in enumerate(content) if token.is_finite]
    if len(finites) < 2 or mood_of(content[finites[0]], lexicon) is Mood.INDICATIVE:
        return content
    for at in range(finites[-1] - 1, 0, -1):
        if content[at].text == ",":
            opener, finite = content[at + 1], content[finites[-1]]
            is_comment = opener.text.lower() in lexicon.words("comment-opener") and finites[-2] < at
            if (
                is_comment
                and not _is_complement(sentence, sentence.clause_head(finite))
                and mood_of(finite, lexicon) is Mood.INDICATIVE
            ):
                return content[:at]
            return content
    return content


def _before_semicolon(content: list[Token], lexicon: Lexicon) -> list[Token]:
    """A content up to a semicolon behind which the mood changes to the indicative."""
    for at, token in enumerate(content):
        if token.text == ";":
            finites = [next((word for word in part if word.is_finite), None) for part in (content[:at], content[at:])]
            first, second = (mood_of(finite, lexicon) for finite in finites)
            if first not in (Mood.INDICATIVE, Mood.NONE) and second is Mood.INDICATIVE:
                return content[:at]
    return content


def _is_complement(sentence: Sentence, clause: Token) -> bool:
    """Whether a clause is what its verb needs: the tree says so, and the verb has no object besides."""
    head = sentence.head(clause)
    served = head is not None and sentence.child(head, "obj") is not None
    return clause.relation in ("ccomp", "csubj", "obj", "nsubj") and not served


def frame_around(sentence: Sentence, cue: VerbCue, content: Sequence[Token]) -> list[Token]:
    """The frame around a content: the rest of the sentence, or of the conjunct that the cue heads."""
    inside = {token.index for token in content}
    rest = [token for token in body(sentence) if token.index not in inside]
    predicate = cue.predicate
    beside = predicate.relation == "parataxis" and sentence.child(predicate, "nsubj") is not None
    if predicate.relation in ("ccomp", "advcl") or beside:  # its frame is its own clause: a report within a report
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


def own_frame(cue: VerbCue, frame: Sequence[Token], content: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The frame of an indirect quotation between the colons and semicolons around its cue.

    Behind a conjunct that quotes words in marks itself, it is that of the cue: *Er nannte das „absurd“ | und forderte,
    …*. A label and a colon right before the content belong to the frame, and behind a stop the report may go on.
    """
    sentence, rest, predicate = cue.sentence, list(frame), cue.predicate
    if predicate.relation == "conj" and sentence.child(predicate, "nsubj") is None and _quotes(sentence, predicate):
        own = {token.index for token in sentence.subtree(predicate)}
        rest = [token for token in rest if token.index in own]
    first, last = cue.tokens[0].index, cue.tokens[-1].index
    low = max((token.index for token in rest if token.text in ":;" and token.index < first), default=-1)
    told = any(token.is_finite and token.index < low for token in rest)  # no label: Kern: Er sagte, …
    if not told or mood_of(cue.finite, lexicon) is not Mood.INDICATIVE:
        low = -1
    high = next((at for at, token in enumerate(rest) if token.index > last and _ends_frame(sentence, token)), len(rest))
    behind = next((token for token in rest[high:] if token.is_finite), None)
    if content[0].index < first and mood_of(behind, lexicon) is not Mood.INDICATIVE:
        high = len(rest)
    return [token for token in rest[:high] if token.index > low]


def _ends_frame(sentence: Sentence, stop: Token) -> bool:
    """Whether a frame ends at a mark: a semicolon, or a colon behind which marks open."""
    behind = sentence.tokens[stop.index + 1 : stop.index + 2]
    return stop.text == ";" or (stop.text == ":" and bool(behind) and behind[0].text in MARKS)


def _quotes(sentence: Sentence, second: Token) -> bool:
    """Whether the conjunct before another one has words in marks behind its verb."""
    first = sentence.head(second)
    before = sentence.tokens[first.index if first is not None else 0 : second.index]
    return any(token.text in MARKS for token in before)


def frame_spans(text: str, frame: Sequence[Token], content: Spans) -> Spans:
    """The stretches of a frame; a comma or colon beside the content belongs to the frame."""
    kept = [token for token in frame if not any(map(token.overlaps, content))]
    return spans_of(
        [token for token in kept if token.is_word or token.text in ",:–()" or _touches_word(token, kept)], text
    )


def _touches_word(mark: Token, tokens: Sequence[Token]) -> bool:
    """Whether a mark stands right beside a word of the frame."""
    return any(other.is_word and abs(other.index - mark.index) == 1 for other in tokens)


def direct_spans(reading: Reading, content: Spans, cue: Token) -> Spans | None:
    """The pairs of marks that hold all words of `content`, None if a word stands outside of them.

    A pair that began in an earlier sentence is taken whole.
    """
    outer = Span(content[0].start, content[-1].end)
    pairs = [pair for pair in reading.pairs_in(outer) if any(pair.span.overlaps(span) for span in content)]
    if not pairs or any(pair.span.covers(cue.span) for pair in pairs):
        return None  # inside marks with its cue: a report within a direct quotation
    rest = list(reading.text[content[0].start : content[-1].end])
    for pair in pairs:
        for position in range(max(pair.span.start, content[0].start), min(pair.span.end, content[-1].end)):
            rest[position - content[0].start] = " "
    outside = (rest[position - content[0].start] for span in content for position in range(span.start, span.end))
    if any(char.isalnum() for char in outside):
        return None
    return tuple(pair.span for pair in pairs)


def is_marked_with_tail(reading: Reading, content: Spans, cue: Token) -> bool:
    """Whether a content is a sentence in marks and words of the frame: *„Wir kommen“, sagt sie, müde, aber froh*.

    It goes on with a verb where it is one report: *„Unfug“, sagte sie, sei das nicht.* A clause of its own in the
    Konjunktiv behind a whole sentence in marks is another one: *„Er hat recht“, sagt sie, man habe verloren.*
    """
    if len(content) != 2 or not direct_spans(reading, content[:1], cue):
        return False
    halves = [[token for each in reading.parse.sentences_in(span) for token in each.between(span)] for span in content]
    marked = any(pair.span.overlaps(content[1]) for pair in reading.pairs_in(content[1]))
    said, tail = (any(token.is_finite for token in half) for half in halves)
    anew = bool(halves[1]) and not halves[1][0].is_finite and halves[1][0].upos != "CCONJ"
    return said and (anew or not tail) and not marked


def last_sentence(reading: Reading, proposal: Proposal) -> int:
    """Index of the sentence where a quotation or its frame ends."""
    found = reading.last_sentence((*proposal.quote, *proposal.frame))
    return proposal.sentence.index if found is None else found
