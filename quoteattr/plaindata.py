"""Attrs classes as plain dictionaries, lists and strings, ready for JSON, and back.

JSON knows two lone surrogates side by side only as the one character that they stand for in UTF-16, so U+FFFF, which is
no character, is written between them; where the text has some there already, one more.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar, get_args, get_origin

import cattrs
from cattrs import IterableValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override
from cattrs.v import format_exception

from quoteattr.errors import FormatError

_T = TypeVar("_T")

_PAIR = re.compile("([\ud800-\udbff]\uffff*)([\udc00-\udfff])")
_PARTED_PAIR = re.compile("([\ud800-\udbff]\uffff*)\uffff([\udc00-\udfff])")


def converter() -> cattrs.Converter:
    """A converter that writes enumerations as their values, and reads no unknown fields and nothing of another kind.

    By itself cattrs makes the string *None* of `null`, 1 of `true` and a list of letters of a string.
    """
    made = cattrs.Converter(forbid_extra_keys=True)
    made.register_unstructure_hook_func(
        lambda kind: isinstance(kind, type) and issubclass(kind, StrEnum), lambda member: member.value
    )
    made.register_unstructure_hook(str, lambda text: _PAIR.sub("\\1\uffff\\2", text))
    for kind in (str, int, float):
        made.register_structure_hook(kind, _strictly)
    made.register_structure_hook_func(_is_mapping, _mapping)
    made.register_structure_hook_factory(_is_tuple, partial(_tuples_of, made))
    return made


def _joined(value: Any) -> Any:
    """Data of any kind with all pairs of surrogates side by side again."""
    if isinstance(value, str):
        return _PARTED_PAIR.sub(r"\1\2", value)
    if isinstance(value, dict):
        return {_joined(key): _joined(item) for key, item in value.items()}
    return [_joined(item) for item in value] if isinstance(value, list) else value


def _is_tuple(kind: Any) -> bool:
    origin: object = get_origin(kind)
    return origin is tuple


def _is_mapping(kind: Any) -> bool:
    origin: object = get_origin(kind)
    return origin is Mapping


def _strictly(value: object, kind: Any) -> Any:
    """A value that is what it should be; also called for enumerations of strings."""
    right = issubclass(kind, StrEnum) or type(value) is kind or (kind is float and type(value) is int)
    if not right:
        raise ValueError(f"{value!r:.60} is no {kind.__name__}")
    return kind(_joined(value))


def _mapping(value: object, _: Any) -> dict[str, Any]:
    """Data of the user's own, whose keys are strings."""
    if not isinstance(value, Mapping):
        raise ValueError(f"{value!r:.60} is no mapping")
    return {_strictly(key, str): _joined(item) for key, item in value.items()}


def _tuples_of(made: cattrs.Converter, kind: Any) -> Callable[[object, Any], tuple[Any, ...]]:
    """Reads a list whose members are all of one type."""
    member = get_args(kind)[0]
    read = made.get_structure_hook(member)

    def structure(value: object, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise ValueError(f"{value!r:.60} is no list")
        found, problems = [], []
        for index, item in enumerate(value):
            try:
                found.append(read(item, member))
            except Exception as error:
                error.add_note(IterableValidationNote(f"member {index}", index, member))
                problems.append(error)
        if problems:
            raise IterableValidationError("not all members are right", problems, kind)
        return tuple(found)

    return structure


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
    if isinstance(error, AttributeError):  # cattrs asks what it is given for its keys
        return "no object with names and values"
    return str(error) if type(error) is ValueError else format_exception(error, kind)
