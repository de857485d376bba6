"""Which way the marks of a text point.

“ closes German quotations and opens English ones, » and « swap in Switzerland, and so do the single ones. The
text as a whole decides, since a writer keeps to one style far more often than not.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import Enum

from quoteattr.text.marks.inventory import DOUBLE, VARIANTS, Mark


class MarkRole(Enum):
    """What a mark does unless its place says otherwise."""

    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"


# opening and closing mark, as written → name of the style
STYLES = {
    ("„", "“"): "german",
    ("‚", "‘"): "german",
    ("»", "«"): "guillemets-inward",
    ("›", "‹"): "guillemets-inward",
    ("«", "»"): "guillemets-outward",
    ("‹", "›"): "guillemets-outward",
    ("“", "”"): "english",
    ("‘", "’"): "english",
    ('"', '"'): "ascii",
    ("'", "'"): "ascii",
}
MISTAKEN = "mistaken"

# opening mark → its closing marks, and those that are often put in their place by mistake
CLOSERS = {
    "„": ("“", '”"„«»'),
    "“": ("”", '“"'),
    "”": ("”", '“"'),
    '"': ('"', "“”"),
    "»": ("«", '»"'),
    "«": ("»", '«"'),
    "‚": ("‘", "’'‚"),
    "‘": ("’", "'‘"),
    "'": ("'", "’‘"),
    "›": ("‹", "›'"),
    "‹": ("›", "‹'"),
}
OPENERS = {closer: [opener for opener, (right, _) in CLOSERS.items() if closer in right] for closer in DOUBLE}

_BY_OPENER = {opener: name for (opener, _), name in STYLES.items()}


def style_of(opener: str, closer: str | None) -> str:
    """Name of the style of two marks as written; without a closing mark the opening one decides.

    Example:
        >>> style_of("„", "“"), style_of("„", "”"), style_of("»", None)
        ('german', 'mistaken', 'guillemets-inward')
    """
    if closer is None:
        return _BY_OPENER.get(opener, MISTAKEN)
    return STYLES.get((opener, closer), MISTAKEN)


def can_close(opener: str, closer: str) -> bool:
    """Whether two marks as written belong together, rightly or by a common mistake.

    Example:
        >>> can_close(",,", "\N{LEFT DOUBLE QUOTATION MARK}"), can_close("»", "“")
        (True, False)
    """
    right, mistaken = CLOSERS.get(VARIANTS.get(opener, opener), ("", ""))
    return VARIANTS.get(closer, closer) in tuple(right + mistaken)


def roles(marks: Iterable[Mark]) -> Mapping[str, MarkRole]:
    """What each of the twelve marks does in a text with these marks."""
    total: Counter[str] = Counter()
    opening: Counter[str] = Counter()
    closing: Counter[str] = Counter()
    first_guillemet = ""
    for mark in marks:
        total[mark.glyph] += 1
        opening[mark.glyph] += mark.opens
        closing[mark.glyph] += mark.closes
        if mark.glyph in "»«›‹":
            first_guillemet = first_guillemet or mark.glyph

    inward = opening["»"] + closing["«"] + opening["›"] + closing["‹"]
    outward = opening["«"] + closing["»"] + opening["‹"] + closing["›"]
    is_inward = inward > outward or (inward == outward and first_guillemet in "»›")
    right, left = (MarkRole.OPEN, MarkRole.CLOSE) if is_inward else (MarkRole.CLOSE, MarkRole.OPEN)
    return {
        "„": MarkRole.OPEN,
        "“": _left_mark(low=total["„"], opening=opening["“"], right=total["”"]),
        "”": MarkRole.CLOSE if total["„"] or total["“"] else MarkRole.EITHER,
        "»": right if total["«"] else MarkRole.EITHER,
        "«": left if total["»"] else MarkRole.EITHER,
        '"': MarkRole.EITHER,
        "‚": MarkRole.OPEN,
        "‘": _left_mark(low=total["‚"], opening=opening["‘"], right=total["’"]),
        "’": MarkRole.CLOSE,
        "›": right if total["‹"] else MarkRole.EITHER,
        "‹": left if total["›"] else MarkRole.EITHER,
        "'": MarkRole.EITHER,
    }


def _left_mark(low: int, opening: int, right: int) -> MarkRole:
    """The mark that closes German quotations and opens English ones."""
    if low and low >= opening:
        return MarkRole.CLOSE
    return MarkRole.OPEN if right else MarkRole.EITHER
