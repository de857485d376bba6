"""Fit the weights of the learnt choice of the person on articles of our own.

    python training/fit_persons.py --parses FOLDER --output quoteattr/data/de/weights_person.tsv

For each quotation of `training/data/modern/fit.json` that is found, nobody and all candidates compete
(`quoteattr.speakers.ranking`); the loss is the negative log-likelihood of all those whose name is the one that the gold
has. What is printed is cross-validated over articles. Fit anew when the rules for speakers, the evidence or the weights
of the decision change.
"""

import argparse
import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from attrs import frozen
from scipy import sparse
from scipy.optimize import minimize

from quoteattr import Document, QuoteAttributor
from quoteattr.decide import resolve
from quoteattr.documents.benchmark import annotations_of
from quoteattr.documents.quoted_gold import QuotedArticle, read_quoted
from quoteattr.evaluate.calibration import HIGH, reliability_of
from quoteattr.evaluate.matching import align
from quoteattr.evaluate.persons import same_person
from quoteattr.parsing.cached import cached
from quoteattr.pipeline import quotes_of
from quoteattr.reading import Reading, read
from quoteattr.speakers import assign
from quoteattr.speakers.candidates import Question
from quoteattr.speakers.link import trace
from quoteattr.speakers.published import name_of
from quoteattr.speakers.ranking import AND, PersonWeights, Ranked, told_of_all

MODERN = Path(__file__).parent / "data" / "modern" / "fit.json"
MIN_COUNT = 20
PENALTY = 20.0
"""Of the squared weights, halved: a Gaussian prior of this precision."""
OVERRULED = 1.5
"""Weight of a quotation that the rules give to the wrong one. They were made on this part, so that they are right more
often here than on a new article."""
FOLDS = 5


@frozen(eq=False)
class Choice:
    """A quotation with those who compete for it, nobody first.

    Attributes:
        way: How the rules came to their answer.
        told: What is told of each.
        right: Which of them the gold has; nobody where it has a person who is no candidate.
        rules: The place of the answer of the rules.
    """

    way: str
    told: Sequence[Sequence[str]]
    right: Sequence[bool]
    rules: int

    def weighed(self) -> Iterator[list[str]]:
        """The names of the weights that count for each."""
        return ([name for one in each for name in (one, f"{self.way}{AND}{one}")] for each in self.told)


@frozen(eq=False)
class Sample:
    """The choices of an article, and how many quotations its gold has."""

    choices: Sequence[Choice]
    gold: int


def sample_of(item: QuotedArticle, reading: Reading, attributor: QuoteAttributor) -> Sample:
    """Attribute an article by the rules, and judge all candidates."""
    decisions = resolve(reading, attributor.propose(reading), attributor.weights)
    asked: dict[int, tuple[Question, list[list[str]]]] = {}

    def by_the_rules(question: Question) -> Sequence[Ranked]:
        asked[id(question.decision)] = question, [list(told) for told in told_of_all(question)]
        return (Ranked(1.0, question.answer.cluster),)

    (speakers, entities, _), _ = trace(reading, decisions, assign(reading, decisions), by_the_rules)
    document = Document(reading.text, quotes_of(reading, decisions, speakers, with_stance=False), entities)
    wanted = _wanted(item, document)
    choices = []
    for place, decision in enumerate(decisions):
        if place in wanted and id(decision) in asked:
            question, told = asked[id(decision)]
            names = [None, *(name_of(one, reading) for one in question.candidates)]
            right = [same_person(name, wanted[place]) for name in names]
            choices.append(Choice(question.way, told, right, 0 if question.answer.cluster is None else 1))
    return Sample(choices, len(item.quotes))


def _wanted(item: QuotedArticle, document: Document) -> Mapping[int, Sequence[str | None]]:
    """The names that are right for each quotation that is found, by its place."""
    predicted = annotations_of(document)
    places = {id(annotation): place for place, annotation in enumerate(predicted)}
    gold = dict(zip(map(id, item.article.annotations), item.quotes, strict=True))
    found: dict[int, Sequence[str | None]] = {}
    for pair in align(item.article, predicted):
        if pair.overlaps and pair.gold is not None and pair.predicted is not None:
            quote = gold[id(pair.gold.annotation)]
            found[places[id(pair.predicted.annotation)]] = [quote["person"], *quote.get("person_alt", ())]
    return found


def samples(gold: Sequence[QuotedArticle], attributor: QuoteAttributor) -> Iterator[Sample]:
    """The samples of articles."""
    readings = read((item.article.text for item in gold), attributor.parser, attributor.lexicon)
    for item, reading in zip(gold, readings, strict=True):
        yield sample_of(item, reading, attributor)


def fit(data: Sequence[Sample]) -> dict[str, float]:
    """The weights of everything that is told often enough."""
    choices = [choice for sample in data for choice in sample.choices]
    counts = Counter(name for choice in choices for names in choice.weighed() for name in names)
    columns = {name: at for at, name in enumerate(sorted(name for name, n in counts.items() if n >= MIN_COUNT))}
    rows = [[columns[name] for name in names if name in columns] for choice in choices for names in choice.weighed()]
    ends = np.cumsum([0, *map(len, rows)])
    cells = np.fromiter((at for row in rows for at in row), np.intp, ends[-1])
    matrix: Any = sparse.csr_matrix((np.ones(len(cells)), cells, ends), shape=(len(rows), len(columns)))
    transposed = matrix.T.tocsr()
    sizes = [len(choice.told) for choice in choices]
    starts, owner = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(sizes)), sizes)
    right = np.array([hit for choice in choices for hit in _reachable(choice.right)], float)
    importance = np.array([1.0 if choice.right[choice.rules] else OVERRULED for choice in choices])

    def loss(weights: Any) -> tuple[float, Any]:
        scores = matrix @ weights
        shares = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        whole, hits = np.add.reduceat(shares, starts), np.add.reduceat(shares * right, starts)
        value = importance @ (np.log(whole) - np.log(hits + 1e-30)) + PENALTY / 2 * (weights @ weights)
        slope = (shares / whole[owner] - shares * right / (hits + 1e-30)[owner]) * importance[owner]
        return float(value), transposed @ slope + PENALTY * weights

    found = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return dict(zip(columns, map(float, found.x), strict=True))


def _reachable(right: Sequence[bool]) -> Sequence[bool]:
    """Which candidates are right; nobody where none is: a wrong name does more harm than none."""
    return right if any(right) else (True, *right[1:])


def cross_validated(data: Sequence[Sample]) -> Iterator[tuple[Choice, Sequence[float]]]:
    """Each choice with the probabilities by weights that have not seen it."""
    for number in range(FOLDS):
        weights = PersonWeights.of(fit([sample for place, sample in enumerate(data) if place % FOLDS != number]))
        for sample in data[number::FOLDS]:
            yield from ((choice, _probabilities(choice, weights)) for choice in sample.choices)


def _probabilities(choice: Choice, weights: PersonWeights) -> Sequence[float]:
    scores = np.array([weights.score(choice.way, told) for told in choice.told])
    shares = np.exp(scores - scores.max())
    return list(shares / shares.sum())


def report(data: Sequence[Sample]) -> Iterator[str]:
    """What the rules and the choice come to, as shares of all gold quotations, and how honest the probability is."""
    gold = sum(sample.gold for sample in data)
    judged = [(choice, probabilities, int(np.argmax(probabilities))) for choice, probabilities in cross_validated(data)]
    for name, places in (
        ("rules", [choice.rules for choice, _, _ in judged]),
        ("choice", [best for _, _, best in judged]),
    ):
        hits = [choice.right[place] for (choice, _, _), place in zip(judged, places, strict=True)]
        wrong = sum(not hit and place > 0 for hit, place in zip(hits, places, strict=True))
        yield f"{name}: person {sum(hits) / gold:.3f}, wrong {wrong / gold:.3f}"
    found = reliability_of([(float(shares[best]), choice.right[best]) for choice, shares, best in judged if best > 0])
    yield (
        f"speaker.confidence: {found.count} speakers, {found.right:.3f} right, calibration error {found.error:.3f}; "
        f"{found.high_count} with {HIGH} and more, {found.high_right:.3f} of them right"
    )


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parses", type=Path, required=True, help="keep parses there and use those that are there")
    parser.add_argument("--output", type=Path, required=True, help="the table of weights to write")
    args: Any = parser.parse_args()
    data = list(samples(read_quoted(MODERN), QuoteAttributor(cached(args.parses))))
    lines = list(report(data))
    print("\n".join(lines))
    facts = [
        "Weights of the learnt choice of the person: log odds of what is told of a candidate",
        "(quoteattr/speakers/evidence.py), for every quotation, or behind the way of the rules to their answer.",
        f"Fitted by training/fit_persons.py on training/data/modern/fit.json, {datetime.date.today().isoformat()};",
        f"five-fold cross-validation: {'; '.join(lines)}.",
        "kind\tname\tvalue",
    ]
    rows = [f"weight\t{name}\t{value:.3f}" for name, value in sorted(fit(data).items()) if abs(value) >= 0.02]
    args.output.write_text("\n".join([*(f"# {fact}" for fact in facts), *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
