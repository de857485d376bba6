"""What the Stanza adapter asks of a model's networks, and the way through Stanza's own code to it.

`quoteattr.parsing.fast` gives the same answers sooner, for the versions of Stanza and the kinds of model that it knows.
Stanza is untyped, so `Any` stays in here.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from attrs import frozen


@frozen
class TokenSpan:
    """A token that was found in a text.

    Attributes:
        start: Offset of its first code point.
        end: Offset behind its last one.
        contraction: Whether it stands for several words (*zum*).
    """

    start: int
    end: int
    contraction: bool


@frozen
class Tagged:
    """A word as the networks see it.

    Attributes:
        token: Number of its token in the sentence, from 0; the words of a contraction share it.
        text: The word form.
        lemma: Dictionary form.
        upos: Universal part of speech.
        xpos: STTS tag.
        feats: Universal features, `Case=Nom|Number=Sing` or `_`.
        head: Number of its head in the sentence, from 1; 0 for the root.
        deprel: Relation to the head.
    """

    token: int
    text: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str


TokenText = tuple[str, bool]
"""What is tagged: the text of a token, and whether it is a contraction."""


class Networks(Protocol):
    """A model that finds tokens in a text, and tags and parses sentences of tokens."""

    def tokenize(self, text: str) -> list[list[TokenSpan]]:
        """The tokens of each sentence of `text`; a blank line ends a sentence."""
        ...

    def tag(self, sentences: Sequence[Sequence[TokenText]]) -> Iterator[list[Tagged]]:
        """The words of each sentence, with tags, lemmas and trees."""
        ...


class PlainNetworks:
    """The way through Stanza's own code.

    Args:
        pipeline: A ready `stanza.Pipeline`.
    """

    def __init__(self, pipeline: Any) -> None:
        self._processors = pipeline.processors

    def tokenize(self, text: str) -> list[list[TokenSpan]]:
        """The tokens of each sentence of `text`; a blank line ends a sentence."""
        document = self._processors["tokenize"].process(text)
        return [
            [
                TokenSpan(token.start_char, token.end_char, token.misc is not None and "MWT=Yes" in token.misc)
                for token in sentence.tokens
            ]
            for sentence in document.sentences
        ]

    def tag(self, sentences: Sequence[Sequence[TokenText]]) -> Iterator[list[Tagged]]:
        """The words of each sentence, with tags, lemmas and trees."""
        from stanza.models.common.doc import Document

        data = [
            [
                {"id": (number,), "text": text, **({"misc": "MWT=Yes"} if contraction else {})}
                for number, (text, contraction) in enumerate(tokens, 1)
            ]
            for tokens in sentences
        ]
        document: Any = Document(data)
        for name in ("mwt", "pos", "lemma", "depparse"):
            if name in self._processors:
                document = self._processors[name].process(document)
        for sentence in document.sentences:
            yield [
                Tagged(
                    number,
                    word.text,
                    word.lemma or word.text,
                    word.upos or "X",
                    word.xpos or "",
                    word.feats or "_",
                    word.head or 0,
                    word.deprel or "dep",
                )
                for number, token in enumerate(sentence.tokens)
                for word in token.words
            ]
