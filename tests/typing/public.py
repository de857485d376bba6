"""What a user writes, for the type checker alone: ``mypy --strict tests/typing``. Nothing here is run."""

from collections.abc import Iterator, Sequence
from typing import assert_type

import quoteattr
from quoteattr import (
    Config,
    Cue,
    Document,
    Entity,
    Medium,
    Mention,
    Parse,
    Parser,
    Quote,
    QuoteAttributor,
    QuoteType,
    Reporting,
    Span,
    Speaker,
)


class Own:
    """A parser of one's own."""

    name = "own 1"

    def parse(self, texts: Sequence[str]) -> Iterator[Parse]:
        """Nothing but the texts."""
        for text in texts:
            yield Parse(text, ())


def attribute(text: str) -> None:
    """One text."""
    document = quoteattr.attribute(text)
    assert_type(document, Document)
    assert_type(document.quotes, tuple[Quote, ...])
    assert_type(document.by("Trump"), tuple[Quote, ...])
    assert_type(document.entities, tuple[Entity, ...])
    for quote in document.quotes:
        assert_type(quote.type, QuoteType)
        assert_type(quote.medium, Medium | None)
        assert_type(quote.spans, tuple[Span, ...])
        assert_type(quote.cue, Cue | None)
        assert_type(quote.speaker, Speaker | None)
        assert_type(quote.addressee, Mention | None)
        assert_type(quote.stance.reporting, Reporting)
        assert_type(quote.confidence, float)
        if quote.speaker is not None:
            assert_type(quote.speaker.name, str | None)
        quote.text = "frozen"  # type: ignore[misc]


def attributors(texts: Iterator[str]) -> None:
    """Many texts, another parser."""
    parser: Parser = Own()
    attributor = QuoteAttributor(parser, config=Config(min_confidence=0.5, types=frozenset({QuoteType.DIRECT})))
    assert_type(attributor.pipe(texts), Iterator[Document])
    assert_type(attributor.model_name, str)
    attributor.attribute(b"bytes")  # type: ignore[arg-type]
    assert_type(Config(types=["direct", QuoteType.REPORTED]).types, frozenset[QuoteType])
    Config(types=7)  # type: ignore[arg-type]
    Config(min_confidence="high")  # type: ignore[arg-type]
