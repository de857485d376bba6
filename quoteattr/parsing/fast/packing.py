"""Sentences in batches for recurrent networks: longest first, packed step by step, without any padding."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
import torch
from attrs import frozen
from torch.nn.utils.rnn import PackedSequence

MAX_WORDS = 5000
"""Words in a batch, as in Stanza's own batches."""

ALONE = 150
"""Longer sentences make a batch of their own, since scores of all pairs of words are padded to the longest sentence."""


@frozen(eq=False)
class Batch:
    """Sentences that go through a network together.

    Attributes:
        sentences: Their numbers, the longest first.
        lengths: Their lengths in words.
        starts: Where each begins among the words of all sentences.
        rows: The words of all sentences that are in it, in packed order: all first words, all second words, and so on.
        sizes: How many sentences have a first word, a second word, and so on.
    """

    sentences: list[int]
    lengths: list[int]
    starts: list[int]
    rows: torch.Tensor
    sizes: torch.Tensor

    def packed(self, rows: torch.Tensor) -> PackedSequence:
        """What a recurrent network reads, of rows in packed order."""
        return PackedSequence(rows, self.sizes)


def batches(lengths: Sequence[int]) -> Iterator[Batch]:
    """All sentences, sorted by length, in batches of `MAX_WORDS` words.

    Args:
        lengths: Their lengths in words, each at least 1.
    """
    starts = [0, *accumulate(lengths)]
    batch: list[int] = []
    words = 0
    for number in sorted(range(len(lengths)), key=lambda number: (-lengths[number], -number)):
        alone = lengths[number] > ALONE
        if batch and (alone or words + lengths[number] > MAX_WORDS):
            yield _batch(batch, lengths, starts)
            batch, words = [], 0
        batch.append(number)
        words += lengths[number]
        if alone:
            yield _batch(batch, lengths, starts)
            batch, words = [], 0
    if batch:
        yield _batch(batch, lengths, starts)


def _batch(sentences: list[int], lengths: Sequence[int], starts: Sequence[int]) -> Batch:
    """The batch of some sentences, the longest first."""
    own = np.array([lengths[number] for number in sentences])
    firsts = np.array([starts[number] for number in sentences])
    there = np.arange(own[0])[:, None] < own[None, :]
    rows = (firsts[None, :] + np.arange(own[0])[:, None])[there]
    return Batch(sentences, own.tolist(), firsts.tolist(), torch.from_numpy(rows), torch.from_numpy(there.sum(1)))


def padded_ids(ids: Sequence[Sequence[int]], padding: int = 0) -> torch.Tensor:
    """Lists of numbers as one tensor, filled up to the longest."""
    table = np.full((len(ids), max(map(len, ids))), padding, dtype=np.int64)
    for row, each in zip(table, ids, strict=True):
        row[: len(each)] = each
    return torch.from_numpy(table)


def initial_states(first: torch.Tensor, second: torch.Tensor, size: int) -> tuple[torch.Tensor, torch.Tensor]:
    """The learnt states that a recurrent network begins with, for `size` sentences."""
    return first.expand(-1, size, -1).contiguous(), second.expand(-1, size, -1).contiguous()


def distinct(values: Sequence[Any]) -> tuple[list[Any], list[int]]:
    """The different ones among `values` in the order in which they come, and for each value its number there.

    Example:
        >>> distinct(["die", "Stadt", "die"])
        (['die', 'Stadt'], [0, 1, 0])
    """
    numbers: dict[Any, int] = {}
    places = [numbers.setdefault(value, len(numbers)) for value in values]
    return list(numbers), places
