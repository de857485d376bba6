"""Are speakers linked to the right person? Measures on texts of our own, annotated before any code read them.

    python benchmarks/speakers.py --half dev             # figures on the development half
    python benchmarks/speakers.py --half test            # on the half kept back
    python benchmarks/speakers.py --half dev --errors    # and what is wrong
    python benchmarks/speakers.py --cost                 # time against parsing and against the length of the text
    python benchmarks/speakers.py --cost --articles FILE # the same on articles in the format of the corpus
    python benchmarks/speakers.py --pronouns --articles FILE  # every pronoun that speaks there, for reading
    python benchmarks/speakers.py --confidence --articles FILE  # how honest `speaker.confidence` is on gold articles

A gold quotation counts as found where a predicted one shares more than half of its characters with it. `right`: the
entity's name is one of those that the annotation accepts, articles aside; `open`: no entity; `wrong`: another one.
With --confidence a person is right where `quoteattr.evaluate.persons` says so of the phrases that the corpus marks.
"""

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import evolve

from quoteattr import Document, Parse, Quote, QuoteAttributor, Sentence, Via
from quoteattr.decide import resolve
from quoteattr.documents.benchmark import GoldArticle, read_articles
from quoteattr.evaluate.persons import judged_by_phrase, speaker_confidence
from quoteattr.parsing.cached import cached
from quoteattr.reading import read, read_parse
from quoteattr.speakers import assign, link

CASES = Path(__file__).parent.parent / "tests" / "cases" / "speakers"
ARTICLES = frozenset("der die das den dem des ein eine einer eines seine ihre sein ihr".split())


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("dev", "test"), default="dev")
    parser.add_argument("--errors", action="store_true", help="list what is wrong or open")
    parser.add_argument("--parses", metavar="FOLDER", help="keep parses there and use those that are there")
    parser.add_argument("--cost", action="store_true", help="measure linking against parsing, and its growth")
    parser.add_argument("--articles", metavar="FILE", help="measure the cost on these instead")
    parser.add_argument("--pronouns", action="store_true", help="print every pronoun that speaks in --articles")
    parser.add_argument("--confidence", action="store_true", help="measure speaker.confidence on --articles")
    args = parser.parse_args()
    attributor = QuoteAttributor(cached(Path(args.parses)) if args.parses else None)
    cases = json.loads((CASES / f"{args.half}.json").read_text(encoding="utf-8"))
    articles = list(read_articles(args.articles)) if args.articles else []
    if args.pronouns:
        print_pronouns(attributor, articles)
        return
    if args.confidence:
        print(*speaker_confidence(judged_speakers(attributor, articles)), sep="\n")
        return
    if args.cost:
        measure_cost(attributor, [article.text for article in articles] or [case["text"] for case in cases])
        return
    judged: list[tuple[str, str]] = []
    for case, document in zip(cases, attributor.pipe(case["text"] for case in cases), strict=True):
        for gold in case["quotes"]:
            quote = find(document, gold["quote"])
            verdict, said = judge(quote, gold["speaker"])
            judged.append((gold["by"], verdict))
            if args.errors and verdict in ("wrong", "open"):
                wanted = " | ".join(gold["speaker"] or ["nobody"])
                phrase = quote.speaker.mention.text if quote and quote.speaker and quote.speaker.mention else None
                print(f"{case['id']} {verdict:5} {gold['by']:12} {gold['quote'][:50]!r}: {wanted} <- {said} ({phrase})")
    report(judged)


def find(document: Document, text: str) -> Quote | None:
    """The predicted quotation that shares most with a gold one, None below half of either."""
    start = document.text.index(text)
    end = start + len(text)

    def shared(quote: Quote) -> float:
        common = sum(max(0, min(end, span.end) - max(start, span.start)) for span in quote.spans)
        return common / max(end - start, sum(len(span) for span in quote.spans))

    best = max(document.quotes, key=shared, default=None)
    return best if best is not None and shared(best) > 0.5 else None


def judge(quote: Quote | None, names: list[str] | None) -> tuple[str, str | None]:
    """`missed`, `right`, `open` or `wrong`, and the name that was given."""
    if quote is None:
        return "missed", None
    said = quote.speaker.entity.name if quote.speaker and quote.speaker.entity else None
    if said is None:
        return ("right" if names is None else "open"), None
    return ("right" if names is not None and bare(said) in map(bare, names) else "wrong"), said


def bare(name: str) -> str:
    """A name without articles and marks, in lower case."""
    words = [word.strip('„“"') for word in name.casefold().split()]
    return " ".join(word for word in words if word not in ARTICLES)


def report(judged: list[tuple[str, str]]) -> None:
    """Print the figures, by the kind of expression that the annotation names."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, verdict in judged:
        counts[kind][verdict] += 1
        counts["all"][verdict] += 1
    print(
        f"{'speaker by':14}{'gold':>6}{'found':>7}{'right':>7}{'wrong':>7}{'open':>7}   of found: right  wrong  of all"
    )
    for kind in sorted(counts, key=lambda kind: (kind == "all", -sum(counts[kind].values()))):
        row: Any = counts[kind]
        total, found = sum(row.values()), sum(row.values()) - row["missed"]
        shares = f"{row['right'] / max(found, 1):8.3f}{row['wrong'] / max(found, 1):7.3f}{row['right'] / total:8.3f}"
        print(f"{kind:14}{total:6}{found:7}{row['right']:7}{row['wrong']:7}{row['open']:7}            {shares}")


def judged_speakers(attributor: QuoteAttributor, articles: list[GoldArticle]) -> Iterator[tuple[Quote, bool]]:
    """The quotations whose person the articles tell something about, and whether it is the right one."""
    for article, document in zip(articles, attributor.pipe(article.text for article in articles), strict=True):
        yield from judged_by_phrase(article, document)


def print_pronouns(attributor: QuoteAttributor, articles: list[GoldArticle]) -> None:
    """Every quotation with a pronoun as speaker, with the text before it, for reading."""
    for article, document in zip(articles, attributor.pipe(article.text for article in articles), strict=True):
        for quote in document.quotes:
            speaker = quote.speaker
            if speaker is None or speaker.via is not Via.PRONOUN or speaker.mention is None:
                continue
            start = min(quote.spans[0].start, speaker.mention.spans[0].start)
            before = " ".join(document.text[max(0, start - 300) : quote.spans[-1].end].split())
            name = speaker.entity.name if speaker.entity else "open"
            print(f"{article.name}\n  {speaker.mention.text} -> {name}\n  … {before}\n")


def measure_cost(attributor: QuoteAttributor, texts: list[str]) -> None:
    """Time of linking against parsing, and its growth up to 100,000 words."""
    attributor.attribute(texts[0])  # loads the model
    started = time.perf_counter()
    parses = [next(read([text], attributor.parser, attributor.lexicon)).parse for text in texts]
    parsed = time.perf_counter() - started
    linked = sum(link_time(attributor, parse) for parse in parses)
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} texts, {words} words: parsing {parsed:.2f} s, linking {linked:.3f} s ({linked / parsed:.1%})")
    for size in (1_000, 10_000, 100_000):
        parse = repeated(parses, size)
        seconds = link_time(attributor, parse)
        words = len(parse.text.split())
        print(f"one text of {words:7} words: linking {seconds:7.3f} s, {seconds / words * 1e6:.0f} µs a word")


def link_time(attributor: QuoteAttributor, parse: Parse) -> float:
    """Seconds for linking the speakers of a parsed text."""
    reading = read_parse(parse, attributor.lexicon)
    decisions = resolve(reading, attributor.propose(reading), attributor.weights)
    speakers = assign(reading, decisions)
    started = time.perf_counter()
    link(reading, decisions, speakers)
    return time.perf_counter() - started


def repeated(parses: list[Parse], words: int) -> Parse:
    """One parse of at least so many words: the given ones over and over, as paragraphs of one text."""
    texts: list[str] = []
    sentences: list[Sentence] = []
    offset = paragraph = count = 0
    while count < words:
        for parse in parses:
            for sentence in parse.sentences:
                tokens = (
                    evolve(token, start=token.start + offset, end=token.end + offset) for token in sentence.tokens
                )
                sentences.append(Sentence(tuple(tokens), paragraph + sentence.paragraph))
            texts.append(parse.text)
            offset += len(parse.text) + 2
            paragraph = sentences[-1].paragraph + 1
            count += len(parse.text.split())
            if count >= words:
                break
    return Parse("\n\n".join(texts), tuple(sentences))


if __name__ == "__main__":
    main()
