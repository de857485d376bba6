"""Tokens and sentences, by the network of Stanza's tokenizer, which reads a paragraph letter by letter.

How the network is asked, and how it is given long paragraphs in parts, stays Stanza's; what it is given is made here.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import torch
from attrs import frozen
from stanza.models.tokenization.data import (
    NEWLINE_WHITESPACE_RE,
    PER_CHAR_FEAT_FUNCS,
    WHITESPACE_RE,
    TokenizationDataset,
)
from stanza.models.tokenization.utils import predict

from quoteattr.parsing.networks import TokenSpan

_OF_LETTER = ("space_before", "capitalized", "numeric")
FEATURES = (*_OF_LETTER, "end_of_para", "start_of_para")
"""What the network must see of a letter besides its number, in this order."""

_MAX_LETTERS = 1000  # longer paragraphs are read in parts, as in Stanza

_INSIDE, _WORD, _SENTENCE, _CONTRACTION, _CONTRACTION_SENTENCE = range(5)  # what ends at a letter


@frozen(eq=False)
class _Paragraph:
    """The letters of a paragraph without repeated blanks, and where each stands in the text."""

    letters: str
    offsets: list[int]


class Segmenter:
    """Finds tokens and sentences.

    Args:
        trainer: The trainer of Stanza's processor, which holds the network and its vocabulary.
    """

    def __init__(self, trainer: Any) -> None:
        self._trainer = trainer

    @torch.inference_mode()
    def sentences(self, text: str) -> list[list[TokenSpan]]:
        """The tokens of each sentence of `text`; a blank line ends a sentence."""
        blocks = (_paragraph(text, start, end) for start, end in _blocks(text))
        paragraphs = [paragraph for paragraph in blocks if paragraph.letters]
        data = _Letters([paragraph.letters for paragraph in paragraphs], self._trainer.vocab)
        ends, _ = predict(self._trainer, data, self._trainer.args["batch_size"], _MAX_LETTERS, True, 0)
        return [
            sentence
            for paragraph, found in zip(paragraphs, ends, strict=True)
            for sentence in _sentences(paragraph, found.tolist())
        ]


class _Letters(TokenizationDataset):  # type: ignore[misc]
    """What the network reads of paragraphs; each different letter is looked at once."""

    def __init__(self, paragraphs: Sequence[str], vocab: Any) -> None:
        self.data = paragraphs
        self.vocab = vocab
        self._known = {
            letter: (vocab.unit2id(letter), [*(PER_CHAR_FEAT_FUNCS[name](letter) for name in _OF_LETTER), 0, 0])
            for letter in set().union(*paragraphs)
        }

    def para_to_sentences(self, para: str) -> list[tuple[Any, Any, Any, list[str]]]:
        """The numbers, labels (which only training knows), features and letters of a paragraph."""
        known = [self._known[letter] for letter in para]
        features = np.array([own for _, own in known])
        features[-1, FEATURES.index("end_of_para")] = 1
        features[0, FEATURES.index("start_of_para")] = 1
        return [(np.array([number for number, _ in known]), np.zeros(len(para), dtype=int), features, list(para))]


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of what stands between blank lines."""
    start = 0
    for gap in NEWLINE_WHITESPACE_RE.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _paragraph(text: str, start: int, end: int) -> _Paragraph:
    """A paragraph as the network reads it: blanks of any kind as one blank, none at its end."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, letter in enumerate(WHITESPACE_RE.sub(" ", text[start:end].rstrip()), start):
        if letter != " " or not letters or letters[-1] != " ":
            letters.append(letter)
            offsets.append(offset)
    return _Paragraph("".join(letters), offsets)


def _sentences(paragraph: _Paragraph, ends: Sequence[int]) -> Iterator[list[TokenSpan]]:
    """The tokens of each sentence of a paragraph."""
    tokens: list[TokenSpan] = []
    start = 0
    for at, what in enumerate(ends):
        if what == _INSIDE:
            continue
        if paragraph.letters[start] == " ":
            start += 1  # no token begins with a blank, and a blank alone is none
        if start <= at:
            contraction = what in (_CONTRACTION, _CONTRACTION_SENTENCE)
            tokens.append(TokenSpan(paragraph.offsets[start], paragraph.offsets[at] + 1, contraction))
            if what in (_SENTENCE, _CONTRACTION_SENTENCE):
                yield tokens
                tokens = []
        start = at + 1
    if tokens:
        yield tokens
