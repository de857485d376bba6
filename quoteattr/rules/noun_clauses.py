"""Clauses that look like what a verb tells and are what another one said: *wies den Vorwurf der SPÖ zurück, …*.

Trees hang them on the verb.
"""

from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.case_forms import is_genitive
from quoteattr.grammar.cues import VerbCue
from quoteattr.lexicon import Lexicon
from quoteattr.model import Commitment
from quoteattr.reading import Reading
from quoteattr.rules.contents import Content
from quoteattr.tree import Sentence, Token

_ANSWERED = frozenset({"auf", "gegen"})  # reagierte auf die Sorge der Eltern, verteidigte sich gegen den Vorwurf
_OWNERS = frozenset({"von", "vom"})


def belongs_to_noun(reading: Reading, cue: VerbCue, content: Content) -> bool:
    """Whether a content is that of a noun of saying right before it, which the verb has for its object.

    The noun tells whose it is (*verstand die Angst der Eltern, dass …*), or the verb denies it (*wies den Vorwurf
    zurück, …*).
    """
    first = next((token for token in content.words if token.is_word), None)
    if first is None or not cue.verb.start < first.start < cue.sentence.end:
        return False
    if cue.sentence.tokens[first.index - 1].text != ",":
        return False
    return any(
        _ends_before(cue, noun, first) and _is_answered(cue, noun, reading.lexicon)
        for noun in cue.sentence.children(cue.predicate, "obj", "obl")
        if noun not in cue.tokens
        and (sense := reading.lexicon.noun(noun.text)) is not None
        and content.kind.value in sense.governs
    )


def _ends_before(cue: VerbCue, noun: Token, first: Token) -> bool:
    """Whether between a noun and a clause stand its own words only, and those of the verb."""
    own = {token.index for token in (*cue.sentence.subtree(noun), *cue.tokens, cue.verb)}
    between = cue.sentence.tokens[noun.index + 1 : first.index - 1]
    return noun.index < first.index and all(token.index in own for token in between)


def _is_answered(cue: VerbCue, noun: Token, lexicon: Lexicon) -> bool:
    """Whether the subject of the verb takes up what another one has said."""
    if any(child.index < noun.index for child in cue.sentence.children(noun, "nmod")):
        return False  # Roths Vorwurf, …: the speaker is looked up with the verb
    case = cue.sentence.child(noun, "case")
    if case is not None:
        return case.text.lower() in _ANSWERED and _has_owner(cue.sentence, noun, lexicon)
    denies = all(sense.commitment is Commitment.CERTAIN_NOT for sense in cue.senses)
    return noun.relation == "obj" and (denies or _has_owner(cue.sentence, noun, lexicon))


def _has_owner(sentence: Sentence, noun: Token, lexicon: Lexicon) -> bool:
    """Whether a genitive or a *von*-phrase behind a noun tells whose it is: *der Eltern*, not *der letzten Woche*."""
    for child in (each for each in sentence.children(noun, "nmod") if is_somebody(each, lexicon)):
        case = sentence.child(child, "case")
        if case.text.lower() in _OWNERS if case is not None else is_genitive(sentence, child):
            return True
    return False
