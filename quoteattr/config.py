"""The options of an analysis, one frozen object."""

from attrs import field, frozen

from quoteattr.errors import OptionError
from quoteattr.model import QuoteType


def _check_probability(_: object, attribute: object, value: float) -> None:
    if not 0.0 <= value <= 1.0:
        raise OptionError(f"min_confidence is {value!r}; give a number from 0 (everything) to 1 (nothing).")


@frozen
class Config:
    """Options of `quoteattr.attribute` and `QuoteAttributor`.

    Attributes:
        min_confidence: Quotations below this confidence are left out, 0 to 1. The default 0 keeps all that the
            resolver accepted.
        types: The types of quotation to return.

    Example:
        >>> Config(min_confidence=0.8).min_confidence
        0.8
        >>> Config(min_confidence=2)
        Traceback (most recent call last):
        ...
        quoteattr.errors.OptionError: min_confidence is 2; give a number from 0 (everything) to 1 (nothing).
    """

    min_confidence: float = field(default=0.0, validator=_check_probability)
    types: frozenset[QuoteType] = frozenset(QuoteType)
