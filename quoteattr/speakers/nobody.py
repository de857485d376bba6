"""Quotations that the text gives to nobody, though somebody is named beside them."""

from quoteattr.grammar.animacy import can_speak, is_name_or_person, is_somebody
from quoteattr.grammar.clauses import Mood, asks_indirectly, mood_of
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.hearing import is_received, subject_hears
from quoteattr.lexicon import Lexicon
from quoteattr.model import CueKind, QuoteType
from quoteattr.reading import Reading
from quoteattr.rules import Proposal
from quoteattr.rules.label import place_of_label
from quoteattr.rules.scene import shown_text
from quoteattr.speakers.charges import charge_of_others
from quoteattr.speakers.surroundings import follows_headline
from quoteattr.speakers.topic import where_man_speaks
from quoteattr.tree import Sentence, Token

_ASKED = frozenset({"er", "sie"})
_HIM = frozenset({"ihm", "ihr", "ihnen", "ihn"})
_ANYBODY = frozenset({"man", "alle", "viele", "manche"})
_TO_QUESTION = frozenset({"auf", "zu", "zur"})
_NEAR = 3
"""Words right before marks that tell of an inscription."""
_ON = frozenset({"auf", "an", "am"})
_BY = frozenset({"von", "vom"})
_QUESTIONS = frozenset({"frage", "fragen", "nachfrage"})


def asks_somebody(proposal: Proposal, lexicon: Lexicon) -> bool:
    """Whether a sentence in Konjunktiv is what the article asks somebody (*Ob sie auch selbst kandidiere?*)."""
    about = any(token.text.lower() in _ASKED and token.relation == "nsubj" for token in proposal.sentence.tokens)
    free = proposal.type is QuoteType.INDIRECT_FREE_INDIRECT
    return free and about and asks_indirectly(proposal.sentence, lexicon)


def is_nobodys(reading: Reading, proposal: Proposal) -> bool:
    """Whether the sentence names nobody who says it, though it has a subject."""
    return (
        _asks_for_answer(reading, proposal)
        or charge_of_others(reading, proposal) is not None
        or follows_headline(reading, proposal)
        or _passes_for(proposal)
        or _is_spoken_of(reading, proposal)
        or _is_called_names(reading, proposal)
        or _is_said_to_subject(proposal, reading.lexicon)
        or _is_received(proposal, reading.lexicon)
        or _is_said_by_man(reading, proposal)
        or _is_shown(reading, proposal)
        or _is_inscribed(proposal, reading.lexicon)
        or _stands_on_thing(proposal, reading.lexicon)
        or _sounds_from_place(proposal, reading.lexicon)
    )


def _is_called_names(reading: Reading, proposal: Proposal) -> bool:
    """Whether somebody is called something in the passive, and nobody is named who does it (*wurde „…“ genannt*)."""
    verb = proposal.verb
    if verb is None or not verb.passive or proposal.speaker is not None or proposal.type is not QuoteType.DIRECT:
        return False
    sentence = proposal.sentence
    for agent in sentence.children(verb.predicate, "obl"):
        case = sentence.child(agent, "case")
        if case is not None and case.text.lower() in _BY and is_somebody(agent, reading.lexicon):
            return False
    return any(is_somebody(subject, reading.lexicon) for subject in sentence.children(verb.predicate, "nsubj"))


def _is_spoken_of(reading: Reading, proposal: Proposal) -> bool:
    """Whether a person is the one that a rumour is about, and not its source: *Von Roth heißt es, er sei krank*."""
    speaker, verb = proposal.speaker, proposal.verb
    if speaker is None or verb is None or not verb.impersonal or not is_name_or_person(speaker.head, reading.lexicon):
        return False
    case = speaker.sentence.child(speaker.head, "case")
    first = next((token for token in proposal.sentence.between(proposal.span) if token.is_word), None)
    about = first is not None and first.text.lower() in _ASKED and first.relation == "nsubj"
    return about and case is not None and case.text.lower() in _BY


def _is_said_to_subject(proposal: Proposal, lexicon: Lexicon) -> bool:
    """Whether the frame tells only to whom something is said: *Kern muss sich vorwerfen lassen, er habe gelogen*."""
    return proposal.verb is not None and proposal.speaker is None and subject_hears(proposal.verb, lexicon)


def _is_received(proposal: Proposal, lexicon: Lexicon) -> bool:
    """Whether the frame tells only who gets an answer or a letter: *Kern bekam eine Antwort: Das Büro sei zu*."""
    if proposal.speaker is not None or proposal.cue is None or proposal.cue.kind is not CueKind.NOUN:
        return False
    sentence, spans = proposal.sentence, proposal.cue.spans
    nouns = (token for token in sentence.tokens if any(span.covers(token.span) for span in spans))
    return any(is_received(sentence, noun, lexicon) for noun in nouns if noun.upos == "NOUN")


def _is_shown(reading: Reading, proposal: Proposal) -> bool:
    """Whether words stand in what somebody only shows or gets: *Kern hielt ein Plakat hoch: „…“*."""
    if proposal.rule.id != "direct.colon" or proposal.cue is not None or proposal.speaker is not None:
        return False
    before = proposal.sentence.before(proposal.span.start)
    return shown_text(reading, proposal.sentence, before) is not None


def _is_inscribed(proposal: Proposal, lexicon: Lexicon) -> bool:
    """Whether words between marks are what is written on something: *die Aufschrift „…“, prangt der Spruch „…“*."""
    front = list(proposal.sentence.before(proposal.span.start))
    words = {token.text.lower() for token in front[-_NEAR:]}
    return proposal.type is QuoteType.DIRECT and not words.isdisjoint(lexicon.words("inscription"))


def _stands_on_thing(proposal: Proposal, lexicon: Lexicon) -> bool:
    """Whether words between marks stand on a thing that no table has: *Auf der Kiste, die er hob, stand: „…“*."""
    speaker, verb = proposal.speaker, proposal.verb
    if speaker is None or verb is None or proposal.type is not QuoteType.DIRECT or speaker.head.upos != "NOUN":
        return False
    case = speaker.sentence.child(speaker.head, "case")
    on = case is not None and case.text.lower() in _ON
    stands = all(sense.lemma in lexicon.words("message-subject") for sense in verb.senses)
    known = can_speak(speaker.head, lexicon) or lexicon.noun(speaker.head.text) is not None
    written = speaker.head.text.lower().endswith(tuple(lexicon.epithets("document")))
    return on and stands and not (known or written)


def _sounds_from_place(proposal: Proposal, lexicon: Lexicon) -> bool:
    """Whether a label tells from where words came, and not from whom: *Zwischenruf aus dem Saal: „…“*."""
    if proposal.rule.id != "direct.label" or proposal.speaker is not None:
        return False
    words = [token for token in proposal.sentence.before(proposal.span.start) if token.is_word]
    return place_of_label(words, lexicon) is not None


def _passes_for(proposal: Proposal) -> bool:
    """Whether words between marks are what somebody passes for, so that others say them: *Kern gilt als „stur“*."""
    front = list(proposal.sentence.before(proposal.span.start))
    named = proposal.type is QuoteType.DIRECT and bool(front) and front[-1].text == "als"
    return named and any(token.lemma == "gelten" for token in front)


def _is_said_by_man(reading: Reading, proposal: Proposal) -> bool:
    """Whether *man* says something to him whom the article is about: *Man drohte ihm mit Ausschluss*.

    Not in a report (*Man habe ihm gedroht*), nor where the sentence tells whose *man* is (*Im Rathaus riet man ihm …*).
    """
    verb = proposal.verb
    if verb is None or proposal.speaker is not None:
        return False
    sentence = verb.sentence
    subjects = {child.text.lower() for child in sentence.children(verb.predicate, "nsubj")}
    objects = {child.text.lower() for child in sentence.children(verb.predicate, "iobj", "obj", "obl:arg", "obl")}
    told = verb.finite is not None and mood_of(verb.finite, reading.lexicon) is Mood.KONJUNKTIV_I
    said = not subjects.isdisjoint(_ANYBODY) and not objects.isdisjoint(_HIM)
    return said and not told and where_man_speaks(reading, proposal) is None


def _asks_for_answer(reading: Reading, proposal: Proposal) -> bool:
    """Whether a question is the article's, which somebody answers: *Auf die Frage, ob er komme, winkte Kern ab*.

    Not where the phrase says whose it is (*auf die Frage eines Schülers, ob …*), nor behind who has no answer to it.
    """
    sentence = proposal.sentence
    spans = proposal.cue.spans if proposal.cue is not None and proposal.cue.kind is CueKind.NOUN else ()
    nouns = (token for token in sentence.tokens if any(span.covers(token.span) for span in spans))
    noun = next((token for token in nouns if token.text.lower() in _QUESTIONS), None)
    case = sentence.child(noun, "case") if noun is not None else None
    if noun is None or case is None or case.text.lower() not in _TO_QUESTION:
        return False
    head = proposal.speaker.head if proposal.speaker is not None else None
    if head is None or head.head == noun.index:
        return head is None
    return noun.index < head.index or _is_answered(reading, sentence, noun)


def _is_answered(reading: Reading, sentence: Sentence, noun: Token) -> bool:
    """Whether the verb that a question belongs to tells what is said (*antwortete er auf die Frage, ob …*)."""
    cues = (cue for cue in reading.cues_in(sentence) if isinstance(cue, VerbCue) and cue.predicate.index == noun.head)
    return any("direct" in sense.governs for cue in cues for sense in cue.senses)
