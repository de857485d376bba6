"""Plans and hearsay (*Im März soll man bauen*): who told these, a text leaves open more often than not."""

from quoteattr.decide import Decision
from quoteattr.grammar.animacy import is_person
from quoteattr.grammar.case_forms import is_genitive
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.modality import has_perfect_infinitive
from quoteattr.lexicon import Lexicon
from quoteattr.model import QuoteType
from quoteattr.reading import Reading
from quoteattr.tree import Sentence, Token

_BACK = frozenset({"Das", "Dies"})
_THIS = frozenset({"das", "dies"})
_ACCORDING = frozenset({"nach", "auf", "gemäß", "laut"})


def is_plan(decision: Decision, reading: Reading) -> bool:
    """Whether a sentence passes on plans or hearsay: *Im März soll man bauen*; *sollte* is what somebody wants.

    Not what is part of what somebody tells right before: *Die Anklage wirft ihm Raub vor. Er soll Geld genommen haben*,
    *Kern kündigte einen Umbau an. Er soll im Mai beginnen*.
    """
    sentence, lexicon = decision.proposal.sentence, reading.lexicon
    finite = (token.text.lower() for token in sentence.tokens if token.is_finite)
    plans = decision.proposal.type is QuoteType.FREE_INDIRECT and any(word in ("soll", "sollen") for word in finite)
    if not plans or _asks_public(sentence, lexicon) or whose_will(sentence, lexicon) is not None:
        return False
    return not _is_detail(reading, sentence)


def _is_detail(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence goes into what the one before it says that somebody accuses of, promises, or has told.

    What *er* has done, whom it accuses; what will be, where it announces a thing or only names who told what is before.
    """
    before = reading.sentences[sentence.index - 1] if sentence.index else None
    if before is None or before.paragraph != sentence.paragraph:
        return False
    done = any(token.upos in ("VERB", "AUX") and has_perfect_infinitive(sentence, token) for token in sentence.tokens)
    if done and sentence.tokens[0].text not in ("Er", "Sie"):
        return False
    other = _is_about_other(sentence)
    return any(
        _accuses(cue, reading) if done else _announces(cue, reading, other=other)
        for cue in reading.cues_in(before)
        if isinstance(cue, VerbCue) and not cue.passive and reading.speaker_of(cue) is not None
    )


def _accuses(cue: VerbCue, reading: Reading) -> bool:
    """Whether a verb accuses somebody."""
    return any(sense.lemma in reading.lexicon.words("act-accuse") for sense in cue.senses)


def _is_about_other(sentence: Sentence) -> bool:
    """Whether a sentence is about a thing that is known from elsewhere (*Das Urteil soll im Mai fallen*)."""
    modal = next((token for token in sentence.tokens if token.text.lower() in ("soll", "sollen")), None)
    subject = sentence.child(sentence.clause_head(modal), "nsubj") if modal is not None else None
    article = sentence.child(subject, "det") if subject is not None and subject.upos == "NOUN" else None
    known = article is not None and article.feats.get("Definite") == "Def"
    return known and subject is not None and sentence.child(subject, "amod") is None


def _announces(cue: VerbCue, reading: Reading, *, other: bool) -> bool:
    """Whether a verb promises a thing (*kündigte einen Umbau an*), or tells who told what is before (*Das sagte Kern*).

    What is about an `other` thing goes on from the second only.
    """
    sentence = cue.sentence
    promises = any(sense.lemma in reading.lexicon.words("act-promise") for sense in cue.senses)
    speaker = reading.speaker_of(cue)
    named = speaker.tokens if speaker is not None else ()
    objects = sentence.children(cue.predicate, "obj", "iobj")
    things = [thing for thing in objects if thing.text.lower() != "es" and thing not in named]
    clauses = sentence.children(cue.predicate, "ccomp", "xcomp")
    this = any(thing.text.lower() in _THIS for thing in things) or sentence.tokens[0].text in _BACK
    return not clauses and bool(things) and ((promises and not other) or this)


def whose_will(sentence: Sentence, lexicon: Lexicon) -> Token | None:
    """Who wants what a sentence tells: *Nach dem Willen | der Koalition | soll …*, *Auf Wunsch | der Frau | soll …*."""
    for noun in sentence.tokens:
        case = sentence.child(noun, "case") if noun.text.lower() in lexicon.words("will") else None
        if case is None or case.text.lower() not in _ACCORDING:
            continue
        for owner in sentence.children(noun, "nmod"):
            of = sentence.child(owner, "case")
            by = of.text.lower() in ("von", "vom") if of is not None else is_genitive(sentence, owner)
            if by and owner.upos in ("NOUN", "PROPN"):
                return owner
    return None


def _asks_public(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence opens with those whom it asks for something: *Kunden sollen …*, *Wer Beschwerden hat, soll …*.

    That is what the source of the report wants; *Überlebende sollen untergebracht werden* is a plan of others.
    """
    first, *others = sentence.tokens
    people = first.upos == "NOUN" and first.feats.get("Number") == "Plur" and is_person(first, lexicon) is not None
    asked = people and bool(others) and others[0].text.lower() == "sollen"
    passive = any(token.deprel == "aux:pass" for token in others)
    return (asked and not passive) or first.text == "Wer"
