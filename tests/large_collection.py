"""A collection as large as wanted, made of the demonstration collection: its short articles, several in one.

Each round of them has words and names of its own: long words are put in the place of others of the same length, so that
all offsets stay right and only what runs through the papers of a round is alike.
`python tests/large_collection.py 1000 page.html` writes its page.
"""

import random
import re
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from attrs import evolve
from collection import as_found, collection

from quoteattr import Attitude, Diagnostic, Document, Entity, Mention, Quote, QuoteType, Span, Speaker, Stance, Via
from quoteattr.page.collection_page import archive_of, collection_page

TOGETHER = 12
"""So many short articles are one of about 350 words."""
FIRST_YEAR, YEARS = 2030, 2
TARGETS = ("Moorwald", "Brücke", "Schwimmbad", "Haushalt", "Tempolimit", "Mietpreise", "Windpark", "Schulreform")
ATTITUDES = [each for each in Attitude if each not in (Attitude.UNKNOWN, Attitude.REGRET)]
TEXTS = ("text", "name", "given", "surname")  # what has words in it


def large_collection(number: int) -> Iterator[Document]:
    """So many articles, always the same."""
    short = [as_found(said).to_dict() for said in collection()]
    made = random.Random(7)
    written = 0
    while written < number:
        words: dict[str, str] = {}
        fresh = [_reworded(document, words, made) for document in short]
        by_outlet: dict[str, list[dict[str, Any]]] = {}
        for document in fresh:
            by_outlet.setdefault(document["metadata"]["outlet"], []).append(document)
        for outlet, documents in by_outlet.items():
            for start in range(0, len(documents), TOGETHER):
                if written < number:
                    yield _together(documents[start : start + TOGETHER], f"{written:05}", outlet, made)
                    written += 1


def _reworded(value: Any, words: dict[str, str], made: random.Random, key: str = "") -> Any:
    """The same with other long words."""
    if isinstance(value, dict):
        return {name: _reworded(each, words, made, name) for name, each in value.items() if name != "sha256"}
    if isinstance(value, list):
        return [_reworded(each, words, made, key) for each in value]
    if isinstance(value, str) and key in TEXTS:
        return re.sub(r"[A-Za-zÄÖÜäöüß]{6,}", partial(_other_word, words, made), value)
    return value


def _other_word(words: dict[str, str], made: random.Random, found: re.Match[str]) -> str:
    """Another word of the same length; the same for the same one."""
    word = found[0]
    if word not in words:
        letters = [made.choice("bdfgklmnprstw" if place % 2 else "aeiouaeiouäü") for place in range(len(word))]
        words[word] = "".join(letters).capitalize() if word[0].isupper() else "".join(letters)
    return words[word]


def _together(documents: list[dict[str, Any]], name: str, outlet: str, made: random.Random) -> Document:
    """Several documents as one."""
    texts: list[str] = []
    quotes: list[Quote] = []
    entities: list[Entity] = []
    for number, found in enumerate(documents, 1):
        document = Document.from_dict(found)
        (quote,), (entity,) = document.quotes, document.entities
        entities.append(evolve(entity, id=f"e{number}", mentions=()))
        quotes.append(_quote(quote, number, sum(len(text) + 2 for text in texts), entities[-1], made))
        texts.append(document.text)
    whole = "\n\n".join(texts)
    for place in range(0, len(quotes) - 1, 6):  # who gives the words of the next one within their own
        outer, inner = quotes[place : place + 2]
        span = Span(outer.spans[0].start, inner.spans[-1].end)
        quotes[place] = evolve(outer, type=QuoteType.INDIRECT, spans=(span,), text=span.of(whole))
        quotes[place + 1] = evolve(inner, parent=outer.id)
    date = f"{FIRST_YEAR + made.randrange(YEARS)}-{made.randint(1, 12):02}-{made.randint(1, 28):02}"
    odd = (Diagnostic("stray-mark", Span(0, 1), "A quotation mark closes nothing."),) if made.random() < 0.1 else ()
    metadata = {"outlet": outlet, "date": date, "title": " ".join(texts[0].split()[:8])}
    return Document(whole, tuple(quotes), tuple(entities), odd, "none", id=name, metadata=metadata)


def _quote(quote: Quote, number: int, start: int, entity: Entity, made: random.Random) -> Quote:
    """A quotation in its new place, with a stance and a confidence."""
    target = Mention((), made.choice(TARGETS), quote.spans[0])
    speaker = Speaker(Mention((), entity.name, quote.spans[0]), entity, Via.EXPLICIT, made.choice((0.99, 0.9, 0.6)))
    return evolve(
        quote,
        id=f"q{number}",
        spans=tuple(Span(span.start + start, span.end + start) for span in quote.spans),
        speaker=speaker if made.random() < 0.9 else None,
        confidence=made.uniform(0.5, 1.0),
        stance=Stance(attitude=made.choice(ATTITUDES), target=target),
    )


def main() -> None:
    """Write the page of so many articles."""
    number, path = int(sys.argv[1]), Path(sys.argv[2])
    with archive_of(large_collection(number)) as archive:
        page = collection_page(archive)
    path.write_text(page, encoding="utf-8")
    print(f"{number} articles, {len(page.encode()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
