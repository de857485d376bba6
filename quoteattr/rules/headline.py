"""Headlines that name their source before a colon, without marks: *Polizei: Fahrer war betrunken*.

What stands behind the colon is a report in short, if the label names somebody who speaks or a document; a label that
names a place or a subject (*Hamburg: …*, *Mieten: …*) reports nothing.
"""

from collections.abc import Iterator, Sequence

from quoteattr.grammar.noun_phrases import MARKS
from quoteattr.grammar.speaking import Phrase
from quoteattr.lexicon import Lexicon
from quoteattr.model import Cue, CueKind, PlaceKind, QuoteType, Span
from quoteattr.reading import Reading
from quoteattr.rules.family import Family, by_id
from quoteattr.rules.features import size_features, speaker_features
from quoteattr.rules.proposal import Proposal, Rule
from quoteattr.tree import NOMINAL, Token

_LONGEST = 6  # words of a label
_TITLES = (PlaceKind.KICKER, PlaceKind.HEADLINE, PlaceKind.SUBHEAD)

RULES = by_id(
    Rule(
        "headline.label",
        "a headline that opens with who says it and a colon",
        "Feuerwehr: Brand ist gelöscht\n\nDie Feuerwehr teilte mit, niemand sei verletzt worden.",
        "Freibad: Eintritt wird teurer\n\nErwachsene zahlen ab Mai fünf Euro.",
    )
)


def propose(reading: Reading) -> Iterator[Proposal]:
    """Propose what stands behind the label of a headline, to the end of its line."""
    heard: frozenset[str] | None = None
    for sentence in reading.sentences:
        if reading.place_of(sentence) not in _TITLES:
            continue
        colon = next((token for token in sentence.tokens[: _LONGEST + 1] if token.text == ":"), None)
        behind = sentence.tokens[colon.index + 1 :] if colon is not None else ()
        label = sentence.tokens[: colon.index] if colon is not None else ()
        head = _who_speaks(label, reading.lexicon)
        if colon is None or head is None or not behind or behind[0].text in MARKS:
            continue
        speaker = Phrase(sentence, tuple(label), head)
        heard = _heard(reading) if heard is None else heard
        quote = (Span(behind[0].start, sentence.end),)
        yield Proposal(
            rule=RULES["headline.label"],
            type=QuoteType.INDIRECT,
            sentence=sentence,
            quote=quote,
            group=("label", sentence.paragraph),
            cue=Cue((colon.span,), colon.text, ":", CueKind.COLON),
            frame=(Span(label[0].start, colon.end),),
            speaker=speaker,
            features={
                "label.words": len(label) / _LONGEST,
                "label.heard": float(any(token.text.lower() in heard for token in label if token.upos in NOMINAL)),
                "label.document": float(_is_document(head, reading.lexicon)),
                "headline.finite": float(any(token.is_finite for token in behind)),
                "headline.subclause": float(behind[0].upos == "SCONJ" or behind[0].xpos.startswith("PW")),
                "headline.question": float(behind[-1].text == "?"),
                **size_features(reading, quote),
                **speaker_features(speaker, reading.lexicon),
            },
        )


def _who_speaks(label: Sequence[Token], lexicon: Lexicon) -> Token | None:
    """The word of a label that names somebody who speaks or a document; a place alone is where it happened."""
    if any(token.is_finite or not token.is_word for token in label):
        return None
    nouns = [token for token in label if token.upos in NOMINAL]
    if not nouns or nouns[0].text.lower() in lexicon.places:
        return None
    if (
        lexicon.organisation(nouns[0].text) is not None
        or lexicon.role(nouns[0].text) is not None
        or _is_document(nouns[0], lexicon)
    ):
        return nouns[0]
    is_name = all(token.upos == "PROPN" for token in label)
    return nouns[0] if is_name else None


def _is_document(token: Token, lexicon: Lexicon) -> bool:
    noun = lexicon.noun(token.text)
    return token.text.lower() in lexicon.media or (noun is not None and noun.after_nach)


def _heard(reading: Reading) -> frozenset[str]:
    """The words of those who speak in the text below: an institution that does not is what the headline is about."""
    speakers = (reading.speaker_of(cue) for sentence in reading.sentences for cue in reading.cues_in(sentence))
    named = {token.text.lower() for speaker in speakers if speaker is not None for token in speaker.tokens}
    for sentence in reading.sentences:
        for cue in sentence.tokens:
            if cue.text.lower() in reading.lexicon.preposition_words:
                named |= {token.text.lower() for token in sentence.tokens[cue.index + 1 : cue.index + _LONGEST]}
    return frozenset(named)


FAMILY = Family(
    "headline",
    propose,
    RULES,
    found_by={
        "de": "Gefunden am Namen vor dem Doppelpunkt in der Überschrift",
        "en": "It was found by the name before the colon in a headline",
    },
)
"""Labelled headlines."""
