"""Which act of speech a cue performs, and whether the clause has what its verb needs for that.

The classes are those that news tells apart: somebody thanks, praises, accuses, disputes, demands … A verb that performs
none of them (*zeigen, planen, beschließen*) tells a deed, a state, or is a verb of saying that needs a clause.
"""

from collections.abc import Sequence

from quoteattr.grammar.clauses import clause_words
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.modality import modal_of, negation_in
from quoteattr.lexicon import Lexicon
from quoteattr.tree import Token

ACTS = (
    "thank", "praise", "blame", "accuse", "dispute", "concede", "demand", "warn", "promise", "judge", "tell", "ask",
    "comment",
)  # fmt: skip
_WILLING = frozenset({"wollen", "mögen", "möchten", "können"})
_OBJECTS = ("obj", "iobj", "obl")


def act_of(cue: VerbCue, lexicon: Lexicon) -> str | None:
    """The act that one of a cue's entries performs, None if none does."""
    lemmas = {sense.lemma for sense in cue.senses}
    return next((act for act in ACTS if not lemmas.isdisjoint(lexicon.words(f"act-{act}"))), None)


def object_of(cue: VerbCue) -> str:
    """What a cue has beside its subject that can be what it is about.

    Returns:
        `governed` for a prepositional object that an entry names (*warnt vor Eis*), `noun` for another object without a
        preposition, `other` for a prepositional phrase that no entry names, `none`.
    """
    objects = (child for child in cue.sentence.children(cue.predicate, *_OBJECTS) if child not in cue.tokens)
    roles = {_role(cue, child) for child in objects}
    return next((role for role in ("governed", "noun", "other") if role in roles), "none")


def governed_preposition(cue: VerbCue) -> str | None:
    """The preposition of a cue's object that an entry names: the *von* of *sprach von einer Posse*."""
    objects = (child for child in cue.sentence.children(cue.predicate, *_OBJECTS) if _role(cue, child) == "governed")
    cases = (cue.sentence.child(child, "case") for child in objects if child not in cue.tokens)
    return next((case.text.lower() for case in cases if case is not None), None)


def role_of(cue: VerbCue, words: Sequence[Token]) -> str:
    """What some words are to a cue: as `object_of`, `als` behind it, `deeper` below something else, or a relation."""
    top = _top(words)
    if top is None:
        return "none"
    if any(child.text.lower() == "als" for child in cue.sentence.children(top)):
        return "als"
    if cue.sentence.head(top) is not cue.predicate:
        return "deeper"
    return _role(cue, top) if top.relation in _OBJECTS else top.relation


def _top(words: Sequence[Token]) -> Token | None:
    """The first of some words that hangs below none of them."""
    inside = {token.index for token in words}
    return next((token for token in words if token.is_word and token.head not in inside), None)


def _role(cue: VerbCue, child: Token) -> str:
    """Whether an object has no preposition, one that an entry of the cue names, or another one."""
    preposition = cue.sentence.child(child, "case")
    if preposition is None:
        return "noun"
    named = any(f"pp:{preposition.text.lower()}" in sense.governs for sense in cue.senses)
    return "governed" if named else "other"


def is_name(cue: VerbCue, words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether words between marks are part of the subject or name the thing before them: *das Album „Nachtschicht“*."""
    top = _top(words)
    above = cue.sentence.head(top) if top is not None else None
    if top is None or above is None:
        return False
    subject = cue.sentence.child(cue.predicate, "nsubj")
    if subject is not None and subject is not top and subject in cue.sentence.ancestors(top):
        return True
    named = top.relation in ("appos", "flat", "nmod") and above.upos in ("NOUN", "PROPN")
    return named and above.index == words[0].index - 1 and lexicon.noun(above.text) is None


def is_refusal(cue: VerbCue, lexicon: Lexicon) -> bool:
    """Whether somebody will not, or cannot, say something: *wollte sich nicht äußern*, *kann das nicht bestätigen*."""
    sentence, predicate = cue.sentence, cue.predicate
    governor = sentence.head(predicate) if predicate.relation == "xcomp" else None
    helpers = [*sentence.children(predicate, "aux"), *([governor] if governor is not None else [])]
    words = clause_words(sentence, predicate)
    return any(modal_of(helper) in _WILLING for helper in helpers) and bool(
        negation_in(words, sentence, predicate, lexicon)
    )
