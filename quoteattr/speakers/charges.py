"""What somebody is accused of, where the one who speaks of it is not the one who says it."""

from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.case_forms import is_genitive_name
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.speaking import Phrase, phrase
from quoteattr.model import QuoteType
from quoteattr.reading import Reading
from quoteattr.rules import Proposal
from quoteattr.tree import Sentence, Token

_ABOUT = frozenset({"zu", "zum", "zur"})  # zu dem Gerücht wollte sie sich nicht äußern
_VERB_ENDS = frozenset({"VVINF", "VVPP"})  # … den Vorwurf gefallen lassen, dem Vorwurf ausgesetzt


def charge_of_others(reading: Reading, proposal: Proposal) -> Token | None:
    """The noun for what somebody is accused of, behind which a content stands: *Sie nannte den Vorwurf absurd, …*.

    None where somebody raises it (*erneuerte den Vorwurf, …*), acts with it (*mit der Behauptung, …*) or owns it. What
    people assume or report is others' only where the sentence disputes it (*widersprach Berichten, …*).
    """
    sentence = proposal.sentence
    says = proposal.verb.verb if proposal.verb is not None else None
    front = sentence.before(proposal.span.start)
    before = [token for token in front if token.xpos != "PTKVZ" and (token is says or token.xpos not in _VERB_ENDS)]
    if len(before) < 2 or proposal.type is not QuoteType.INDIRECT or before[-1].text != ",":
        return None  # Sie wies den Vorwurf zurück: … is her answer
    surmises = reading.lexicon.words("surmise") if _disputes(reading, sentence) else frozenset()
    charges = reading.lexicon.words("charge") | surmises
    noun = before[-2] if before[-2].text.lower() in charges else _with_owner(sentence, before[-2])
    if noun is None or noun.text.lower() not in charges:
        return None
    case, article, verb = sentence.child(noun, "case"), sentence.child(noun, "det"), sentence.head(noun)
    about = case is not None and case.text.lower() in _ABOUT
    raises = reading.lexicon.words("raise-charge")
    raised = verb is not None and not about and not {verb.lemma, verb.text.lower()}.isdisjoint(raises)
    owned = article is not None and article.xpos == "PPOSAT"
    below = sentence.children(verb, "aux", "xcomp") if verb is not None else ()
    undergone = any(child.deprel == "aux:pass" or child.xpos == "VVPP" for child in below)  # sieht sich … konfrontiert
    acts = case is not None and case.text.lower() == "mit" and not undergone
    return None if raised or owned or acts else noun


def whose_charge(reading: Reading, proposal: Proposal) -> Phrase | None:
    """Who has accused somebody of a content, where the article says so: *Sie wies Roths Vorwurf zurück, …*."""
    noun = charge_of_others(reading, proposal)
    owner = _owner(proposal.sentence, noun, reading) if noun is not None else None
    return phrase(proposal.sentence, owner, reading.lexicon) if owner is not None else None


def _disputes(reading: Reading, sentence: Sentence) -> bool:
    """Whether somebody in a sentence disputes something."""
    disputes = reading.lexicon.words("act-dispute")
    return any(
        sense.lemma in disputes for cue in reading.cues_in(sentence) if isinstance(cue, VerbCue) for sense in cue.senses
    )


def _with_owner(sentence: Sentence, last: Token) -> Token | None:
    """The noun that an owner behind it belongs to: *Vorwürfe von Jan Roth*."""
    while last.relation == "flat" and last.head >= 0:
        last = sentence.tokens[last.head]
    return sentence.head(last) if last.relation == "nmod" and _is_owner(sentence, last) else None


def _owner(sentence: Sentence, noun: Token, reading: Reading) -> Token | None:
    """Whose a noun is: a genitive or *von*, no other preposition (*Vorwürfe gegen Roth*)."""
    before = sentence.tokens[noun.index - 1]
    if noun.index and is_genitive_name(sentence, before):
        return before
    owners = (child for child in sentence.children(noun, "nmod") if _is_owner(sentence, child))
    return next((child for child in owners if is_somebody(child, reading.lexicon)), None)


def _is_owner(sentence: Sentence, noun: Token) -> bool:
    """Whether no preposition stands before a noun, or *von*."""
    case = sentence.child(noun, "case")
    return case is None or case.text.lower() in ("von", "vom")
