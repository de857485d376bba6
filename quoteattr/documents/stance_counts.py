"""Counts stance over documents: per speaker and per target.

How often somebody supports or opposes, and how often the article keeps its distance; how often something is
supported or opposed, and by how many. Partial quotations inside others are not counted twice.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from quoteattr.documents.speaker_counts import NOBODY
from quoteattr.model import Attitude, Document, Mention, Quote, QuoteType, Reporting, Span

_ARTICLES = frozenset("der die das den dem des ein eine einen einem einer eines".split())
_LONGEST_NAME = 3  # words: of die Ministerin Rau, but not of die Kritik an Rau
_DISTANT = (Reporting.DISTANCING, Reporting.DENYING)


@frozen
class StanceCount:
    """What is counted for one speaker or one target.

    Attributes:
        name: The speaker or the target.
        quotes: Number of quotations.
        attitudes: How often each attitude, neutral ones included.
        distanced: How often the article distanced itself or denied.
        endorsed: How often the article endorsed.
        others: For a speaker the targets, for a target the speakers.
    """

    name: str
    quotes: int
    attitudes: Counter[Attitude]
    distanced: int
    endorsed: int
    others: frozenset[str]

    @property
    def balance(self) -> int:
        """Support minus opposition."""
        return self.attitudes[Attitude.SUPPORT] - self.attitudes[Attitude.OPPOSE]


def by_speaker(documents: Iterable[Document]) -> list[StanceCount]:
    """One row for each speaker, the most quoted first.

    Example:
        >>> from quoteattr.model import Entity, EntityKind, Span, Speaker, Stance, Via
        >>> text = "Der Rat lobte den Plan."
        >>> def mention(start, end):
        ...     return Mention((Span(start, end),), text[start:end], Span(start, end))
        >>> quote = Quote("q1", QuoteType.REPORTED, None, (Span(0, 23),), text,
        ...               speaker=Speaker(mention(0, 7), Entity("e1", "Rat", EntityKind.ORGANISATION), Via.EXPLICIT),
        ...               stance=Stance(attitude=Attitude.SUPPORT, target=mention(14, 22)))
        >>> [(row.name, row.balance, sorted(row.others)) for row in by_speaker([Document(text, (quote,))])]
        [('Rat', 1, ['Plan'])]
    """
    return _count_by_name(_speakers_and_targets(documents))


def by_target(documents: Iterable[Document]) -> list[StanceCount]:
    """One row for each target that somebody has an attitude to, the most frequent first."""
    return _count_by_name(
        (target, speaker, quote) for speaker, target, quote in _speakers_and_targets(documents) if target
    )


def _speakers_and_targets(documents: Iterable[Document]) -> Iterator[tuple[str, str, Quote]]:
    """Speaker, target and quotation, without direct parts of another quotation."""
    for document in documents:
        names = names_of(document)
        for quote in document.quotes:
            if quote.parent is not None and quote.type is QuoteType.DIRECT:
                continue
            name = (quote.speaker.name if quote.speaker else None) or NOBODY
            target = quote.stance.target
            yield name, target_name(target, names) if target is not None else "", quote


def _count_by_name(rows: Iterable[tuple[str, str, Quote]]) -> list[StanceCount]:
    quotes: defaultdict[str, list[Quote]] = defaultdict(list)
    others: defaultdict[str, set[str]] = defaultdict(set)
    for name, other, quote in rows:
        quotes[name].append(quote)
        others[name] |= {other} if other else set()
    counts = [
        StanceCount(
            name,
            len(found),
            Counter(quote.stance.attitude for quote in found),
            sum(quote.stance.reporting in _DISTANT for quote in found),
            sum(quote.stance.reporting is Reporting.ENDORSING for quote in found),
            frozenset(others[name]),
        )
        for name, found in quotes.items()
    ]
    return sorted(counts, key=lambda count: (-count.quotes, count.name))


def names_of(document: Document) -> dict[Span, str]:
    """The name of the entity that is mentioned at a head."""
    return {mention.head: entity.name for entity in reversed(document.entities) for mention in entity.mentions}


def target_name(target: Mention, names: Mapping[Span, str]) -> str:
    """What a target is counted as: the entity that its head names, else its words without the article.

    A phrase that ends with the last word of one entity's name alone is that entity (*Ministerin Rau* for *Ute Rau*).
    """
    if target.head in names:
        return names[target.head]
    words = target.text.split()
    alike = {name for name in names.values() if name.split()[-1:] == words[-1:]}
    if len(alike) == 1 and len(words) <= _LONGEST_NAME:
        return alike.pop()
    return " ".join(words[1:] if len(words) > 1 and words[0].lower() in _ARTICLES else words)
