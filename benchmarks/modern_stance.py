"""Measures stance on the news of today: what the pipeline says of the gold quotations that it finds in our articles.

    python benchmarks/modern_stance.py dev
    python benchmarks/modern_stance.py fit --errors 20
    python benchmarks/modern_stance.py short_stance

`training/data/modern/` has a part for fitting, one for development and one that is opened for reports only. A gold
quotation is found if a predicted one shares a word with it, one to one, as the corpus' metric pairs them; those that
are missed are not judged. The figures are those of `benchmarks/stance.py`; errors are named ARTICLE:NUMBER, from 0.
The last lines are about the articles that a second reader had as well (`second.json`): how many of our mistakes this
reader answers otherwise than the first, too.
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
    parser.add_argument("part", choices=(*PARTS, "short_stance"))
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list up to N errors of each dimension")
    parser.add_argument("--parses", default="build/parses", metavar="FOLDER", help="where parses are kept")
    args = parser.parse_args()
    gold, answers = gold_and_answers(args.part, cached(Path(args.parses)))
    print(f"{args.part}: {len(answers)} of {len(gold)} quotations found")
    show(gold, answers, args.errors)
    show_second(gold, answers, second_answers(args.part))


def second_answers(part: str) -> dict[str, Answer]:
    """What the second reader says of the quotations of a part that both readers found, by the names of the first."""
    first = {item.article.name: item.article for item in read_quoted(DATA / f"{part}.json")}
    found: dict[str, Answer] = {}
    for item in read_quoted(DATA / "second.json"):
        article = first.get(item.article.name)
        if article is None:
            continue
        numbers = {id(each): number for number, each in enumerate(article.annotations)}
        told = {id(each): quote for each, quote in zip(item.article.annotations, item.quotes, strict=True)}
        for pair in align(article, item.article.annotations):
            if pair.gold is not None and pair.predicted is not None and pair.overlaps:
                name = f"{article.name}:{numbers[id(pair.gold.annotation)]}"
                found[name] = _answer(told[id(pair.predicted.annotation)])
    return found


def show_second(gold: Mapping[str, Answer], answers: Mapping[str, Answer], second: Mapping[str, Answer]) -> None:
    """Print how the mistakes look to the second reader."""
    names = [name for name in answers if name in second]
    for dimension in DIMENSIONS if names else ():
        told = [(gold[name][dimension], answers[name][dimension], second[name][dimension]) for name in names]
        wrong = [(first, other) for first, said, other in told if said != first]
        agreed = sum(first == other for first, _, other in told) / len(told)
        unlike = sum(first != other for first, other in wrong)
        same = sum(said == other for _, said, other in told) / len(told)
        print(f"{dimension:10} readers agree {agreed:.3f}, we with the second {same:.3f}  n {len(told)}", end="  ")
        print(f"of {len(wrong)} mistakes the second reader disagrees with the first in {unlike}")


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
