"""What a sentence says somebody is: *Er ist seit 27 Jahren Präparator, Absender ist ein Bote*."""

from collections.abc import Sequence

from attrs import evolve

from quoteattr.grammar.clauses import Mood, mood_of
from quoteattr.lexicon import Lexicon
from quoteattr.speakers.leading import by_deeds, is_told_of
from quoteattr.speakers.references import Form, Reference

_DENYING = frozenset({"kein", "keine", "nicht", "nie"})


def described(reference: Reference, predicates: Sequence[Reference], lexicon: Lexicon) -> Reference:
    """A mention with the roles that its sentence says it has.

    Args:
        reference: The mention.
        predicates: The nouns that say what somebody is in its sentence.
        lexicon: Words.
    """
    if reference.form not in (Form.NAME, Form.ROLE, Form.PRONOUN):
        return reference
    told = (one for one in predicates if is_told_of(reference, one.head) and _tells(one, lexicon))
    if not reference.subject:
        return evolve(reference, described=(*reference.described, *(role for one in told for role in one.roles)))
    roles = (*(role for one in told for role in one.roles), *by_deeds(reference, lexicon))
    return evolve(reference, described=(*reference.described, *roles))


def turned(references: Sequence[Reference], predicates: Sequence[Reference]) -> list[Reference]:
    """The mentions of a sentence where a noun in front says what its real subject is (*Absender war ein Bote*).

    Args:
        references: The mentions.
        predicates: The nouns that the tree takes for what somebody is.
    """
    fronted = {reference.top.head: reference for reference in references if _is_fronted(reference)}
    if not fronted:
        return list(references)
    subjects = [one for one in (*references, *predicates) if one.top.index in fronted]
    others = [one for one in references if one not in subjects and one not in fronted.values()]
    told = (evolve(one, subject=True, described=fronted[one.top.index].roles) for one in subjects)
    return sorted((*others, *told), key=lambda one: one.tokens[0].index)


def _is_fronted(reference: Reference) -> bool:
    """Whether a noun without an article stands before *ist* and a name or a noun with an article."""
    sentence, above = reference.sentence, reference.sentence.head(reference.top)
    bare = reference.form is Form.ROLE and reference.definite is None and not reference.owned
    if above is None or not (bare and reference.subject) or sentence.child(above, "cop") is None:
        return False
    told = sentence.child(above, "det") is not None or len(sentence.children(above, "nsubj")) > 1
    return reference.top.index < above.index and (told or above.xpos == "NE")


def _tells(predicate: Reference, lexicon: Lexicon) -> bool:
    """Whether it is told as a fact that somebody is this; whose son somebody is tells nobody from other sons."""
    sentence, noun = predicate.sentence, predicate.head
    verb = sentence.child(noun, "cop")
    denied = any(child.text.lower() in _DENYING for child in sentence.children(noun, "det", "advmod"))
    stated = verb is not None and mood_of(verb, lexicon) is Mood.INDICATIVE and sentence.tokens[-1].text != "?"
    return predicate.form is Form.ROLE and stated and not denied and lexicon.words("kin").isdisjoint(predicate.roles)
