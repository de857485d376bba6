"""Documents as JSON: one object a file, the same keys in the same order, one a line for JSON Lines."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quoteattr.documents.reading_files import read_text
from quoteattr.errors import FormatError
from quoteattr.jsontext import as_json, parsed
from quoteattr.model import Document

_ESCAPED = re.compile("[\x7f-\x9f\ud800-\udfff]")


def record(name: str, document: Document) -> dict[str, Any]:
    """What is written for one file: its name as `file`, then the keys of `Document.to_dict`."""
    return {"file": name, **document.to_dict()}


def document_of(data: dict[str, Any]) -> tuple[str, Document]:
    """The name and the document of what `record` made.

    Raises:
        FormatError: `data` is something else.
    """
    if not isinstance(data, dict) or not isinstance(data.get("file"), str):
        raise FormatError(
            "A document in JSON is an object with a name as its 'file'. Give what quoteattr --format json wrote."
        )
    fields = {key: value for key, value in data.items() if key != "file"}
    return data["file"], Document.from_dict(fields)


def dumps(data: object, *, indent: int | None = None) -> str:
    r"""JSON in readable Unicode; a lone surrogate, which UTF-8 cannot hold, and what steers a terminal stay escapes.

    Example:
        >>> print(dumps({"text": "für \ud800"}))
        {"text": "für \ud800"}
    """
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def read_jsonl(path: str | Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a JSON Lines file with the numbers of their lines, from 1; blank lines are skipped.

    Raises:
        InputError: The file cannot be read.
        FormatError: A line is no JSON object; the message names it.
    """
    # Not splitlines(): JSON may hold U+2028 and its kind unescaped.
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.strip():
            yield number, loads(line, f"{path}, line {number}")


def loads(text: str, where: str) -> dict[str, Any]:
    """Read one JSON object.

    Raises:
        FormatError: `text` is something else; the message begins with `where`.
    """
    try:
        data = parsed(text)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{where}: not JSON that can be read ({error}). Give one JSON object a line.") from None
    if not isinstance(data, dict):
        raise FormatError(f"{where}: {as_json(data)} where an object should be.")
    return data
