"""What an article tells about earlier times between two parts of a report: *Ute Sand hatte das Bad 1990 eröffnet*."""

import regex

from quoteattr.reading import Reading
from quoteattr.tree import Sentence, Token

_YEAR = regex.compile(r"(?:1[5-9]|20)\d\d")


def is_background(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence only tells what was before, so that whoever spoke goes on speaking behind it.

    It stands in the past perfect, or in the past or perfect with a time that is over, and nobody says anything in it
    nor files a complaint.
    """
    heads = [head for head in reading.main_heads(sentence) if sentence.finite(head) is not None]
    says = reading.cues_in(sentence) or any(reading.lexicon.noun(token.text) for token in sentence.tokens)
    return bool(heads) and not says and all(_is_over(reading, sentence, head) for head in heads)


def _is_over(reading: Reading, sentence: Sentence, head: Token) -> bool:
    """Whether a clause is about earlier times."""
    finite = sentence.finite(head)
    past = finite is not None and finite.feats.get("Tense") == "Past"
    compound = finite is not None and head.feats.get("VerbForm") == "Part" and finite.lemma in ("haben", "sein")
    if past and compound:
        return True
    told = head.upos in ("VERB", "NOUN")  # not: Sand war damals dagegen
    return told and (past or compound) and _names_past(reading, sentence)


def _names_past(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence names a time that is long over: a year, *vor drei Jahren*, *damals*."""
    words = reading.lexicon.words("long-ago")
    return any(
        token.text.lower() in words or _YEAR.fullmatch(token.text) is not None or _is_years_ago(sentence, token)
        for token in sentence.tokens
    )


def _is_years_ago(sentence: Sentence, token: Token) -> bool:
    """Whether a word is the *Jahren* of *vor drei Jahren*."""
    case = sentence.child(token, "case") if token.text.lower().startswith("jahr") else None
    return case is not None and case.text.lower() == "vor"
