"""Whom a sentence names whose words are not those of its verb: *mit den Worten „…“*, *„…“ Jan Kern seufzt. „…“*."""

from collections.abc import Sequence

from attrs import frozen

from quoteattr.grammar.animacy import is_name_or_person, is_somebody
from quoteattr.grammar.case_forms import is_genitive
from quoteattr.grammar.speaking import Phrase, phrase
from quoteattr.grammar.subjects import subject_of
from quoteattr.model import Attitude, CueKind, QuoteType
from quoteattr.reading import Reading
from quoteattr.rules import Proposal
from quoteattr.speakers.determiners import is_possessive
from quoteattr.tree import Sentence, Token

_AGENT = frozenset({"von", "vom", "durch"})
_WORDS = frozenset({"worten", "satz", "spruch"})
_QUOTED = frozenset({"direct"})  # what nouns govern that are nothing but words: Satz, Spruch, Motto
_COINING = frozenset({"sagen", "schreiben", "äußern", "prägen", "posten", "twittern", "sprechen", "rufen"})
_THESE = frozenset({"diesen", "diesem"})


@frozen
class Named:
    """Who does something with words, None where the sentence does not tell."""

    by: Phrase | None


def with_words(reading: Reading, proposal: Proposal) -> Named | None:
    """Who acts with words: *empfing sie mit den Worten „…“*, *wurde von Kern mit den Worten „…“ empfangen*.

    None where the clause tells of no such act.
    """
    sentence = proposal.sentence
    front = [token for token in sentence.before(proposal.span.start) if token.is_word]
    if proposal.type is not QuoteType.DIRECT or not front or front[-1].text.lower() not in _WORDS:
        return None
    case = sentence.child(front[-1], "case")
    verb = next(iter(sentence.behind(proposal.span.end)), None)  # wie Kern ihn mit den Worten „…“ verabschiedete
    last = next((token for token in reversed(front) if token.is_finite), None)
    finite = verb if verb is not None and verb.is_finite else last
    if case is None or case.text.lower() != "mit" or finite is None or (verb is not None and verb.lemma == "zitieren"):
        return None
    # a tree may hang the auxiliary on a word of the quotation, so that only the order of the words tells the passive
    if finite.lemma == "werden":
        return Named(_agent(reading, sentence, front)) if verb is not None and verb.xpos == "VVPP" else None
    subject = subject_of(sentence, sentence.clause_head(finite)) if proposal.cue is None else None
    named = subject is not None and is_somebody(subject, reading.lexicon)
    return Named(phrase(sentence, subject, reading.lexicon)) if subject is not None and named else None


def cited_with_words(reading: Reading, proposal: Proposal) -> Phrase | None:
    """Who is cited where *mit den Worten* announces what follows: *Das Blatt zitiert | Roth | mit den Worten, …*."""
    cue = proposal.cue
    for verb in reading.cues_in(proposal.sentence) if cue is not None and cue.kind is CueKind.NOUN else ():
        cites = any(sense.base == "zitieren" for sense in verb.senses)
        if cites and cue is not None and any(span.overlaps(token.span) for span in cue.spans for token in verb.tokens):
            return reading.speaker_of(verb)
    return None


def is_cited(reading: Reading, proposal: Proposal) -> bool:
    """Whether the words are those of somebody whom another one cites (*Kern zitierte Roth mit den Worten: „…“*)."""
    if cited_with_words(reading, proposal) is not None:
        return True
    speaker, verb = proposal.speaker, proposal.verb
    cites = verb is not None and any(sense.base == "zitieren" for sense in verb.senses) and not verb.passive
    return cites and speaker is not None and speaker.head.relation in ("obj", "obl")


def stems_from(reading: Reading, proposal: Proposal) -> Phrase | None:
    """From whom a sentence says that the words are which it quotes: *Der Satz „…“ stammt von Kern*."""
    sentence = proposal.sentence
    front, behind = list(sentence.before(proposal.span.start)), list(sentence.behind(proposal.span.end))
    said = bool(front) and reading.lexicon.noun(front[-1].text) is not None
    stems = bool(behind) and behind[0].lemma == "stammen"
    return _agent(reading, sentence, behind) if said and stems and proposal.type is QuoteType.DIRECT else None


def whose_saying(reading: Reading, proposal: Proposal) -> Phrase | None:
    """Whose saying a sentence takes up: *an Roths Satz „…“*, *an den Satz von Roth: „…“*, *Sein Satz „…“ blieb*."""
    sentence = proposal.sentence
    front = [token for token in sentence.before(proposal.span.start) if token.is_word]
    if proposal.type is not QuoteType.DIRECT or not front:
        return None
    last = front[-1] if front[-1].relation != "flat" else sentence.tokens[front[-1].head]
    noun = sentence.head(last) if last.relation == "nmod" else last
    sense = reading.lexicon.noun(noun.text) if noun is not None else None
    if noun is None or sense is None or sense.governs != _QUOTED:
        return None
    for owner in sentence.children(noun, "nmod"):
        case = sentence.child(owner, "case")
        by = case.text.lower() in _AGENT if case is not None else is_genitive(sentence, owner)
        if by and is_somebody(owner, reading.lexicon):
            return phrase(sentence, owner, reading.lexicon)
    own = next((child for child in sentence.children(noun) if is_possessive(child.text.lower())), None)
    beside = front[-1].index + 1 == len(sentence.before(proposal.span.start))  # no colon: Sein Fazit: „…“ is a label
    return Phrase(sentence, (own,), own) if own is not None and own.xpos == "PPOSAT" and beside else None


def _agent(reading: Reading, sentence: Sentence, words: Sequence[Token]) -> Phrase | None:
    """By whom a passive clause says that something is done, or from whom it is."""
    for noun in words:
        case = sentence.child(noun, "case")
        if case is not None and case.text.lower() in _AGENT and is_somebody(noun, reading.lexicon):
            return phrase(sentence, noun, reading.lexicon)
    return None


def introduced_behind(reading: Reading, proposal: Proposal) -> Phrase | None:
    """The person whom the next sentence of the paragraph opens with, or who does something *mit diesen Worten*.

    Only where more of the same words follow does what somebody does tell that these are his: *„…“ Kern seufzt. „…“*
    """
    sentence = reading.parse.sentence_at(proposal.span.end - 1)
    if sentence is None or proposal.sentence.before(proposal.span.start):
        return None
    next_ones = reading.sentences[sentence.index + 1 : sentence.index + 3]
    following = [each for each in next_ones if each.paragraph == proposal.sentence.paragraph]
    if not following:
        return None
    behind = following[0]
    if (coined := _who_said(reading, behind)) is not None:
        return coined
    head = next(iter(reading.main_heads(behind)), None)
    subject = subject_of(behind, head) if head is not None else None
    if head is None or subject is None or reading.inside_marks(subject):
        return None
    passive = any(child.deprel == "aux:pass" for child in behind.children(head, "aux"))
    if passive or not is_name_or_person(subject, reading.lexicon):
        return None
    opening = [token.text.lower() for token in behind.tokens[:3]]
    points = opening[0] == "mit" and opening[1] in _THESE and opening[2] in _WORDS
    first = subject.index < next((token.index for token in behind.tokens if token.is_finite), 0)
    acts = first and not _comments(reading, behind) and _opens_marks(reading, following[1:])
    return phrase(behind, subject, reading.lexicon) if acts or points else None


def _who_said(reading: Reading, sentence: Sentence) -> Phrase | None:
    """Who has coined the words, as the next sentence tells: *Diesen Satz sagte Kern*, *Der Satz stammt von Kern*."""
    article, noun = sentence.tokens[0], next(iter(sentence.tokens[1:2]), None)
    sense = reading.lexicon.noun(noun.text) if noun is not None else None
    if noun is None or sense is None or sense.governs != _QUOTED or article.xpos not in ("ART", "PDAT"):
        return None
    if noun.relation == "nsubj":
        head = sentence.head(noun)
        behind = sentence.tokens[noun.index + 1 :]
        stems = head is not None and (head.lemma == "stammen" or sentence.child(head, "cop") is not None)
        return _agent(reading, sentence, behind) if stems else None
    said = (cue for cue in reading.cues_in(sentence) if any(sense.base in _COINING for sense in cue.senses))
    return next((by for cue in said if (by := reading.speaker_of(cue)) is not None), None)


def _comments(reading: Reading, sentence: Sentence) -> bool:
    """Whether somebody answers what was said or points to it: *Kern widerspricht*, *hat diesen Satz oft gehört*."""
    against = any(sense.attitude is Attitude.OPPOSE for cue in reading.cues_in(sentence) for sense in cue.senses)
    return against or any(token.xpos in ("PDS", "PDAT") for token in sentence.tokens)


def _opens_marks(reading: Reading, sentences: Sequence[Sentence]) -> bool:
    """Whether the first of some sentences, if there is one, opens with marks."""
    return any(pair.span.start == each.start for each in sentences[:1] for pair in reading.pairs_in(each.span))
