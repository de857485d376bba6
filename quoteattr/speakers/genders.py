"""The gender that grammar tells: by a relative pronoun behind a name, by the article before an institution."""

from attrs import evolve

from quoteattr.lexicon import Gender
from quoteattr.speakers.pronouns import is_plural
from quoteattr.speakers.references import Form, Reference
from quoteattr.tree import Token

_NOMINATIVES = {"der": Gender.MASCULINE, "die": Gender.FEMININE, "das": Gender.NEUTER}


def with_gender(reference: Reference) -> Reference:
    """A mention with the gender that the words beside it tell.

    A relative pronoun is surer than a table of first names (*Nermin Basic, die …*), but no surer than a role before
    the name; the article of a subject tells that of an institution that no table knows (*Die Lohra baut um*).
    """
    gender: Gender | None = None
    if reference.form is Form.NAME and not (reference.roles and reference.gender):
        gender = _by_relative(reference)
    elif reference.form is Form.INSTITUTION and reference.gender is None and reference.subject:
        gender = _by_article(reference)
    return reference if gender is None else evolve(reference, gender=gender)


def _by_relative(reference: Reference) -> Gender | None:
    """The gender of a relative pronoun right behind a name that is the subject of its clause, in the singular."""
    sentence, end = reference.sentence, reference.tokens[-1].index + 1
    comma, *behind = sentence.tokens[end : end + 2] or (None,)
    if comma is None or comma.text != "," or not behind:
        return None
    pronoun = behind[0]
    verb = sentence.head(pronoun)
    about_it = verb is not None and verb.relation == "acl" and verb.head in reference.indices
    second = sentence.tokens[pronoun.index + 1 :][:1]  # Wer frage, so Kern, der lerne: no relative clause
    main = any(token.is_finite for token in second)
    return _nominative(reference, pronoun) if about_it and pronoun.relation == "nsubj" and not main else None


def _by_article(reference: Reference) -> Gender | None:
    """The gender of the article of an institution, in front of its name or a part of it (*Die Linke*)."""
    first, before = reference.tokens[0], reference.sentence.tokens[: reference.tokens[0].index]
    own = first if first.text.lower() in _NOMINATIVES else before[-1] if before else None
    return None if own is None or is_plural(reference.sentence, reference.top) else _nominative(reference, own)


def _nominative(reference: Reference, word: Token) -> Gender | None:
    """The gender of an article or pronoun that is a nominative in the singular."""
    gender = _NOMINATIVES.get(word.text.lower())
    person = reference.form is Form.NAME
    return None if is_plural(reference.sentence, word) or (person and gender is Gender.NEUTER) else gender
