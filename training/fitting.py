"""Fits the weights on the choice among sets; what is judged is always of documents that were not seen.

The loss is the cross-entropy of the model's distribution over the sets of a cluster to one that follows the rewards
(reward-augmented maximum likelihood; Norouzi et al. 2016): a set that is nearly as good as the best one is nearly as
welcome. Clusters count by what is at stake in them.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from attrs import evolve, frozen
from samples import Choosable, Sample, Weighed
from scipy import sparse
from scipy.optimize import minimize

from quoteattr.decide import Decision, Weights, resolve
from quoteattr.decide.choice import Members, pair_features, size_features
from quoteattr.decide.weights import PAIR, features_of
from quoteattr.documents.benchmark import Annotation, Predictions, annotations_of, counted_by_the_corpus
from quoteattr.evaluate import Metrics, evaluate
from quoteattr.evaluate.matching import align
from quoteattr.evaluate.metric import TypeMetrics
from quoteattr.model import Document, QuoteType
from quoteattr.pipeline import quotes_of
from quoteattr.reading import Reading
from quoteattr.rules import FAMILIES, Proposal
from quoteattr.speakers import assign

FOLDS = 5
MIN_COUNT = 6
PENALTY = 1.0
"""Of the squared weights, halved: a Gaussian prior of this precision."""
TEMPERATURE = 0.35
STAKES = (0.15, 2.0)
"""The least and the greatest weight of a cluster: half the difference between its best and its worst set."""
TUNED = (QuoteType.REPORTED, QuoteType.FREE_INDIRECT)
"""The types of which articles of today count more than the corpus does; see `tune`."""
OFFSETS = tuple(step / 5 for step in range(9))
EQUAL = 0.001
"""Between figures that are as good as each other: then the smaller offset is taken."""
FLOORS = tuple(step / 20 for step in range(17))

Vector = Any  # numpy arrays and sparse matrices; numpy's own types say no more about shapes


@frozen(eq=False)
class Problem:
    """The sets of many clusters as a matrix.

    Attributes:
        names: The features, one a column.
        matrix: The features of each set, cluster by cluster.
        rewards: The reward of each set.
        offsets: Where each cluster starts, and the end.
        importance: The weight of each set's cluster.
    """

    names: tuple[str, ...]
    matrix: Vector
    rewards: Vector
    offsets: Vector
    importance: Vector


def named_features(proposal: Proposal) -> dict[str, float]:
    """A proposal's features as the table of weights names them: `family/feature`."""
    return {f"{proposal.rule.family}/{name}": value for name, value in features_of(proposal) if value}


def rule_features() -> list[str]:
    """The features that tell the rules apart; `Weights.check` asks for a weight of each."""
    return [f"{family.name}/rule={rule}" for family in FAMILIES for rule in family.rules]


def every_feature(name: str) -> bool:
    """Keeps all features."""
    return True


def problem_of(data: Weighed, keep: Callable[[str], bool]) -> Problem:
    """The problem of samples, each with a weight; rare features are left out, and those that are not to be kept."""
    counts: Counter[str] = Counter()
    rows: list[dict[str, float]] = []
    rewards: list[float] = []
    sizes: list[int] = []
    importance: list[float] = []
    for sample, weight in data:
        for choosable in sample.choices:
            named = [named_features(proposal) for proposal in choosable.cluster]
            for features in named:
                counts.update(features.keys())
            rows += [_set_features(choosable, members, named) for members in choosable.sets]
            rewards += choosable.rewards
            sizes.append(len(choosable.sets))
            stake = (max(choosable.rewards) - min(choosable.rewards)) / 2
            importance += [weight * min(max(stake, STAKES[0]), STAKES[1])] * len(choosable.sets)
    kept = {name for name, count in counts.items() if count >= MIN_COUNT} | {
        name for features in rows for name in features if name.startswith(f"{PAIR}/")
    }
    names = tuple(sorted({name for name in kept if keep(name)} | set(rule_features())))
    column = {name: place for place, name in enumerate(names)}
    cells = [
        (row, column[name], value) for row, features in enumerate(rows) for name, value in features.items()
        if name in column
    ]  # fmt: skip
    where, which, values = zip(*cells, strict=True)
    matrix = sparse.csr_matrix((values, (where, which)), shape=(len(rows), len(names)))
    return Problem(names, matrix, np.array(rewards), np.r_[0, np.cumsum(sizes)], np.array(importance))


def _set_features(choosable: Choosable, members: Members, named: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """All features of a set, as the weights name them."""
    found: dict[str, float] = defaultdict(float)
    for place in members:
        for name, value in named[place].items():
            found[name] += value
    pairs = combinations((choosable.cluster[place] for place in members), 2)
    for bond in (*(pair_features(one, other) for one, other in pairs), size_features(len(members))):
        for name, value in bond.items():
            if value:
                found[f"{PAIR}/{name}"] += value
    return found


def fit(data: Weighed, keep: Callable[[str], bool] = every_feature) -> Weights:
    """The weights of samples, each with its own weight; every rule has one, 0 if it is rare."""
    problem = problem_of(data, keep)
    welcome, _ = _shares(problem.rewards / TEMPERATURE, problem.offsets)
    sizes = np.diff(problem.offsets)
    transposed = problem.matrix.T.tocsr()

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = problem.matrix @ weights
        shares, totals = _shares(scores, problem.offsets)
        surprise = problem.importance * welcome * (np.repeat(totals, sizes) - scores)
        gradient = transposed @ (problem.importance * (shares - welcome)) + PENALTY * weights
        return float(surprise.sum() + PENALTY / 2 * (weights @ weights)), gradient

    start = np.zeros(len(problem.names))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return Weights(dict(zip(problem.names, map(float, found), strict=True)), {})


def _shares(scores: Vector, offsets: Vector) -> tuple[Vector, Vector]:
    """The softmax of scores within each cluster, and the logarithm of its denominator."""
    sizes = np.diff(offsets)
    highest = np.maximum.reduceat(scores, offsets[:-1])
    powers = np.exp(scores - np.repeat(highest, sizes))
    sums = np.add.reduceat(powers, offsets[:-1])
    return powers / np.repeat(sums, sizes), highest + np.log(sums)


def cross_fit(data: Weighed, more: Weighed, keep: Callable[[str], bool] = every_feature) -> dict[str, Weights]:
    """For each document of `data` the weights of the fold that has not seen it; `more` is seen by all folds."""
    folds: dict[str, Weights] = {}
    for number in range(FOLDS):
        seen = [each for place, each in enumerate(data) if place % FOLDS != number]
        weights = fit([*seen, *more], keep)
        folds |= {sample.article.name: weights for sample, _ in data[number::FOLDS]}
    return folds


def with_offsets(weights: Weights, offsets: Mapping[QuoteType, float]) -> Weights:
    """The weights with something added for every quotation of a type."""
    added = {
        f"{family.name}/type={kind.value}": weights.weights.get(f"{family.name}/type={kind.value}", 0.0) + value
        for family in FAMILIES for kind, value in offsets.items()
    }  # fmt: skip
    return evolve(weights, weights={**weights.weights, **{name: value for name, value in added.items() if value}})


def tune(data: Sequence[Sample], folds: Mapping[str, Weights]) -> dict[QuoteType, float]:
    """What to add for each of the types `TUNED`: what finds most of it for the least else in cross-validation."""
    offsets = dict.fromkeys(TUNED, 0.0)
    for kind in TUNED:
        worth = {
            value: _balance(metrics(data, predictions(data, folds, {**offsets, kind: value})).types[kind])
            for value in OFFSETS
        }
        print(f"offset of {kind.value}: {worth}", flush=True)
        best = max(worth.values())
        offsets[kind] = min(value for value, found in worth.items() if found >= best - EQUAL)
    return offsets


def floor(data: Sequence[Sample], found: Predictions) -> float:
    """How sure a reported act must be for the corpus, which counts fewer of them; see `counted_by_the_corpus`."""
    worth = {
        value: metrics(data, {name: counted_by_the_corpus(each, value) for name, each in found.items()})
        .scores["joint"]
        .f1
        for value in FLOORS
    }
    print(f"floor of reported: {worth}", flush=True)
    return max(worth, key=lambda value: (round(worth[value], 4), -value))


def _balance(figures: TypeMetrics) -> float:
    """The F1 of a type, of quotations that are touched."""
    told = figures.gold + figures.predicted
    return (figures.found + figures.overlapping) / told if told else 0.0


def annotations(reading: Reading, decisions: Sequence[Decision]) -> tuple[Annotation, ...]:
    """Decisions in the form that the metric reads, made as the package makes it, without entities and stance."""
    quotes = quotes_of(reading, decisions, [each.speaker for each in assign(reading, decisions)], with_stance=False)
    return annotations_of(Document(reading.text, quotes))


def decided(sample: Sample, weights: Weights) -> list[Decision]:
    """What is chosen in a document."""
    return resolve(sample.reading, (proposal for each in sample.choices for proposal in each.cluster), weights)


def predictions(
    data: Iterable[Sample],
    folds: Mapping[str, Weights],
    offsets: Mapping[QuoteType, float],
    calibration: Mapping[str, tuple[float, float]] | None = None,
) -> Predictions:
    """Predictions with the weights of the fold that has not seen the document, and with a calibration of all."""
    weights = {id(fold): evolve(with_offsets(fold, offsets), calibration=calibration or {}) for fold in folds.values()}
    return {
        sample.article.name: annotations(sample.reading, decided(sample, weights[id(folds[sample.article.name])]))
        for sample in data
    }


def metrics(data: Iterable[Sample], found: Predictions) -> Metrics:
    """The figures of predictions."""
    return evaluate([sample.article for sample in data], found)


def calibrate(
    data: Weighed, folds: Mapping[str, Weights], offsets: Mapping[QuoteType, float]
) -> dict[str, tuple[float, float]]:
    """Slope and intercept by family, on accepted proposals: right is what the evaluation calls right."""
    points: dict[str, list[tuple[float, bool, float]]] = defaultdict(list)
    for sample, weight in data:
        decisions = decided(sample, with_offsets(folds[sample.article.name], offsets))
        predicted = annotations(sample.reading, decisions)
        right = {
            id(pair.predicted.annotation)
            for pair in align(sample.article, predicted)
            if pair.predicted and pair.overlaps and pair.type_is_right
        }
        for decision, annotation in zip(decisions, predicted, strict=True):
            points[decision.proposal.rule.family].append((decision.log_odds, id(annotation) in right, weight))
    return {name: _logistic(found) for name, found in sorted(points.items()) if len({hit for _, hit, _ in found}) == 2}


def _logistic(points: Sequence[tuple[float, bool, float]]) -> tuple[float, float]:
    """Slope and intercept of the logistic curve through weighed points, drawn a little to slope 1 and intercept 0."""
    inputs = np.clip(np.array([value for value, _, _ in points]), -12, 12)
    hits = np.array([hit for _, hit, _ in points], dtype=float)
    weights = np.array([weight for _, _, weight in points])

    def loss(line: Vector) -> float:
        values = line[0] * inputs + line[1]
        fit_loss = weights * (np.logaddexp(0, values) - hits * values)
        return float(fit_loss.sum() + 0.5 * ((line[0] - 1) ** 2 + line[1] ** 2))

    slope, intercept = minimize(loss, np.array([1.0, 0.0])).x
    return float(slope), float(intercept)
