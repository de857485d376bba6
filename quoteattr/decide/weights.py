"""The log-linear model that scores sets of proposals: its weights are a table that a person can read.

A weight belongs to a feature of a family of rules (`framed/prep=laut`) or of a pair of quotations in a set
(`pair/around:indirect:direct`), in log odds. Beside the features that rules give, three are of every proposal: its
rule, its type, and a constant.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from attrs import frozen

from quoteattr.config import COMBINED, OPEN, WEIGHTS
from quoteattr.context import PREFIX
from quoteattr.errors import FormatError, InputError, OptionError
from quoteattr.rules import FAMILIES, Family, Proposal

PAIR = "pair"
"""What the names of features of pairs and sets begin with, in place of a family."""


@frozen(eq=False)
class Weights:
    """The model: a weight for each feature of each family and of pairs, and the calibration of what comes out.

    Attributes:
        weights: `family/feature` to weight, in log odds.
        calibration: Slope and intercept that turn the log odds of a choice into a confidence, by family.
    """

    weights: Mapping[str, float]
    calibration: Mapping[str, tuple[float, float]]

    @classmethod
    def german(cls, name: str = COMBINED, *, second_opinion: bool = True) -> "Weights":
        """The weights inside the package.

        Args:
            name: `combined`, fitted on the corpus and on our own articles, or `open`, fitted on our own alone.
            second_opinion: Whether those that count with the second opinion, or those fitted without it. The open ones
                never count with it, for it was taught on the corpus, too.

        Raises:
            OptionError: There are no weights of this name.
        """
        if name not in WEIGHTS:
            raise OptionError(f"There are no weights {name!r}; give {' or '.join(WEIGHTS)}, or Weights.read(path).")
        if name == OPEN:
            return _german("weights_open.tsv")
        return _german("weights.tsv" if second_opinion else "weights_alone.tsv")

    @classmethod
    def read(cls, path: str | Path | Traversable) -> "Weights":
        """Read a table of `kind, name, value…` rows; see its header.

        Raises:
            InputError: The file cannot be read.
            FormatError: A row is malformed; the message names its line.
        """
        file = Path(path) if isinstance(path, str) else path
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"{path}: {error}. Give a table of weights such as training/fit_resolver.py writes."
            ) from error
        weights: dict[str, float] = {}
        calibration: dict[str, tuple[float, float]] = {}
        for number, line in enumerate(lines, 1):
            if not line or line.startswith("#"):
                continue
            try:
                kind, name, *values = line.split("\t")
                if kind == "weight":
                    weights[name] = float(values[0])
                elif kind == "calibration":
                    calibration[name] = (float(values[0]), float(values[1]))
                else:
                    raise ValueError(f"unknown kind {kind!r}; use weight or calibration")
            except (ValueError, IndexError) as error:
                raise FormatError(f"{file.name}:{number}: {error}") from error
        return cls(weights, calibration)

    @cached_property
    def count_opinions(self) -> bool:
        """Whether the second opinion (`quoteattr.context`) weighs anything."""
        return any(name.partition("/")[2].startswith(PREFIX) for name in self.weights)

    @cached_property
    def _by_family(self) -> Mapping[str, Mapping[str, float]]:
        """The weight of each feature, family by family."""
        table: dict[str, dict[str, float]] = {}
        for name, value in self.weights.items():
            family, _, feature = name.partition("/")
            table.setdefault(family, {})[feature] = value
        return table

    def check(self, families: Iterable[Family]) -> None:
        """Hold weights and rules against each other: one that the other does not know would be scored at random.

        Weights may know more of the package's own rules than are used.

        Raises:
            FormatError: A rule has no weight, or a weight belongs to a rule or family that does not exist.
        """
        used = _ids(families)
        existing = used | _ids(FAMILIES)
        weighed = {name.partition("=")[2] for name in self.weights if name.partition("/")[2].startswith("rule=")}
        problems = [f"no weight knows the rule {rule!r}" for rule in sorted(used - weighed)]
        problems += [f"no rule is called {rule!r}" for rule in sorted(weighed - existing)]
        names = {rule.partition(".")[0] for rule in existing}
        strangers = {*self._by_family, *self.calibration} - names - {PAIR}
        problems += [f"no family is called {family!r}" for family in sorted(strangers)]
        if problems:
            raise FormatError(
                f"Weights and rules do not fit: {'; '.join(problems)}. Fit the weights anew with these rules "
                "(training/fit_resolver.py), write a line by hand as CONTRIBUTING.md says, or give the rules that they "
                "were fitted with."
            )

    def terms(self, proposal: Proposal) -> dict[str, float]:
        """The contribution of each feature of a proposal, in log odds."""
        family = proposal.rule.family
        known = self._by_family.get(family, {})
        return {
            f"{family}/{name}": known[name] * value for name, value in features_of(proposal) if value and name in known
        }

    def logit(self, proposal: Proposal) -> float:
        """The score in log odds."""
        known = self._by_family.get(proposal.rule.family, {})
        return sum(known[name] * value for name, value in features_of(proposal) if value and name in known)

    def pair_score(self, features: Mapping[str, float]) -> float:
        """The score of features of a pair or a set, in log odds."""
        known = self._by_family.get(PAIR, {})
        return sum(known.get(name, 0.0) * value for name, value in features.items())

    def confidence(self, proposal: Proposal, log_odds: float) -> float:
        """The calibrated probability that a proposal is a quotation of its type, from the log odds of its choice."""
        slope, intercept = self.calibration.get(proposal.rule.family, (1.0, 0.0))
        return sigmoid(slope * log_odds + intercept)


@cache
def _german(name: str) -> Weights:
    """Weights inside the package, read once."""
    return Weights.read(resources.files("quoteattr") / "data" / "de" / name)


def _ids(families: Iterable[Family]) -> set[str]:
    """The ids of all rules of some families."""
    return {rule for family in families for rule in family.rules}


def sigmoid(value: float) -> float:
    """A value in log odds as a probability."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def features_of(proposal: Proposal) -> Iterator[tuple[str, float]]:
    """A proposal's features as the weights name them, with its rule, its type and a constant."""
    yield from proposal.features.items()
    yield f"rule={proposal.rule.id}", 1.0
    yield f"type={proposal.type.value}", 1.0
    yield "1", 1.0
