"""What the fitted linear model is worth: the same proposals decided in other ways, cross-validated.

    python training/ablation.py --gold ../shared/data/wikinews-quotes/train.jsonl --parses FOLDER

- rules: every proposal has the mean label of its rule in the other folds, no feature counts;
- linear: the logistic model of `fitting.py`;
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
from fitting import FOLDS, Thresholds, cross_fit, decided, named_features, summed, with_accepted, with_logits
from samples import Sample, corpus_samples
from sklearn.ensemble import HistGradientBoostingRegressor, RandomForestRegressor
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_selection import SelectKBest, f_regression
from sklearn.model_selection import GroupKFold

from quoteattr.decide import Weights
from quoteattr.evaluate import Metrics, evaluate
from quoteattr.model import QuoteType
from quoteattr.rules import Proposal

GRID = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)
FEATURES = 500
Scorer = Callable[[Sequence[Sample], Sequence[Sample]], list[list[float]]]


def by_rule(seen: Sequence[Sample], unseen: Sequence[Sample]) -> list[list[float]]:
    """The mean label of the rule among the proposals that were seen."""
    labels: dict[str, list[float]] = defaultdict(list)
    for sample in seen:
        for proposal, value in zip(sample.proposals, sample.labels, strict=True):
            labels[proposal.rule.id].append(value)
    means = {rule: float(np.mean(values)) for rule, values in labels.items()}
    return [[means.get(proposal.rule.id, 0.0) for proposal in sample.proposals] for sample in unseen]


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


def _proposals(data: Sequence[Sample]) -> list[Proposal]:
    return [proposal for sample in data for proposal in sample.proposals]


def by_weights(folds: dict[str, Weights]) -> Scorer:
    """The linear model."""

    def score(seen: Sequence[Sample], unseen: Sequence[Sample]) -> list[list[float]]:
        return [[folds[sample.article.name].score(proposal) for proposal in sample.proposals] for sample in unseen]

    return score


def best_of(data: Sequence[Sample], scorer: Scorer) -> Metrics:
    """The figures of a scorer, cross-validated, with its best thresholds."""
    scored: list[Sample] = []
    for seen, unseen in GroupKFold(FOLDS).split(data, groups=[sample.article.name for sample in data]):
        rest = [data[at] for at in unseen]
        for sample, scores in zip(rest, scorer([data[at] for at in seen], rest), strict=True):
            scored.append(with_logits(sample, map(_logit, scores)))
    thresholds = dict.fromkeys(QuoteType, 0.35)
    best = _metrics(scored, thresholds)
    for kind in QuoteType:
        for value in GRID:
            tried = thresholds | {kind: value}
            metrics = _metrics(scored, tried)
            if metrics.scores["joint"].f1 > best.scores["joint"].f1:
                best, thresholds = metrics, tried
    return best


def _logit(score: float) -> float:
    """A probability in log odds, neither of them infinite."""
    probability = float(np.clip(score, 0.001, 0.999))
    return float(np.log(probability / (1 - probability)))


def _metrics(data: Sequence[Sample], thresholds: Thresholds) -> Metrics:
    weights = summed(thresholds)
    return evaluate(
        [sample.article for sample in data], {sample.article.name: decided(sample, weights) for sample in data}
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--parses", type=Path, required=True)
    parser.add_argument("--limit", type=int, help="use so many articles only")
    args = parser.parse_args()
    data = corpus_samples(args.gold, args.parses, args.limit)
    first = cross_fit(data, ())
    data = [with_accepted(sample, first[sample.article.name]) for sample in data]
    scorers: dict[str, Scorer] = {
        "rules": by_rule,
        "linear": by_weights(cross_fit(data, ())),
        "forest": by_trees(lambda: RandomForestRegressor(200, min_samples_leaf=3, max_features=0.2, random_state=0)),
        "boosting": by_trees(lambda: HistGradientBoostingRegressor(max_iter=150, learning_rate=0.06, random_state=0)),
    }
    parts = ("joint", "quote", "roles", "speaker")
    print(f"| F1, train split, cross-validated | {' | '.join(parts)} |", "|---|--:|--:|--:|--:|", sep="\n")
    for name, scorer in scorers.items():
        scores = best_of(data, scorer).scores
        print(f"| {name} | {' | '.join(f'{scores[part].f1:.3f}' for part in parts)} |", flush=True)


if __name__ == "__main__":
    main()
