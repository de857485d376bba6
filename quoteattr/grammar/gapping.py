"""Gapping: *Kunze sprach von „Mut“, Ratzow von „Leichtsinn“*, where the verb of the first half is that of the second.

Source: Duden-Grammatik (Ellipse, *Gapping*): what is left of the second half stands in parallel to words of the first.
"""

from collections.abc import Sequence

from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.speaking import Phrase
from quoteattr.lexicon import Lexicon
from quoteattr.tree import NOMINAL, Sentence, Token

_SUBJECT_ARTICLES = frozenset({"der", "die", "das", "ein", "eine"})
_JOINS = frozenset({",", ";", "und", "während"})


def gapped_subject(
    sentence: Sentence, first: Sequence[Token], between: Sequence[Token], subject: Phrase | None, lexicon: Lexicon
) -> Phrase | None:
    """Who speaks in the second half.

    Args:
        sentence: The sentence.
        first: What stands between the verb and the end of the first half.
        between: What stands between the end of the first half and the mark that opens the quotation of the second.
        subject: Who speaks in the first half.
        lexicon: Words.

    Returns:
        None if there is no second half, or if it could as well be about somebody else whom the first speaker talks
        about (*nannte Roth „mutlos“, Ratzow „feige“*).
    """
    own = frozenset(subject.tokens) if subject is not None else frozenset()
    if not between or between[0].text.lower() not in _JOINS or any(token.is_finite for token in between):
        return None
    if any(is_somebody(token, lexicon) for token in first if token not in own):
        return None
    found = _noun_phrase([token for token in between if token.text.lower() not in _JOINS])
    nouns = [token for token in found if token.upos in NOMINAL]
    if not nouns or (found[0].upos == "DET" and found[0].text.lower() not in _SUBJECT_ARTICLES):
        return None
    head = next((token for token in nouns if sentence.head(token) not in nouns), nouns[0])
    return Phrase(sentence, tuple(found), head) if is_somebody(head, lexicon) else None


def _noun_phrase(tokens: Sequence[Token]) -> list[Token]:
    """The noun phrase at the start of some words: up to a preposition, conjunction, adverb or another article."""
    found: list[Token] = []
    for token in tokens:
        again = token.upos == "DET" and token.feats.get("Case") != "Gen"
        if token.upos in ("ADP", "ADV", "CCONJ", "SCONJ") or (found and again):
            break
        if not token.is_word and token.text != "-":
            break
        found.append(token)
    return found
