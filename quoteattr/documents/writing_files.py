"""Where results go: standard output, or a file that is there whole or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from quoteattr.errors import OptionError


@contextmanager
def open_output(path: str | None) -> Iterator[TextIO]:
    """A UTF-8 stream to write to: standard output, or a file that appears only when all is written.

    Args:
        path: The file, None or `-` for standard output.

    Raises:
        OptionError: The file cannot be written there; told before anything else is done.
    """
    if path is None or path == "-":
        if sys.stdout is None:
            raise OptionError("Standard output is closed. Name a file to write to.")
        yield sys.stdout
        return
    if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):
        # A device or a pipe cannot be replaced by a finished file.
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            yield stream
        return
    target = Path(path).resolve()
    if target.is_dir():
        raise OptionError(f"The output file {path} is a folder. Give the path of a file.")
    if not target.parent.is_dir():
        raise OptionError(f"The output file {path} lies in no folder. Make the folder {target.parent} first.")
    if not os.access(target.parent, os.W_OK):
        raise OptionError(f"You may not write in {target.parent}. Give an output file somewhere else.")
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with open(draft, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            yield stream
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
