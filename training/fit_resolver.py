"""Fit the weights of the resolver on the corpus' training split, articles of our own, and the cases of the tests.

    python training/fit_resolver.py --gold ../shared/data/wikinews-quotes/train.jsonl --parses FOLDER \
        --output quoteattr/data/de/weights.tsv
    python training/fit_resolver.py --parses FOLDER --output quoteattr/data/de/weights_open.tsv  # our own alone

The sets of proposals that could be chosen are rewarded with what the metric would give for them (`samples.py`), and a
log-linear model learns to prefer the better ones (`fitting.py`). Offsets and calibration come from five-fold
cross-validation over articles, the corpus' and our own, so that nothing is judged by a model that has seen it. What
counts as a reported act differs between them: offsets are of our own articles, and the corpus' figures are of the acts
that are sure enough to be counted by it (`quoteattr.documents.benchmark.COUNTED`, for which the best value is printed).
Confidence is of both. The weights are for the rules of the package: fit anew when a rule comes, goes or has another
name.
"""

import argparse
import datetime
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import second_opinion
from attrs import evolve
from fitting import calibrate, cross_fit, fit, floor, metrics, predictions, rule_features, tune, with_offsets
from samples import Sample, Weighed, case_samples, corpus_samples, own_samples, samples

from quoteattr.context.opinion import FILES
from quoteattr.context.states import ContextEncoder
from quoteattr.decide import Weights
from quoteattr.documents.benchmark import Predictions, counted_by_the_corpus, write_prediction
from quoteattr.documents.quoted_gold import read_quoted

OWN_TARGETS = Path(__file__).parent / "data" / "own_targets.json"
OWN_WEIGHT = 2.0
MODERN = Path(__file__).parent / "data" / "modern" / "fit.json"
MODERN_WEIGHT = 1.0
OWN_SHARE = 2.0
"""What all of our own articles count for the confidence, where all of the corpus count 1."""
PASSAGES = Path(__file__).parent / "data" / "passages.json"
PASSAGES_WEIGHT = 2.0
ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
CASES_WEIGHT = 1.0
SEED_WEIGHT = 6.0
CORPUS = (
    "the training split of the German news quotation corpus (Petersen-Frey & Biemann 2024, CC BY-NC-SA 4.0; no text of "
    "it is in here), "
)
VERSION = "1.1"
BY_HAND = {
    "indirect/anaphor.pronoun": -2.5, "interview/rule=interview.answer": 3.0, "konjunktiv/rule=konjunktiv.half": -0.4,
    "nested/cue.governs-direct": 0.8, "nested/nested.commas": -1.5, "nested/pair.after-colon": 1.6,
    "nested/pair.finite": 0.8, "nested/pair.names": -1.5, "nested/pair.noun-before": -1.5, "nested/pair.words<4": -0.5,
    "nested/rule=nested.framed": -0.2, "pair/around:direct:direct": -0.8,
    "reported/act.beside-deed": 1.5, "reported/act.by-agent": 1.8, "reported/act.whole-aside": 1.2,
    "reported/cue=der Meinung sein": -2.0, "reported/cue=sprechen": -2.8,
}  # fmt: skip
"""What gold cannot tell: it leaves quotations inside others out (the other weights of the family are 0), and whether
*Das* belongs to the quotation in *Das teilte sie mit* is one thing in the corpus, another in our guidelines. The corpus
has no annotated interviews without labels; where the layout tells questions and answers, it leaves no doubt. To have an
opinion is no act of speech, and to talk with somebody tells nothing of what was said.
"""
PARTS = ("joint", "quote", "roles", "speaker", "cue", "frame")


def _cases() -> Iterator[dict[str, Any]]:
    """The cases of the tests that say all quotations of their text."""
    for file in (*sorted((CASES / "golden").glob("*.json")), CASES / "rules" / "cases.json"):
        yield from json.loads(file.read_text(encoding="utf-8"))


def _seed() -> dict[str, Any]:
    """The article in `seeds/` as a case."""
    rows = json.loads((CASES / "seed.json").read_text(encoding="utf-8"))
    text = next((ROOT / "seeds").glob("*.txt")).read_text(encoding="utf-8")
    return {"text": text, "quotes": [[row["type"], row["quote"], None, None] for row in rows]}


def write_weights(path: Path, weights: Weights, facts: Iterable[str]) -> None:
    """The table that `Weights.read` reads: all but the weights that are nothing, those of rules even then."""
    always = set(rule_features())
    kept = {name: value for name, value in sorted(weights.weights.items()) if abs(value) >= 0.0005 or name in always}
    lines = [f"# {fact}" for fact in facts]
    lines += [f"calibration\t{name}\t{slope:.3f}\t{shift:.3f}" for name, (slope, shift) in weights.calibration.items()]
    lines += [f"weight\t{name}\t{value:.3f}" for name, value in kept.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_predictions(path: Path, found: Predictions) -> None:
    """The predictions without confidence, for the weights of a fold are not calibrated."""
    lines = (
        write_prediction(name, (evolve(annotation, confidence=None) for annotation in annotations))
        for name, annotations in found.items()
    )
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _named(gold: Path | None) -> str:
    """What the header says of the gold: the corpus with its licence, any other by the name of its file."""
    if gold is None:
        return ""
    return CORPUS if gold.name == "train.jsonl" else f"{gold.name}, "


def material(gold: Path | None, parses: Path, limit: int | None = None) -> tuple[Weighed, Weighed, Weighed]:
    """What there is to learn from: gold articles, our own articles, and pieces of text; each with its weight.

    Args:
        gold: Gold articles; there are none without it.
        parses: A folder where parses are kept.
        limit: Take so many of the gold articles only.
    """
    corpus = [(sample, 1.0) for sample in corpus_samples(gold, parses, limit)] if gold else []
    weight = MODERN_WEIGHT if gold else 1.0
    modern = [(sample, weight) for sample in samples([item.article for item in read_quoted(MODERN)], parses)]
    pieces = [(sample, OWN_WEIGHT) for sample in own_samples(OWN_TARGETS, parses)]
    pieces += [(sample, CASES_WEIGHT) for sample in case_samples(list(_cases()), parses, ("cue", "speaker"))]
    pieces += [(sample, SEED_WEIGHT) for sample in case_samples([_seed()], parses, ())]
    passages = json.loads(PASSAGES.read_text(encoding="utf-8"))
    pieces += [(sample, PASSAGES_WEIGHT) for sample in case_samples(passages, parses, ())]
    return corpus, modern, pieces


def weighed(everywhere: list[Sample], corpus: int) -> Weighed:
    """The articles, those of the corpus, which come first, together weighing half as much as our own.

    Own articles mark more acts than the corpus does: what is right of them alone is too sure on the corpus, and what is
    right of both alike is much too unsure on pages of today, which are what users read.
    """
    told = [len(sample.article.annotations) for sample in everywhere]
    share = OWN_SHARE * sum(told[:corpus]) / sum(told[corpus:]) if corpus else 1.0
    return [(sample, 1.0 if place < corpus else share) for place, sample in enumerate(everywhere)]


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="gold articles as for quoteattr evaluate; our own if left out")
    parser.add_argument("--parses", type=Path, required=True, help="keep parses there and use those that are there")
    parser.add_argument("--output", type=Path, required=True, help="the table of weights to write")
    parser.add_argument("--predictions", type=Path, help="also write the cross-validated predictions there")
    parser.add_argument("--limit", type=int, help="fit on so many articles only, to see whether the fit works")
    parser.add_argument("--network", type=Path, help="also train a second opinion and write it into this folder")
    parser.add_argument("--encoder", type=Path, help="a folder with its vectors and its encoder, if not the same one")
    args = parser.parse_args()
    corpus, modern, pieces = material(args.gold, args.parses, args.limit)
    articles = [*corpus, *modern]
    if args.network:
        source = args.encoder or args.network
        encoder = ContextEncoder.read(source / FILES[0], source / FILES[1])
        everything = [*articles, *pieces]
        network = second_opinion.final(second_opinion.Data(everything, encoder), encoder)
        second_opinion.write(args.network, network, source, VERSION)
        seen = second_opinion.unseen_opinions(everything, source / FILES[0])
        articles, pieces = seen[: len(articles)], seen[len(articles) :]
    folds = cross_fit(articles, pieces)
    everywhere = [sample for sample, _ in articles]
    offsets = tune(everywhere[len(corpus) :], folds)
    calibration = calibrate(weighed(everywhere, len(corpus)), folds, offsets)
    data = everywhere[: len(corpus)] or everywhere  # what the figures are of
    found = predictions(data, folds, offsets, calibration)
    if corpus:
        least = floor(data, found)
        found = {name: counted_by_the_corpus(each, least) for name, each in found.items()}
    scores = metrics(data, found).scores
    figures = ", ".join(f"{part} {scores[part].f1:.3f}" for part in PARTS)
    print(f"cross-validated on {len(data)} documents: {figures}; offsets {offsets}")
    whole = with_offsets(fit([*articles, *pieces]), offsets)
    told = {name: value for name, value in whole.weights.items() if not name.startswith("nested/")} | BY_HAND
    weights = evolve(whole, weights=told, calibration=calibration)
    number = sum(len(each.sets) for sample in everywhere for each in sample.choices)
    facts = [
        "Weights of the resolver: log odds of each feature of a proposal, by family of rules (family/feature) or pair.",
        f"Fitted by training/fit_resolver.py on {_named(args.gold)}training/data/modern/fit.json, "
        "training/data/own_targets.json, training/data/passages.json and the cases of the tests.",
        f"{datetime.date.today().isoformat()}; {number} sets; five-fold cross-validation: {figures}.",
        f"By hand: {', '.join(sorted(BY_HAND))}.",
        "kind\tname\tvalue",
    ]
    write_weights(args.output, weights, facts)
    if args.predictions:
        write_predictions(args.predictions, found)


if __name__ == "__main__":
    main()
