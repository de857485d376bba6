"""Nouns that no table has and that are no person's, with the name of the house, the firm or the club behind them.

*Der Förderkreis Bergfeld* is one, *der Seiler Bergfeld* a person. Gender tells the two apart only where the noun is
feminine or its article neuter; *dem* and *des* stand before men and houses alike, so the end of the noun tells then.
"""

from collections.abc import Sequence

from quoteattr.lexicon import Lexicon, remembered
from quoteattr.speakers.determiners import article_before
from quoteattr.speakers.names import NameReader
from quoteattr.speakers.person_nouns import Word

_BEHIND = ("appos", "flat")
_CASES = ("", "s", "es")


@remembered
def thing(noun: str, lexicon: Lexicon) -> str:
    """A noun in the nominative singular if its end tells that it is no person's, else empty.

    Example:
        >>> thing("Jugendhauses", Lexicon.german()), thing("Seiler", Lexicon.german())
        ('Jugendhaus', '')
    """
    endings = tuple(lexicon.words("thing-ending"))
    bases = (noun.removesuffix(case) for case in _CASES if noun.endswith(case))
    return next((base for base in bases if base.lower().endswith(endings)), "")


def named_thing(words: Sequence[Word], at: int, names: NameReader, lexicon: Lexicon) -> tuple[str, int]:
    """The nominative of a thing's noun that stands at a place with its name, and where that ends; empty if none does.

    Args:
        words: The words of the sentence.
        at: Where the noun stands.
        names: Tells whether somebody is called so.
        lexicon: Tells what things end with.
    """
    word, end = words[at], at + 1
    noun = thing(word.text, lexicon)
    if not noun or not article_before(words, at) or word.head.feats.get("Number") == "Plur":
        return "", at
    own = {token.index for token in word.tokens}
    while end < len(words) and words[end].head.xpos == "NE" and words[end].head.head in own:
        if words[end].head.relation not in _BEHIND or names.is_known(words[end]):
            break
        own |= {token.index for token in words[end].tokens}
        end += 1
    named = end > at + 1 and not names.is_first_name(words[at + 1])
    return (noun, end) if named else ("", at)
