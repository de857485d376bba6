"""Fits weights, thresholds and calibration to samples; what is judged is always of documents that were not seen.

`with_accepted` and `cross_fit` make the folds, `scored` and `summed` take what a fold says of a proposal together in
one number, so that `tune` can try many thresholds fast.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from attrs import evolve
from samples import Sample
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from quoteattr.decide import Decision, Weights, resolve
from quoteattr.decide.resolve import with_neighbours
from quoteattr.decide.weights import features_of
from quoteattr.documents.benchmark import Annotation, Predictions, annotations_of
from quoteattr.evaluate import evaluate
from quoteattr.evaluate.matching import align
from quoteattr.model import Document, QuoteType
from quoteattr.pipeline import quotes_of
from quoteattr.reading import Reading
from quoteattr.rules import FAMILIES, Proposal
from quoteattr.speakers import assign

FOLDS = 5
MIN_COUNT = 6
INVERSE_REGULARISATION = 0.3
# The joint F1 is flat around its best thresholds: there, recall is worth more, for the confidence lets a user filter.
# Each floor is the recall that the project promises for the type (.90, .85, .65, .50, .35), and one standard error of
# it on a sample as large as the development split.
RECALL_FLOORS = {
    QuoteType.DIRECT: 0.925,
    QuoteType.INDIRECT: 0.87,
    QuoteType.INDIRECT_FREE_INDIRECT: 0.71,
    QuoteType.REPORTED: 0.55,
    QuoteType.FREE_INDIRECT: 0.44,
}
FLOOR_WEIGHT = 0.3
# The search goes one threshold at a time and stays near where it starts; far off it finds poor optima.
START = {
    QuoteType.DIRECT: 0.3,
    QuoteType.INDIRECT: 0.45,
    QuoteType.FREE_INDIRECT: 0.4,
    QuoteType.INDIRECT_FREE_INDIRECT: 0.5,
    QuoteType.REPORTED: 0.2,
}
FIRST_THRESHOLDS = dict.fromkeys(QuoteType, 0.4) | {QuoteType.REPORTED: 0.2}
GRID = (0.1, 0.125, 0.15, 0.175, 0.2, 0.225, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)

Thresholds = dict[QuoteType, float]
LOGIT = "logit"
"""The one feature of a proposal whose others are summed up."""


def named_features(proposal: Proposal) -> dict[str, float]:
    """A proposal's features as the table of weights names them: `family/feature`."""
    return {f"{proposal.rule.family}/{name}": value for name, value in features_of(proposal)}


def fit(data: Iterable[Sample], thresholds: Thresholds) -> Weights:
    """The logistic model over all proposals of `data`, with soft labels; every rule has a weight, 0 if it is rare."""
    rows = [(named_features(proposal), value) for sample in data
            for proposal, value in zip(sample.proposals, sample.labels, strict=True)]  # fmt: skip
    counts = Counter(name for features, _ in rows for name, value in features.items() if value)
    kept = [{name: value for name, value in features.items() if counts[name] >= MIN_COUNT} for features, _ in rows]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(kept)
    labels = np.array([value for _, value in rows])
    both = sparse.vstack([matrix, matrix])
    targets = np.r_[np.ones(len(rows)), np.zeros(len(rows))]
    model = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=2000, fit_intercept=False)
    model.fit(both, targets, sample_weight=np.r_[labels, 1 - labels])
    fitted = zip(vectorizer.get_feature_names_out(), map(float, model.coef_[0]), strict=True)
    return Weights(dict.fromkeys(rule_features(), 0.0) | dict(fitted), thresholds, {})


def rule_features() -> list[str]:
    """The features that tell the rules apart; `Weights.check` asks for a weight of each."""
    return [f"{family.name}/rule={rule}" for family in FAMILIES for rule in family.rules]


def with_accepted(sample: Sample, weights: Weights) -> Sample:
    """The sample with the neighbours that a first pass accepts as features."""
    first = [decision.proposal for decision in resolve(sample.reading, sample.proposals, weights)]
    return evolve(sample, proposals=tuple(with_neighbours(sample.reading, sample.proposals, first)))


def cross_fit(data: Sequence[Sample], own: Sequence[Sample]) -> dict[str, Weights]:
    """For each document the weights of the fold that has not seen it, with thresholds that a first pass can use."""
    folds: dict[str, Weights] = {}
    for seen, unseen in GroupKFold(FOLDS).split(data, groups=[sample.article.name for sample in data]):
        weights = fit([*(data[at] for at in seen), *own], FIRST_THRESHOLDS)
        folds |= {data[at].article.name: weights for at in unseen}
    return folds


def without_neighbours(proposal: Proposal) -> Proposal:
    """The proposal as the rules made it."""
    kept = {name: value for name, value in proposal.features.items() if not name.startswith("near.")}
    return evolve(proposal, features=kept)


def scored(sample: Sample, weights: Weights) -> Sample:
    """The sample with each proposal's features summed up, so that thresholds can be tried fast."""
    return with_logits(sample, (weights.logit(without_neighbours(proposal)) for proposal in sample.proposals))


def with_logits(sample: Sample, logits: Iterable[float]) -> Sample:
    """The sample with a score in log odds for each proposal, in place of its features."""
    proposals = zip(sample.proposals, logits, strict=True)
    return evolve(sample, proposals=tuple(evolve(proposal, features={LOGIT: logit}) for proposal, logit in proposals))


def summed(thresholds: Thresholds, weights: Weights | None = None) -> Weights:
    """The weights for samples that were `scored`: what is left to weigh are the neighbours, as `weights` do."""
    near = {name: value for name, value in weights.weights.items() if "/near." in name} if weights else {}
    return Weights({f"{family.name}/{LOGIT}": 1.0 for family in FAMILIES} | near, thresholds, {})


def annotations(reading: Reading, decisions: Sequence[Decision]) -> tuple[Annotation, ...]:
    """Decisions in the form that the metric reads, made as the package makes it, without entities and stance."""
    quotes = quotes_of(reading, decisions, assign(reading, decisions), with_stance=False)
    return annotations_of(Document(reading.text, quotes))


def decided(sample: Sample, weights: Weights) -> tuple[Annotation, ...]:
    """What the resolver makes of a sample's proposals."""
    return annotations(sample.reading, resolve(sample.reading, sample.proposals, weights))


def predictions(data: Iterable[Sample], folds: Mapping[str, Weights], thresholds: Thresholds) -> Predictions:
    """Predictions for `scored` samples with the weights of the fold that has not seen them."""
    weights = {id(fold): summed(thresholds, fold) for fold in folds.values()}
    return {sample.article.name: decided(sample, weights[id(folds[sample.article.name])]) for sample in data}


def tune(data: Sequence[Sample], folds: Mapping[str, Weights]) -> Thresholds:
    """Thresholds by type, one after the other, that give the best joint F1 in cross-validation with enough recall."""
    thresholds = dict(START)
    articles = [sample.article for sample in data]

    def worth(values: Thresholds) -> float:
        metrics = evaluate(articles, predictions(data, folds, values))
        recall = {kind: figures.found / figures.gold for kind, figures in metrics.types.items() if figures.gold}
        missing = sum(max(0.0, floor - recall.get(kind, floor)) for kind, floor in RECALL_FLOORS.items())
        return metrics.scores["joint"].f1 - missing * FLOOR_WEIGHT

    for _ in range(2):
        for kind in QuoteType:
            tried = {value: worth({**thresholds, kind: value}) for value in GRID}
            thresholds[kind] = max(tried, key=lambda value: (tried[value], value))
    return thresholds


def calibrate(
    data: Iterable[Sample], folds: Mapping[str, Weights], thresholds: Thresholds
) -> dict[str, tuple[float, float]]:
    """Slope and intercept by family, on accepted proposals: right is what the evaluation calls right."""
    points: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for sample in data:
        weights = evolve(folds[sample.article.name], thresholds=thresholds)
        decisions = resolve(sample.reading, map(without_neighbours, sample.proposals), weights)
        predicted = annotations(sample.reading, decisions)
        right = {
            id(pair.predicted.annotation)
            for pair in align(sample.article, predicted)
            if pair.predicted and pair.overlaps and pair.type_is_right
        }
        for decision, annotation in zip(decisions, predicted, strict=True):
            logit = weights.logit(decision.proposal)
            points[decision.proposal.rule.family].append((logit, id(annotation) in right))
    result = {}
    for name, pairs in sorted(points.items()):
        logits, rights = np.array([[logit] for logit, _ in pairs]), np.array([right for _, right in pairs])
        if len(set(rights)) == 2:
            model = LogisticRegression(C=10).fit(logits, rights)
            result[name] = (float(model.coef_[0][0]), float(model.intercept_[0]))
    return result
