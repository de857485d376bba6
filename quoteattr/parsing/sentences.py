"""Repair of sentence boundaries: where a tokenizer cuts a German sentence in two, put it together again.

Works on token texts alone, before anything is tagged. A boundary is kept only where a sentence can end: after a
final mark of punctuation that is neither an abbreviation's nor an ordinal's full stop, and not before a word that
continues the sentence (`„Wirklich?“, fragte sie`).
"""

from collections.abc import Sequence
from typing import TypeVar

import regex

from quoteattr.lexicon import Lexicon

FINAL = frozenset(".!?…:;")
OPENING = frozenset('„“"»«‚')
CLOSING = frozenset("“”\"»«›‹’‘')]")

_INITIAL = regex.compile(r"\p{Lu}\.")
_ACRONYM = regex.compile(r"\p{Lu}{2,6}\.")
_ROMAN = regex.compile(r"[IVXLCDM]+\.")
_LARGE_WORD = regex.compile(r"\s+(\p{Lu}\p{L}*)")
_ORDINAL = regex.compile(r"\d{1,3}\.|[IVX]+\.")
_SCORE = frozenset(("zu", "gegen"))
_ARTICLES = frozenset(("der", "die", "das", "den", "dem", "des", "vom", "beim", "zum", "zur"))

_WORD_WITH_STOP = regex.compile(r"\p{Ll}{2,}\.")

_T = TypeVar("_T")


def has_stop(token: str, lexicon: Lexicon) -> bool:
    """Whether a tokenizer left a full stop stuck to a word that is no abbreviation, or to an acronym.

    Example:
        >>> lexicon = Lexicon.german()
        >>> has_stop("wieder.", lexicon), has_stop("bzw.", lexicon), has_stop("20.", lexicon), has_stop("KVP.", lexicon)
        (True, False, False, True)
    """
    word = _WORD_WITH_STOP.fullmatch(token) is not None and token not in lexicon.words("abbreviation")
    return word or _is_acronym(token, lexicon)


def _is_acronym(word: str, lexicon: Lexicon) -> bool:
    """Whether a word with a stop is an acronym (*TV.*), no Roman ordinal and no abbreviation in capitals (*DR.*)."""
    acronym = _ACRONYM.fullmatch(word) is not None and not _ROMAN.fullmatch(word)
    return acronym and word.title() not in lexicon.words("abbreviation")


def ends_sentence(token: str, before: str, after: str, lexicon: Lexicon) -> bool:
    """Whether a full stop ends a sentence that the tokenizer goes on with.

    It does if a large word follows, and it is stuck to a word that is no abbreviation; or if it stands behind an
    acronym (*im TV. Trainer Velten schwieg*) or the second number of a vote or match (*Es stand 10 zu 8. Trainer Velten
    schwieg*); or if it could be an initial's (*auf X.*, *Thomas K.*), and the word that follows is an article or
    pronoun, which is large only where a sentence begins.

    Args:
        token: The token with the stop, which may be the stop alone.
        before: The token before it.
        after: What stands behind it in the text.
        lexicon: Tells abbreviations, and what begins a sentence.

    Example:
        >>> lexicon = Lexicon.german()
        >>> ends_sentence("X.", "auf", " Deren Sprecher", lexicon), ends_sentence("X.", "auf", " Weber", lexicon)
        (True, False)
    """
    following = _LARGE_WORD.match(after)
    if following is None:
        return False
    whole = before + token if token == "." else token
    if _is_acronym(whole, lexicon):
        return not following[1].isupper()
    if has_stop(token, lexicon):
        return True
    if before in _SCORE and _ORDINAL.fullmatch(token):
        return following[1] not in lexicon.words("after-ordinal")
    return _may_close(whole, before) and following[1] in lexicon.words("sentence-opener")


def _may_close(word: str, before: str) -> bool:
    """Whether the stop of an initial, an ordinal or an abbreviation can be a sentence's as well; not that of *z. B.*"""
    return before != "z." and bool(_INITIAL.fullmatch(word) or _ROMAN.fullmatch(word) or word in ("usw.", "etc."))


def _is_counted(words: Sequence[str]) -> bool:
    """Whether a Roman ordinal with its article ends here, and the noun is still to come (*der VI. Zivilsenat*)."""
    end = len(words) - (words[-1] == ".")
    return end > 1 and words[end - 2] in _ARTICLES and _ROMAN.fullmatch(words[end - 1].rstrip(".") + ".") is not None


def joins(left: Sequence[str], right: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the boundary between two runs of tokens (of one paragraph) is wrong.

    Example:
        >>> lexicon = Lexicon.german()
        >>> joins(["er", "habe", "ein", '"', "langes", '"'], ["Telefonat", "gehabt", "."], lexicon)
        True
        >>> joins(["Er", "ging", "."], ["Sie", "blieb", "."], lexicon)
        False
        >>> joins(["Wirklich", "?", "“"], [",", "fragte", "sie", "."], lexicon)
        True
    """
    first = right[0]
    if first in CLOSING and len(right) == 1:
        return True
    if first[0] in ",;)" or first[0].islower():
        return True
    last = len(left) - 1
    while last > 0 and left[last] in CLOSING:
        last -= 1
    word = left[last]
    if word[-1] not in FINAL or (word[-1] == ":" and first in OPENING):
        return True
    if word[-1] == ".":
        whole = word if len(word) > 1 else (left[last - 1] + "." if last else word)
        before = left[last - 1] if last else ""
        if last != len(left) - 1 or (first in lexicon.words("sentence-opener") and _may_close(whole, before)):
            return False
        if _ORDINAL.fullmatch(whole):
            return first in lexicon.words("after-ordinal") or _is_counted(left[: last + 1])
        return whole in lexicon.words("abbreviation") or bool(_INITIAL.fullmatch(whole))
    return False


def is_ordinal(number: str, stop: str) -> bool:
    """Whether a Roman number and a full stop inside a sentence are one word (*der VI. Zivilsenat*).

    Example:
        >>> is_ordinal("VI", "."), is_ordinal("Mai", ".")
        (True, False)
    """
    return stop == "." and _ROMAN.fullmatch(number + stop) is not None


def repair(
    sentences: Sequence[list[_T]], texts: Sequence[list[str]], paragraphs: Sequence[int], lexicon: Lexicon
) -> list[list[_T]]:
    """Join the sentences whose boundary is wrong.

    Args:
        sentences: The tokens of each sentence, of any type.
        texts: The texts of the same tokens.
        paragraphs: Number of the paragraph of each sentence; a boundary between paragraphs always stays.
        lexicon: Tells abbreviations, and what goes on behind an ordinal.

    Returns:
        The sentences in order; no token is lost.
    """
    repaired: list[list[_T]] = []
    words: list[str] = []
    previous = -1
    for tokens, token_texts, paragraph in zip(sentences, texts, paragraphs, strict=True):
        if repaired and paragraph == previous and joins(words, token_texts, lexicon):
            repaired[-1] += tokens
            words += token_texts
        else:
            repaired.append(list(tokens))
            words = list(token_texts)
        previous = paragraph
    return repaired
