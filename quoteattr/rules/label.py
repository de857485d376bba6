"""What stands before a colon without a verb: *Hofmann: „…“*, *Streit um Freibad: „…“*, *Zuruf von Kern: „…“*."""

from collections.abc import Sequence
from itertools import takewhile

from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.speaking import Phrase, phrase
from quoteattr.lexicon import Lexicon
from quoteattr.reading import Reading
from quoteattr.tree import NOMINAL, Sentence, Token

_FROM = frozenset({"von", "vom", "aus"})
_QUESTIONS = frozenset({"frage", "nachfrage"})


def without_question(before: Sequence[Token]) -> Sequence[Token]:
    """What stands before a colon without the question that is answered: *Kern | auf die Frage, ob er geht | : „…“*."""
    at = next((at for at, token in enumerate(before) if token.text.lower() in _QUESTIONS), 0)
    on = next((place for place in range(at - 1, max(at - 4, -1), -1) if before[place].text.lower() == "auf"), None)
    comma = next((place for place in range(at, len(before)) if before[place].text == ","), None)
    if on is None or comma is None or any(token.is_finite for token in before[:comma]):
        return before
    last = max((place for place, token in enumerate(before) if token.is_finite), default=0)
    if before[last + 1].text not in (",", ":"):  # …, ob er geht, antwortete Kern
        return before
    behind = [token for token in before[last + 1 : -1] if token.is_word]
    answers = before[:on] if not behind else behind if not on else ()  # Auf die Frage, ob er geht, Kern: „…“
    return [*answers, before[-1]] if last and answers else before


def label_speaker(reading: Reading, sentence: Sentence, before: Sequence[Token]) -> Phrase | None:
    """The speaker of a label: a noun phrase and nothing else before the colon."""
    words = [token for token in before if token.is_word]
    name = takewhile(lambda token: token.upos != "ADP", words)  # Roth | am Montag im Rat
    if any(token.is_finite for token in words) or not 0 < len(words) <= 14 or len([*name]) > 8:
        return None
    nouns = [token for token in words if token.upos in NOMINAL and token.xpos != "ADJA"]
    if not nouns:
        return None
    owned = nouns[0].feats.get("Case") == "Gen" and len(nouns) > 1 and nouns[1].index == nouns[0].index + 1
    below = nouns[0].relation == "nmod" and sentence.child(nouns[0], "case") is None and nouns[0].head > nouns[0].index
    head = sentence.tokens[nouns[0].head] if below else nouns[1] if owned else nouns[0]
    return phrase(sentence, head, reading.lexicon)  # Kassels OB nach der Wahl


def is_topic(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the words before a colon tell what it is about (*Streit um Freibad: „…“*), and name nobody first.

    What only happens says nothing, though it may be people who meet (*Versammlung zum Windpark: „…“*).

    A preposition in front tells it of anybody (*Zum Gegner: „…“*), unless it names a source (*Laut Polizei: „…“*).
    """
    noun = next((token for token in words if token.upos in NOMINAL), None)
    if words and words[0].upos == "ADP":
        return words[0].text.lower() not in _FROM and not _names_source(words[0], noun, lexicon)
    behind = words[words.index(noun) + 1 :] if noun is not None else ()
    if noun is None or not any(token.upos == "ADP" for token in behind):
        return False
    happens = noun.text.lower().endswith(tuple(lexicon.words("event"))) and lexicon.role(noun.text) is None
    return happens or not is_somebody(noun, lexicon)


def _names_source(preposition: Token, noun: Token | None, lexicon: Lexicon) -> bool:
    """Whether a preposition tells who says it; *nach* does so before what is said, not before what happened."""
    if preposition.text.lower() != "nach" or noun is None:
        return preposition.text.lower() in lexicon.preposition_words
    said = lexicon.noun(noun.text)
    return said is not None and said.after_nach


def place_of_label(words: Sequence[Token], lexicon: Lexicon) -> Token | None:
    """The preposition right behind a noun of saying that tells from where the words are (*Zuruf | aus dem Saal*)."""
    noun = next((token for token in words if token.upos in NOMINAL), None)
    if (
        noun is None
        or lexicon.noun(noun.text) is None
        or any(token.upos == "ADP" for token in words[: words.index(noun)])
    ):
        return None
    behind = words[words.index(noun) + 1 :][:1]
    return next((token for token in behind if token.text.lower() in _FROM), None)


def source_of_label(reading: Reading, sentence: Sentence, words: Sequence[Token]) -> Phrase | None:
    """From whom a label says that the words are: *Zwischenruf von Kern: „…“*, *Antwort vom Rathaus: „…“*."""
    preposition = place_of_label(words, reading.lexicon)
    if preposition is None:
        return None
    behind = (token for token in words if token.index > preposition.index and token.upos in NOMINAL)
    first = next(behind, None)
    named = first is not None and is_somebody(first, reading.lexicon)
    return phrase(sentence, first, reading.lexicon) if first is not None and named else None
