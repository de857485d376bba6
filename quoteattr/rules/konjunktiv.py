"""Reported speech that goes on without a frame: a main clause in the Konjunktiv.

A main clause in the Konjunktiv I without a reporting verb is reported speech that goes on from the sentences before
(Duden-Grammatik: berichtete Rede). In the plural its form is often that of the past.
"""

from collections.abc import Iterator

from quoteattr.grammar.clauses import Mood, can_be_konjunktiv, mood_of
from quoteattr.model import QuoteType, Span
from quoteattr.reading import Reading
from quoteattr.rules.family import Family, by_id
from quoteattr.rules.features import size_features
from quoteattr.rules.free import KONJUNKTIV, FreeSentence, free_features, free_sentences
from quoteattr.rules.proposal import Proposal, Rule
from quoteattr.tree import Sentence

_NO_REPORT = ("es sei denn", "es lebe")
_ENDS = frozenset({",", ":", "–"})  # before the verb of a half: it is that of a side clause, or framed by another

RULES = by_id(
    Rule(
        "konjunktiv.sentence",
        "a sentence whose main clause stands in the Konjunktiv",
        "Nach Angaben der Polizei war der Mann bewaffnet. Er habe sofort das Feuer eröffnet.",
        "Ohne die Spenden hätte der Verein das Heim geschlossen.",
    ),
    Rule(
        "konjunktiv.plural",
        "a sentence in the plural of the past, which may be a Konjunktiv, beside a report in the Konjunktiv",
        "Der Kanton sei zu klein, sagte Regierungsrätin Berta Egli. Die Schulen regelten das selber. Sie habe nichts "
        "dagegen.",
        "Der Wagen sei von links gekommen, sagte der Fahrer.\n\nDie Beamten regelten eine Stunde lang den Verkehr.",
    ),
    Rule(
        "konjunktiv.half",
        "the half behind a semicolon in the Konjunktiv, where the one before tells in the indicative who speaks",
        "Die Direktorin kündigte an, im Mai zu bauen; das Geld sei bewilligt.",
        "Die Direktorin kündigte an, im Mai zu bauen; das Geld ist bewilligt.",
    ),
)


def propose(reading: Reading) -> Iterator[Proposal]:
    """Propose sentences in the Konjunktiv, or in what may be one, with their stop."""
    for free in free_sentences(reading):
        if (half := _half(reading, free.sentence)) is not None:
            yield half
        if _is_imperative(free) or _is_wish(free) or _has_frame(reading, free):
            continue
        if any(mood in KONJUNKTIV for mood in free.moods):
            yield _proposal(reading, free, "konjunktiv.sentence")
        elif (
            all(map(can_be_konjunktiv, free.finites))
            and reading.lexicon.words("past-time").isdisjoint(free.sentence.forms)
            and _is_beside_konjunktiv(reading, free.sentence)
        ):
            yield _proposal(reading, free, "konjunktiv.plural")


def _proposal(reading: Reading, free: FreeSentence, rule: str) -> Proposal:
    features = free_features(reading, free)
    return Proposal(
        RULES[rule], QuoteType.INDIRECT_FREE_INDIRECT, free.sentence, free.quote, free.group, features=features
    )


def _half(reading: Reading, sentence: Sentence) -> Proposal | None:
    """The half behind the only semicolon of a sentence, whose first half is for it what the sentence before is else."""
    lexicon = reading.lexicon
    stops = [token for token in sentence.tokens if token.text == ";" and not reading.inside_marks(token)]
    behind = sentence.tokens[stops[0].index + 1 :] if len(stops) == 1 else ()
    finite = next((token for token in behind if token.is_finite), None)
    opening = behind[: finite.index - behind[0].index] if finite is not None else ()
    if finite is None or reading.inside_marks(finite) or any(token.text in _ENDS for token in opening):
        return None
    if " ".join(token.text.lower() for token in behind[:3]).startswith(_NO_REPORT):
        return None
    mood = mood_of(finite, lexicon)
    plural = mood is Mood.KONJUNKTIV_II and finite.feats.get("Number") == "Plur"
    telling = [
        cue for cue in reading.cues_in(sentence) if cue.finite and mood_of(cue.finite, lexicon) is Mood.INDICATIVE
    ]
    framed = any(cue.verb.start > stops[0].end for cue in telling)
    before = [cue for cue in telling if cue.verb.end <= stops[0].start and reading.speaker_of(cue) is not None]
    if framed or not before or not (mood is Mood.KONJUNKTIV_I or plural):
        return None
    half = FreeSentence(sentence, sentence.clause_head(finite), (finite,), (mood,))
    quote = (Span(behind[0].start, sentence.end),)
    told = {"before.cue": 1.0, "before.same-paragraph": 1.0, "sentence.cue": 0.0}
    return Proposal(
        RULES["konjunktiv.half"],
        QuoteType.INDIRECT_FREE_INDIRECT,
        sentence,
        quote,
        ("half", sentence.index),
        speaker=reading.speaker_of(before[-1]),
        features=free_features(reading, half) | size_features(reading, quote) | told,
    )


def _is_imperative(free: FreeSentence) -> bool:
    """Whether a sentence opens with its verb and has no subject: *Gehe früh ins Bett.*"""
    subject = free.sentence.child(free.root, "nsubj", "csubj", "expl")
    return subject is None and free.finites[0] is free.sentence.first_word


def _is_wish(free: FreeSentence) -> bool:
    """*Es lebe das Handwerk!*"""
    return free.finites[0].text.lower() == "lebe" and free.sentence.first_word.text.lower() in ("es", "hoch", "lang")


def _has_frame(reading: Reading, free: FreeSentence) -> bool:
    """Whether the main clause tells in the indicative who reports: *Die Zeitung schreibt, intern gebe es Streit.*"""
    said = [cue for cue in reading.cues_in(free.sentence) if cue.finite is free.finites[0]]
    return free.moods[0] is Mood.INDICATIVE and any(cue.governs("v2") or cue.governs("dass") for cue in said)


def _is_beside_konjunktiv(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence before or behind, in the same paragraph, has a Konjunktiv outside quotation marks.

    Or the sentence itself, in a side clause (*Wenn ein Werk schließe, fehlten dem nächsten die Teile*).
    """
    beside = reading.sentences[max(0, sentence.index - 1) : sentence.index + 2]
    return any(
        mood_of(token, reading.lexicon) in KONJUNKTIV and not reading.inside_marks(token)
        for other in beside
        if other.paragraph == sentence.paragraph
        for token in other.tokens
        if token.is_finite
    )


FAMILY = Family(
    "konjunktiv",
    propose,
    RULES,
    found_by={
        "de": "Gefunden am Konjunktiv: Der Satz setzt eine Wiedergabe fort",
        "en": "It was found by its Konjunktiv: the sentence goes on with a report",
    },
)
"""Free forms in the Konjunktiv."""
