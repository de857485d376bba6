"""Measures stance on the news of today: what the pipeline says of the gold quotations that it finds in our articles.

    python benchmarks/modern_stance.py dev
    python benchmarks/modern_stance.py fit --errors 20

`training/data/modern/` has a part for fitting, one for development and one that is opened for reports only. A gold
quotation is found if a predicted one shares a word with it, one to one, as the corpus' metric pairs them; those that
are missed are not judged. The figures are those of `benchmarks/stance.py`; errors are named ARTICLE:NUMBER, from 0.
"""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from modern import DATA, PARTS
from stance import DIMENSIONS, Answer, answer_of, show

from quoteattr import QuoteAttributor
from quoteattr.documents.benchmark import annotations_of
from quoteattr.documents.quoted_gold import read_quoted
from quoteattr.evaluate.matching import align
from quoteattr.parsing import Parser
from quoteattr.parsing.cached import cached


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list up to N errors of each dimension")
    parser.add_argument("--parses", default="build/parses", metavar="FOLDER", help="where parses are kept")
    args = parser.parse_args()
    gold, answers = gold_and_answers(args.part, cached(Path(args.parses)))
    print(f"{args.part}: {len(answers)} of {len(gold)} quotations found")
    show(gold, answers, args.errors)


def gold_and_answers(part: str, parser: Parser) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """What readers say of each gold quotation of a part, and what the pipeline says of those that it finds."""
    gold: dict[str, Answer] = {}
    answers: dict[str, Answer] = {}
    articles = read_quoted(DATA / f"{part}.json")
    documents = QuoteAttributor(parser).pipe(item.article.text for item in articles)
    for item, document in zip(articles, documents, strict=True):
        predicted = annotations_of(document)
        stances = {id(each): quote.stance for each, quote in zip(predicted, document.quotes, strict=True)}
        names = {id(each): f"{item.article.name}:{number}" for number, each in enumerate(item.article.annotations)}
        told = dict(zip(names.values(), item.quotes, strict=True))
        for pair in align(item.article, predicted):
            if pair.gold is None:
                continue
            name = names[id(pair.gold.annotation)]
            gold[name] = _answer(told[name])
            if pair.predicted is not None and pair.overlaps:
                answers[name] = answer_of(stances[id(pair.predicted.annotation)])
    return gold, answers


def _answer(quote: Mapping[str, Any]) -> Answer:
    """The stance of a gold quotation; a target that stands in the text more than once is an object with its words."""
    target = quote.get("target")
    words = target["text"] if isinstance(target, dict) else target
    return {dimension: quote[dimension] for dimension in DIMENSIONS} | {"target": words}


if __name__ == "__main__":
    main()
