"""What the fitted linear model is worth: the same proposals decided in other ways, cross-validated.

    python training/ablation.py --gold ../shared/data/wikinews-quotes/train.jsonl --parses FOLDER

- rules: every proposal has the mean label of its rule in the other folds, no feature counts;
- linear: the logistic model of `fit_resolver.py`;
- forest, boosting: tree ensembles over the same features and labels.

All of them settle conflicts alike, share the neighbours that a first linear pass accepts, and have thresholds of
their own by type, chosen for the best joint F1.
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from attrs import evolve
from fit_resolver import FAMILIES, FOLDS, Sample, annotations, cross_fit, samples, with_accepted
from sklearn.ensemble import HistGradientBoostingRegressor, RandomForestRegressor
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_selection import SelectKBest, f_regression
from sklearn.model_selection import GroupKFold

from quoteattr.decide.resolve import Weights, named_features, resolve
from quoteattr.evaluate import Metrics, evaluate
from quoteattr.model import QuoteType

GRID = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)
FEATURES = 500
Scorer = Callable[[Sequence[Sample], Sequence[Sample]], list[list[float]]]


def by_rule(seen: Sequence[Sample], unseen: Sequence[Sample]) -> list[list[float]]:
    """The mean label of the rule among the proposals that were seen."""
    labels = defaultdict(list)
    for sample in seen:
        for proposal, value in zip(sample.proposals, sample.labels, strict=True):
            labels[proposal.rule].append(value)
    means = {rule: float(np.mean(values)) for rule, values in labels.items()}
    return [[means.get(proposal.rule, 0.0) for proposal in sample.proposals] for sample in unseen]


def by_trees(make: Callable[[], Any]) -> Scorer:
    """What an ensemble of trees predicts from the most telling features."""

    def score(seen: Sequence[Sample], unseen: Sequence[Sample]) -> list[list[float]]:
        vectorizer, best = DictVectorizer(), SelectKBest(f_regression, k=FEATURES)
        labels = [value for sample in seen for value in sample.labels]
        matrix = best.fit_transform(vectorizer.fit_transform(map(named_features, _proposals(seen))), labels)
        model = make().fit(matrix.toarray(), labels)
        found = iter(
            model.predict(best.transform(vectorizer.transform(map(named_features, _proposals(unseen)))).toarray())
        )
        return [[float(next(found)) for _ in sample.proposals] for sample in unseen]

    return score


def _proposals(data: Sequence[Sample]) -> list[Any]:
    return [proposal for sample in data for proposal in sample.proposals]


def by_weights(folds: dict[str, Weights]) -> Scorer:
    """The linear model."""

    def score(seen: Sequence[Sample], unseen: Sequence[Sample]) -> list[list[float]]:
        return [[folds[sample.article.name].score(proposal) for proposal in sample.proposals] for sample in unseen]

    return score


def decided(data: Sequence[Sample], scorer: Scorer) -> Metrics:
    """The figures of a scorer, cross-validated, with its best thresholds."""
    scored: list[Sample] = []
    for seen, unseen in GroupKFold(FOLDS).split(data, groups=[sample.article.name for sample in data]):
        rest = [data[at] for at in unseen]
        for sample, scores in zip(rest, scorer([data[at] for at in seen], rest), strict=True):
            scored.append(_with_scores(sample, scores))
    thresholds = dict.fromkeys(QuoteType, 0.35)
    best = _metrics(scored, thresholds)
    for kind in QuoteType:
        for value in GRID:
            tried = thresholds | {kind: value}
            metrics = _metrics(scored, tried)
            if metrics.scores["joint"].f1 > best.scores["joint"].f1:
                best, thresholds = metrics, tried
    return best


def _with_scores(sample: Sample, scores: Sequence[float]) -> Sample:
    logits = [float(np.log(p / (1 - p))) for p in np.clip(scores, 0.001, 0.999)]
    proposals = (evolve(p, features={"logit": logit}) for p, logit in zip(sample.proposals, logits, strict=True))
    return evolve(sample, proposals=tuple(proposals))


def _metrics(data: Sequence[Sample], thresholds: dict[QuoteType, float]) -> Metrics:
    weights = Weights({f"{family}/logit": 1.0 for family in FAMILIES}, thresholds, {})
    found = {
        sample.article.name: annotations(sample.context, resolve(sample.context, sample.proposals, weights))
        for sample in data
    }
    return evaluate([sample.article for sample in data], found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--parses", type=Path, required=True)
    args = parser.parse_args()
    data = samples(args.gold, args.parses)
    names = [sample.article.name for sample in data]
    first = cross_fit(data, names, ())
    data = [with_accepted(sample, first[sample.article.name]) for sample in data]
    scorers: dict[str, Scorer] = {
        "rules": by_rule,
        "linear": by_weights(cross_fit(data, names, ())),
        "forest": by_trees(lambda: RandomForestRegressor(200, min_samples_leaf=3, max_features=0.2, random_state=0)),
        "boosting": by_trees(lambda: HistGradientBoostingRegressor(max_iter=150, learning_rate=0.06, random_state=0)),
    }
    parts = ("joint", "quote", "roles", "speaker")
    print(f"| F1, train split, cross-validated | {' | '.join(parts)} |", "|---|--:|--:|--:|--:|", sep="\n")
    for name, scorer in scorers.items():
        scores = decided(data, scorer).scores
        print(f"| {name} | {' | '.join(f'{scores[part].f1:.3f}' for part in parts)} |", flush=True)


if __name__ == "__main__":
    main()
