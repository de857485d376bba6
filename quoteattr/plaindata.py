"""Attrs classes as plain dictionaries, lists and strings, and back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any, TypeVar

import cattrs
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override
from cattrs.v import format_exception

from quoteattr.errors import FormatError

_T = TypeVar("_T")


def converter() -> cattrs.Converter:
    """A converter that writes enumerations as their values and reads no unknown fields."""
    made = cattrs.Converter(forbid_extra_keys=True)
    made.register_unstructure_hook_func(
        lambda kind: isinstance(kind, type) and issubclass(kind, StrEnum), lambda member: member.value
    )
    return made


def share(made: cattrs.Converter, kind: type[_T], owner: type, field: str, key: Callable[[_T], str]) -> None:
    """Write an object that many owners share as its key; where data holds the object itself, take that.

    Args:
        made: The converter.
        kind: Class of the object.
        owner: Class of its owners.
        field: Their field that holds the object or None.
        key: What is written instead.
    """
    read = make_dict_structure_fn(kind, made)
    made.register_structure_hook(kind, lambda data, _: data if isinstance(data, kind) else read(data, kind))
    written: Any = {field: override(unstruct_hook=lambda item: None if item is None else key(item))}
    made.register_unstructure_hook(owner, make_dict_unstructure_fn(owner, made, **written))


@contextmanager
def problems_told(what: str, advice: str) -> Iterator[None]:
    """Raise a `FormatError` that says what is wrong and where, whatever goes wrong while `what` is read."""
    try:
        yield
    except Exception as error:
        problems = "; ".join(cattrs.transform_error(error, format_exception=_problem))
        raise FormatError(f"Not a {what}: {problems}. {advice}") from error


def _problem(error: BaseException, kind: type | None) -> str:
    """What was wrong; a ValueError names the value."""
    return str(error) if type(error) is ValueError else format_exception(error, kind)
