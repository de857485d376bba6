"""Text of others on its way to a terminal: what would steer the terminal is written out instead."""

import re

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    r"""A text without control characters, marks of direction and lone surrogates: each is shown as its escape.

    Line feeds and tabs stay; `on_one_line` takes them out, too.

    Example:
        >>> print(printable("Er sagte \x1b[31m„Ja“\u202e.\nSie schwieg."))
        Er sagte \x1b[31m„Ja“\u202e.
        Sie schwieg.
    """
    return _STEERING.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def on_one_line(text: str) -> str:
    r"""The same on one line, with a blank for each stretch of white space.

    Example:
        >>> print(on_one_line("Er\r\n sagte\x07:"))
        Er sagte\x07:
    """
    return " ".join(printable(text.replace("\r", " ")).split())
