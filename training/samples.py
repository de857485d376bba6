"""What the model is fitted on: the sets of proposals that could be chosen, with what the metric gives for each."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from quoteattr.decide import Weights
from quoteattr.decide.choice import Cluster, Members, candidate_sets, clusters
from quoteattr.decide.constraints import admitted
from quoteattr.documents.benchmark import Annotation, Article, read_articles
from quoteattr.evaluate.reward import ROLES, Cells, Tokenised, rewards
from quoteattr.model import QuoteType, Span, Spans
from quoteattr.parsing.cached import cached
from quoteattr.reading import Reading, read
from quoteattr.rules import FAMILIES, Proposal, propose


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


def _sample(article: Article, reading: Reading, proposals: Iterable[Proposal], roles: Sequence[str] = ROLES) -> Sample:
    weights, tokenised = Weights.german(), Tokenised(article, roles)
    gold = [tokenised.gold(annotation) for annotation in article.annotations]
    return Sample(
        article,
        reading,
        tuple(_choosable(cluster, weights, tokenised, gold) for cluster in clusters(admitted(proposals))),
    )


def _choosable(cluster: Cluster, weights: Weights, tokenised: Tokenised, gold: Sequence[Cells]) -> Choosable:
    sets = tuple(members for members, _ in candidate_sets(cluster, weights))
    return Choosable(cluster, sets, rewards(cluster, sets, tokenised, gold))
