"""What a word can be in a story: can it speak, does it name somebody, is that a person."""

from quoteattr.lexicon import Lexicon, Outlet
from quoteattr.model import Medium
from quoteattr.tree import Token

_PERSONAL = frozenset("ich du er sie wir ihr mich dich ihn uns euch mir dir ihm ihnen".split())


def can_speak(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun names a role, an institution, a group, a medium or a place that stands for its government."""
    finds = (lexicon.role, lexicon.organisation, lexicon.group)
    forms = (noun.text.lower(), noun.lemma.lower())
    return any(find(noun.text) is not None for find in finds) or any(
        form in table for table in (lexicon.places, lexicon.media) for form in forms
    )


def outlet_of(token: Token, lexicon: Lexicon) -> Outlet | None:
    """The medium that a word names, by its form or its lemma."""
    return lexicon.media.get(token.text.lower()) or lexicon.media.get(token.lemma.lower())


def is_document(word: str, lexicon: Lexicon) -> bool:
    """Whether a noun of saying is something written that says it itself (*Plenarprotokoll*, *E-Mails*)."""
    noun = lexicon.noun(word)
    return noun is not None and noun.medium is Medium.WRITING and "dass" in noun.governs


def is_somebody(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is a name, a personal pronoun, or a noun that can speak."""
    if token.upos == "PRON":
        return token.text.lower() in _PERSONAL
    return token.upos == "PROPN" or can_speak(token, lexicon)


def is_person(token: Token, lexicon: Lexicon) -> bool | None:
    """Whether a word names a person or several: a role does, an institution, a place, a group or a medium does not.

    None where no table has the word: in the place of a speaker that is mostly a name, elsewhere mostly a thing.
    """
    form = token.text
    if lexicon.role(form) is not None:
        return True
    finds = (lexicon.organisation, lexicon.group, lexicon.noun)
    known = any(find(form) is not None for find in finds) or form.lower() in lexicon.places
    if known or outlet_of(token, lexicon) is not None or (len(form) > 1 and form.isupper()):
        return False
    return None


def is_name_or_person(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word names a person: by the tables, or by its tag if no table has it."""
    person = is_person(token, lexicon)
    return token.upos == "PROPN" if person is None else person
