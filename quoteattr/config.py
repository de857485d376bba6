"""The options of an analysis, one frozen object."""

from collections.abc import Iterable
from typing import SupportsFloat

from attrs import Attribute, field, frozen

from quoteattr.errors import OptionError
from quoteattr.model import QuoteType, Speaker

COMBINED, OPEN = WEIGHTS = ("combined", "open")
"""The weights of the package by name."""


def _check_probability(_: object, attribute: "Attribute[float]", value: object) -> None:
    if not isinstance(value, SupportsFloat) or not 0 <= float(value) <= 1:
        raise OptionError(f"{attribute.name} is {value!r}; give a number from 0 (everything) to 1 (nothing).")


def _check_weights(_: object, attribute: object, value: object) -> None:
    if value not in WEIGHTS:
        raise OptionError(
            f"weights is {value!r}; give one of {', '.join(map(repr, WEIGHTS))}. Weights of your own go to "
            "QuoteAttributor(weights=Weights.read(path))."
        )


def _to_types(given: Iterable[QuoteType | str]) -> frozenset[QuoteType]:
    advice = f"give a set of {', '.join(QuoteType)}, such as types={{'direct'}}."
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise OptionError(f"types is {given!r}; {advice}")
    given = list(given)
    unknown = [kind for kind in given if kind not in list(QuoteType)]
    if unknown:
        raise OptionError(f"types has {unknown[0]!r}, which is no type of quotation; {advice}")
    return frozenset(map(QuoteType, given))


@frozen
class Config:
    """Options of `quoteattr.attribute` and `QuoteAttributor`.

    Attributes:
        min_confidence: Quotations below this confidence are left out, 0 to 1. The default 0 keeps all that the
            resolver accepted.
        min_speaker_confidence: Speakers below this confidence are not given, 0 to 1: the quotation's `speaker` is None,
            and a diagnostic `uncertain-speaker` tells who it would be and who else it could be. The default 0 gives
            all.
        types: The types of quotation to return, as `QuoteType` or as plain strings.
        second_opinion: Whether a small network's opinion of each proposal counts among the evidence. It costs some
            time; without it, other weights decide, fitted for that.
        weights: Which weights of the package decide: `combined`, fitted on the German news quotation corpus (CC
            BY-NC-SA 4.0) and on articles of our own, or `open`, fitted on our own material alone (MIT), which count no
            second opinion.
        keep_words: Whether documents keep the words with their trees, such as for the table of tokens.

    Raises:
        OptionError: A value is outside the range of its option.

    Example:
        >>> Config(min_confidence=0.8).min_confidence
        0.8
        >>> Config(types={"direct"}).types
        frozenset({<QuoteType.DIRECT: 'direct'>})
        >>> Config(min_confidence=2)
        Traceback (most recent call last):
        ...
        quoteattr.errors.OptionError: min_confidence is 2; give a number from 0 (everything) to 1 (nothing).
    """

    min_confidence: float = field(default=0.0, validator=_check_probability)
    min_speaker_confidence: float = field(default=0.0, validator=_check_probability)
    types: frozenset[QuoteType] = field(default=frozenset(QuoteType), converter=_to_types)
    second_opinion: bool = True
    weights: str = field(default=COMBINED, validator=_check_weights)
    keep_words: bool = False

    def withholds(self, speaker: Speaker) -> bool:
        """Whether a speaker is not sure enough to be given; one without a person promises nothing and stays."""
        return speaker.confidence is not None and speaker.confidence < self.min_speaker_confidence
