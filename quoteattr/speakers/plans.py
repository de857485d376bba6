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

_ACCORDING = frozenset({"nach", "auf", "gemäß", "laut"})


def is_plan(decision: Decision, reading: Reading) -> bool:
    """Whether a sentence passes on plans or hearsay: *Im März soll man bauen*; *sollte* is what somebody wants.

    Not what somebody is accused of right before: *Die Anklage wirft ihm Raub vor. Er soll Geld genommen haben*.
    """
    sentence, lexicon = decision.proposal.sentence, reading.lexicon
    finite = (token.text.lower() for token in sentence.tokens if token.is_finite)
    plans = decision.proposal.type is QuoteType.FREE_INDIRECT and any(word in ("soll", "sollen") for word in finite)
    if not plans or _asks_public(sentence, lexicon) or whose_will(sentence, lexicon) is not None:
        return False
    return not _is_accused(reading, sentence)


def _is_accused(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence tells what *er* has done, whom the sentence before accuses, whoever does that being named."""
    before = reading.sentences[sentence.index - 1] if sentence.index else None
    done = any(token.upos in ("VERB", "AUX") and has_perfect_infinitive(sentence, token) for token in sentence.tokens)
    if before is None or before.paragraph != sentence.paragraph or not done:
        return False
    accused = sentence.tokens[0].text in ("Er", "Sie")
    accuses = reading.lexicon.words("act-accuse")
    return accused and any(
        not cue.passive and reading.speaker_of(cue) is not None and any(sense.lemma in accuses for sense in cue.senses)
        for cue in reading.cues_in(before) if isinstance(cue, VerbCue)
    )  # fmt: skip


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
