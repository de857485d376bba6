"""JSON of others: a key that stands twice is refused, and its values are shown in JSON's words.

Python's reader keeps the last of two values with one key and says nothing, so that a text would be lost.
"""

import json
from typing import Any

_LONGEST = 60


def parsed(text: str | bytes) -> Any:
    """What JSON says.

    Args:
        text: The JSON, as bytes in any encoding that JSON may have.

    Raises:
        ValueError: It is not JSON, or an object has a key twice.
        RecursionError: It is nested too deeply.

    Example:
        >>> parsed('{"text": "Ja.", "text": "Nein."}')
        Traceback (most recent call last):
            ...
        ValueError: the key "text" stands twice in one object
    """
    if isinstance(text, bytes):
        text = text.decode(json.detect_encoding(text), "surrogatepass")
    return _DECODER.decode(text)


def as_json(value: Any) -> str:
    r"""A value in a message: as JSON writes it, in one line and short.

    Example:
        >>> print(as_json(None), as_json([True, {"a": "ü"}]), as_json("\ud800"))
        null [true, {"a": "ü"}] "\ud800"
    """
    try:
        text = json.dumps(value, ensure_ascii=False, default=repr)
    except (ValueError, TypeError, RecursionError):  # a number of thousands of digits, a key that is no text
        return "a value that is too large or odd to be shown"
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return short.encode("utf-8", "backslashreplace").decode()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {as_json(twice)} stands twice in one object")
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_object)
