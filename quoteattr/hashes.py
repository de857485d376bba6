"""Whether a file of weights is the one that was shipped, told before anything reads it."""

import hashlib
from pathlib import Path

from quoteattr.errors import DamagedModelError

GET_AGAIN = "Get the model again; for the one inside the package, install quoteattr again."
"""The next step where a model is not whole, whosever it is."""


def check_hash(file: Path, expected: str) -> None:
    """Refuse a file that is missing or differs from its hash.

    Args:
        file: The file.
        expected: Its SHA-256 in hexadecimal digits.

    Raises:
        DamagedModelError: It is missing or another one.
    """
    if not file.is_file():
        raise DamagedModelError(f"The model file {file} is missing. {GET_AGAIN}")
    actual = hashlib.sha256(file.read_bytes()).hexdigest()
    if actual != expected:
        raise DamagedModelError(
            f"The model file {file} has SHA-256 {actual[:12]}…, expected {expected[:12] or 'none'}…: it was changed "
            f"or cut off. It is not loaded. {GET_AGAIN}"
        )
