"""Letters as readers see them: composed, and without invisible characters between them.

A web page may carry soft hyphens in its words, some programs write *ü* as *u* with a combining mark (NFD), a typesetter
makes *fi* one sign and breaks words with a hyphen at the end of a line, and Markdown puts stars or underscores around
what it stresses. None is anything that a reader of the text would know of; words and names are compared and shown
without it.
"""

import unicodedata
from collections.abc import Iterator

import regex

INVISIBLE = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{WORD JOINER}\ufeff"
"""Characters inside a word that nobody sees."""

_PLAIN = r"[\p{L}\p{N}/-]"  # a hyphen or a slash inside a word belongs to it
_HIDDEN_OR_MARK = rf"(?:[{INVISIBLE}]*+\p{{M}}++(?:{_PLAIN}++)?+|[{INVISIBLE}]++{_PLAIN}++)"
UNUSUAL_WORD = regex.compile(rf"(?<![\p{{L}}\p{{M}}\p{{N}}/-])[(\[]?+\p{{M}}*+{_PLAIN}++{_HIDDEN_OR_MARK}++")
"""A word with invisible characters or combining marks in it, and a bracket in front of it."""

_CLUSTER = regex.compile(rf"[^{INVISIBLE}](?:[{INVISIBLE}]*+\p{{M}})*+")
_EMPHASIS = regex.compile(r"(?<![\p{L}\p{N}*_])[*_]++(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}.])[*_]++(?![\p{L}\p{N}*_])")
_MARKED_LETTER = regex.compile(r"(\p{L})\p{M}++")


LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆ"
_LIGATURE = regex.compile(f"[{LIGATURES}]")
_BROKEN = regex.compile(
    r"(?<=\p{Ll})-(?:\r\n|[\n\r\x85\u2028\u2029])(?!(?:und|oder|bis|sowie|bzw|noch|wie)\b)(?=\p{Ll})"
    "|\N{SOFT HYPHEN}(?:\r\n|[\n\r\x85\u2028\u2029])"
)


def unbroken(text: str) -> str:
    r"""A text of the same length where a hyphen at the end of a line inside a word is one that nobody sees.

    Example:
        >>> as_seen(unbroken("die Re-\nform, die Vor-\nund Nachteile"))
        'die Reform, die Vor-\nund Nachteile'
    """
    if "-" not in text and "\N{SOFT HYPHEN}" not in text:
        return text
    return _BROKEN.sub(lambda found: "\N{SOFT HYPHEN}" * len(found[0]), text)


def without_ligatures(word: str) -> str:
    """A word with the letters that a typesetter made one sign.

    Example:
        >>> without_ligatures("empﬁehlt")
        'empfiehlt'
    """
    return _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), word)


def letters(word: str) -> Iterator[tuple[str, int, int]]:
    """The letters of a word as readers see them, each with where it starts and ends in the word as given.

    There are never more of them than in the word as given.

    Example:
        >>> list(letters("Mu\N{COMBINING DIAERESIS}\N{SOFT HYPHEN}he"))
        [('M', 0, 1), ('ü', 1, 3), ('h', 4, 5), ('e', 5, 6)]
    """
    for found in _CLUSTER.finditer(word):
        places = [place for place in range(*found.span()) if word[place] not in INVISIBLE]
        given = "".join(word[place] for place in places)
        composed = unicodedata.normalize("NFC", given)
        seen = composed if len(composed) < len(given) else given
        for number, letter in enumerate(seen):
            last = places[-1] if number == len(seen) - 1 else places[number]
            yield letter, places[number], last + 1


def as_seen(text: str) -> str:
    """A text with its words as readers see them; a star or an underscore inside a word belongs to it.

    Example:
        >>> as_seen("die Minis\N{SOFT HYPHEN}terin fu\N{COMBINING DIAERESIS}r Umwelt")
        'die Ministerin für Umwelt'
        >>> as_seen("**Anna _Berg_**, Lehrer*in")
        'Anna Berg, Lehrer*in'
    """
    words = UNUSUAL_WORD.sub(lambda found: "".join(letter for letter, _, _ in letters(found[0])), unbroken(text))
    words = without_ligatures(words)
    return _EMPHASIS.sub("", words) if "*" in words or "_" in words else words


def without_marks(text: str) -> str:
    """A text of the same length where each combining mark is its letter once more, so that words are all letters.

    Example:
        >>> without_marks("fu\N{COMBINING DIAERESIS}r")
        'fuur'
    """
    return _MARKED_LETTER.sub(lambda found: found[1] * len(found[0]), text)
