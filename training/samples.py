"""What the resolver's weights are fitted on: the proposals of the rules, each with how well it matches the gold."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import frozen

from quoteattr.decide import FREE
from quoteattr.documents.benchmark import Annotation, Article, read_articles
from quoteattr.model import QuoteType, Span, Spans
from quoteattr.parsing.cached import cached
from quoteattr.reading import Reading, read
from quoteattr.rules import FAMILIES, Proposal, propose

TYPE_MISMATCH = 0.35
CUE_MISMATCH = 0.7
FRAME_MISMATCH = 0.7


@frozen(eq=False)
class Sample:
    """A document with its proposals and their labels."""

    article: Article
    reading: Reading
    proposals: tuple[Proposal, ...]
    labels: tuple[float, ...]


@frozen(eq=False)
class Gold:
    """A gold quotation, the offsets that it covers, and whether it lies in one of another type."""

    annotation: Annotation
    covered: set[int]
    nested: bool


def characters(spans: Spans) -> set[int]:
    """The offsets that spans cover."""
    return {offset for span in spans for offset in range(span.start, span.end)}


def overlap_f1(first: set[int], second: set[int]) -> float:
    """Dice coefficient of two sets."""
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def gold_of(article: Article) -> list[Gold]:
    """The gold quotations of an article."""
    covered = [(annotation, characters(annotation.quote)) for annotation in article.annotations]
    return [
        Gold(annotation, own, any(own <= outer and other.type is not annotation.type for other, outer in covered))
        for annotation, own in covered
    ]


def label(proposal: Proposal, gold: Iterable[Gold]) -> float:
    """How well a proposal matches the best gold quotation of its kind, 0 to 1."""
    quote = characters(proposal.quote)
    # The corpus has no cues for reported quotations: that of a reported proposal is not held against another type's.
    cue = characters(proposal.cue.spans) if proposal.cue and proposal.type is not QuoteType.REPORTED else set()
    best = 0.0
    for item in gold:
        annotation, covered = item.annotation, item.covered
        if (annotation.type is QuoteType.DIRECT) != (proposal.type is QuoteType.DIRECT):
            continue
        # Sentences of one free form are joined after the decision, so each is held against its own part of the gold.
        value = overlap_f1(quote, covered & quote if annotation.type is proposal.type in FREE else covered)
        if annotation.type is not proposal.type:
            value *= TYPE_MISMATCH
        if annotation.cue and cue and not (characters(annotation.cue) & cue):
            value *= CUE_MISMATCH
        if annotation.frame and proposal.frame:
            value *= 0.8 + 0.2 * overlap_f1(characters(annotation.frame), characters(proposal.frame))
        elif bool(annotation.frame) != bool(proposal.frame) and not item.nested:
            value *= FRAME_MISMATCH
        best = max(best, value)
    return best


def corpus_samples(gold: Path, parses: Path, limit: int | None = None) -> list[Sample]:
    """The documents of a file of gold articles.

    Args:
        gold: The file.
        parses: A folder where parses are kept.
        limit: Take only so many, the first ones.
    """
    articles = read_articles(gold)[:limit]
    readings = read((article.text for article in articles), cached(parses))
    return [
        _sample(article, reading, propose(reading, FAMILIES), gold_of(article))
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
        target = Annotation(type=QuoteType(item["type"]), medium=None, quote=spans)
        touching = [proposal for proposal in propose(reading, FAMILIES) if any(map(proposal.span.overlaps, spans))]
        gold = [Gold(target, characters(target.quote), nested=True)]
        found.append(_sample(Article(text, text, (), (target,)), reading, touching, gold))
    return found


def _sample(article: Article, reading: Reading, proposals: Iterable[Proposal], gold: Sequence[Gold]) -> Sample:
    made = tuple(proposals)
    return Sample(article, reading, made, tuple(label(proposal, gold) for proposal in made))
