"""The options of an analysis, one frozen object."""

from collections.abc import Iterable
from typing import SupportsFloat

from attrs import field, frozen

from quoteattr.errors import OptionError
from quoteattr.model import QuoteType


def _check_probability(_: object, attribute: object, value: object) -> None:
    if not isinstance(value, SupportsFloat) or not 0 <= float(value) <= 1:
        raise OptionError(f"min_confidence is {value!r}; give a number from 0 (everything) to 1 (nothing).")


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
        types: The types of quotation to return, as `QuoteType` or as plain strings.
        second_opinion: Whether a small network's opinion of each proposal counts among the evidence. It costs some
            time; without it, other weights decide, fitted for that.

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
    types: frozenset[QuoteType] = field(default=frozenset(QuoteType), converter=_to_types)
    second_opinion: bool = True
