"""Whether a confidence of 0.8 means that 8 of 10 are right.

A quotation is right if it overlaps the gold quotation that it was matched with and has its type: that is
what `Quote.confidence` promises.
"""

from collections.abc import Iterable, Sequence

from attrs import frozen

from quoteattr.evaluate.matching import Pair

BINS = 10
HIGH = 0.8


@frozen
class Bin:
    """The predictions within a range of confidence.

    Attributes:
        lower: Lower end of the range; its width is 1 / `BINS`.
        count: How many predictions.
        confidence: Their mean confidence.
        right: Share of them that is right.
    """

    lower: float
    count: int
    confidence: float
    right: float


@frozen
class Calibration:
    """How honest the confidence is.

    Attributes:
        error: Expected calibration error: mean distance of confidence and share of right ones over the bins.
        high: The confidence from which the following three count.
        high_count: Predictions with at least that confidence.
        high_precision: Mean token precision of their quotations, as in the metric.
        high_right: Share of them that is right.
        bins: The bins that hold predictions, from low to high.
    """

    error: float
    high: float
    high_count: int
    high_precision: float
    high_right: float
    bins: tuple[Bin, ...]


@frozen
class Reliability:
    """How honest a confidence is, of whatever it is.

    Attributes:
        count: How many were judged.
        right: Share of them that is right.
        error: Expected calibration error: mean distance of confidence and share of right ones over the bins.
        high_count: How many have a confidence of at least `HIGH`.
        high_right: Share of these that is right.
        bins: The bins that hold any, from low to high.
    """

    count: int
    right: float
    error: float
    high_count: int
    high_right: float
    bins: tuple[Bin, ...]


def reliability_of(judged: Sequence[tuple[float, bool]]) -> Reliability:
    """Whether confidences hold what they promise.

    Args:
        judged: Each confidence, and whether it was right.

    Example:
        >>> found = reliability_of([(0.9, True), (0.9, True), (0.6, False)])
        >>> found.high_count, found.high_right, round(found.error, 3)
        (2, 1.0, 0.267)
    """
    filled: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in judged:
        filled[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    bins = tuple(_bin_of(number / BINS, members) for number, members in enumerate(filled) if members)
    high = [right for confidence, right in judged if confidence >= HIGH]
    return Reliability(
        count=len(judged),
        right=_mean([right for _, right in judged]),
        error=sum(bin.count * abs(bin.confidence - bin.right) for bin in bins) / max(len(judged), 1),
        high_count=len(high),
        high_right=_mean(high),
        bins=bins,
    )


def calibration_of(pairs: Iterable[Pair]) -> Calibration | None:
    """Calibration of the predictions that have a confidence, None if none has."""
    judged = [
        (pair.predicted.annotation.confidence, pair)
        for pair in pairs
        if pair.predicted and pair.predicted.annotation.confidence is not None
    ]
    if not judged:
        return None
    found = reliability_of([(confidence, _is_right(pair)) for confidence, pair in judged])
    return Calibration(
        error=found.error,
        high=HIGH,
        high_count=found.high_count,
        high_precision=_mean([_token_precision(pair) for confidence, pair in judged if confidence >= HIGH]),
        high_right=found.high_right,
        bins=found.bins,
    )


def _bin_of(lower: float, members: Sequence[tuple[float, bool]]) -> Bin:
    confidence = _mean([confidence for confidence, _ in members])
    return Bin(lower, len(members), confidence, _mean([right for _, right in members]))


def _is_right(pair: Pair) -> bool:
    return pair.overlaps and pair.type_is_right


def _token_precision(pair: Pair) -> float:
    predicted = pair.tokens("predicted", "quote")
    return len(predicted & pair.tokens("gold", "quote")) / len(predicted)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
