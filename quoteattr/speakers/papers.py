"""Newspapers by their name between marks: *der „Nordauer Bote“*."""

from collections.abc import Sequence

from quoteattr.lexicon import Gender, Lexicon
from quoteattr.speakers.names import base_forms, name_in_marks
from quoteattr.speakers.person_nouns import Word
from quoteattr.speakers.references import GENDERS, STRONG_ENDINGS

_BEFORE = frozenset({"DET", "ADJ", "ADP"})


def end_of_paper(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """Where the name of a newspaper ends that stands between marks at a word, `at` itself if none does."""
    opens = at > 1 and (words[at - 2].head.upos in _BEFORE or _is_of_town(words[at - 2]))
    after = name_in_marks(words, at - 1) if opens else 0
    return after - 1 if after and _nouns(words[at : after - 1], lexicon) else at


def is_in_front_of_paper(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether a word only tells the town of a newspaper behind it, whatever its tag: *der Ulmer „Donaubote“*."""
    return _is_of_town(words[at]) and at + 2 < len(words) and end_of_paper(words, at + 2, lexicon) > at + 2


def _is_of_town(word: Word) -> bool:
    return word.is_large and word.lower.endswith("er")


def paper(words: Sequence[Word], lexicon: Lexicon) -> tuple[str, Word, Gender | None]:
    """The name of a newspaper in the nominative, the noun in it, and its gender, None in the plural."""
    noun = _nouns(words, lexicon)[0]
    feats, known = noun.head.feats, lexicon.organisation(noun.text)
    told = known.gender if known is not None else GENDERS.get(feats.get("Gender", ""))
    gender = told if feats.get("Number") != "Plur" else None
    return " ".join(_nominative(word, noun, gender, lexicon) for word in words), noun, gender


def _nominative(word: Word, noun: Word, gender: Gender | None, lexicon: Lexicon) -> str:
    """A word of a name: its noun without -s or -n (*des „Tageblatts“, „Boten“*), adjectives in the strong nominative.

    That is *der „Bergischen Post“ zufolge*.
    """
    if word is noun and not _is_paper(word.lower, lexicon):
        return word.text[:-1]
    if gender is None or word.head.upos != "ADJ" or not word.text.endswith(("en", "em")):
        return " ".join(token.text for token in word.tokens)
    return word.text[:-2] + STRONG_ENDINGS[gender]


def _nouns(name: Sequence[Word], lexicon: Lexicon) -> list[Word]:
    """The words of a name that are nouns for a newspaper."""
    return [
        word
        for word in name
        if word.is_large
        and any(_is_paper(form, lexicon) for form in (*base_forms(word.lower), word.lower.removesuffix("n")))
    ]


def _is_paper(word: str, lexicon: Lexicon) -> bool:
    return word.endswith(tuple(lexicon.words("paper")))
