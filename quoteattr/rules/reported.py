"""Reported speech acts: *X fordert Y*, *X warnt vor Y*: the whole sentence, the speaker inside.

The act is told, its words are not: the verb has a noun phrase or a prepositional object where others have a clause.
Which verbs count is learned from the gold. Of a sentence that does more, the clause of the act is proposed as well.
Who tells the act himself does so in the indicative; in Konjunktiv I somebody else tells it, and the sentence is a free
form (none of 315 reported acts of the train split is in it).
"""

from collections.abc import Iterator, Sequence

from attrs import evolve

from quoteattr.grammar.addressing import addressee_of
from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.clauses import Mood, clause_words, kind_of, mood_of
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.modality import modal_of, negation_in
from quoteattr.grammar.side_clauses import aside_by, finite_of, is_beside, stands_apart
from quoteattr.grammar.speaking import Phrase
from quoteattr.grammar.speech_acts import (
    act_of,
    governed_preposition,
    is_name,
    is_no_act,
    is_part,
    is_refusal,
    judged_by,
    lacks_preposition,
    object_of,
    role_of,
)
from quoteattr.lexicon import Lexicon
from quoteattr.model import Medium, QuoteType, Span, Spans
from quoteattr.reading import Reading
from quoteattr.rules.family import Family, by_id
from quoteattr.rules.features import mood_features, size_features, speaker_features
from quoteattr.rules.proposal import Proposal, Rule
from quoteattr.rules.spans import region
from quoteattr.text.marks import MarkPair
from quoteattr.tree import Sentence, Token

_POINTING = frozenset({"das", "dies", "dieses", "es"})  # Das räumte er ein: what was said before

_TOLD_ASIDE = frozenset({"thank", "praise", "blame", "accuse", "dispute", "concede", "demand", "warn", "promise"})
_IN_DEEDS = frozenset({"concede", "promise"})  # rights are granted, goods offered: räumte Rechte ein, bot Autos an
_BY_AGENT = frozenset({"praise", "blame", "dispute", "demand"})  # gewarnt, bedroht wurde er auch von Taten
_WHERE = frozenset({"in", "im", "bei", "beim", "auf"})  # wurde in der Versammlung kritisiert: not said by whom
_FIRST_PERSON = frozenset({"ich", "wir"})
_OBJECTS = frozenset({"noun", "governed", "both"})  # as object_of names them

RULES = by_id(
    Rule(
        "reported.cue.sentence",
        "a sentence whose main verb names an utterance",
        "Die Kanzlerin lobte den Mut der Helfer.",
        "Das Schild erklärt den Weg zum Gipfel.",
    ),
    Rule(
        "reported.cue.clause",
        "the clause with such a verb, beside others, behind a colon, or in contrast to another (*während …*)",
        "Die Ärztekammer begrüßte die Reform und erklärte, die Kliniken seien entlastet.",
        "Der Hund bellte, und die Katze lief davon.",
    ),
    Rule(
        "reported.cue.aside",
        "a relative or adverbial clause whose verb is an act by itself (*warnen*, *sich beschweren*)",
        "Die Brücke wurde gesperrt, nachdem ein Gutachter vor Rissen gewarnt hatte.",
        "Die Brücke wurde gesperrt, nachdem ein Lastwagen das Geländer gestreift hatte.",
    ),
)


def propose(reading: Reading) -> Iterator[Proposal]:
    """Propose reported speech acts: sentences, or clauses of a sentence that does more than one thing."""
    for sentence in reading.sentences:
        heads = reading.main_heads(sentence)
        for cue in reading.cues_in(sentence):
            if reading.inside_marks(cue.verb) or _is_told(reading, cue) or is_no_act(cue, reading.lexicon):
                continue
            if _is_nobodys(reading, cue):
                continue
            top = _top(cue)
            if top in heads or is_beside(sentence, top, reading.lexicon):
                announces = {"cue.announces": float(_announces_marks(reading, cue))}
                yield from (found.with_features(announces) for found in _by_cue(reading, cue, heads))
            elif act_of(cue, reading.lexicon) in _TOLD_ASIDE and cue.sense("np").medium is not Medium.SPEECH_OR_THOUGHT:
                yield from _aside(reading, cue)


def _top(cue: VerbCue) -> Token:
    """The head of a cue's clause: a modal verb or *lassen* above it (*mochte nichts sagen, ließ es dementieren*)."""
    above = cue.sentence.head(cue.predicate) if cue.predicate.xpos == "VVINF" else None
    governs = above is not None and (modal_of(above) is not None or above.lemma == "lassen")
    return above if above is not None and governs else cue.predicate


def _is_told(reading: Reading, cue: VerbCue) -> bool:
    """Whether an act is told by somebody else: *X habe ihm Einzelheiten mitgeteilt*, *sie hätten darüber gesprochen*.

    In the plural the Konjunktiv II stands in for a Konjunktiv I that looks like the indicative (Duden-Grammatik).
    """
    finite = finite_of(cue.sentence, _top(cue))
    if finite is None:
        return False
    mood = mood_of(finite, reading.lexicon)
    return mood is Mood.KONJUNKTIV_I or (mood is Mood.KONJUNKTIV_II and finite.feats.get("Number") == "Plur")


def _is_nobodys(reading: Reading, cue: VerbCue) -> bool:
    """Whether there only was praise or blame, and the clause does not say whose: *Kritik gab es auch*."""
    wanting = reading.lexicon.words("needs-giver")
    return all(sense.lemma in wanting for sense in cue.senses) and reading.speaker_of(cue) is None


def _announces_marks(reading: Reading, cue: VerbCue) -> bool:
    """Whether a cue stands before a colon and words in marks that end its sentence: it is their frame, and no act."""
    tokens = cue.sentence.tokens
    last = max(token.index for token in cue.tokens)
    colon = next((token for token in tokens[last + 1 :] if token.text == ":" or token.is_finite), None)
    if colon is None or colon.text != ":" or colon.index + 1 >= len(tokens):
        return False
    opening = tokens[colon.index + 1]
    pair = next((pair for pair in reading.pairs_in(cue.sentence.span) if pair.span.start == opening.start), None)
    if pair is None:
        return False
    clause = any(token.is_finite for token in cue.sentence.between(pair.span))
    return clause and not any(token.is_word for token in cue.sentence.behind(pair.span.end))


def _by_cue(reading: Reading, cue: VerbCue, mains: Sequence[Token]) -> Iterator[Proposal]:
    """The sentence of a cue, and its clause where there are several."""
    sentence = cue.sentence
    heads, said = _heads(reading, sentence), _said(reading, cue)
    whole = _whole(reading, cue, heads)
    whole = whole.with_features({"act.by-agent": float(_is_act_by_agent(reading, cue))})
    if _top(cue) in mains:
        yield _in_stretch(reading, "sentence", whole, heads, said)
    seen: set[Spans] = {whole.quote, region(reading.text, sentence.tokens)}
    beside = _is_beside_deed(reading, cue, heads) and _is_whole_act(reading, cue)
    for name, tokens in _clauses(cue, heads):
        quote = _with_stop(reading, sentence, _of_verb(region(reading.text, tokens), cue))
        if quote and quote not in seen:
            seen.add(quote)
            part = evolve(whole, rule=RULES["reported.cue.clause"], quote=quote)
            apart = name != "clause" or _is_before_deed(cue)
            features = {f"stretch={name}": 1.0, "act.beside-deed": float(beside and apart)}
            yield _in_stretch(reading, name, part.with_features(features), heads, said)


def _aside(reading: Reading, cue: VerbCue) -> Iterator[Proposal]:
    """The side clause of an act that tells it beside what its sentence is about."""
    sentence, by = cue.sentence, aside_by(cue.sentence, cue.predicate)
    quote = region(reading.text, sentence.subtree(cue.predicate)) if by is not None else ()
    if quote:
        heads = _heads(reading, sentence)
        part = evolve(_whole(reading, cue, heads), rule=RULES["reported.cue.aside"], quote=quote)
        features = {f"aside={by}": 1.0, f"aside:act={act_of(cue, reading.lexicon)}": 1.0}
        features["act.whole-aside"] = float(_is_whole_act(reading, cue))
        yield _in_stretch(reading, "aside", part.with_features(features), heads, _said(reading, cue))


def _is_beside_deed(reading: Reading, cue: VerbCue, heads: Sequence[Token]) -> bool:
    """Whether the other clauses of a sentence announce nothing: *reiste nach Wien und forderte Hilfe*."""
    announcing = {_top(other).index for other in reading.cues_in(cue.sentence) if other is not cue}
    return len(heads) > 1 and announcing.isdisjoint(head.index for head in heads)


def _is_before_deed(cue: VerbCue) -> bool:
    """Whether a clause that *und* goes on from tells an act: *rügten die Stadt | und verließen den Saal*.

    Not set phrases, which are deeds as often (*verschaffte sich Luft und …*), nor words of one's own (*das bedaure
    ich, und …*).
    """
    sentence, head = cue.sentence, _top(cue)
    if any(sense.fixed for sense in cue.senses) or sentence.child(head, "cc") is not None:
        return False
    subjects = sentence.children(head, "nsubj")
    if any(word.feats.get("Person") == "1" or word.text.lower() in _FIRST_PERSON for word in subjects):
        return False
    return any(sentence.child(other, "cc") is not None for other in sentence.children(head, "conj"))


def _is_whole_act(reading: Reading, cue: VerbCue) -> bool:
    """Whether a clause tells a clear act and what it is about, so that nothing is left for a content to say.

    Second readers mark nearly all of them, in whatever clause they stand.
    """
    lexicon = reading.lexicon
    if cue.passive or act_of(cue, lexicon) not in _TOLD_ASIDE - _IN_DEEDS or object_of(cue, lexicon) not in _OBJECTS:
        return False
    return _is_plain(reading, cue)


def _is_plain(reading: Reading, cue: VerbCue) -> bool:
    """Whether the clause of a cue has no content below, no marked words, and is not negated."""
    sentence, clause = cue.sentence, clause_words(cue.sentence, cue.predicate)
    if sentence.child(cue.predicate, "ccomp", "xcomp", "csubj", "parataxis") or reading.pairs_in(sentence.span):
        return False
    return negation_in(clause, sentence, cue.predicate, reading.lexicon) is None


def _is_act_by_agent(reading: Reading, cue: VerbCue) -> bool:
    """Whether a passive tells a clear act and names whose it is: *Der Plan wurde von der Kammer gerügt*."""
    if not cue.passive or act_of(cue, reading.lexicon) not in _BY_AGENT or not _is_plain(reading, cue):
        return False
    if any(modal_of(token) is not None for token in cue.tokens) or modal_of(_top(cue)) is not None:
        return False  # muss vom Rat gebilligt werden
    speaker = reading.speaker_of(cue)
    if speaker is None or not is_somebody(speaker.head, reading.lexicon):
        return False
    case = cue.sentence.child(speaker.head, "case")
    return case is None or case.text.lower() not in _WHERE


def _said(reading: Reading, cue: VerbCue) -> list[MarkPair]:
    """The marked words of a sentence that are no names."""
    sentence, lexicon = cue.sentence, reading.lexicon
    return [pair for pair in reading.pairs_in(sentence.span) if not is_name(cue, sentence.between(pair.span), lexicon)]


def _whole(reading: Reading, cue: VerbCue, heads: Sequence[Token]) -> Proposal:
    """The sentence of a cue and of these main heads, with what its verb and its clause tell."""
    sentence, lexicon = cue.sentence, reading.lexicon
    sense, speaker = cue.sense("np", "als", "pp"), reading.speaker_of(cue)
    features = _cue_features(cue, lexicon) | _act_features(reading, sentence, _top(cue), speaker)
    features["sentence.mains"] = min(len(heads), 3) / 3
    return Proposal(
        rule=RULES["reported.cue.sentence"],
        type=QuoteType.REPORTED,
        sentence=sentence,
        quote=(sentence.span,),
        group=("cue", sentence.index, cue.verb.index),
        cue=cue.as_cue(reading.text, sense),
        verb=cue,
        sense=sense,
        speaker=speaker,
        addressee=addressee_of(cue, lexicon, speaker),
        medium=sense.medium,
        features=features,
    )


def _cue_features(cue: VerbCue, lexicon: Lexicon) -> dict[str, float]:
    """What the verb tells: which act it performs, whether it takes place, what stands beside the verb."""
    sentence, sense, refused = cue.sentence, cue.sense("np", "als", "pp"), is_refusal(cue, lexicon)
    clausal = [
        child for child in sentence.children(cue.predicate, "ccomp", "xcomp", "csubj", "parataxis")
        if kind_of(sentence, child, lexicon).value in ("dass", "ob", "zu", "v2", "w")
        and not (is_beside(sentence, child, lexicon) or stands_apart(sentence, child))
    ]  # fmt: skip
    words = [token for token in clause_words(sentence, cue.predicate) if token not in cue.tokens]  # lässt nicht gelten
    negated = negation_in(words, sentence, cue.predicate, lexicon) is not None
    marks = {
        "clause": bool(clausal),
        "passive": cue.passive,
        "negated": negated and not refused,
        "modal": not refused and any(token.relation == "aux" and token.xpos.startswith("VM") for token in cue.tokens),
        "refused": refused,
        "lacks-preposition": lacks_preposition(cue, words),
    }
    act, goal = act_of(cue, lexicon) or "none", object_of(cue, lexicon)
    governed = governed_preposition(cue, lexicon)
    features = {
        f"cue={sense.id if governed is None else f'{sense.lemma}:{governed}'}": 1.0,  # besteht auf, besteht
        "cue.governs-np": float(cue.governs("np")),
        "cue.governs-als": float(cue.governs("als")),
        "cue.governs-direct": float(cue.governs("direct")),
        "cue.impersonal": float(cue.impersonal),
        f"cue.attitude={sense.attitude}": 1.0,
        f"cue.reporting={sense.reporting}": 1.0,
        f"cue.medium={sense.medium}": 1.0,
        f"act={act}": 1.0,
        f"act={act}:object={goal}": 1.0,
        f"cue.object={goal}": 1.0,
    }
    judged = judged_by(cue, lexicon)
    if judged is not None:
        features |= {f"judged={judged}": 1.0, f"act={act}:judged={judged}": 1.0}
        if cue.governs("als") or act == "judge":
            features[f"cue={sense.id}:judged={judged}"] = 1.0  # hält das für falsch, sieht ein Problem
    modals = {name for token in cue.tokens if token.relation == "aux" and (name := modal_of(token)) is not None}
    features |= {f"cue.modal={name}": 1.0 for name in modals}
    features |= {f"cue.{name}": float(holds) for name, holds in marks.items()}
    return features | {f"act={act}:{name}": float(holds) for name, holds in marks.items()}


def _in_stretch(
    reading: Reading, name: str, proposal: Proposal, heads: Sequence[Token], said: Sequence[MarkPair]
) -> Proposal:
    """A proposal with what tells how much of its sentence it takes, and which marked words.

    Marked words that are no name are mostly the quotation themselves: *nannte das „Unfug“*.

    Args:
        reading: The document.
        name: What the stretch is.
        proposal: The proposal for it.
        heads: The clauses of its sentence that tell something of their own.
        said: The marked words of its sentence that are no names.
    """
    features = {f"{name}:mains={min(len(heads), 3)}": 1.0} | size_features(reading, proposal.quote)
    inside = next((pair for pair in said if any(span.covers(pair.span) for span in proposal.quote)), None)
    if inside is None or proposal.verb is None:
        features["marked.some"] = 0.0
    else:
        act = act_of(proposal.verb, reading.lexicon) or "none"
        role = role_of(proposal.verb, proposal.sentence.between(inside.span))
        part = is_part(proposal.verb, proposal.sentence.between(inside.span))
        features |= {"cue.marked": 1.0, f"act={act}:marked": 1.0, f"cue.marked={role}": 1.0}
        features |= {"marked.part": float(part), f"cue.marked={role}:part": float(part)}
    return proposal.with_features(features)


def _clauses(cue: VerbCue, heads: Sequence[Token]) -> Iterator[tuple[str, list[Token]]]:
    """The stretches that can be the clause of an act, by what it stands beside, smaller than its sentence."""
    sentence, head = cue.sentence, _top(cue)
    beside = {other.index for other in heads if other is not head}
    clause = sentence.subtree(head, without=beside)
    yield "clause", clause
    yield "clause-alone", _without_conjunction(sentence, head, clause)
    for mark, name in ((":", "colon"), (";", "semicolon")):
        place = next((token.index for token in clause if token.text == mark), None)
        if place is not None:
            part = [token for token in clause if (token.index > place) == (cue.verb.index > place)]
            yield name, part


def _heads(reading: Reading, sentence: Sentence) -> list[Token]:
    """The heads of all clauses that tell something of their own."""
    mains, lexicon = reading.main_heads(sentence), reading.lexicon
    return [token for token in sentence.tokens if token in mains or is_beside(sentence, token, lexicon)]


def _of_verb(stretches: Spans, cue: VerbCue) -> Spans:
    """The one of several stretches that the verb stands in: what follows a clause in between is no part of the act."""
    return tuple(span for span in stretches if span.covers(cue.verb.span))


def _with_stop(reading: Reading, sentence: Sentence, stretches: Spans) -> Spans:
    """A clause right behind a colon with the stop of its sentence, as one of its own: *Uni: Der Rat warnt vor Eile.*"""
    stop = sentence.tokens[-1]
    last = stretches[-1].end if stretches else -1
    if len(stretches) != 1 or stop.text not in (".", "!", "?") or reading.text[last : stop.start].strip():
        return stretches
    before = reading.text[sentence.span.start : stretches[0].start].rstrip()
    return (Span(stretches[0].start, stop.end),) if before.endswith(":") and last <= stop.start else stretches


def _without_conjunction(sentence: Sentence, head: Token, clause: list[Token]) -> list[Token]:
    """A clause without the *und* that joins it to the one before."""
    joins = {child.index for child in sentence.children(head, "cc")}
    return [token for token in clause if token.index not in joins]


def _act_features(reading: Reading, sentence: Sentence, head: Token, speaker: Phrase | None) -> dict[str, float]:
    """What tells an act of speech from another sense of its verb: *fordert Aufklärung*, *forderte 92 Tote*."""
    lexicon, finite, goal = reading.lexicon, finite_of(sentence, head), sentence.child(head, "obj")
    first, clause = sentence.first_word, clause_words(sentence, head)
    opening = first.upos if first.upos in ("NOUN", "PROPN") else first.text.lower()
    features = {
        "sentence.question": float(sentence.tokens[-1].text == "?"),
        "act.vote": float(not lexicon.words("vote").isdisjoint(word.text.lower() for word in clause)),
        "act.man": float(any(word.text.lower() == "man" for word in sentence.children(head, "nsubj"))),
        "sentence.marked": float(bool(reading.pairs_in(sentence.span))),
        "clause.short": float(len(clause) < 6),
        f"act.first={opening}": 1.0,
    }
    if finite is not None:
        perfect = "-perfect" if finite.relation == "aux" and finite.lemma in ("haben", "sein") else ""
        features[f"act.tense={finite.feats.get('Tense', 'none')}{perfect}"] = 1.0
    if goal is not None:
        features |= {
            f"act.object={'this' if goal.text.lower() in _POINTING else goal.upos}": 1.0,
            "act.object-number": float(sentence.child(goal, "nummod") is not None),
            "act.object-cue": float(lexicon.noun(goal.text) is not None),
        }
    if speaker is not None:
        features[f"act.speaker-number={speaker.head.feats.get('Number', 'none')}"] = 1.0
    return features | mood_features(mood_of(finite, lexicon)) | speaker_features(speaker, lexicon)


FAMILY = Family(
    "reported",
    propose,
    RULES,
    found_by={
        "de": "Gefunden an einem Verb, das eine Äußerung bezeichnet",
        "en": "It was found by a verb that names an utterance",
    },
)
"""Reported speech acts."""
