"""Values of JSON files of others: each is what it should be, or a `ValueError` says which one is not.

Nothing is made a text that is none: `null` is not the name *None*, and `true` is not 1.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

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


def shown(value: Any) -> str:
    """A value in a message: short, and as JSON calls it."""
    names = {None: "missing or null", True: "true", False: "false"}
    return names[value] if value is None or isinstance(value, bool) else f"{value!r:.60}"
