"""Frames in the form of a condition: *Glaubt man der Polizei, …*, *Geht es nach der CDU, …*

The verb opens the sentence, and what follows the comma is what somebody says or wants. Which verbs do so, and whether
whom they name stands in the dative or behind *nach*, is closed (Duden-Grammatik, uneingeleitete Konditionalsätze).
"""

from collections.abc import Iterator, Sequence

from quoteattr.grammar.clauses import mood_of
from quoteattr.grammar.speaking import Phrase, phrase
from quoteattr.lexicon import Lexicon
from quoteattr.model import Cue, CueKind, QuoteType
from quoteattr.reading import Reading
from quoteattr.rules.family import Family, by_id
from quoteattr.rules.features import mood_features, size_features, speaker_features
from quoteattr.rules.proposal import Proposal, Rule
from quoteattr.rules.spans import body, frame_spans, region
from quoteattr.tree import NOMINAL, Sentence, Token

_OPENINGS = (("glaubt", "man"), ("folgt", "man"), ("geht", "es", "nach"), ("ginge", "es", "nach"))
_OWNED = frozenset({"wille", "willen", "wunsch", "vorstellung", "vorstellungen", "plan", "pläne", "plänen"})

RULES = by_id(
    Rule(
        "condition.verb",
        "*glaubt man X* or *geht es nach X*, a comma, and a main clause",
        "Glaubt man der Polizei, ist die Zahl der Einbrüche gesunken.",
        "Geht man nach links, kommt man zum Hafen.",
        binds=True,
    )
)


def propose(reading: Reading) -> Iterator[Proposal]:
    """Propose what stands behind such a condition."""
    for sentence in reading.sentences:
        words = body(sentence)
        opening = _opening(words)
        comma = next((at for at, token in enumerate(words) if token.text == ","), None)
        if opening and comma is not None and comma + 1 < len(words) and words[comma + 1].is_finite:
            head = _named(sentence, words[opening:comma], reading.lexicon)
            if head is not None and not reading.inside_marks(words[0]):
                yield _proposal(reading, sentence, words, comma, phrase(sentence, head, reading.lexicon))


def _opening(words: Sequence[Token]) -> int:
    """How many words open such a condition, 0 if it is none."""
    forms = tuple(token.text.lower() for token in words[:3])
    return next((len(opening) for opening in _OPENINGS if forms[: len(opening)] == opening), 0)


def _named(sentence: Sentence, words: Sequence[Token], lexicon: Lexicon) -> Token | None:
    """Whom a condition names; of *dem Willen der CDU*, *den Angaben des Amts* the owner."""
    nouns = [token for token in words if token.upos in NOMINAL]
    if not nouns:
        return next((token for token in words if token.upos == "PRON"), None)
    first = nouns[0]
    is_owned = first.text.lower() in _OWNED or lexicon.noun(first.text) is not None
    owner = sentence.child(first, "nmod") if is_owned else None
    return owner if owner is not None and owner in nouns else first


def _proposal(reading: Reading, sentence: Sentence, words: Sequence[Token], comma: int, speaker: Phrase) -> Proposal:
    verb, content = words[0], words[comma + 1 :]
    quote = region(reading.text, content)
    return Proposal(
        rule=RULES["condition.verb"],
        type=QuoteType.INDIRECT,
        sentence=sentence,
        quote=quote,
        group=("cue", sentence.index, verb.index),
        cue=Cue((verb.span,), verb.text, verb.text.lower(), CueKind.VERB),
        frame=frame_spans(reading.text, words[: comma + 1], quote),
        speaker=speaker,
        features={
            f"condition={verb.text.lower()}": 1.0,
            **mood_features(mood_of(content[0], reading.lexicon)),
            **size_features(reading, quote),
            **speaker_features(speaker, reading.lexicon),
        },
    )


FAMILY = Family(
    "condition",
    propose,
    RULES,
    found_by={
        "de": "Gefunden an einer Wendung wie „glaubt man X“",
        "en": 'It was found by a phrase such as "glaubt man X"',
    },
)
"""Frames in the form of a condition."""
