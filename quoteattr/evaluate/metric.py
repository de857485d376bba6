"""The figures: the benchmark's metric, and what it leaves out (by type, by rule, exact spans, calibration).

In the benchmark's metric (Petersen-Frey & Biemann 2024) the token precision and recall of every part of
every pair is one cell; a part without predicted (gold) tokens has no precision (recall). `quote`,
`roles` (all parts but the quote) and `joint` (all five) are harmonic means of the averaged cells.
`type` and `medium` count labels of matched pairs, overlapping or not; `type_on_overlap` counts only
pairs that share a token. The benchmark's simplified variant gives the same figures without nested quotations.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from attrs import asdict, frozen

from quoteattr.documents.benchmark import PARTS, TYPE_NAMES, Annotation, GoldArticle
from quoteattr.evaluate.calibration import Calibration, calibration_of
from quoteattr.evaluate.matching import Pair, align_all, without_nested
from quoteattr.model import QuoteType

ROLES = PARTS[1:]
GROUPS: Mapping[str, tuple[str, ...]] = {
    "quote": ("quote",),
    "roles": ROLES,
    "joint": PARTS,
    **{role: (role,) for role in ROLES},
}
"""Which parts each figure of the metric takes together."""


@frozen
class Score:
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@frozen
class Share:
    """How many of how many."""

    hits: int
    total: int

    @property
    def rate(self) -> float:
        """The share, 0 where there is nothing to count."""
        return self.hits / self.total if self.total else 0.0


@frozen(eq=False)
class TypeMetrics:
    """The figures for one type of quotation.

    Attributes:
        gold: Gold quotations of this type.
        found: Those that a matched prediction of any type overlaps.
        predicted: Predictions of this type.
        overlapping: Those that overlap the matched gold quotation, whatever its type.
        right: Overlapping pairs with this type on both sides.
        exact: Of the found ones, how many with exactly the gold's tokens.
        scores: The metric's figures, precision over predictions and recall over gold of this type.
    """

    gold: int
    found: int
    predicted: int
    overlapping: int
    right: int
    exact: Share
    scores: Mapping[str, Score]


@frozen(eq=False)
class RuleMetrics:
    """What one rule is worth.

    Attributes:
        fired: Predictions that it found.
        matched: Those that overlap their gold quotation.
        right: Those that also have its type.
        quote: Mean token precision of its quotations.
        recall: Share of all gold quotations that it matched.
    """

    fired: int
    matched: int
    right: int
    quote: float
    recall: float


@frozen(eq=False)
class Metrics:
    """All figures of one evaluation.

    Attributes:
        documents: Number of articles.
        gold: Number of gold quotations.
        predicted: Number of predictions.
        scores: The benchmark's figures: quote, roles, joint, each role, type, medium, and type_on_overlap.
        simplified: The same in the benchmark's simplified variant, without nested quotations on either side.
        speaker_on_overlap: Of the overlapping pairs, how many with the right speaker.
        exact: Per part, of the overlapping pairs that have it on either side, how many agree in all tokens.
        types: Figures by type.
        rules: Figures by rule, the most frequent first; empty where predictions name no rule.
        calibration: How honest the confidence is; None where predictions have none.
    """

    documents: int
    gold: int
    predicted: int
    scores: Mapping[str, Score]
    simplified: Mapping[str, Score]
    speaker_on_overlap: Share
    exact: Mapping[str, Share]
    types: Mapping[QuoteType, TypeMetrics]
    rules: Mapping[str, RuleMetrics]
    calibration: Calibration | None

    def to_dict(self) -> dict[str, Any]:
        """Plain dictionaries for JSON, with the F1 and the rates written out."""
        return _to_plain_data(self)  # type: ignore[no-any-return]


def evaluate(articles: Iterable[GoldArticle], predictions: Mapping[str, Sequence[Annotation]]) -> Metrics:
    """Measure predictions.

    Args:
        articles: The gold articles.
        predictions: Predicted quotations by the names of their articles.

    Raises:
        FormatError: A prediction is for an article that is not there.
        QuoteattrError: SciPy is not installed.

    Example:
        >>> from quoteattr.model import Span
        >>> quote = Annotation(QuoteType.DIRECT, None, quote=(Span(0, 4),))
        >>> article = GoldArticle("a", "„Ja“", tokens=(Span(0, 1), Span(1, 3), Span(3, 4)), annotations=(quote,))
        >>> evaluate([article], {"a": [quote]}).scores["joint"].f1
        1.0
    """
    articles = tuple(articles)
    return metrics_of(len(articles), align_all(articles, predictions))


def metrics_of(documents: int, pairs: Sequence[Pair]) -> Metrics:
    """The figures for pairs that were matched already."""
    overlapping = [pair for pair in pairs if pair.overlaps]
    return Metrics(
        documents=documents,
        gold=sum(pair.gold is not None for pair in pairs),
        predicted=sum(pair.predicted is not None for pair in pairs),
        scores=_scores(pairs),
        simplified=_scores(without_nested(pairs)),
        speaker_on_overlap=Share(sum(pair.speaker_is_right for pair in overlapping), len(overlapping)),
        exact={part: _exact_share(overlapping, part) for part in PARTS},
        types={kind: _type_metrics(kind, pairs) for kind in QuoteType},
        rules=_metrics_by_rule(pairs),
        calibration=calibration_of(pairs),
    )


def _scores(pairs: Sequence[Pair]) -> dict[str, Score]:
    return {
        **part_scores(pairs, pairs),
        "type": label_score(pairs, lambda annotation: annotation.type),
        "medium": label_score(pairs, lambda annotation: annotation.medium),
        "type_on_overlap": label_score([pair for pair in pairs if pair.overlaps], lambda annotation: annotation.type),
    }


def part_scores(predicted: Sequence[Pair], gold: Sequence[Pair]) -> dict[str, Score]:
    """The metric's figures for parts: precision over the pairs `predicted`, recall over the pairs `gold`."""
    precisions = {part: _token_shares(predicted, part, "predicted") for part in PARTS}
    recalls = {part: _token_shares(gold, part, "gold") for part in PARTS}
    return {
        name: Score(
            _mean([cell for part in parts for cell in precisions[part]]),
            _mean([cell for part in parts for cell in recalls[part]]),
        )
        for name, parts in GROUPS.items()
    }


def label_score(pairs: Iterable[Pair], label: Callable[[Annotation], object]) -> Score:
    """Micro precision and recall of a label over pairs, missing sides included."""
    right = predicted = gold = 0
    for pair in pairs:
        predicted += pair.predicted is not None
        gold += pair.gold is not None
        if pair.gold and pair.predicted:
            right += label(pair.gold.annotation) == label(pair.predicted.annotation)
    return Score(right / predicted if predicted else 0.0, right / gold if gold else 0.0)


def _token_shares(pairs: Iterable[Pair], part: str, side: str) -> list[float]:
    """The cells of one part: for each pair that has it on `side`, the share of its tokens on both sides."""
    cells = []
    for pair in pairs:
        own = pair.tokens(side, part)
        if own:
            both = pair.tokens("gold", part) & pair.tokens("predicted", part)
            cells.append(len(both) / len(own))
    return cells


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _exact_share(overlapping: Iterable[Pair], part: str) -> Share:
    sides = [(pair.tokens("gold", part), pair.tokens("predicted", part)) for pair in overlapping]
    counted = [gold == predicted for gold, predicted in sides if gold or predicted]
    return Share(sum(counted), len(counted))


def _type_metrics(kind: QuoteType, pairs: Iterable[Pair]) -> TypeMetrics:
    pairs = tuple(pairs)
    gold = [pair for pair in pairs if pair.gold and pair.gold.annotation.type == kind]
    predicted = [pair for pair in pairs if pair.predicted and pair.predicted.annotation.type == kind]
    found = [pair for pair in gold if pair.overlaps]
    return TypeMetrics(
        gold=len(gold),
        found=len(found),
        predicted=len(predicted),
        overlapping=sum(pair.overlaps for pair in predicted),
        right=sum(pair.type_is_right for pair in found),
        exact=_exact_share(found, "quote"),
        scores=part_scores(predicted, gold),
    )


def _metrics_by_rule(pairs: Sequence[Pair]) -> dict[str, RuleMetrics]:
    fired: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.predicted and pair.predicted.annotation.rule:
            fired[pair.predicted.annotation.rule].append(pair)
    ordered = sorted(fired.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    gold = sum(pair.gold is not None for pair in pairs)
    return {rule: _rule_metrics(found, gold) for rule, found in ordered}


def _rule_metrics(fired: Sequence[Pair], gold: int) -> RuleMetrics:
    matched = [pair for pair in fired if pair.overlaps]
    return RuleMetrics(
        fired=len(fired),
        matched=len(matched),
        right=sum(pair.type_is_right for pair in matched),
        quote=_mean(_token_shares(fired, "quote", "predicted")),
        recall=len(matched) / gold if gold else 0.0,
    )


def _to_plain_data(value: Any) -> Any:
    if isinstance(value, Score):
        return {**asdict(value), "f1": value.f1}
    if isinstance(value, Share):
        return {**asdict(value), "rate": value.rate}
    if isinstance(value, Mapping):
        return {TYPE_NAMES.get(key, key): _to_plain_data(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_to_plain_data(item) for item in value]
    if hasattr(value, "__attrs_attrs__"):
        return {name: _to_plain_data(item) for name, item in asdict(value, recurse=False).items()}
    return value
