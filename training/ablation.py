"""What the parts of the model are worth: the same proposals chosen with less, cross-validated.

    python training/ablation.py --gold ../shared/data/wikinews-quotes/train.jsonl --parses FOLDER

- rules: a weight for each rule and type, no other feature;
- single: all features of single proposals, none of pairs and of the size of a set;
- sets: all features of proposals and pairs; the package's own without the second opinion;
- unbound: the same without the evidence that binds: a clear frame is one more feature;
- opinion: sets, and the second opinion of networks that have not seen the document.

All are fitted on the corpus alone, and none has what `tune` adds for the recall of rare types.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from fitting import cross_fit, every_feature, metrics, predictions
from samples import Weighed, corpus_samples
from second_opinion import unseen_opinions

from quoteattr.context.opinion import FILES
from quoteattr.decide.weights import PAIR

PARTS = ("joint", "quote", "roles", "speaker")
CONTEXT = Path(__file__).parent.parent / "quoteattr" / "data" / "context" / "de"


def is_rule(name: str) -> bool:
    """Whether a feature says only which rule and type a proposal is of."""
    return name.partition("/")[2].startswith(("rule=", "type=")) or name.endswith("/1")


def is_single(name: str) -> bool:
    """Whether a feature is of one proposal."""
    return not name.startswith(f"{PAIR}/")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="gold articles in the corpus' format")
    parser.add_argument("--parses", type=Path, required=True, help="keep parses there and use those that are there")
    parser.add_argument("--limit", type=int, help="use so many articles only")
    args = parser.parse_args()
    data = [(sample, 1.0) for sample in corpus_samples(args.gold, args.parses, args.limit)]
    print(f"| F1, train split, cross-validated | {' | '.join(PARTS)} |", "|---|--:|--:|--:|--:|", sep="\n")
    show("rules", data, is_rule)
    show("single", data, is_single)
    show("sets", data)
    unbound = corpus_samples(args.gold, args.parses, args.limit, binding=False)
    show("unbound", [(sample, 1.0) for sample in unbound])
    show("opinion", unseen_opinions(data, CONTEXT / FILES[0]))


def show(name: str, data: Weighed, keep: Callable[[str], bool] = every_feature) -> None:
    """Fit, cross-validate and print a row."""
    documents = [sample for sample, _ in data]
    scores = metrics(documents, predictions(documents, cross_fit(data, (), keep), {})).scores
    print(f"| {name} | {' | '.join(f'{scores[part].f1:.3f}' for part in PARTS)} |", flush=True)


if __name__ == "__main__":
    main()
