"""Which act of speech a cue performs, and whether the clause has what its verb needs for that.

The classes are those that news tells apart: somebody thanks, praises, accuses, disputes, demands … A verb that performs
none of them (*zeigen, planen, beschließen*) tells a deed, a state, or is a verb of saying that needs a clause.
"""

from quoteattr.grammar.clauses import clause_words
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.modality import modal_of, negation_in
from quoteattr.lexicon import Lexicon

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
    sentence, named = cue.sentence, {item for sense in cue.senses for item in sense.governs}
    found = "none"
    for child in sentence.children(cue.predicate, *_OBJECTS):
        if child in cue.tokens:
            continue
        preposition = sentence.child(child, "case")
        if preposition is None:
            if child.relation != "obl" or child.feats.get("Case") in ("Dat", "Acc", "Gen"):
                return "noun"
        elif f"pp:{preposition.text.lower()}" in named:
            return "governed"
        else:
            found = "other"
    return found


def is_refusal(cue: VerbCue, lexicon: Lexicon) -> bool:
    """Whether somebody will not, or cannot, say something: *wollte sich nicht äußern*, *kann das nicht bestätigen*."""
    sentence, predicate = cue.sentence, cue.predicate
    governor = sentence.head(predicate) if predicate.relation == "xcomp" else None
    helpers = [*sentence.children(predicate, "aux"), *([governor] if governor is not None else [])]
    words = clause_words(sentence, predicate)
    return any(modal_of(helper) in _WILLING for helper in helpers) and bool(
        negation_in(words, sentence, predicate, lexicon)
    )
