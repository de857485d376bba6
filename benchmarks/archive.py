"""How an archive grows: linking and variants by size, and how long a question takes.

    python benchmarks/archive.py                   # 100,000 quotations, and half of them
    python benchmarks/archive.py --quotes 10000

The quotations are made up of words at random, by people of whom a few are quoted often; every tenth runs through
several papers, sometimes with a word changed. Times are those of the process (CPU); the ratio is of twice the size.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from quoteattr import Document, Entity, EntityKind, Mention, Quote, QuoteType, Span, Speaker, Via
from quoteattr.corpus.archive import Archive
from quoteattr.corpus.search import Question, search

SYLLABLES = "ba der fen gol hin jor kel lum mar nep ost pru qua ras sim tol ulm vor wen zit".split()
EACH = 4
"""Quotations an article."""


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quotes", type=int, default=100_000)
    args = parser.parse_args()
    times = [measured(args.quotes // 2), measured(args.quotes)]
    print(f"{'':10}{'half':>10}{'whole':>10}{'ratio':>8}   of {args.quotes:,} quotations")
    for name in times[0]:
        half, whole = (found[name] for found in times)
        print(f"{name:10}{half:9.3f}s{whole:9.3f}s{whole / half:8.2f}")


def measured(size: int) -> dict[str, float]:
    """Seconds for each kind of work on an archive of a size."""
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "quotes.sqlite") as archive:
        found = {"adding": seconds(lambda: add(archive, size)), "linking": seconds(archive.link)}
        chance = random.Random(2)
        asked = [seconds(lambda: search(archive, question(chance))) for _ in range(200)]
        return {**found, "question": statistics.median(asked)}


def seconds(work: object) -> float:
    """Seconds of the process that work takes."""
    assert callable(work)
    start = time.process_time()
    work()
    return time.process_time() - start


def add(archive: Archive, size: int) -> None:
    """Fill the archive."""
    batch = []
    for document in documents(size // EACH):
        batch.append(document)
        if len(batch) == 500:
            archive.add(batch)
            batch = []
    archive.add(batch)


def question(chance: random.Random) -> Question:
    """A question of one of four kinds."""
    kinds = (
        Question(word(chance)),
        Question(speaker=person(chance).surname or ""),
        Question(word(chance), outlet=f"Blatt {chance.randrange(20)}"),
        Question(about=word(chance), since=f"2031-0{chance.randint(1, 9)}"),
    )
    return chance.choice(kinds)


def documents(number: int) -> Iterator[Document]:
    """Articles of four quotations."""
    chance = random.Random(1)
    running: list[tuple[Entity, str]] = []
    for article in range(number):
        said = [(person(chance), sentence(chance)) for _ in range(EACH)]
        if article % 3 == 0:
            running = [*running[-49:], said[0]]
        elif running and article % 2:
            said[0] = altered(chance.choice(running), chance)
        metadata = {"outlet": f"Blatt {article % 20}", "date": f"2031-{article % 12 + 1:02}-{article % 28 + 1:02}"}
        yield document(str(article), said, metadata)


def document(identifier: str, said: list[tuple[Entity, str]], metadata: dict[str, str]) -> Document:
    """The article in which people say something."""
    text = " ".join(words for _, words in said)
    quotes, start = [], 0
    for number, (entity, words) in enumerate(said, 1):
        spans = (Span(start, start + len(words)),)
        speaker = Speaker(Mention(spans, entity.name, spans[0]), entity, Via.EXPLICIT)
        quotes.append(Quote(f"q{number}", QuoteType.DIRECT, None, spans, words, speaker=speaker))
        start += len(words) + 1
    entities = tuple({entity.id: entity for entity, _ in said}.values())
    return Document(text, tuple(quotes), entities, id=identifier, metadata=metadata)


def altered(said: tuple[Entity, str], chance: random.Random) -> tuple[Entity, str]:
    """What was said, sometimes with another word."""
    entity, words = said
    if chance.random() < 0.2:
        old = words.split()[3]
        words = words.replace(old, word(chance), 1)
    return entity, words


def person(chance: random.Random) -> Entity:
    """Somebody of five thousand, the first of them far more often."""
    number = int(5000 * chance.random() ** 4)
    names = random.Random(number)
    given, surname = word(names).capitalize(), word(names).capitalize() + word(names)
    roles = (names.choice(("minister", "trainer", "richter", "arzt", "landrat")),)
    return Entity(
        f"e{number}", f"{given} {surname}", EntityKind.PERSON, gender=names.choice("mf"),
        given=given, surname=surname, roles=roles,
    )  # fmt: skip


def sentence(chance: random.Random) -> str:
    """Eight to twenty words."""
    return " ".join(word(chance) for _ in range(chance.randint(8, 20)))


def word(chance: random.Random) -> str:
    """A word; the first ones of thirty thousand are far more frequent, as in any language."""
    spelling = random.Random(int(30_000 * chance.random() ** 3))
    return "".join(spelling.choice(SYLLABLES) for _ in range(spelling.choice((1, 2, 3, 4))))


if __name__ == "__main__":
    main()
