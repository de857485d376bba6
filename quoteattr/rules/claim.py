"""Claims of those whom a sentence is about, without a verb of saying: *Der Fahrer will nichts getrunken haben*.

*Wollen* in the indicative with a perfect infinitive says that its subject says so (Duden-Grammatik: Modalverben,
evidentielle Lesart). What a clause below the infinitive tells (*will gesehen haben, dass …*) is for `indirect`.
"""

from collections.abc import Iterator

from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.clauses import Mood, is_clause, mood_of
from quoteattr.grammar.modality import has_perfect_infinitive, modal_of
from quoteattr.grammar.speaking import phrase
from quoteattr.grammar.subjects import subject_of
from quoteattr.model import Cue, CueKind, QuoteType
from quoteattr.reading import Reading
from quoteattr.rules.family import Family, by_id
from quoteattr.rules.features import size_features, speaker_features
from quoteattr.rules.proposal import Proposal, Rule
from quoteattr.rules.spans import frame_spans, region
from quoteattr.tree import Sentence, Token

RULES = by_id(
    Rule(
        "claim.perfect",
        "*will* with a perfect infinitive: what its subject claims to have done",
        "Ein Nachbar will den Mann am Bahnhof gesehen haben.",
        "Die Mannschaft will den Titel bis Mai gewonnen haben.",
    )
)


def propose(reading: Reading) -> Iterator[Proposal]:
    """Propose what stands beside subject and modal verb, to the end of the clause."""
    for sentence in reading.sentences:
        for head in reading.main_heads(sentence):
            finite = sentence.finite(head)
            if finite is None or modal_of(finite) != "wollen" or reading.inside_marks(finite):
                continue
            indicative = mood_of(finite, reading.lexicon) is Mood.INDICATIVE
            claims = has_perfect_infinitive(sentence, head) and not _is_plan(sentence, head)
            if indicative and claims and not _has_content(sentence, head):
                yield from _proposal(reading, sentence, head, finite)


def _is_plan(sentence: Sentence, head: Token) -> bool:
    """Whether a day is set by when it shall be done: *will bis Mai saniert haben*."""
    cases = (sentence.child(child, "case") for child in sentence.children(head, "obl", "nmod"))
    return any(case is not None and case.text.lower() == "bis" for case in cases)


def _has_content(sentence: Sentence, head: Token) -> bool:
    """Whether a clause below the infinitive says what was seen, heard or said."""
    return any(is_clause(sentence, child) for child in sentence.children(head, "ccomp", "xcomp", "csubj", "parataxis"))


def _claimant(reading: Reading, sentence: Sentence, head: Token, finite: Token) -> Token | None:
    """The subject, or behind the verb who can claim, where a parser takes what is claimed for it: *Nichts will X …*"""
    subject = subject_of(sentence, head)
    if (
        subject is None
        or subject.index > finite.index
        or subject.upos == "PRON"
        or is_somebody(subject, reading.lexicon)
    ):
        return subject
    behind = (child for child in sentence.children(head, "obj", "iobj", "obl") if child.index > finite.index)
    bare = (child for child in behind if sentence.child(child, "case") is None)
    return next((child for child in bare if is_somebody(child, reading.lexicon)), subject)


def _proposal(reading: Reading, sentence: Sentence, head: Token, finite: Token) -> Iterator[Proposal]:
    """The proposal for a clause, none where nobody claims."""
    subject = _claimant(reading, sentence, head, finite)
    if subject is None or subject.text.lower() in ("niemand", "keiner", "man"):
        return
    speaker = phrase(sentence, subject, reading.lexicon)
    beside = {other.index for other in reading.main_heads(sentence) if other is not head}
    clause = sentence.subtree(head, without=beside)
    joints = sentence.children(head, "cc")
    named = {token.index for token in (*sentence.subtree(subject), *speaker.tokens, *joints, finite)}
    quote = region(reading.text, [token for token in clause if token.index not in named])
    if not quote:
        return
    yield Proposal(
        rule=RULES["claim.perfect"],
        type=QuoteType.INDIRECT,
        sentence=sentence,
        quote=quote,
        group=("volition", sentence.index, finite.index),
        cue=Cue((finite.span,), finite.text, "wollen", CueKind.VERB),
        frame=frame_spans(
            reading.text, [token for token in clause if token.index in named and token not in joints], quote
        ),
        speaker=speaker,
        features={
            "claim.fronted": float(quote[0].start < finite.start),
            **size_features(reading, quote),
            **speaker_features(speaker, reading.lexicon),
        },
    )


FAMILY = Family(
    "claim",
    propose,
    RULES,
    found_by={
        "de": "Gefunden an „will“ mit einem Infinitiv im Perfekt: Wer genannt ist, sagt das von sich",
        "en": 'It was found by "will" with a perfect infinitive: who is named says so',
    },
)
"""Claims with *will*."""
