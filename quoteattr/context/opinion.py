"""The network: a view of a proposal in, five opinions of it out, which the linear model weighs like other evidence.

It has one hidden layer and was taught what is right about proposals in annotated articles
(`training/second_opinion.py`). It decides nothing: its opinions are features of the proposal, `reads.…`, and count as
much as the table of weights says.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from quoteattr.context import OPINIONS, PREFIX
from quoteattr.context.states import ContextEncoder, Vector, product
from quoteattr.context.view import VIEW, views
from quoteattr.context.words import BUCKETS, SIZE
from quoteattr.errors import DamagedModelError
from quoteattr.hashes import check_hash
from quoteattr.portions import portions
from quoteattr.reading import Reading
from quoteattr.rules import Proposal

FILES = ("vectors.npz", "encoder.npz", "network.npz")
_ROWS = 256  # proposals that are judged in one go: the weights come out of memory once for all of them
_LIMIT, _UNIT = 6.0, 3.0  # log odds beyond the limit say no more; a unit of the feature is three


@frozen(eq=False)
class SecondOpinion:
    """The network with the encoder that reads for it.

    Attributes:
        encoder: The words in their context.
        hidden: Weights of the hidden layer, a row for each number of a view.
        kinds: What a rule or a type adds to the hidden layer, by its name.
        shift: What is always added to it.
        out: Weights of the opinions.
        out_shift: What is always added to these.
    """

    encoder: ContextEncoder
    hidden: NDArray[np.float32]
    kinds: Mapping[str, NDArray[np.float32]]
    shift: NDArray[np.float32]
    out: NDArray[np.float32]
    out_shift: NDArray[np.float32]

    @classmethod
    def german(cls) -> "SecondOpinion":
        """The network inside the package.

        Raises:
            DamagedModelError: One of its files is missing or changed.
        """
        return _german()

    @classmethod
    def read(cls, folder: Path) -> "SecondOpinion":
        """Read a folder with the `FILES` and their hashes in `model.json`.

        Nothing but arrays of numbers and names is read, and nothing before its hash was checked.

        Raises:
            DamagedModelError: A file is missing, changed, or holds something else.
        """
        manifest = folder / "model.json"
        try:
            hashes = json.loads(manifest.read_text(encoding="utf-8"))["files"]
            for name in FILES:
                check_hash(folder / name, hashes.get(name, {}).get("sha256", ""))
            encoder = ContextEncoder.read(folder / FILES[0], folder / FILES[1])
            with np.load(folder / FILES[2], allow_pickle=False) as kept:
                kinds = dict(zip(kept["names"].tolist(), kept["kinds"].astype(np.float32), strict=True))
                layers = [kept[name].astype(np.float32) for name in ("hidden", "shift", "out", "out_shift")]
        except (OSError, EOFError, RuntimeError, ValueError, KeyError, TypeError, AttributeError, BadZipFile) as error:
            raise DamagedModelError(f"{folder} cannot be read ({error}). Install quoteattr again.") from error
        found = cls(encoder, layers[0], kinds, *layers[1:])
        if encoder.vectors.table.shape != (BUCKETS, SIZE) or found.hidden.shape[0] != VIEW:
            raise DamagedModelError(f"{folder} is of another version than this code. Install quoteattr again.")
        return found

    def log_odds(self, view: Vector, names: Iterable[tuple[str, str]]) -> Vector:
        """The opinions of some proposals, a row each.

        Args:
            view: Their views, a row each.
            names: Rule and type of each.
        """
        nothing = np.zeros_like(self.shift)
        kinds = [sum((self.kinds.get(name, nothing) for name in pair), self.shift) for pair in names]
        hidden = np.maximum(product(view, self.hidden) + np.stack(kinds), 0)
        return np.asarray(hidden @ self.out + self.out_shift, np.float32)

    def of(self, documents: Sequence[tuple[Reading, Sequence[Proposal]]]) -> list[list[Proposal]]:
        """The proposals of some documents, each with the opinions of it among its features."""
        found = [list(proposals) for _, proposals in documents]
        for portion in portions(views(documents, self.encoder), _ROWS, lambda each: len(each[1])):
            asked = [(number, place) for number, places, _ in portion for place in places]
            names = [(found[number][place].rule.id, found[number][place].type.value) for number, place in asked]
            answers = self.log_odds(np.concatenate([view for _, _, view in portion]), names).tolist()
            for (number, place), opinions in zip(asked, answers, strict=True):
                found[number][place] = found[number][place].with_features(features_of(opinions))
        return found


def features_of(opinions: Iterable[float]) -> dict[str, float]:
    """Opinions in log odds as features.

    Example:
        >>> features_of([3.0, -9.0, 0.0, 1.5, 0.3])["reads.type"]
        -2.0
    """
    clipped = (max(-_LIMIT, min(_LIMIT, value)) / _UNIT for value in opinions)
    return {f"{PREFIX}{name}": round(value, 3) for name, value in zip(OPINIONS, clipped, strict=True)}


@cache
def _german() -> SecondOpinion:
    """The network inside the package, read once."""
    return SecondOpinion.read(Path(str(resources.files("quoteattr") / "data" / "context" / "de")))
