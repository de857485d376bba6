"""Looks for bytes that break a reader, guided by what code they reach: ``python benchmarks/fuzz_bytes.py -runs=10000``.

Needs atheris, which is no dependency of ours: ``pip install atheris``. The options are libFuzzer's; a folder among them
is a corpus to start from and to keep. The first byte says what the others go through: marks and layout, a reader of
articles, that of CoNLL-U, or that of documents. Whatever is raised but our own refusal ends the run, and the bytes that
did it are written to a file `crash-…`, which as the only argument shows it again.
"""

import io
import json
import sys
from contextlib import suppress
from itertools import pairwise

import atheris

with atheris.instrument_imports(include=["quoteattr"]):
    from quoteattr.documents import readers
    from quoteattr.documents.json import document_of
    from quoteattr.documents.registry import readers_in
    from quoteattr.documents.sources.source import Source
    from quoteattr.errors import QuoteattrError
    from quoteattr.parsing import conllu
    from quoteattr.text.layout import paragraphs
    from quoteattr.text.marks import scan
    from quoteattr.text.normalise import Normalised
    from quoteattr.text.places import places
    from quoteattr.tree import Parse

READERS = [reader for reader in readers_in(readers).values() if not reader.extra]
"""Those whose format we read ourselves."""


def read_marks(content: bytes) -> None:
    """Marks and layout of any text."""
    text = content.decode("utf-8", "replace")
    marks = scan(text)
    assert all(pair.span.end <= len(text) for pair in marks.pairs)
    spans = [paragraph.span for paragraph in paragraphs(text)]
    assert spans == sorted(spans, key=lambda span: span.start)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(place.span.end <= len(text) for place in places(text, marks))
    assert len(Normalised(text, marks).text) == len(text)


def read_trees(content: bytes) -> None:
    """CoNLL-U; what is read can be written, and read again with the same places and heads."""
    parse = conllu.read(content.decode("utf-8", "replace"))
    assert _tree(conllu.read(conllu.write(parse), parse.text)) == _tree(parse)


def _tree(parse: Parse) -> list[tuple[int, int, int]]:
    return [(word.start, word.end, word.head) for sentence in parse.sentences for word in sentence.tokens]


def read_document(content: bytes) -> None:
    """A result in JSON."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        return
    document_of(data)


def read_articles(content: bytes) -> None:
    """A file of articles, by each reader and by the one that knows it best."""
    source = Source("<stdin>", lambda: io.BytesIO(content))
    for reader in [max(READERS, key=lambda reader: reader.recognises(source)), READERS[content[0] % len(READERS)]]:
        for _ in reader.read(source):
            pass


TARGETS = (read_marks, read_articles, read_trees, read_document)


def read(content: bytes) -> None:
    """Any bytes: a result or our own refusal."""
    if len(content) > 1:
        with suppress(QuoteattrError):
            TARGETS[content[0] % len(TARGETS)](content[1:])


if __name__ == "__main__":
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()
