"""Names that a text gives to somebody who has none so far: *Nennen wir ihn Stefan*, *Der Absender ist Jan Kern*."""

from quoteattr.grammar.clauses import Mood, mood_of
from quoteattr.lexicon import Lexicon
from quoteattr.speakers.references import Form, Reference
from quoteattr.tree import Token

_WE = frozenset({"wir", "man"})
_PRONOUNS = frozenset({"PPER", "PRELS"})
_DENYING = frozenset({"nicht", "kein", "nie"})


def whom_it_names(reference: Reference, lexicon: Lexicon) -> Token | None:
    """The pronoun, or the noun, that a sentence gives a name to; None where it gives none."""
    if reference.form is not Form.NAME or reference.told:
        return None
    return _called(reference) or _is_it(reference, lexicon)


def _called(reference: Reference) -> Token | None:
    """*Nennen wir ihn Stefan*; of *die Frau, die wir Jana nennen* the noun."""
    sentence, verb = reference.sentence, reference.sentence.head(reference.top)
    if reference.roles or verb is None or verb.lemma != "nennen":
        return None
    beside = sentence.children(verb)
    if not any(token.text.lower() in _WE for token in beside):
        return None
    called = next((token for token in beside if token.xpos in _PRONOUNS and token.text.lower() not in _WE), None)
    return sentence.head(verb) if called is not None and called.xpos == "PRELS" else called


def _is_it(reference: Reference, lexicon: Lexicon) -> Token | None:
    """The subject with *der* or *die* of *Der Mann im Video ist der Installateur Jan Kern*, told as a fact."""
    sentence = reference.sentence
    verb = sentence.child(reference.top, "cop")
    subject = sentence.child(reference.top, "nsubj") if verb is not None else None
    if verb is None or subject is None or subject.index > verb.index or sentence.tokens[-1].text == "?":
        return None
    denied = any(token.text.lower() in _DENYING for token in sentence.children(reference.top))
    named = reference.name is not None and bool(reference.name.given and reference.name.surname)
    fact = mood_of(verb, lexicon) is Mood.INDICATIVE and sentence.child(subject, "det") is not None
    return subject if named and fact and not denied else None
