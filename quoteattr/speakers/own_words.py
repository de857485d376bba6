"""Whose words *nach eigenen Angaben* tells: those of the subject, or of whom a thing happens to."""

from collections.abc import Iterable

from quoteattr.speakers.authors import preposition_of
from quoteattr.speakers.references import Form, Reference

_SPEAKING = frozenset({Form.NAME, Form.ROLE, Form.INSTITUTION, Form.MEDIUM, Form.GROUP})


def owners_of_words(mentions: Iterable[Reference]) -> list[Reference]:
    """The mentions of a sentence that can have said it *nach eigenen Angaben*, the likeliest first.

    A subject that can speak goes first. Where that is a thing, it is whom the sentence tells of in the dative or with
    *bei*: *Dem Verein fehlen nach eigenen Angaben zwei Millionen*, *Bei der Bank stieg die Zahl nach eigenen Angaben*.
    """
    ranked = [(_rank(mention), mention) for mention in mentions]
    return [mention for rank, mention in sorted(ranked, key=lambda pair: pair[0] or 0) if rank is not None]


def _rank(mention: Reference) -> int | None:
    """How soon a mention is asked, None if never."""
    if mention.subject:
        return 0 if mention.form is not Form.NOUN else 2
    return 1 if mention.form in _SPEAKING and _is_concerned(mention) else None


def _is_concerned(mention: Reference) -> bool:
    """Whether something happens to somebody: a dative without a preposition, or *bei*."""
    preposition = preposition_of(mention)
    dative = mention.head.feats.get("Case") == "Dat" and mention.head.deprel in ("obl:arg", "iobj", "obj")
    return preposition in ("bei", "beim") or (dative and not preposition)
