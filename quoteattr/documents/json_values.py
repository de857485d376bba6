"""Values of JSON files of others: each is what it should be, or a `ValueError` says which one is not.

Nothing is made a text that is none: `null` is not the name *None*, and `true` is not 1.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from quoteattr.jsontext import as_json
from quoteattr.model import Span

_T = TypeVar("_T")


def text_of(value: Any, what: str) -> str:
    """A text.

    Example:
        >>> text_of(None, "documentName")
        Traceback (most recent call last):
            ...
        ValueError: documentName is missing or null, and not a text
    """
    if not isinstance(value, str):
        raise ValueError(f"{what} is {shown(value)}, and not a text")
    return value


def object_of(value: Any, what: str) -> dict[str, Any]:
    """An object with its members by name."""
    if not isinstance(value, dict):
        raise ValueError(f"{what} is {shown(value)}, and not an object")
    return value


def list_of(value: Any, what: str) -> list[Any]:
    """A list."""
    if not isinstance(value, list):
        raise ValueError(f"{what} is {shown(value)}, and not a list")
    return value


def choice_of(value: Any, what: str, valid: Mapping[str, _T]) -> _T:
    """What one of some names stands for."""
    if not isinstance(value, str) or value not in valid:
        raise ValueError(f"{what} is {shown(value)}, and not one of {', '.join(valid)}")
    return valid[value]


def probability_of(value: Any, what: str) -> Any:
    """A number from 0 to 1, or None."""
    if value is not None and (type(value) not in (int, float) or not 0 <= value <= 1):
        raise ValueError(f"{what} is {shown(value)}, and not a number from 0 to 1")
    return value


def stretch_of(start: Any, end: Any, what: str) -> Span:
    """A stretch of a text, from its first character to the one behind its last."""
    if type(start) is not int or type(end) is not int or not 0 <= start < end:  # True is an int, too
        given = f"{as_json(start)} to {as_json(end)}"
        raise ValueError(f"{what} has {given}, and not whole numbers with 0 <= start < end")
    return Span(start, end)


def shown(value: Any) -> str:
    """A value in a message: short, and as JSON calls it."""
    return "missing or null" if value is None else as_json(value)
