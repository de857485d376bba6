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
_ORDINAL = regex.compile(r"\d{1,3}\.|[IVX]+\.")

_WORD_WITH_STOP = regex.compile(r"\p{Ll}{2,}\.")

_T = TypeVar("_T")


def has_stop(token: str, lexicon: Lexicon) -> bool:
    """Whether a tokenizer left a full stop stuck to a word that is no abbreviation.

    Example:
        >>> lexicon = Lexicon.german()
        >>> has_stop("wieder.", lexicon), has_stop("bzw.", lexicon), has_stop("20.", lexicon)
        (True, False, False)
    """
    return bool(_WORD_WITH_STOP.fullmatch(token)) and token not in lexicon.words("abbreviation")


def ends_sentence(token: str, after: str, lexicon: Lexicon) -> bool:
    """Whether such a stuck stop ends a sentence: a capital letter follows behind a blank."""
    return has_stop(token, lexicon) and after[:1].isspace() and after.strip()[:1].isupper()


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
        if last != len(left) - 1:
            return False
        if _ORDINAL.fullmatch(whole):
            return first in lexicon.words("after-ordinal")
        return whole in lexicon.words("abbreviation") or bool(_INITIAL.fullmatch(whole))
    return False


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
