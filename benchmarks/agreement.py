"""How far two readers of our own gold articles agree, who did not see each other's answers.

    python benchmarks/agreement.py

The first reader wrote the article; the second had only its text and the guidelines (`docs/gold-guidelines.md`).
quotation: F1 of pairs that share a word, one to one; of these pairs the shares of the same type, words (marks and
stops aside) and person, and Cohen's kappa of the three classes of stance.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from modern import DATA, PARTS, plain

from quoteattr.documents.quoted_gold import read_quoted
from quoteattr.evaluate.matching import align
from quoteattr.evaluate.persons import same_person
from quoteattr.model import text_of

STANCE = ("reporting", "commitment", "attitude")


def main() -> None:
    """Run the command."""
    first = {item.article.name: item for part in PARTS for item in read_quoted(DATA / f"{part}.json")}
    counts: Counter[str] = Counter()
    classes: dict[str, list[tuple[str, str]]] = {name: [] for name in STANCE}
    for second in read_quoted(DATA / "second.json"):
        article = first[second.article.name].article
        own = dict(zip(map(id, article.annotations), first[article.name].quotes, strict=True))
        other = dict(zip(map(id, second.article.annotations), second.quotes, strict=True))
        counts["articles"] += 1
        for pair in align(article, second.article.annotations):
            counts["first"] += pair.gold is not None
            counts["second"] += pair.predicted is not None
            if pair.overlaps and pair.gold and pair.predicted:
                one, two = pair.gold.annotation, pair.predicted.annotation
                texts = [plain(text_of(article.text, each.quote)) for each in (one, two)]
                told, told_again = own[id(one)], other[id(two)]
                counts["both"] += 1
                counts["type"] += one.type is two.type
                counts["words"] += texts[0] == texts[1]
                counts["person"] += _same(told, told_again)
                for name, values in classes.items():
                    values.append((told[name], told_again[name]))
    f1 = 2 * counts["both"] / (counts["first"] + counts["second"])
    print(f"{counts['articles']} articles, {counts['first']} quotations: F1 {f1:.3f}")
    print(", ".join(f"{name} {counts[name] / counts['both']:.3f}" for name in ("type", "words", "person")))
    print("kappa:", ", ".join(f"{name} {kappa(values):.2f}" for name, values in classes.items()))


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether one reader's person is the other's, or one of the names that are as good."""
    names = [[each["person"], *each.get("person_alt", ())] for each in (one, other)]
    return same_person(other["person"], names[0]) or same_person(one["person"], names[1])


def kappa(pairs: Iterable[tuple[str, str]]) -> float:
    """Cohen's kappa of two readers' classes."""
    found = list(pairs)
    agreed = sum(one == other for one, other in found) / len(found)
    ones, others = (Counter(side) for side in zip(*found, strict=True))
    chance = sum(ones[name] * others[name] for name in ones) / len(found) ** 2
    return (agreed - chance) / (1 - chance)


if __name__ == "__main__":
    main()
