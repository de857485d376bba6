"""Nouns without an article: surnames (*sagte Ministerin Winter*), and qualities (*warf der Ministerin Kalkül vor*)."""

from collections.abc import Sequence

from quoteattr.lexicon import Lexicon, Number
from quoteattr.speakers.person_nouns import Word, role_of

_JOINS = frozenset({"und", "oder", "sowie", "wie", ","})
_CONTENT = frozenset({"obj", "ccomp", "xcomp", "parataxis"})


def has_bare_role(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether a role of one person stands right before a word, without an article or an adjective.

    *das* is no article of a man or a woman: *Das sieht Ministerin Winter so* and *So sieht das Ministerin Winter*.
    """
    role = role_of(words[at - 1].text, lexicon) if at > 0 else None
    if role is None or role.number is Number.PLURAL:
        return False
    before = words[at - 2] if at > 1 else None
    apart = before is not None and before.lower == "das" and role.gender is not None
    return before is None or apart or before.head.upos not in ("DET", "ADJ")


def is_surname_of_role(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether a noun is a surname for standing right behind a role without an article: *sagte Ministerin Winter*.

    With one it may be an object: *verspricht der Minister Abhilfe*.
    """
    word = words[at]
    finds = (lexicon.role, lexicon.group, lexicon.organisation, lexicon.noun)
    known = any(find(word.text) is not None for find in finds) or word.lower in lexicon.places
    return has_bare_role(words, at, lexicon) and _is_single_noun(word) and not known


def is_ascribed(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether a noun is what a verb ascribes to the person before it: *warf der Ministerin Kalkül vor*.

    Such a verb needs an object or a clause, so that the noun is a name where it has one (*warf der Ministerin Kolb vor,
    dass …*).
    """
    person = words[at - 1].head if at > 1 and words[at - 2].head.upos == "DET" else None
    if person is None or person.feats.get("Case") != "Dat" or words[at].head.head not in (person.index, person.head):
        return False
    tokens = [token for word in words for token in word.tokens]
    verb = next((token for token in tokens if token.index == person.head), None)
    if verb is None or person.deprel == "nmod":
        return False
    below = [token for token in tokens if token.head == verb.index]
    particle = "".join(token.text.lower() for token in below if token.deprel == "compound:prt")
    told = any(token.relation in _CONTENT and token is not words[at].head for token in below)
    return not told and particle + verb.lemma.lower() in lexicon.words("ascribes")


def is_bare_source(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether a word is a name for having no article behind *von*: *nach Angaben von Merz*.

    Not where it is one of two (*von Polizei und Feuerwehr*), nor in the plural (*von Zeugen*).
    """
    word = words[at]
    said = at > 1 and words[at - 1].lower == "von" and words[at - 2].lower in lexicon.nouns
    known = any(find(word.text) is not None for find in (lexicon.role, lexicon.group, lexicon.organisation))
    joined = at + 1 < len(words) and words[at + 1].lower in _JOINS
    return said and not known and not joined and _is_single_noun(word)


def _is_single_noun(word: Word) -> bool:
    """Whether a word is a noun or name in the singular."""
    return word.head.upos in ("NOUN", "PROPN") and word.head.feats.get("Number") == "Sing"


def is_behind_kin(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether a word stands right behind what somebody is at home (*ihre Schwester Antje*, tagged as a noun)."""
    role = role_of(words[at - 1].text, lexicon) if at > 0 else None
    return role is not None and role.role in lexicon.words("kin")
