"""Small documents with their parses, and what can be done to them: rename people, put one behind the other.

`cases/speakers/documents.conllu` holds texts of our own as the embedded model parsed them; no model is needed here.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from attrs import evolve
from parsers import NoParser

from quoteattr import Document, Entities, Parse, QuoteAttributor, Sentence, Token
from quoteattr.parsing import conllu

FILE = Path(__file__).parent / "cases" / "speakers" / "documents.conllu"


@cache
def parses() -> dict[str, Parse]:
    """The documents by name."""
    found = {}
    for block in FILE.read_text("utf-8").split("# newdoc id = ")[1:]:
        name, whole, source = block.split("\n", 2)
        found[name] = conllu.read(source, whole.removeprefix("# whole = "), model="committed")
    return found


def attributed(parse: Parse, entities: Entities | None = None) -> Document:
    """What is found in a parse."""
    return QuoteAttributor(NoParser(), entities=entities).attribute_parse(parse)


def said(document: Document) -> list[tuple[str, str | None]]:
    """Every quotation with the name of its entity."""
    return [
        (quote.text, quote.speaker.entity.name if quote.speaker and quote.speaker.entity else None)
        for quote in document.quotes
    ]


def renamed(parse: Parse, names: Mapping[str, str]) -> Parse:
    """The same document with other words for some; the trees stay as they are."""
    text, moved, position = [], [], 0
    for sentence in parse.sentences:
        tokens: list[Token] = []
        last = None
        for token in sentence.tokens:
            if last is not None and (token.start, token.end) == (last.start, last.end):  # zum: two words, one place
                tokens.append(evolve(token, start=tokens[-1].start, end=tokens[-1].end))
                continue
            text.append(parse.text[position : token.start])
            position = token.end
            start = sum(map(len, text))
            written = parse.text[token.start : token.end]
            form = names.get(written, written)
            text.append(form)
            new = form if written in names else token.text
            tokens.append(evolve(token, text=new, lemma=names.get(token.lemma, token.lemma), start=start,
                                 end=start + len(form)))  # fmt: skip
            last = token
        moved.append(Sentence(tuple(tokens), sentence.paragraph))
    text.append(parse.text[position:])
    return Parse("".join(text), tuple(moved), model=parse.model)


def followed_by(first: Parse, second: Parse) -> Parse:
    """One document of two, the second as further paragraphs."""
    offset, paragraph = len(first.text) + 2, first.sentences[-1].paragraph + 1
    behind = tuple(
        Sentence(
            tuple(evolve(token, start=token.start + offset, end=token.end + offset) for token in sentence.tokens),
            sentence.paragraph + paragraph,
        )
        for sentence in second.sentences
    )
    return Parse(f"{first.text}\n\n{second.text}", (*first.sentences, *behind), model=first.model)
