"""Parsers for tests: one that knows no German and is fast, and one for places where everything is parsed already."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from quoteattr import Parse, QuoteAttributor, Sentence, Token
from quoteattr.parsing import conllu
from quoteattr.reading import read
from quoteattr.text.layout import paragraphs

_TOKEN = re.compile(r"\w+|[^\w\s]")
_STOP = frozenset(".!?")
_TAGS = {
    **dict.fromkeys(("sagte", "teilte", "habe", "sei", "soll", "sagten", "ist", "hat"), ("VERB", "VVFIN")),
    **dict.fromkeys(("er", "sie", "es", "wir", "ich"), ("PRON", "PPER")),
    **dict.fromkeys(("laut", "nach", "mit", "so", "zufolge"), ("ADP", "APPR")),
    **dict.fromkeys(("dass", "ob"), ("SCONJ", "KOUS")),
    "polizei": ("NOUN", "NN"),
    "berlin": ("PROPN", "NE"),
}


class NoParser:
    """Stands where a parser is asked for: the parses are committed."""

    name = "committed"

    def parse(self, texts: Sequence[str]) -> Iterator[Parse]:
        raise AssertionError("Nothing is parsed here; a case without a parse gets one from the command of its cases.")


class Stub:
    """Parses anything at once and mostly wrongly: a text of words, a tree of first verbs, whatever the marks are."""

    name = "stub 1"

    def parse(self, texts: Sequence[str]) -> Iterator[Parse]:
        for text in texts:
            yield Parse(text, tuple(self._sentences(text)), model=self.name)

    def _sentences(self, text: str) -> Iterator[Sentence]:
        for number, paragraph in enumerate(paragraphs(text)):
            words: list[re.Match[str]] = []
            for word in _TOKEN.finditer(text, paragraph.span.start, paragraph.span.end):
                words.append(word)
                if word.group() in _STOP:
                    yield Sentence(_tokens(words), number)
                    words = []
            if words:
                yield Sentence(_tokens(words), number)


def _tokens(words: Sequence[re.Match[str]]) -> tuple[Token, ...]:
    tags = [_TAGS.get(word.group().lower()) or _guess(word.group()) for word in words]
    root = next((index for index, (upos, _) in enumerate(tags) if upos == "VERB"), 0)
    tokens = []
    for index, (word, (upos, xpos)) in enumerate(zip(words, tags, strict=True)):
        relation = {"VERB": "parataxis", "NOUN": "nsubj", "PROPN": "nsubj", "PRON": "nsubj", "ADP": "case"}
        head, deprel = (-1, "root") if index == root else (root, relation.get(upos, "dep"))
        feats = {"VerbForm": "Fin"} if xpos == "VVFIN" else {}
        form = word.group()
        tokens.append(Token(index, form, form.lower(), upos, xpos, feats, head, deprel, word.start(), word.end()))
    return tuple(tokens)


def _guess(form: str) -> tuple[str, str]:
    if not form[0].isalnum():
        return "PUNCT", "$("
    return ("NOUN", "NN") if form[0].isupper() else ("X", "XY")


class Prepared:
    """Gives rows of CoNLL-U for the one text that it is asked for, and keeps what it was shown."""

    name = "prepared"

    def __init__(self, source: str = "") -> None:
        self.source = source
        self.shown: list[str] = []

    def parse(self, texts: Sequence[str]) -> Iterator[Parse]:
        self.shown += texts
        return (conllu.read(self.source, text, model=self.name) for text in texts)


def shown(text: str) -> str:
    """The form of a text that a parser gets to see."""
    parser = Prepared()
    list(read([text], parser))
    (seen,) = parser.shown
    return seen


@cache
def stub() -> QuoteAttributor:
    """An attributor with the fast parser."""
    return QuoteAttributor(Stub())


@cache
def committed() -> QuoteAttributor:
    """An attributor for parses that are there already."""
    return QuoteAttributor(NoParser())


@cache
def embedded() -> QuoteAttributor:
    """An attributor with the model of the package."""
    return QuoteAttributor()
