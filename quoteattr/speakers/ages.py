"""How old somebody is, which tells *die 81-Jährige* from *der 30-jährige Mann*: an age names whoever has it."""

from collections.abc import Sequence

import regex

from quoteattr.speakers.person_nouns import Word

_COMPOUND = regex.compile(r"(\d{1,3})-?[Jj]ährige[rnms]?")
_NUMBER = regex.compile(r"\d{1,3}")


def age_of(words: Sequence[Word], at: int, after: int) -> str:
    """The age that a mention tells, as digits; empty if it tells none.

    *die 72-Jährige*, *eine 81-jährige Frau*, *der 71 Jahre alte Heinz Roth*, *Aydın (49)*, *Roth, 84,*.

    Args:
        words: The words of the sentence.
        at: Where the mention starts.
        after: Where it ends.
    """
    for word in words[at:after]:
        if found := _COMPOUND.fullmatch(word.text):
            return found[1]
    before = at
    while before > 0 and words[before - 1].head.upos in ("ADJ", "ADV", "NUM", "NOUN") and at - before < 4:
        before -= 1
        if found := _COMPOUND.fullmatch(words[before].text):
            return found[1]
        years = [word.lower for word in words[before : before + 3]]
        if len(years) == 3 and _NUMBER.fullmatch(years[0]) and years[1] == "jahre" and years[2].startswith("alt"):
            return years[0]
    behind = [word.text for word in words[after : after + 3]]
    enclosed = len(behind) == 3 and behind[0] + behind[2] in ("()", ",,", ",.")
    return behind[1] if enclosed and _NUMBER.fullmatch(behind[1]) else ""


def is_age_of_noun(words: Sequence[Word], at: int) -> bool:
    """Whether an age stands before its noun (*ein 30-jähriger Mann*) and is no noun itself."""
    return "jährige" in words[at].text and at + 1 < len(words) and words[at + 1].is_large
