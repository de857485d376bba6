"""Words in their context: two recurrent layers that read a paragraph in both directions.

What a word is to the network depends on what stands around it: *so* before a name is another word than *so* before an
adjective. A word goes in as its vector, its shape and its tags, and comes out as `STATE` numbers. The layers
(Hochreiter & Schmidhuber 1997, *Long Short-Term Memory*) were taught to read as a large encoder does
(`training/context_encoder.py`).
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn.utils.rnn import pad_sequence

from quoteattr.context.tags import TAGS, mark_tags, tags_of
from quoteattr.context.words import SIZE, WordVectors
from quoteattr.text.marks.inventory import DOUBLE, SINGLE, VARIANTS
from quoteattr.tree import Sentence, Token

Vector = NDArray[np.float32]

STATE = 128
"""Numbers of a word in its context."""

SHAPES = 12
"""Numbers of a word's shape."""

FORM = SIZE + SHAPES
"""Numbers of a word's form: its vector and its shape."""

INPUT = FORM + TAGS
HIDDEN = 160
LAYERS = 2

LONGEST = 160
"""Words of a stretch; a longer paragraph is read in several, and only a longer sentence makes a longer one."""

TOGETHER = 1000
"""Words that are read in one go: enough for the processor, few enough for its cache."""

REMEMBERED = 50_000
"""Words whose forms are kept."""

_MARKS = DOUBLE | SINGLE | {sign for sign in VARIANTS if len(sign) == 1}


def stretches(sentences: Sequence[Sentence]) -> Iterator[range]:
    """What is read as a whole, as indexes of sentences: a paragraph, or a part of one where it is long."""
    start, words = 0, 0
    for number, sentence in enumerate(sentences):
        more = words + len(sentence.tokens)
        if number > start and (sentence.paragraph != sentences[start].paragraph or more > LONGEST):
            yield range(start, number)
            start, more = number, len(sentence.tokens)
        words = more
    if start < len(sentences):
        yield range(start, len(sentences))


def shape_of(word: str) -> tuple[bool, ...]:
    """The shape of a word: capitals, digits, and which sign it is; all marks are the same sign.

    Example:
        >>> shape_of("„") == shape_of("»"), shape_of("Rat") == shape_of("Not"), shape_of("Rat") == shape_of("USA")
        (True, True, False)
    """
    sign = not any(map(str.isalnum, word))
    mark = sign and (word in VARIANTS or all(letter in _MARKS for letter in word))
    return (
        word[:1].isupper(), word.isupper() and len(word) > 1, any(map(str.isdigit, word)), mark, word == ",",
        word == ":", word in {".", "!"}, word == "?", word in {"-", "–", "—"}, word in {"(", ")"}, word == ";", sign,
    )  # fmt: skip


class ContextEncoder(nn.Module):
    """The layers with the word vectors that they read.

    Attributes:
        vectors: The words.
    """

    def __init__(self, vectors: WordVectors) -> None:
        super().__init__()
        self.vectors = vectors
        self._forms: dict[str, Vector] = {}
        sizes = (INPUT, *[2 * HIDDEN] * (LAYERS - 1))
        self.ahead, self.back = (nn.ModuleList(nn.LSTM(size, HIDDEN) for size in sizes) for _ in range(2))
        self.between = nn.Dropout(0.2)
        self.proj = nn.Linear(2 * HIDDEN + INPUT, STATE)

    @classmethod
    def read(cls, vectors: Path, encoder: Path) -> "ContextEncoder":
        """The encoder of two files of arrays; nothing in them is unpickled.

        Raises:
            RuntimeError: The arrays are those of other layers.
        """
        found = cls(WordVectors.read(vectors))
        with np.load(encoder, allow_pickle=False) as kept:
            found.load_state_dict({name: torch.from_numpy(kept[name].astype(np.float32)) for name in kept.files})
        return found.eval().requires_grad_(False)

    def inputs(self, words: Sequence[str], tags: Iterable[Sequence[int]]) -> torch.Tensor:
        """Words without their context, a row each.

        Args:
            words: The words.
            tags: The numbers of the tags of each.
        """
        rows = np.zeros((len(words), INPUT), np.float32)
        rows[:, :FORM] = self._forms_of(words)
        mark_tags(rows[:, FORM:], list(tags))
        return torch.from_numpy(rows)

    def _forms_of(self, words: Sequence[str]) -> Vector:
        """The forms of words, a row each; most words come again, and all new ones are made in one go."""
        known = self._forms
        new = {word for word in words if word not in known}
        if len(known) + len(new) > REMEMBERED:  # another thread goes on with the old ones
            known = self._forms = {}
            new = set(words)
        if new:
            made = np.hstack([self.vectors.of([*new]), np.array([*map(shape_of, new)], np.float32)])
            known.update(zip(new, made, strict=True))
        return np.stack([known[word] for word in words])

    def forward(self, texts: Sequence[torch.Tensor], drop: nn.Module | None = None) -> list[torch.Tensor]:
        """The states of the words of some texts, none of them empty, each of which is read alone.

        Args:
            texts: The words of each, from `inputs`.
            drop: What the last layer does not see of what it is given, in training.
        """
        lengths = [len(text) for text in texts]
        given = pad_sequence(list(texts))
        turn = self._turn(lengths, len(given)).to(given.device)
        read = given
        for ahead, back in zip(self.ahead, self.back, strict=True):
            read = self.between(read) if read is not given else read
            behind = _turned(back(_turned(read, turn))[0], turn)
            read = torch.cat([ahead(read)[0], behind], 2)
        drop = drop or nn.Identity()
        found = torch.tanh(self.proj(drop(torch.cat([read, given], 2))))
        return [found[:length, column] for column, length in enumerate(lengths)]

    @staticmethod
    def _turn(lengths: Sequence[int], longest: int) -> torch.Tensor:
        """Where each word is when every text in its column is read from its end; what fills it up stays behind it."""
        places = torch.arange(longest)[:, None].expand(-1, len(lengths))
        ends = torch.tensor(lengths)[None]
        return torch.where(places < ends, ends - 1 - places, places)

    def seen(self, texts: Sequence[Sequence[Token]]) -> list[Vector]:
        """The words of some texts without their context; see `inputs`.

        Args:
            texts: The words of each, at least one.
        """
        words = [*chain.from_iterable(texts)]
        if not words:
            return []
        rows = self.inputs([word.text for word in words], map(tags_of, words)).numpy()
        return np.split(rows, np.cumsum([*map(len, texts)])[:-1])

    def states(self, seen: Sequence[Vector]) -> list[Vector]:
        """The states of the words of some texts as arrays; texts of like length are read together.

        Args:
            seen: The words of each text, from `seen`.
        """
        found: dict[int, Vector] = {}
        with torch.inference_mode():
            for batch in _batches([*map(len, seen)]):
                read = self([torch.from_numpy(seen[number]) for number in batch])
                found |= {number: states.numpy() for number, states in zip(batch, read, strict=True)}
        return [found[number] for number in range(len(seen))]


def product(rows: Vector, weights: Vector) -> Vector:
    """The matrix product, which PyTorch makes in a third of NumPy's time where there are few rows."""
    return (torch.from_numpy(rows) @ torch.from_numpy(weights)).numpy()


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of all texts, the longest first, in batches of `TOGETHER` words with what fills them up."""
    batch: list[int] = []
    for number in sorted(range(len(lengths)), key=lambda number: -lengths[number]):
        if batch and (len(batch) + 1) * lengths[batch[0]] > TOGETHER:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def _turned(columns: torch.Tensor, turn: torch.Tensor) -> torch.Tensor:
    """The rows of each column in another order."""
    return columns[turn, torch.arange(columns.shape[1], device=columns.device)]
