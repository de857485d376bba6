"""A FactBank value as certainty and polarity, and how operators change it from the inside out."""

from enum import IntEnum

from attrs import evolve, frozen

from quoteattr.model import Commitment, Evidence
from quoteattr.tree import Token, spans_of


class Certainty(IntEnum):
    """How certain, from not committed to certain."""

    NONE = 0
    POSSIBLE = 1
    PROBABLE = 2
    CERTAIN = 3


_NAMES = {Certainty.POSSIBLE: "PS", Certainty.PROBABLE: "PR", Certainty.CERTAIN: "CT"}


@frozen
class Factuality:
    """A FactBank value as certainty and polarity."""

    certainty: Certainty = Certainty.CERTAIN
    positive: bool = True
    evidence: tuple[Evidence, ...] = ()

    @classmethod
    def of(cls, value: Commitment) -> "Factuality":
        """The pair behind a value; what is not committed has no certainty."""
        names = {name: certainty for certainty, name in _NAMES.items()}
        if value in (Commitment.UNKNOWN, Commitment.CERTAIN_UNKNOWN_POLARITY):
            return cls(Certainty.NONE)
        return cls(names[value.value[:2]], value.value[2] == "+")

    @property
    def value(self) -> Commitment:
        """As FactBank writes it."""
        if self.certainty is Certainty.NONE:
            return Commitment.UNKNOWN
        return Commitment(_NAMES[self.certainty] + ("+" if self.positive else "-"))

    def under(self, operator: Commitment) -> "Factuality":
        """Weakened to the operator's certainty, turned by its polarity."""
        other = Factuality.of(operator)
        return evolve(
            self,
            certainty=min(self.certainty, other.certainty),
            positive=self.positive == other.positive,
        )

    def because(self, rule: str, text: str, *tokens: Token) -> "Factuality":
        """The same with one more piece of evidence."""
        item = Evidence(f"commitment.{rule}", spans_of(tokens, text), (self.value.value,))
        return evolve(self, evidence=(*self.evidence, item))
