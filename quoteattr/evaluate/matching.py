"""Match predicted quotations with gold ones, article by article, as the benchmark does.

Spans are mapped to the gold tokens that they overlap, so a system's own tokens do not matter. The assignment
is one to one and maximises the token F1 of the quotations.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from quoteattr.documents.benchmark import PARTS, Annotation, GoldArticle, check_annotations
from quoteattr.errors import FormatError, QuoteattrError
from quoteattr.model import Spans

SAME_TYPE = 0.01
SAME_MEDIUM = 0.001

Tokens = frozenset[int]


@frozen(eq=False)
class Item:
    """A quotation with the tokens of its parts.

    Attributes:
        annotation: The quotation.
        tokens: Indices of the article's tokens for each of `PARTS`.
    """

    annotation: Annotation
    tokens: Mapping[str, Tokens]


@frozen(eq=False)
class Pair:
    """A gold quotation, a predicted one, or both where they were matched.

    Attributes:
        article: The article that they stand in.
        gold: The gold quotation, None for a prediction that matches none.
        predicted: The prediction, None for a gold quotation that was missed.
    """

    article: GoldArticle
    gold: Item | None
    predicted: Item | None

    @property
    def overlaps(self) -> bool:
        """Whether both are there and their quotations share a token."""
        return bool(self.tokens("gold", "quote") & self.tokens("predicted", "quote"))

    def tokens(self, side: str, part: str) -> Tokens:
        """The tokens of a part on one side, `gold` or `predicted`; none where there is no such part."""
        item: Item | None = getattr(self, side)
        return item.tokens[part] if item else frozenset()

    def token_f1(self, part: str) -> float:
        """F1 over the tokens of one part; 0 where both sides are empty."""
        return token_f1(self.tokens("gold", part), self.tokens("predicted", part))

    @property
    def type_is_right(self) -> bool:
        """Whether both are there and have the same type."""
        if self.gold is None or self.predicted is None:
            return False
        return self.gold.annotation.type == self.predicted.annotation.type

    @property
    def speaker_is_right(self) -> bool:
        """Whether the speakers share a token, or neither side has one."""
        gold, predicted = self.tokens("gold", "speaker"), self.tokens("predicted", "speaker")
        return bool(gold & predicted) or not (gold or predicted)


def token_f1(gold: Tokens, predicted: Tokens) -> float:
    """F1 of two sets of tokens, 0 if both are empty."""
    return 2 * len(gold & predicted) / (len(gold) + len(predicted)) if gold or predicted else 0.0


def align_all(articles: Iterable[GoldArticle], predictions: Mapping[str, Sequence[Annotation]]) -> tuple[Pair, ...]:
    """Match the predictions for several articles; an article without predictions has missed everything.

    Raises:
        FormatError: There are predictions for a document that is not among the articles, or for another text of it.
    """
    articles = tuple(articles)
    unknown = sorted(set(predictions) - {article.name for article in articles})
    if unknown:
        raise FormatError(
            f"The gold data has no document {unknown[0]!r} ({len(unknown)} unknown in all). "
            "Give predictions for the articles of the gold data; documentName must be the same."
        )
    for article in articles:
        try:
            check_annotations(predictions.get(article.name, ()), article.text)
        except ValueError as error:
            raise FormatError(
                f"In the predictions for {article.name!r}, {error}. Make them anew from the text of the gold data."
            ) from None
    return tuple(pair for article in articles for pair in align(article, predictions.get(article.name, ())))


def align(article: GoldArticle, predictions: Sequence[Annotation]) -> Iterator[Pair]:
    """Match the predictions for one article: matched pairs first, then what is left over on either side.

    Predictions whose quotation overlaps no token are ignored. A matched pair need not overlap: where both
    sides have quotations left, the assignment pairs them, and they count as wrong, as in the benchmark.
    """
    ends = [token.end for token in article.tokens]
    starts = [token.start for token in article.tokens]
    gold = [_with_tokens(annotation, starts, ends) for annotation in article.annotations]
    predicted = [_with_tokens(annotation, starts, ends) for annotation in predictions]
    yield from _matched(article, gold, [item for item in predicted if item.tokens["quote"]])


def without_nested(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Match anew without the nested quotations of either side: those whose tokens all belong to another one, too.

    That is how the corpus marks its own as nested, of two with the same tokens both.
    """
    sides: dict[str, tuple[GoldArticle, list[Item], list[Item]]] = {}
    for pair in pairs:
        _, gold, predicted = sides.setdefault(pair.article.name, (pair.article, [], []))
        gold += [pair.gold] if pair.gold else []
        predicted += [pair.predicted] if pair.predicted else []
    return tuple(
        pair
        for article, gold, predicted in sides.values()
        for pair in _matched(article, _outermost(gold), _outermost(predicted))
    )


def _outermost(items: Sequence[Item]) -> list[Item]:
    quotes = [(item, item.tokens["quote"]) for item in items]
    return [
        item for item, quote in quotes if not any(other is not item and quote <= around for other, around in quotes)
    ]


def _matched(article: GoldArticle, gold: Sequence[Item], predicted: Sequence[Item]) -> Iterator[Pair]:
    matches = _best_assignment(gold, predicted)
    for row, column in matches:
        yield Pair(article, gold[row], predicted[column])
    rows, columns = {row for row, _ in matches}, {column for _, column in matches}
    yield from (Pair(article, item, None) for row, item in enumerate(gold) if row not in rows)
    yield from (Pair(article, None, item) for column, item in enumerate(predicted) if column not in columns)


def _with_tokens(annotation: Annotation, starts: Sequence[int], ends: Sequence[int]) -> Item:
    return Item(annotation, {part: overlapped_tokens(annotation.part(part), starts, ends) for part in PARTS})


def overlapped_tokens(spans: Spans, starts: Sequence[int], ends: Sequence[int]) -> Tokens:
    """The tokens that spans overlap, given where all tokens of the article start and end."""
    return frozenset(
        index for span in spans for index in range(bisect_right(ends, span.start), bisect_left(starts, span.end))
    )


def _best_assignment(gold: Sequence[Item], predicted: Sequence[Item]) -> list[tuple[int, int]]:
    if not gold or not predicted:
        return []
    affinities = [[_affinity(g, p) for p in predicted] for g in gold]
    rows, columns = assignment_solver()(affinities, maximize=True)
    return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True)]


def assignment_solver() -> Any:
    """SciPy's `linear_sum_assignment`.

    Raises:
        QuoteattrError: SciPy is not installed.
    """
    try:
        from scipy.optimize import linear_sum_assignment
    except ImportError:
        raise QuoteattrError(
            "The evaluation needs SciPy, which is not installed. Get it: pip install 'quoteattr[evaluate]'"
        ) from None
    return linear_sum_assignment


def _affinity(gold: Item, predicted: Item) -> float:
    overlap = token_f1(gold.tokens["quote"], predicted.tokens["quote"])
    if not overlap:
        return 0.0
    same_type = gold.annotation.type == predicted.annotation.type
    same_medium = gold.annotation.medium == predicted.annotation.medium
    return overlap + SAME_TYPE * same_type + SAME_MEDIUM * same_medium
