"""Whose somebody is, in the genitive: *Vorsitzende des Betriebsrats*, *Sprecher der Polizei*, *Mann von Ute Sand*."""

import re

from quoteattr.decide import Decision
from quoteattr.grammar.animacy import is_person
from quoteattr.lexicon import Gender, Lexicon, Number
from quoteattr.model import EntityKind
from quoteattr.speakers.epithets import ANYBODY
from quoteattr.speakers.identity import Cluster
from quoteattr.speakers.names import APOSTROPHES, OPENERS
from quoteattr.speakers.person_nouns import AGE, INHABITANT
from quoteattr.speakers.references import Form, Reference

_ADJECTIVE = re.compile(r"[\w-]{2,}e[rs]?")
_STRONG = re.compile(r"e[rs]?$")
_ENDINGS = ("s", "es", "n", "en")
_SHORT = re.compile(r"[^aeiouyäöü]*[aeiouyäöü]{1,2}[^aeiouyäöü]*(?:[dt]|nn)", re.IGNORECASE)
"""Words of one syllable that sound better in -es: *des Mannes*, *des Kindes*; but *des Chefs*."""


def is_mine(reference: Reference) -> bool:
    """Whether somebody belongs to who says so (*mein Mann*)."""
    article = reference.sentence.child(reference.head, "det")
    return reference.form is Form.ROLE and article is not None and article.text.lower().startswith("mein")


def tells_owner(first: Reference, second: Reference, lexicon: Lexicon) -> bool:
    """Whether a mention tells whose the next one is: *ihr Mann*, *Kolbs Anwalt*, *Kolbs Team*."""
    if first.form is Form.POSSESSIVE:
        return second.owned
    people = second.form in (Form.ROLE, Form.GROUP) or second.key.casefold() in lexicon.words("collective")
    between = second.sentence.tokens[first.tokens[-1].index + 1 : second.tokens[0].index]
    text = "".join(token.text for token in (first.tokens[-1], *between))
    genitive = first.is_genitive or text.endswith(APOSTROPHES)
    adjacent = not any(token.is_word for token in between) and first.top.head in second.indices
    return first.form is Form.NAME and people and genitive and adjacent


def take_home(cluster: Cluster | None, speaker: Cluster | None, decision: Decision) -> None:
    """Tell whose somebody is whom the words around a quotation call *mein* (*„Mein Opa war Bauer. Er sagte …“*).

    Args:
        cluster: Who speaks the quotation.
        speaker: Who speaks the words around it.
        decision: The quotation.
    """
    first = cluster.references[0] if cluster is not None and cluster.references else None
    if cluster is None or speaker is None or decision.parent is None or first is None:
        return
    around = decision.parent.proposal.span
    if around.start <= first.span.start < around.end and is_mine(first):
        cluster.belong_to(speaker)


def belonging_to(owner: Cluster, name: str, lexicon: Lexicon) -> str:
    """What a name is followed by if it belongs to somebody: a genitive, or *von* with the name of a person or place.

    Args:
        owner: Whose it is.
        name: The owner's name.
        lexicon: Tells the forms of roles and institutions.
    """
    front, head, rest = _parts(name, lexicon)
    several = owner.kind is EntityKind.ORGANISATION and owner.number is Number.PLURAL  # die Stadtwerke Nordau
    if several or (owner.kind is EntityKind.GROUP and not owner.members):
        return " ".join(("der", *front, head, *rest))
    role = lexicon.role(head)
    gender = owner.gender or (role.gender if role is not None else None)  # das Kind
    if owner.names or owner.kind not in (EntityKind.PERSON, EntityKind.ORGANISATION) or gender is None:
        return f"von {name}"
    weak = head.removesuffix("r")
    article = "der" if gender is Gender.FEMININE else "des"
    if weak.endswith("e") and lexicon.role(weak) is not None and lexicon.role(weak + "r") is not None:  # Angeklagter
        return " ".join((article, *front, weak + "n", *rest))
    if gender is Gender.FEMININE:
        return " ".join((article, *front, head, *rest))
    endings = ("es", *_ENDINGS) if _SHORT.fullmatch(head) else _ENDINGS
    genitives = (head + ending for ending in endings if _is_singular(head + ending, lexicon))
    return " ".join(("des", *front, next(genitives, head), *rest))


def _parts(name: str, lexicon: Lexicon) -> tuple[list[str], str, list[str]]:
    """The words before the noun of a name, adjectives as they are behind an article, the noun, and the rest.

    *Früherer Kassenwart des Vereins* is *des früheren Kassenwarts des Vereins*.
    """
    words = name.split(" ")
    known = [at for at, word in enumerate(words) if lexicon.role(word) or lexicon.organisation(word)]
    at = known[1] if known[:2] == [0, 1] else next(iter(known), 0)  # Deutscher Bundestag
    front = words[:at]
    for place in range(at - 1, -1, -1):
        if not _ADJECTIVE.fullmatch(front[place]) or (place > 0 and front[place][0].isupper()):
            break  # 44 Jahre alter
        front[place] = _STRONG.sub("en", front[place])
    return front, words[at], words[at + 1 :]


def is_about(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether *von* behind a noun belongs to the verb: before marks, before a noun of saying, or behind an age.

    *Sprach die 65-Jährige von Glück; sprach den Wirt vom Vorwurf der Untreue frei; verlangte ein Mann von einer Wirtin
    Geld*.
    """
    sentence, preposition = reference.sentence, reference.tokens[-1].index + 1
    behind = sentence.tokens[preposition + 1 :][:1]
    bare = not {AGE, INHABITANT}.isdisjoint(reference.roles)
    whom = sentence.head(sentence.tokens[preposition])
    person = not ANYBODY.isdisjoint(reference.roles[:1]) and whom is not None and is_person(whom, lexicon)
    return bare or person or any(token.text in OPENERS or lexicon.noun(token.text) is not None for token in behind)


def _is_singular(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a form of a noun of the tables that is no plural."""
    role = lexicon.role(word)
    return lexicon.organisation(word) is not None or (role is not None and role.number is not Number.PLURAL)
