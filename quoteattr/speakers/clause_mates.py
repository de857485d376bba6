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


def is_host(mention: Reference, reference: Reference) -> bool:
    """Whether a pronoun in *wie er sagt* takes up the name that is the subject before (*Kern hat geirrt, wie er sagt*).

    Not where the clause of the name has another such pronoun or is in Konjunktiv: then somebody else tells of him.
    """
    sentence, verb = reference.sentence, reference.sentence.tokens[reference.clause[0]]
    before = sentence.tokens[max(reference.head.index - 1, 0)].text.lower()
    named = mention.form is Form.NAME and mention.subject and not mention.owned and mention.sentence is sentence
    if not named or not reference.subject or before != "wie" or verb.relation != "advcl" or verb.head < 0:
        return False
    host = sentence.clause_head(sentence.tokens[verb.head])
    finite = sentence.finite(host)
    other = any(child.xpos == "PPER" and child.text.lower() != "es" for child in sentence.children(host))
    indicative = finite is not None and finite.feats.get("Mood") == "Ind"
    return mention.clause[0] == host.index and indicative and not other


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
