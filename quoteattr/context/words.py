"""Vectors of words out of their character n-grams: any word has one, and no list of words is needed.

A word's vector is the mean of those of its n-grams (Bojanowski et al. 2017, *Enriching Word Vectors with Subword
Information*). The n-grams have no names: a hash gives each one of `BUCKETS` rows.
"""

from collections.abc import Sequence
from itertools import accumulate, chain
from pathlib import Path
from zlib import crc32

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

SIZE = 64
"""Numbers of a vector."""

BUCKETS = 1 << 16
LENGTHS = (3, 4, 5, 6)
LONGEST = 40
"""Letters of a word that are looked at."""

_TOGETHER = 64  # words whose n-grams are added up in one go: few enough for the processor's cache
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`′", "'"))


def buckets_of(word: str) -> list[int]:
    """The rows of a word's n-grams, and of the word as a whole, in lower case.

    Example:
        >>> len(buckets_of("Rat")), buckets_of("Rat") == buckets_of("rat")
        (6, True)
    """
    text = f"<{word.lower()[:LONGEST]}>"
    letters = [letter.encode("utf-8", "surrogatepass") for letter in text]
    ends = [0, *accumulate(map(len, letters))]
    whole = b"".join(letters)
    grams = {whole[start:end] for length in LENGTHS for start, end in zip(ends, ends[length:], strict=False)}
    return sorted([crc32(gram) % BUCKETS for gram in grams | {whole}])


@frozen(eq=False)
class WordVectors:
    """A table of n-grams.

    Attributes:
        table: `BUCKETS` rows of `SIZE` whole numbers.
        scale: What one of these numbers is worth.
    """

    table: NDArray[np.int8]
    scale: float

    @classmethod
    def read(cls, path: Path) -> "WordVectors":
        """The vectors of a file with `table` and `scale`; nothing in it is unpickled."""
        with np.load(path, allow_pickle=False) as kept:
            return cls(kept["table"], float(kept["scale"]))

    def of(self, words: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of words, a row each; signs have none, so that no style of marks makes a difference.

        Example:
            >>> vectors = WordVectors(np.ones((BUCKETS, SIZE), np.int8), 0.5)
            >>> vectors.of(["Rat", "„"])[:, 0].tolist()
            [0.5, 0.0]
        """
        parts = [self._of(words[at : at + _TOGETHER]) for at in range(0, len(words), _TOGETHER)]
        return np.concatenate(parts) if parts else np.zeros((0, SIZE), np.float32)

    def _of(self, words: Sequence[str]) -> NDArray[np.float32]:
        """The vectors of a few words."""
        found = np.zeros((len(words), SIZE), np.float32)
        looked_at = [word.translate(_APOSTROPHES).lower()[:LONGEST] for word in words]
        named = [place for place, word in enumerate(looked_at) if any(map(str.isalnum, word))]
        if named:
            rows = [buckets_of(looked_at[place]) for place in named]
            counts = np.fromiter(map(len, rows), np.intp, len(rows))
            vectors = self.table[np.fromiter(chain.from_iterable(rows), np.intp, counts.sum())].astype(np.float32)
            sums = np.add.reduceat(vectors, np.cumsum(counts) - counts, axis=0)
            found[named] = sums / counts[:, None].astype(np.float32) * self.scale
        return found
