"""Mentions beside one another in a clause, which cannot be the same one: *Kern lobte | ihn*."""

from quoteattr.speakers.references import Form, Reference
from quoteattr.tree import NOMINAL


def clause_of_shared_subject(reference: Reference) -> tuple[int, int] | None:
    """The clause before *und* whose subject is that of a mention's clause as well: *Er zahlte und lobte | den Wirt*."""
    sentence, (at, signs) = reference.sentence, reference.clause
    verb = sentence.tokens[at]
    shares = at >= 0 and verb.relation == "conj" and verb.upos not in NOMINAL  # not Kern und seine Frau
    before = sentence.head(verb) if shares and not reference.subject else None
    if before is None or sentence.child(verb, "nsubj") is not None:
        return None
    return sentence.clause_head(before).index, signs


def is_beside(mention: Reference, reference: Reference) -> bool:
    """Whether a mention stands in the clause of another one as itself (not *in seinem Haus sagte er*)."""
    own = mention is reference or mention.form is Form.POSSESSIVE
    return not own and mention.sentence is reference.sentence and mention.clause == reference.clause


def is_pronoun_beside(mention: Reference, reference: Reference) -> bool:
    """Whether a mention is a pronoun and the object of a role, and so means another (*Der Arzt rät ihm*).

    Not of a reflexive one (*Der Arzt entschuldigte sich*), which is no mention.
    """
    role = reference.form is Form.ROLE and reference.subject and not mention.subject
    return role and mention.form is Form.PRONOUN and is_beside(mention, reference)
