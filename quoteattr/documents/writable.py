"""Texts for formats that cannot hold every character; no offset moves, since each one is replaced by one other."""

import re

_REPLACEMENT = "\ufffd"
_SURROGATES = re.compile("[\ud800-\udfff]")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def without_surrogates(text: str) -> str:
    r"""The text with U+FFFD for lone surrogates, which UTF-8 cannot hold.

    Example:
        >>> without_surrogates("für \ud800") == "für \ufffd"
        True
    """
    return _SURROGATES.sub(_REPLACEMENT, text)


def for_xml(text: str) -> str:
    r"""The text with U+FFFD for what XML cannot hold: control characters, lone surrogates.

    Example:
        >>> for_xml("a\x00b\n") == "a\ufffdb\n"
        True
    """
    return _NOT_XML.sub(_REPLACEMENT, text)
