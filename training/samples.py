"""What the model is fitted on: the sets of proposals that could be chosen, with what the metric gives for each."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from quoteattr.decide import FREE, Weights
from quoteattr.decide.choice import Cluster, Members, candidate_sets, clusters
from quoteattr.decide.constraints import admitted
from quoteattr.decide.nesting import inside
from quoteattr.documents.benchmark import Annotation, Article, read_articles
from quoteattr.evaluate.matching import Tokens, overlapped_tokens
from quoteattr.model import QuoteType, Span, Spans
from quoteattr.parsing.cached import cached
from quoteattr.reading import Reading, read
from quoteattr.rules import FAMILIES, Proposal, propose

PRICE = 0.78
"""What a cell of a prediction costs, right or wrong: about the F1 that is to be had, so that a set is worth its F1."""
INHERITED = 0.55
"""How often the context gives the right speaker to a quotation that names none (train)."""
TYPE_VALUE = 0.15
_ROLES = ("cue", "frame", "speaker", "addressee")


@frozen(eq=False)
class Choosable:
    """A cluster with its candidate sets and the reward of each."""

    cluster: Cluster
    sets: tuple[Members, ...]
    rewards: tuple[float, ...]


@frozen(eq=False)
class Sample:
    """A document with all that can be chosen in it."""

    article: Article
    reading: Reading
    choices: tuple[Choosable, ...]


@frozen(eq=False)
class Cells:
    """The tokens of a quotation and of its roles; `inherits` where the context gives the speaker."""

    type: QuoteType
    quote: Tokens
    roles: dict[str, Tokens]
    inherits: bool = False


class Tokenised:
    """Maps spans to the tokens of an article; only the roles that its gold tells are looked at."""

    def __init__(self, article: Article, roles: Sequence[str] = _ROLES) -> None:
        self._roles = roles
        self._starts = [token.start for token in article.tokens]
        self._ends = [token.end for token in article.tokens]

    def tokens(self, spans: Spans) -> Tokens:
        """The tokens that spans overlap."""
        return overlapped_tokens(spans, self._starts, self._ends)

    def gold(self, annotation: Annotation) -> Cells:
        """A gold quotation; the corpus has no cue and no frame of reported ones."""
        roles = {name: self.tokens(annotation.part(name)) for name in self._roles}
        if annotation.type is QuoteType.REPORTED:
            roles |= {"cue": frozenset(), "frame": frozenset()}
        return Cells(
            annotation.type, self.tokens(annotation.quote), {name: roles.get(name, frozenset()) for name in _ROLES}
        )

    def predicted(self, proposal: Proposal, source: Proposal) -> Cells:
        """A proposal with the roles of its source: itself, or the quotation that it lies in."""
        speaker = tuple(token.span for token in source.speaker.tokens) if source.speaker else ()
        addressee = tuple(token.span for token in source.addressee.tokens) if source.addressee else ()
        framed = source.type is not QuoteType.REPORTED
        roles = {
            "cue": self.tokens(source.cue.spans) if source.cue and framed else frozenset(),
            "frame": self.tokens(source.frame) if framed else frozenset(),
            "speaker": self.tokens(speaker),
            "addressee": self.tokens(addressee),
        }
        inherits = source.speaker is None and (source.cue is None or not framed)
        told = {name: roles[name] if name in self._roles else frozenset() for name in _ROLES}
        return Cells(proposal.type, self.tokens(proposal.quote), told, inherits)


def corpus_samples(gold: Path, parses: Path, limit: int | None = None) -> list[Sample]:
    """The documents of a file of gold articles in the corpus' format.

    Args:
        gold: The file.
        parses: A folder where parses are kept.
        limit: Take only so many, the first ones.
    """
    return samples(read_articles(gold)[:limit], parses)


def samples(articles: Sequence[Article], parses: Path) -> list[Sample]:
    """The samples of articles; ranking in the search for sets is by the weights of the package."""
    readings = read((article.text for article in articles), cached(parses))
    return [
        _sample(article, reading, propose(reading, FAMILIES))
        for article, reading in zip(articles, readings, strict=True)
    ]


def own_samples(targets: Path, parses: Path) -> list[Sample]:
    """Constructions that the corpus leaves out: texts of our own, each with one quotation that must be found.

    Only the proposals that touch it are used, so that nothing is said about the rest of the text.

    Args:
        targets: A JSON file: a list of `text`, `type` and `quote`, which is a list where it is discontinuous.
        parses: A folder where parses are kept.
    """
    items = json.loads(targets.read_text(encoding="utf-8"))
    found = []
    for item, reading in zip(items, read((item["text"] for item in items), cached(parses)), strict=True):
        text = item["text"]
        parts = [item["quote"]] if isinstance(item["quote"], str) else item["quote"]
        spans = tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)
        tokens = tuple(token.span for sentence in reading.sentences for token in sentence.tokens)
        target = Annotation(type=QuoteType(item["type"]), medium=None, quote=spans)
        touching = [proposal for proposal in propose(reading, FAMILIES) if any(map(proposal.span.overlaps, spans))]
        found.append(_sample(Article(text, text, tokens, (target,)), reading, touching))
    return found


def case_samples(items: Sequence[Mapping[str, Any]], parses: Path, roles: Sequence[str]) -> list[Sample]:
    """Cases: texts with all quotations in them.

    Args:
        items: Cases as in `tests/cases`, with `text` and `quotes` (type, quotation, cue, speaker).
        parses: A folder where parses are kept.
        roles: What the cases tell beside type and quotation.
    """
    found = []
    for item, reading in zip(items, read((item["text"] for item in items), cached(parses)), strict=True):
        text = item["text"]
        annotations = tuple(
            Annotation(
                QuoteType(kind), None, _placed(text, quote), cue=_placed(text, cue), speaker=_placed(text, speaker)
            )
            for kind, quote, cue, speaker in item["quotes"]
        )
        tokens = tuple(token.span for sentence in reading.sentences for token in sentence.tokens)
        article = Article(text, text, tokens, annotations)
        found.append(_sample(article, reading, propose(reading, FAMILIES), roles))
    return found


def _placed(text: str, words: str | None) -> Spans:
    """Where the parts of something stand, one behind the other; nothing if one of them stands nowhere."""
    spans: list[Span] = []
    for part in words.split(" … ") if words else ():
        start = text.find(part, spans[-1].end if spans else 0)
        start = start if start >= 0 else text.find(part)
        if start < 0:
            return ()
        spans.append(Span(start, start + len(part)))
    return tuple(sorted(spans))


def _sample(article: Article, reading: Reading, proposals: Iterable[Proposal], roles: Sequence[str] = _ROLES) -> Sample:
    weights, tokenised = Weights.german(), Tokenised(article, roles)
    gold = [tokenised.gold(annotation) for annotation in article.annotations]
    return Sample(
        article,
        reading,
        tuple(_choosable(cluster, weights, tokenised, gold) for cluster in clusters(admitted(proposals))),
    )


def _choosable(cluster: Cluster, weights: Weights, tokenised: Tokenised, gold: Sequence[Cells]) -> Choosable:
    sets = tuple(members for members, _ in candidate_sets(cluster, weights))
    covered = frozenset().union(*(tokenised.tokens(proposal.quote) for proposal in cluster))
    near = [item for item in gold if item.quote & covered]
    return Choosable(cluster, sets, tuple(reward(cluster, members, tokenised, near) for members in sets))


def reward(cluster: Cluster, members: Members, tokenised: Tokenised, gold: Sequence[Cells]) -> float:
    """What a set adds to precision and recall over the cells of the metric, less the price of its cells."""
    found = [tokenised.predicted(cluster[place], _source(cluster, place, members)) for place in members]
    matched = _matched(found, gold)
    total = 0.0
    for number, cells in enumerate(found):
        partner = matched.get(number)
        total += TYPE_VALUE if partner is not None and partner.type is cells.type else -TYPE_VALUE
        total += _cell_value(cells.quote, partner.quote if partner else frozenset())
        for name in _ROLES:
            other = partner.roles[name] if partner else frozenset()
            if name == "speaker" and cells.inherits:
                total += 2 * INHERITED - PRICE if other else -PRICE
            else:
                total += _cell_value(cells.roles[name], other)
    return total


def _cell_value(own: Tokens, other: Tokens) -> float:
    """Shares of the tokens on both sides; a cell that is predicted has its price."""
    both = len(own & other)
    return (both / len(own) - PRICE if own else 0.0) + (both / len(other) if other else 0.0)


def _source(cluster: Cluster, place: int, members: Collection[int]) -> Proposal:
    """Whose roles hold: a direct quotation inside another one of the set has those of the smallest around it."""
    proposal = cluster[place]
    if proposal.type is not QuoteType.DIRECT:
        return proposal
    around = [
        cluster[other]
        for other in members
        if other != place and cluster[other].quote != proposal.quote and inside(proposal.quote, cluster[other].quote)
    ]
    return min(around, key=lambda other: len(other.span), default=proposal)


def _matched(found: Sequence[Cells], gold: Sequence[Cells]) -> dict[int, Cells]:
    """Predictions with their gold quotation, one to one, the best overlap first.

    Sentences of one free form are joined after the decision, so several may go with the same gold quotation.
    """
    pairs = []
    for number, cells in enumerate(found):
        for place, item in enumerate(gold):
            both = len(cells.quote & item.quote)
            if both:
                value = 2 * both / (len(cells.quote) + len(item.quote)) + 0.01 * (cells.type is item.type)
                pairs.append((value, number, place))
    matched: dict[int, Cells] = {}
    taken: set[int] = set()
    for _, number, place in sorted(pairs, reverse=True):
        if number in matched or place in taken:
            continue
        taken.add(place)
        item = gold[place]
        if item.type is found[number].type in FREE:
            item = Cells(item.type, item.quote & found[number].quote, item.roles)
        matched[number] = item
    return matched
