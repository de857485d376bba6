"""Reported speech acts: *X fordert Y*, *X warnt vor Y*, *X will Y*: the whole sentence, the speaker inside.

The act is told, its words are not: the verb has a noun phrase or a prepositional object where others have a clause.
Which verbs count is learned from the gold.
"""

from collections.abc import Iterator

from quoteattr.grammar.addressing import addressee_of
from quoteattr.grammar.clauses import kind_of, main_heads, mood_of, words_of
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.speaking import Phrase, phrase, speaker_of, subject_of
from quoteattr.model import Medium, QuoteType, Span, Spans
from quoteattr.rules.base import Context, Proposal, region
from quoteattr.rules.features import size_features, speaker_features
from quoteattr.tree import Sentence, Token

_VOLITION = frozenset({"will", "wollen", "wollte", "wollten", "möchte", "möchten"})


def propose(context: Context) -> Iterator[Proposal]:
    """Propose reported speech acts: sentences, or clauses of a sentence that does more than one thing."""
    for index, sentence in enumerate(context.parse.sentences):
        heads = main_heads(sentence)
        for cue in context.verb_cues[index]:
            if cue.predicate in heads and not context.inside_marks(cue.verb):
                yield from _by_cue(context, index, cue, heads)
        for head in heads:
            finite = sentence.finite(head)
            if finite is not None and finite.text.lower() in _VOLITION and not context.inside_marks(finite):
                yield from _by_volition(context, index, sentence, head, finite, heads)


def _by_cue(context: Context, index: int, cue: VerbCue, heads: list[Token]) -> Iterator[Proposal]:
    sense = cue.sense("np", "als", "pp")
    clausal = [
        child for child in cue.sentence.children(cue.predicate, "ccomp", "xcomp", "csubj", "parataxis")
        if kind_of(cue.sentence, child).value in ("dass", "ob", "zu", "v2", "w")
    ]  # fmt: skip
    features = {
        f"reported.cue={sense.id}": 1.0,
        "reported.np": float(cue.governs("np")),
        "reported.als": float(cue.governs("als")),
        "reported.clause": float(bool(clausal)),
        "reported.passive": float(cue.passive),
        "reported.impersonal": float(cue.impersonal),
        f"reported.attitude={sense.attitude}": 1.0,
        f"reported.reporting={sense.reporting}": 1.0,
        "reported.object": float(cue.sentence.child(cue.predicate, "obj") is not None),
        "reported.modal": float(any(token.relation == "aux" and token.xpos.startswith("VM") for token in cue.tokens)),
    }
    speaker = speaker_of(index, cue, context.lexicon)
    addressee = addressee_of(index, cue, context.lexicon, speaker)
    group = ("cue", index, cue.verb.index)
    yield from _readings(
        context, index, cue.sentence, cue.predicate, heads, "reported.cue", speaker, sense.medium, features, group,
        addressee,
    )  # fmt: skip


def _by_volition(
    context: Context, index: int, sentence: Sentence, head: Token, finite: Token, heads: list[Token]
) -> Iterator[Proposal]:
    subject = subject_of(sentence, head)
    speaker = phrase(index, sentence, subject, context.lexicon) if subject is not None else None
    features = {
        f"volition={finite.text.lower()}": 1.0,
        "volition.cue": float(bool(context.verb_cues[index])),
    }
    yield from _readings(context, index, sentence, head, heads, "reported.volition", speaker, None, features,
                         ("volition", index, finite.index), None)  # fmt: skip


def _readings(
    context: Context,
    index: int,
    sentence: Sentence,
    head: Token,
    heads: list[Token],
    rule: str,
    speaker: Phrase | None,
    medium: Medium | None,
    features: dict[str, float],
    group: tuple[str, int, int],
    addressee: Phrase | None,
) -> Iterator[Proposal]:
    mood = mood_of(sentence.finite(head), context.lexicon)
    marked = bool(context.pairs_in(sentence.span))
    features = features | {
        "reported.mood=" + mood.value: 1.0,
        "reported.mains": min(len(heads), 3) / 3,
        "reported.marked": float(marked),
        "reported.words": float(len(words_of(sentence, head)) < 6),
    }
    features |= _act(context, sentence, head, speaker)
    features |= {f"reported.{name}": value for name, value in speaker_features(context, speaker).items()}
    stretches: list[tuple[str, Spans]] = [("sentence", (Span(sentence.start, sentence.end),))]
    if len(heads) > 1 and rule == "reported.cue":
        others = {other.index for other in heads if other is not head}
        clause = region(context.text, sentence.subtree(head, without=others))
        if clause:
            stretches.append(("clause", clause))
    for name, quote in stretches:
        shape = {f"reported.{name}:mains={min(len(heads), 3)}": 1.0}
        yield Proposal(f"{rule}.{name}", QuoteType.REPORTED, index, quote, group, speaker=speaker,
                       addressee=addressee, medium=medium,
                       features=features | shape | size_features(context, quote))  # fmt: skip


def _act(context: Context, sentence: Sentence, head: Token, speaker: Phrase | None) -> dict[str, float]:
    """What tells an act of speech from another sense of its verb: *fordert Aufklärung*, *forderte 92 Tote*."""
    features: dict[str, float] = {}
    finite = sentence.finite(head)
    if finite is not None:
        perfect = "-perfect" if finite.relation == "aux" and finite.lemma in ("haben", "sein") else ""
        features[f"act.tense={finite.feats.get('Tense', 'none')}{perfect}"] = 1.0
    goal = sentence.child(head, "obj")
    if goal is not None:
        features |= {
            f"act.object={goal.upos}": 1.0,
            f"act.object={goal.lemma}": 1.0,
            "act.object-number": float(sentence.child(goal, "nummod") is not None),
            "act.object-cue": float(context.lexicon.noun(goal.text) is not None),
        }
    if speaker is not None:
        features |= {
            f"act.speaker={speaker.head.lemma}": 1.0,
            f"act.speaker-number={speaker.head.feats.get('Number', 'none')}": 1.0,
        }
    first = sentence.first_word
    opening = first.upos if first.upos in ("NOUN", "PROPN") else first.text.lower()
    return features | {f"act.first={opening}": 1.0}
