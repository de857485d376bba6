"""What the model is fitted on: the sets of proposals that could be chosen, with what the metric gives for each."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from quoteattr.context import OPINIONS
from quoteattr.decide import FREE, Weights
from quoteattr.decide.choice import Cluster, Members, candidate_sets, clusters
from quoteattr.decide.constraints import admitted
from quoteattr.documents.benchmark import Annotation, GoldArticle
from quoteattr.documents.gold import read_gold
from quoteattr.evaluate.reward import ROLES, Cells, Tokenised, rewards
from quoteattr.model import QuoteType, Span, Spans
from quoteattr.parsing.cached import cached
from quoteattr.reading import Reading, read
from quoteattr.rules import FAMILIES, Proposal, propose


@frozen(eq=False)
class Choosable:
    """A cluster with its candidate sets and the reward of each, and what is right about each proposal."""

    cluster: Cluster
    sets: tuple[Members, ...]
    rewards: tuple[float, ...]
    labels: tuple[tuple[bool, ...], ...]


@frozen(eq=False)
class Sample:
    """A document with all that can be chosen in it."""

    article: GoldArticle
    reading: Reading
    choices: tuple[Choosable, ...]


Weighed = Sequence[tuple[Sample, float]]
"""Samples, each with its weight."""


def corpus_samples(gold: Path, parses: Path, limit: int | None = None, *, binding: bool = True) -> list[Sample]:
    """The documents of a file of gold articles.

    Args:
        gold: The file, in any form that `quoteattr.documents.gold` reads.
        parses: A folder where parses are kept.
        limit: Take only so many, the first ones.
        binding: Whether evidence that binds does so.
    """
    return samples(read_gold(gold)[:limit], parses, binding=binding)


def samples(articles: Sequence[GoldArticle], parses: Path, *, binding: bool = True) -> list[Sample]:
    """The samples of articles; ranking in the search for sets is by the weights of the package."""
    readings = read((article.text for article in articles), cached(parses))
    return [
        _sample(article, reading, (_bound(each, binding) for each in propose(reading, FAMILIES)))
        for article, reading in zip(articles, readings, strict=True)
    ]


def _bound(proposal: Proposal, binding: bool) -> Proposal:
    """A proposal whose frame binds only if it may."""
    return proposal if binding else evolve(proposal, rule=evolve(proposal.rule, binds=False))


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
        found.append(_sample(GoldArticle(text, text, tokens, (target,)), reading, touching))
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
        article = GoldArticle(text, text, tokens, annotations)
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


def _sample(
    article: GoldArticle, reading: Reading, proposals: Iterable[Proposal], roles: Sequence[str] = ROLES
) -> Sample:
    weights, tokenised = Weights.german(second_opinion=False), Tokenised(article, roles)
    gold = [tokenised.gold(annotation) for annotation in article.annotations]
    return Sample(
        article,
        reading,
        tuple(_choosable(cluster, weights, tokenised, gold) for cluster in clusters(admitted(proposals))),
    )


def _choosable(cluster: Cluster, weights: Weights, tokenised: Tokenised, gold: Sequence[Cells]) -> Choosable:
    sets = tuple(members for members, _ in candidate_sets(cluster, weights))
    labels = tuple(_labels(tokenised.predicted(proposal, proposal), gold) for proposal in cluster)
    return Choosable(cluster, sets, rewards(cluster, sets, tokenised, gold), labels)


def _labels(found: Cells, gold: Sequence[Cells]) -> tuple[bool, ...]:
    """Whether a proposal is right, in the order of `quoteattr.context.OPINIONS`; each supposes those before it."""

    def likeness(item: Cells) -> float:
        return len(item.quote & found.quote) / max(1, len(item.quote | found.quote))

    nearest = max(gold, key=likeness, default=None)
    if nearest is None or not nearest.quote & found.quote:
        return (False,) * len(OPINIONS)
    typed = nearest.type is found.type
    same = typed and (nearest.quote == found.quote or (found.type in FREE and found.quote <= nearest.quote))
    framed = same and all(nearest.roles[name] == found.roles[name] for name in ("cue", "frame"))
    who = nearest.roles["speaker"]
    return (
        likeness(nearest) > 0.5,
        typed,
        same,
        framed,
        same and (bool(who) if found.inherits else who == found.roles["speaker"]),
    )
