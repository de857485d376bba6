"""Content clauses of nouns: *die Forderung des Ministers, …*, *mit dem Hinweis, …*, *der Vorwurf, X habe …*.

The noun is the cue; its genitive, possessive or agent is the speaker. The rest of the sentence is the frame.
"""

from collections.abc import Iterator, Sequence

from quoteattr.grammar.addressing import addressee_of_noun
from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.case_forms import is_genitive
from quoteattr.grammar.clauses import ClauseKind, Mood, has_zu, is_clause, kind_of, mood_of
from quoteattr.grammar.frame_words import is_talk, names_wording
from quoteattr.grammar.hearing import is_received, sender_of
from quoteattr.grammar.noun_phrases import MARKS, strip_punctuation
from quoteattr.grammar.speaking import Phrase, phrase
from quoteattr.grammar.subjects import subject_of
from quoteattr.lexicon import Lexicon, NounSense
from quoteattr.model import Attitude, Commitment, Cue, CueKind, QuoteType, text_of
from quoteattr.reading import Reading
from quoteattr.rules.content_ends import before_rest
from quoteattr.rules.family import Family, by_id
from quoteattr.rules.features import mood_features, size_features, speaker_features
from quoteattr.rules.proposal import Proposal, Rule
from quoteattr.rules.spans import body, direct_spans, frame_spans, region, until_main_verb, without_comment
from quoteattr.tree import Sentence, Token, spans_of

RULES = by_id(
    Rule(
        "noun.tree",
        "a clause below a noun of saying, as the tree has it",
        "Der Vorwurf, dass die Behörde Akten vernichtet hat, wiegt schwer.",
        "Die Erklärung, die der Minister verlas, war kurz.",
    ),
    Rule(
        "noun.rest",
        "what follows the comma or colon behind a noun of saying",
        "In der Stadt kursiert das Gerücht, der Investor sei abgesprungen.",
        "Der Vorwurf traf den Trainer, weil er unbegründet war.",
    ),
)

_COMES = frozenset({"kommen", "stammen"})
_FROM = frozenset({"von", "vom"})
_OUT_OF = _FROM | {"aus"}  # aus dem Rathaus kam die Zusage
_AMONG = frozenset({"bei", "beim", "unter"})
_FARTHEST = 16  # words from a noun to the colon behind its verb
_KINDS = (ClauseKind.DASS, ClauseKind.OB, ClauseKind.W, ClauseKind.ZU, ClauseKind.VERB_SECOND)


def propose(reading: Reading) -> Iterator[Proposal]:
    """Propose indirect quotations behind cue nouns."""
    for sentence in reading.sentences:
        for token in sentence.tokens:
            if token.upos == "NOUN":
                sense = reading.lexicon.noun(token.text)
                if sense is not None:
                    yield from _by_noun(reading, sentence, token, sense)


def _by_noun(reading: Reading, sentence: Sentence, noun: Token, sense: NounSense) -> Iterator[Proposal]:
    """The proposal for a cue noun: its clause in the tree, else what follows its comma or colon."""
    for child in sentence.children(noun, "acl", "ccomp", "xcomp", "parataxis", "advcl", "dep"):
        if child.index > noun.index and is_clause(sentence, child):
            kind = kind_of(sentence, child, reading.lexicon)
            if kind in _KINDS:
                # the commas of a clause hang below its head, but belong to the frame
                clause = strip_punctuation(sentence.subtree(child))
                yield from _proposal(reading, sentence, noun, sense, "tree", kind, clause)
                return
    tells = _tells_by_colon(sentence, noun, reading)
    comma = tells or next(
        (token for token in sentence.tokens[noun.index + 1 : noun.index + 8] if token.text in (",", ":")), None
    )
    between = sentence.tokens[noun.index + 1 : comma.index] if comma is not None else ()
    if comma is None or (tells is None and any(token.is_finite for token in between)):
        return
    content = [token for token in body(sentence) if token.index > comma.index]
    content = content if tells is not None else until_main_verb(content)
    content = without_comment(sentence, before_rest(content) if comma.text == "," else content, reading.lexicon)
    label = comma.text == ":" and _is_label(sentence.tokens[: comma.index + 1]) and _is_owned(sentence, noun)
    told = next((token for token in content if token.is_finite), None)
    past = told is not None and told.feats.get("Tense") == "Past"  # Die Antwort war deutlich: Roth traf zweimal.
    label = label or (tells is not None and (sense.after_nach or not past))
    kind = _kind_by_words(reading, sentence, content, label)
    if kind is not ClauseKind.NONE or (comma.text == ":" and _is_list(sense, content)):
        yield from _proposal(reading, sentence, noun, sense, "rest", kind, content)


def _tells_by_colon(sentence: Sentence, noun: Token, reading: Reading) -> Token | None:
    """The colon behind which a noun says what it holds: *Ihre Botschaft ist klar: …*, *Er machte klare Ansagen: …*.

    It is the subject of a verb that only says how it is, and owned by somebody, or the object of somebody's verb right
    before a colon without marks.
    """
    behind = sentence.tokens[noun.index + 1 : noun.index + _FARTHEST]
    colon = next((token for token in behind if token.text == ":"), None)
    head = sentence.head(noun)
    if colon is None or head is None or head.index > colon.index:
        return None
    if any(token.text in (",", ";", *MARKS) for token in sentence.tokens[noun.index + 1 : colon.index]):
        return None
    if noun.relation == "nsubj":
        verb = sentence.child(head, "cop") or head
        inside = [token for token in (head, *sentence.children(head)) if verb.index < token.index < colon.index]
        kinds = ("ADJD", "PDS", "PIS", *(["VVPP"] if verb is head else []))  # klingt vorgeschoben, but not: ist erfüllt
        manner = any(token.xpos in kinds or token.upos == "ADJ" for token in inside)
        qualified = verb.lemma in reading.lexicon.words("only-qualifies") and manner
        by_somebody = all(is_somebody(owner, reading.lexicon) for owner in _owners(sentence, noun))
        owned = by_somebody and _is_owned(sentence, noun)  # not: Das Ergebnis der Wahl
        return colon if qualified and owned else None
    last = sentence.tokens[noun.index + 1 : colon.index]
    behind = sentence.tokens[colon.index + 1 : colon.index + 2]
    ends = all(token.xpos == "PTKVZ" for token in last) and bool(behind) and behind[0].text not in MARKS
    if noun.relation != "obj" or noun.index < head.index or not ends or _is_denied(reading, sentence, head):
        return None
    sense, subject = reading.lexicon.noun(noun.text), subject_of(sentence, head)
    gives = sense is not None and "direct" in sense.governs and head.lemma not in reading.lexicon.words("receives")
    return colon if gives and subject is not None and is_somebody(subject, reading.lexicon) else None


def _is_list(sense: NounSense, content: list[Token]) -> bool:
    """Whether words behind a colon without a verb tell what is wanted or charged: *drei Forderungen: A, B und C*."""
    wants = sense.attitude not in (Attitude.NEUTRAL, Attitude.UNKNOWN)
    return wants and bool(content) and not any(token.is_finite or token.text in MARKS for token in content)


def _kind_by_words(reading: Reading, sentence: Sentence, content: list[Token], label: bool) -> ClauseKind:
    """How a content is introduced, by its words alone; `NONE` if it is no clause that a noun announces.

    Behind the label of somebody (*Die Prognose der Forscher: …*) that is any main clause.
    """
    words = [token for token in content if token.is_word]
    if not words:
        return ClauseKind.NONE
    first = words[0].text.lower()
    if first in ("dass", "daß"):
        return ClauseKind.DASS
    if first == "ob":
        return ClauseKind.OB
    finite = next((token for token in words if token.is_finite), None)
    if finite is None:
        zu = any(has_zu(sentence, token) for token in words if token.upos in ("VERB", "AUX"))
        return ClauseKind.ZU if zu else ClauseKind.NONE
    konjunktiv = mood_of(finite, reading.lexicon).value.startswith("konj")
    return ClauseKind.VERB_SECOND if (konjunktiv or label) and words[0].xpos != "PRELS" else ClauseKind.NONE


def _proposal(
    reading: Reading,
    sentence: Sentence,
    noun: Token,
    sense: NounSense,
    name: str,
    kind: ClauseKind,
    content: list[Token],
) -> Iterator[Proposal]:
    """The proposal for a content, none if only marks of punctuation are left of it."""
    text = reading.text
    quote = region(text, content)
    if not quote:
        return
    direct = direct_spans(reading, quote, noun)
    quote = direct or quote
    governor = sentence.head(noun)
    denied = _is_denied(reading, sentence, governor)
    cue_tokens = [child for child in sentence.children(noun, "det") if child.index < noun.index] + [noun]
    if noun.relation == "obj" and governor is not None and governor.upos == "VERB" and not denied:
        helpers = sentence.children(governor, "aux", "compound")
        cue_tokens = sorted({*cue_tokens, governor, *helpers}, key=lambda token: token.index)
    spans = spans_of(cue_tokens, text)
    frame = [token for token in body(sentence) if token not in content]
    if names_wording([token for token in frame if token.is_word], reading.lexicon):
        return  # Im Wortlaut: „…“, which goes on with whoever speaks
    tells = _is_label(frame) or _tells_by_colon(sentence, noun, reading) is not None
    speaker = _speaker(reading, sentence, noun, denied, tells)
    finite = next((token for token in content if token.is_finite), None)
    mood = mood_of(finite, reading.lexicon)
    owned = float(tells and mood is Mood.INDICATIVE and _is_owned(sentence, noun))
    features = {
        f"cue={sense.id}": 1.0,
        f"complement={kind.value}": 1.0,
        "governed": float(kind.value in sense.governs),
        f"noun.relation={noun.relation}": 1.0,
        "noun.verb-cue": float(any(cue.verb is governor for cue in reading.cues_in(sentence))),
        "noun.cues": float(bool(reading.cues_in(sentence))),
        "noun.label": float(_is_label(frame)),
        f"{kind.value}:{mood.value}": 1.0 - owned,
    }
    yield Proposal(
        rule=RULES[f"noun.{name}"],
        type=QuoteType.DIRECT if direct else QuoteType.INDIRECT,
        sentence=sentence,
        quote=quote,
        group=("noun", sentence.index, noun.index),
        cue=Cue(spans, text_of(text, spans), sense.id, CueKind.NOUN, sense.id),
        sense=sense,
        frame=frame_spans(text, frame, quote),
        speaker=speaker,
        addressee=addressee_of_noun(sentence, noun, reading.lexicon, quote),
        medium=sense.medium,
        features=features
        | ({} if owned else mood_features(mood))
        | size_features(reading, quote)
        | speaker_features(speaker, reading.lexicon),
    )


def _is_label(frame: Sequence[Token]) -> bool:
    """Whether the frame is a few words and a colon: *Ihr Fazit: Die Reform ist gescheitert.*"""
    return bool(frame) and frame[-1].text == ":" and not any(token.is_finite for token in frame)


def _is_owned(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun says whose it is: *ihre Prognose*, *die Prognose der Forscher*."""
    return any(child.xpos == "PPOSAT" for child in sentence.children(noun)) or bool(_owners(sentence, noun))


def _owners(sentence: Sentence, noun: Token) -> list[Token]:
    """The genitives and *von*-phrases behind a noun."""
    behind = (child for child in sentence.children(noun, "nmod") if child.index > noun.index)
    return [child for child in behind if is_genitive(sentence, child) or _preposition(sentence, child) in _FROM]


def _is_denied(reading: Reading, sentence: Sentence, governor: Token | None) -> bool:
    """Whether the noun's verb denies (*wies Gerüchte zurück, …*): then its subject does not say what the noun says."""
    cues = [cue for cue in reading.cues_in(sentence) if cue.verb is governor]
    return any(sense.commitment is Commitment.CERTAIN_NOT for cue in cues for sense in cue.senses)


def _speaker(reading: Reading, sentence: Sentence, noun: Token, denied: bool, tells: bool) -> Phrase | None:
    """Genitive or von-phrase of the noun or of *kommen*, else the subject of its clause (*er äußerte die Hoffnung*).

    What somebody denies has nobody but itself as its source; a label names whose it is, or whom one talked with.
    """
    owned = any(child.xpos == "PPOSAT" for child in sentence.children(noun))  # Sein Fazit: „…“
    for child in sentence.children(noun, "nmod") if not owned else ():  # Ihre Sicht der Dinge: …
        preposition = _preposition(sentence, child)
        if preposition in _FROM or (not preposition and is_genitive(sentence, child)):
            return phrase(sentence, child, reading.lexicon)
    if is_received(sentence, noun, reading.lexicon):  # erhielt vom Amt die Auskunft, …
        sender = sender_of(sentence, noun, reading.lexicon)
        return phrase(sentence, sender, reading.lexicon) if sender is not None else None
    head = sentence.head(noun)
    if tells and owned and noun.relation == "nsubj":  # Sein Fazit fällt bitter aus: …
        return phrase(sentence, noun, reading.lexicon)
    if denied or (head is None and (owned or is_talk(noun, reading.lexicon))):  # Interview mit X: „…“
        return phrase(sentence, noun, reading.lexicon)
    if head is None:
        return None
    speaker = _origin(sentence, head, reading.lexicon) if noun.relation == "nsubj" else subject_of(sentence, head)
    return phrase(sentence, speaker, reading.lexicon) if speaker is not None else None


def _origin(sentence: Sentence, verb: Token, lexicon: Lexicon) -> Token | None:
    """Whom it comes from or is with: *Von der Kammer kam die Forderung, …*, *Bei den Eltern wächst die Sorge, …*"""
    particle = sentence.child(verb, "compound:prt")
    name = verb.lemma if particle is None else particle.text.lower() + verb.lemma  # nimmt die Sorge zu
    held = name in lexicon.words("held-among")
    if not held and verb.lemma not in _COMES:
        return None
    prepositions = _AMONG if held else _OUT_OF
    found = (child for child in sentence.children(verb, "obl") if _preposition(sentence, child) in prepositions)
    return next((each for each in found if not held or is_somebody(each, lexicon)), None)


def _preposition(sentence: Sentence, noun: Token) -> str:
    """The preposition of a noun in lower case, empty if it has none."""
    case = sentence.child(noun, "case")
    return case.text.lower() if case is not None else ""


FAMILY = Family(
    "noun",
    propose,
    RULES,
    found_by={
        "de": "Gefunden an einem Substantiv des Sagens mit seinem Inhaltssatz",
        "en": "It was found by a noun of saying with its content clause",
    },
    divides=True,
)
"""Content clauses of nouns."""
