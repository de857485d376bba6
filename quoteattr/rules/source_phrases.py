"""The phrase behind or before a preposition that names a source: what of it is the source's own.

Parsers take what only stands beside it into the phrase, or the beginning of a relative clause for an apposition.
"""

from collections.abc import Sequence
from itertools import takewhile

from quoteattr.grammar.case_forms import is_no_dative
from quoteattr.grammar.speaking import Phrase
from quoteattr.lexicon import Lexicon
from quoteattr.tree import Sentence, Token


def names_somebody(speaker: Phrase) -> bool:
    """Whether the noun of a preposition has more than an adjective: *aus Sicht der Stadt*, not *aus heutiger Sicht*."""
    head = speaker.head
    behind = [token for token in speaker.tokens if token.index > head.index]
    before = [token for token in speaker.tokens if token.index < head.index and token.upos != "ADP"]
    mine = any(token.text.lower().startswith(("mein", "unser")) for token in before)
    owned = any((token.xpos == "PPOSAT" and not mine) or token.text[0].isupper() for token in before)
    return owned or (bool(behind) and behind[0].upos != "CCONJ")


def behind_subject(words: list[Token], head: Token, lexicon: Lexicon) -> list[Token]:
    """A phrase without what is no dative in front of it: *gestern nahm die Polizei | Medienberichten zufolge …*."""
    before = [token for token in words if token.index < head.index]
    for place, article in enumerate(before):
        run = takewhile(lambda token: token.is_word, before[place + 1 :])  # not into der „Bergischen Post“
        nouns = [token for token in run if token.text[0].isupper()]
        if article.upos == "DET" and nouns and is_no_dative(article, nouns[0], lexicon):
            last = nouns[0]
            for name in nouns[1:]:  # die Firma Nordlog | Ute Kern
                if name.upos != "PROPN" or lexicon.first_name(name.text) is not None or lexicon.role(name.text):
                    break
                last = name
            return [token for token in words if token.index > last.index]
    return words


def before_relative(sentence: Sentence, words: list[Token]) -> tuple[list[Token], Sequence[Token]]:
    """A phrase and the relative clause behind it, whose first words a parser took for an apposition.

    *Laut Anklage, die Staatsanwältin Roth verlas, hat er …*: a verb ends it before a comma and the main verb.
    """
    comma = next((at for at, token in enumerate(words) if token.text == ","), 0)
    behind = sentence.tokens[words[-1].index + 1 :][:3] if words else ()
    ends = len(behind) == 3 and behind[0].is_finite and behind[1].text == "," and behind[2].is_finite
    if not comma or not ends:
        return words, ()
    return words[:comma], sentence.tokens[words[comma].index : behind[1].index + 1]
