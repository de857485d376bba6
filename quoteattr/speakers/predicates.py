"""What a sentence says somebody is: *Er ist seit 27 Jahren Präparator*, and later *der Präparator*."""

from collections.abc import Sequence

from attrs import evolve

from quoteattr.grammar.clauses import Mood, mood_of
from quoteattr.lexicon import Lexicon
from quoteattr.speakers.references import Form, Reference

_DENYING = frozenset({"kein", "keine", "nicht", "nie"})


def described(reference: Reference, predicates: Sequence[Reference], lexicon: Lexicon) -> Reference:
    """A mention with the roles that its sentence says it has.

    Args:
        reference: The mention.
        predicates: The nouns that say what somebody is in its sentence.
        lexicon: Words.
    """
    if not reference.subject or reference.form not in (Form.NAME, Form.ROLE, Form.PRONOUN):
        return reference
    told = (one for one in predicates if reference.top.head == one.head.index and _tells(one, lexicon))
    return evolve(reference, described=tuple(role for one in told for role in one.roles))


def _tells(predicate: Reference, lexicon: Lexicon) -> bool:
    """Whether it is told as a fact that somebody is this; whose son somebody is tells nobody from other sons."""
    sentence, noun = predicate.sentence, predicate.head
    verb = sentence.child(noun, "cop")
    denied = any(child.text.lower() in _DENYING for child in sentence.children(noun, "det", "advmod"))
    stated = verb is not None and mood_of(verb, lexicon) is Mood.INDICATIVE and sentence.tokens[-1].text != "?"
    return predicate.form is Form.ROLE and stated and not denied and lexicon.words("kin").isdisjoint(predicate.roles)
