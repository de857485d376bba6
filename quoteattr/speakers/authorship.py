"""Who wrote what a frame says that something stands in, as the sentences around tell.

A statement is of whoever has just spoken (*Der Verband lobte das. …, heißt es in einer Mitteilung*), *darin* points to
a document in which the sentence before lets somebody speak (*In einem Brief fordern Chöre …, heißt es darin*), and the
sentence behind may tell the sender (*Absender ist Kern*).
"""

from collections.abc import Sequence

from quoteattr.grammar.animacy import is_document, is_person, is_somebody
from quoteattr.grammar.case_forms import can_be_nominative, is_genitive
from quoteattr.grammar.speaking import Phrase, phrase
from quoteattr.grammar.subjects import subject_of
from quoteattr.lexicon import Lexicon
from quoteattr.model import Mention
from quoteattr.reading import Reading
from quoteattr.rules import Proposal
from quoteattr.rules.spans import last_sentence
from quoteattr.speakers.authors import is_read_out, is_sent
from quoteattr.speakers.topic import document_before, names_somebody, points_into_document, topic_of
from quoteattr.tree import Sentence, Token

_INSIDE = frozenset({"in", "im", "auf"})
_MEANS = _INSIDE | {"mit", "per", "via"}
_OF = frozenset({"von", "vom", "aus"})
_DEFINITE = frozenset({"der", "dem", "im", "dieser", "diesem"})


def is_told_by_author(reading: Reading, proposal: Proposal, heard: Mention, distance: int) -> bool:
    """Whether a statement that has the words is one of whoever has just spoken.

    Of an institution or a group; of a person only if that one has spoken in it. A paragraph goes on with *the*
    statement only.
    """
    noun = _document_of(reading, proposal)
    if noun is None or distance not in (1, 2) or not _is_statement(noun, reading.lexicon):
        return False
    if _is_owned(proposal.sentence, noun, reading.lexicon):
        return False
    before = reading.parse.sentence_at(heard.head.start)
    head = next((token for token in before.tokens if token.start == heard.head.start), None) if before else None
    if before is None or head is None or head.upos not in ("NOUN", "PROPN"):
        return False
    if reading.lexicon.noun(head.text) is not None:
        return False  # den Angaben zufolge
    between = reading.sentences[before.index + 1 : proposal.sentence.index]
    if distance > 1 and any(each.paragraph != before.paragraph or topic_of(reading, each) for each in between):
        return False
    definite = any(token.text.lower() in _DEFINITE for token in proposal.sentence.children(noun, "det", "case"))
    if before.paragraph != proposal.sentence.paragraph and not definite:
        return False
    spoken_in = definite and any(_is_means(before, token, reading.lexicon) for token in before.tokens)
    person = is_person(head, reading.lexicon)
    return spoken_in or person is False or (person is None and head.upos == "NOUN")


def _document_of(reading: Reading, proposal: Proposal) -> Token | None:
    """The noun that an impersonal frame says something stands in (*heißt es | in einer Mitteilung*)."""
    verb, speaker = proposal.verb, proposal.speaker
    if verb is None or not verb.impersonal or speaker is None or speaker.sentence is not proposal.sentence:
        return None
    case = speaker.sentence.child(speaker.head, "case")
    return speaker.head if case is not None and case.text.lower() in _INSIDE else None


def _is_statement(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is one for what somebody publishes or sends to be heard (*Mitteilung, offener Brief*)."""
    return noun.text.lower().endswith(tuple(lexicon.words("statement")))


def _is_owned(sentence: Sentence, noun: Token, lexicon: Lexicon) -> bool:
    """Whether the sentence tells whose a document is: *einer Mitteilung der Bahn*, *einem Brief von Kern*."""
    for child in sentence.children(noun, "nmod", "appos", "flat"):
        case = sentence.child(child, "case")
        by = case is not None and case.text.lower() in _OF and is_somebody(child, lexicon)
        if by or (case is None and (child.relation != "nmod" or is_genitive(sentence, child))):
            return True
    return any(child.xpos == "PPOSAT" for child in sentence.children(noun))


def _is_means(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is the document in which somebody says something (*begründet in einem Brief …*)."""
    case = sentence.child(token, "case") if token.upos == "NOUN" else None
    written = case is not None and case.text.lower() in _MEANS
    known = written and (is_document(token.text, lexicon) or _is_statement(token, lexicon))
    return known and not _is_owned(sentence, token, lexicon)


def author_of_it(reading: Reading, proposal: Proposal) -> Phrase | None:
    """Who speaks in the document that *darin* points to: *In einem Brief fordern Chöre …. „…“, heißt es darin*."""
    if not points_into_document(proposal):
        return None
    document = document_before(reading, proposal.sentence)
    if document is None or not _is_statement(document.head, reading.lexicon):
        return None  # a Bericht speaks for itself
    sentence = document.sentence
    if not _is_means(sentence, document.head, reading.lexicon):
        return _who_reads_out(reading, document)
    heads = reading.main_heads(sentence)
    for cue in reading.cues_in(sentence):
        speaker = reading.speaker_of(cue) if cue.predicate in heads and not cue.impersonal and not cue.passive else None
        if speaker is not None and names_somebody(reading, sentence, speaker.head):
            return speaker
    return None


def _who_reads_out(reading: Reading, document: Phrase) -> Phrase | None:
    """Who writes, sends or reads out a document, as its verb tells: *ließ der Angeklagte eine Erklärung verlesen*.

    Who speaks for others reads out what they have written.
    """
    sentence, verb = document.sentence, document.sentence.head(document.head)
    verbs = (verb, *sentence.children(verb, "xcomp")) if verb is not None else ()  # ließ … verlesen
    read_out = document.head.relation == "obj" and any(is_read_out(each) or is_sent(each) for each in verbs)
    if verb is None or not read_out or _is_owned(sentence, document.head, reading.lexicon):
        return None
    subject = subject_of(sentence, verb)
    if subject is None or not names_somebody(reading, sentence, subject):
        return None
    let = any(token.lemma == "lassen" for token in (verb, *sentence.ancestors(verb), *sentence.children(verb)))
    role = reading.lexicon.role(subject.text)
    voices = tuple(reading.lexicon.words("voice") | reading.lexicon.words("official"))
    speaks = role is not None and role.masculine.lower().endswith(voices)
    return phrase(sentence, subject, reading.lexicon) if let or not speaks else None


def sender_behind(reading: Reading, proposal: Proposal) -> Phrase | None:
    """Who sent or wrote a document, as the next sentence tells: *Absender ist Kern*, *Verfasst hat sie Kern*."""
    phrase_of, verb = proposal.speaker, proposal.verb
    if phrase_of is None or verb is None or reading.lexicon.noun(phrase_of.head.text) is None:
        return None
    case = phrase_of.sentence.child(phrase_of.head, "case")
    if case is None or case.text.lower() not in _INSIDE or not is_document(phrase_of.head.text, reading.lexicon):
        return None
    at = last_sentence(reading, proposal) + 1
    behind = reading.sentences[at] if at < len(reading.sentences) else None
    if behind is None or behind.paragraph != proposal.sentence.paragraph:
        return None
    first = behind.tokens[0].text.lower()
    if first in reading.lexicon.words("sender"):
        return _named_behind(reading, behind, behind.tokens[1:])
    if first not in reading.lexicon.words("sends"):
        return None
    auxiliary = behind.tokens[1:2]
    return _named_behind(reading, behind, behind.tokens[1:]) if auxiliary and auxiliary[0].lemma == "haben" else None


def _named_behind(reading: Reading, sentence: Sentence, words: Sequence[Token]) -> Phrase | None:
    """The first name or person behind *Absender ist* or *Verfasst hat*."""
    if not words or words[0].lemma not in ("sein", "haben"):
        return None
    named = (token for token in words[1:] if token.upos in ("NOUN", "PROPN") and is_somebody(token, reading.lexicon))
    head = next((token for token in named if can_be_nominative(sentence, token, reading.lexicon)), None)
    return phrase(sentence, head, reading.lexicon) if head is not None else None
