"""Vectors of words out of their character n-grams: any word has one, and no list of words is needed.

A word's vector is the mean of those of its n-grams (Bojanowski et al. 2017, *Enriching Word Vectors with Subword
Information*). The n-grams have no names: a hash gives each one of `BUCKETS` rows.
"""

from functools import lru_cache
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

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`′", "'"))


def buckets_of(word: str) -> list[int]:
    """The rows of a word's n-grams, and of the word as a whole, in lower case.

    Example:
        >>> len(buckets_of("Rat")), buckets_of("Rat") == buckets_of("rat")
        (6, True)
    """
    text = f"<{word.lower()[:LONGEST]}>"
    grams = {text} | {text[at : at + length] for length in LENGTHS for at in range(len(text) - length + 1)}
    return sorted(crc32(gram.encode("utf-8", "surrogatepass")) % BUCKETS for gram in grams)


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

    def of(self, word: str) -> NDArray[np.float32]:
        """The vector of a word; signs have none, so that no style of marks makes a difference.

        Example:
            >>> vectors = WordVectors(np.ones((BUCKETS, SIZE), np.int8), 0.5)
            >>> float(vectors.of("Rat")[0]), float(vectors.of("„")[0])
            (0.5, 0.0)
        """
        return _vector(self, word.translate(_APOSTROPHES).lower()[:LONGEST])


@lru_cache(maxsize=50_000)
def _vector(vectors: WordVectors, word: str) -> NDArray[np.float32]:
    if not any(map(str.isalnum, word)):
        return np.zeros(SIZE, np.float32)
    rows = buckets_of(word)
    total = vectors.table[rows].sum(axis=0, dtype=np.float32)
    return np.asarray(total / np.float32(len(rows)) * vectors.scale, np.float32)
