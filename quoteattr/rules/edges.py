"""Evidence that every proposal has: what stands at its edges, what its frame holds, what both leave over.

Rival readings of a cue differ in their boundaries and in little else. A content that ends before a word of its own
clause, or a frame that takes a second verb in, is mostly cut at the wrong place.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from quoteattr.grammar.clauses import first_finite, mood_of
from quoteattr.model import Spans
from quoteattr.reading import Reading
from quoteattr.rules.proposal import Proposal
from quoteattr.tree import Token

_EDGES = {",": "comma", ":": "colon", "–": "dash", "-": "dash", "—": "dash"}
_STOPS, _MARKS = frozenset(".!?…"), frozenset('„“”"»«')
_SIZES = ((0, "0"), (2, "1-2"), (5, "3-5"), (9, "6-9"))


def edge_features(reading: Reading, proposal: Proposal, *, divides: bool) -> dict[str, float]:
    """What stands right before and behind a quotation, and how it and its frame divide their sentence.

    Args:
        reading: The document.
        proposal: The quotation.
        divides: Whether they divide it at all.
    """
    first = reading.parse.sentence_at(proposal.quote[0].start) or proposal.sentence
    last = reading.parse.sentence_at(proposal.quote[-1].end - 1) or proposal.sentence
    at = bisect_right(first.tokens, proposal.quote[0].start, key=_end)
    behind = last.tokens[bisect_left(last.tokens, proposal.quote[-1].end, key=_start) :][:2]
    left, right = _edge(first.tokens[max(at - 1, 0) : at]), _edge(behind[:1])
    features = {f"edge.before={left}": 1.0, f"edge.behind={right}": 1.0}
    frame = _words_in(proposal.sentence.tokens, proposal.frame)
    if divides:
        features |= {f"{proposal.rule.id}:before={left}": 1.0, f"{proposal.rule.id}:behind={right}": 1.0}
        features |= _division(reading, proposal, frame)
        if right == "comma" and len(behind) > 1:
            features[f"behind-comma={behind[1].xpos if behind[1].is_word else 'punct'}"] = 1.0
    if proposal.frame:
        features |= {
            f"frame.words={_size(sum(token.is_word for token in frame))}": 1.0,
            f"frame.finites={_count(token.is_finite for token in frame)}": 1.0,
        }
    return features


def _division(reading: Reading, proposal: Proposal, frame: Sequence[Token]) -> dict[str, float]:
    """How quotation and frame divide the sentence, and whether the cut goes through a constituent."""
    tokens = proposal.sentence.tokens
    quote = _words_in(tokens, proposal.quote)
    taken = {token.index for token in (*quote, *frame)}
    rest = [token for token in _divided(proposal) if token.is_word and token.index not in taken]
    inside = {token.index for token in quote}
    cue = {token.index for token in proposal.verb.tokens} if proposal.verb is not None else set()
    features = {
        f"rest.words={_size(len(rest))}": 1.0,
        f"rest.finites={_count(token.is_finite for token in rest)}": 1.0,
        f"rest.cut={_count(token.head in inside for token in rest)}": 1.0,
        f"frame.cut={_count(token.head in inside for token in frame if token.is_word and token.index not in cue)}": 1.0,
        f"frame.commas={_count(token.text == ',' for token in frame)}": 1.0,
        f"quote.finites={_count(token.is_finite for token in quote)}": 1.0,
    }
    if quote:
        features |= {f"quote.first={quote[0].xpos}": 1.0, f"quote.last={quote[-1].upos}": 1.0}
    if len(proposal.quote) > 1:
        features |= _halves(reading, *(_words_in(tokens, (span,)) for span in (proposal.quote[0], proposal.quote[-1])))
    return features


def _divided(proposal: Proposal) -> Sequence[Token]:
    """What quotation and frame divide: their sentence, or the adverbial clause that has its own frame in it."""
    sentence, cue = proposal.sentence, proposal.verb
    if cue is None or cue.sentence is not sentence or cue.predicate.relation != "advcl":
        return sentence.tokens
    return sentence.subtree(cue.predicate)


def _halves(reading: Reading, first: Sequence[Token], second: Sequence[Token]) -> dict[str, float]:
    """Whether the words behind a frame go on with those before it: *…, sagte X, und …* in the same mood."""
    moods = [mood_of(first_finite(half), reading.lexicon).value for half in (first, second)]
    opener = next((token.xpos for token in second if token.is_word), "none")
    return {f"halves={moods[0]}:{moods[1]}": 1.0, f"halves.second={opener}": 1.0}


def _words_in(tokens: Sequence[Token], spans: Spans) -> list[Token]:
    """The tokens that lie in spans, which stand in text order."""
    return [
        token
        for span in spans
        for token in tokens[bisect_left(tokens, span.start, key=_start) : bisect_right(tokens, span.end, key=_end)]
    ]


def _start(token: Token) -> int:
    return token.start


def _end(token: Token) -> int:
    return token.end


def _edge(beside: Sequence[Token]) -> str:
    """What kind of token stands there: `none`, a kind of mark, or a kind of word."""
    if not beside:
        return "none"
    (token,) = beside
    if token.is_word:
        kinds = {"CCONJ": "and", "SCONJ": "conjunction", "ADP": "preposition"}
        return "finite" if token.is_finite else kinds.get(token.upos, "word")
    if token.text in _STOPS or token.text in _MARKS:
        return "stop" if token.text in _STOPS else "mark"
    return _EDGES.get(token.text, "other")


def _size(number: int) -> str:
    """A number of words as one of five classes."""
    return next((name for limit, name in _SIZES if number <= limit), "10+")


def _count(hits: Iterable[bool]) -> int:
    """How many, up to three."""
    return min(3, sum(hits))
