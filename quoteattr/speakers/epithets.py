"""Nouns that take up somebody named before: *der Forscher*, *die Behörde*, *der 52-Jährige*."""

from collections.abc import Collection, Iterable, Iterator, Set

import regex
from attrs import evolve

from quoteattr.lexicon import Gender, Lexicon, Number, remembered
from quoteattr.speakers.person_nouns import AGE, COLLEAGUES, FORMER, INHABITANT, job_of_no_table, rank_of, same_role
from quoteattr.speakers.references import GENDERS, Form, Reference
from quoteattr.speakers.trial import ACCUSED

_PARENTS = ("mutter", "vater")
_TIMES = regex.compile(r"\p{L}+fachen?r?")
_OF_SEVERAL = frozenset({"zweier", "dreier", "mehrerer"})

_PRETENDED = ("vermeintliche", "angebliche", "falsche")

ANYBODY = frozenset({"mann", "frau", "herr", "dame"})
"""Nouns for somebody of whom nothing else is told."""

VAGUE = ANYBODY | {AGE, INHABITANT}
"""Roles that fit everybody and name nobody."""

_DESCRIBES = "organisation"

WITNESS = "zeuge"
"""The role of who has seen something."""

_OF_WOMEN = ("in", "Erste", "Zweite", "Dritte", "Vierte", "Fünfte")

_ON_TRIAL = frozenset({ACCUSED, "verurteilter", "freigesprochener", "geschädigter"})

_OF_ANYBODY = VAGUE | _ON_TRIAL | COLLEAGUES | {"doktor", "professor", "vorgänger", "nachfolger", "amtskollege"}
"""Roles that people of any office can have."""


def takes_up_person(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a role noun can take up anybody who agrees; with a party in front its last part decides.

    So does any role that somebody only pretends to have (*der vermeintliche Handwerker*).
    """
    role, words = reference.roles[0], lexicon.epithets("person")
    listed = role in words or (bool(reference.party) and role.rpartition("-")[2] in words)
    return listed or _is_pretended(reference)


def _is_pretended(reference: Reference) -> bool:
    """Whether an adjective tells that somebody is not what a noun says."""
    before = reference.sentence.tokens[: reference.tokens[0].index][-1:]
    return any(token.text.lower().startswith(_PRETENDED) for token in before)


def is_parent_of_some(reference: Reference) -> bool:
    """Whether a noun tells how many children somebody has, and not whose parent it is.

    *Die Mutter von drei Kindern, der Vater zweier Töchter, der Familienvater* go on with somebody.
    """
    role, tokens = reference.roles[0], reference.sentence.tokens
    if not role.endswith(_PARENTS):
        return False
    before = tokens[: reference.tokens[0].index][-1:]
    behind = tokens[reference.tokens[-1].index + 1 :][:2]
    following = behind[0].text.lower() if behind else ""
    counted = following in _OF_SEVERAL or (following == "von" and behind[-1].upos == "NUM")
    times = any(_TIMES.fullmatch(token.text.lower()) for token in before)
    return role.startswith("familien") or counted or times


def is_said_of_person(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a role that is no epithet can still tell more of a named person (*die Keeperin, der Innungschef*)."""
    role = reference.roles[0]
    if role in lexicon.words("politician"):  # die Fraktionssprecherin is no Sprecherin of the police
        return not is_office(reference, lexicon)
    return not any(role.endswith(own) for own in lexicon.words("own-role") | lexicon.words("office"))


def is_office(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a role is an office that its holder has now (*der Minister*)."""
    return is_present_office(reference.roles[0], lexicon)


def is_present_office(role: str, lexicon: Lexicon) -> bool:
    """Whether a role is an office, and neither a deputy's nor a former one."""
    return bool(_office(role, lexicon))


def is_out_of_office(role: str, lexicon: Lexicon) -> bool:
    """Whether a role tells that somebody's work is over (*der Altkanzler, der Pensionär*)."""
    return rank_of(role) == FORMER or role in lexicon.words("retired")


def can_hold_office(roles: Collection[str], lexicon: Lexicon) -> bool:
    """Whether somebody of these roles can hold an office: a *Parteichef*, or who has none; no *Lehrer*."""
    politicians, members = tuple(lexicon.words("politician")), tuple(lexicon.words("member"))
    others = frozenset(roles) - _OF_ANYBODY
    return all(role.endswith(politicians) and not role.endswith(members) for role in others)


def is_politician(roles: Collection[str], lexicon: Lexicon) -> bool:
    """Whether one of some roles is in politics (*der Abgeordnete*)."""
    return any(role.endswith(one) for role in roles for one in lexicon.words("politician"))


def holds_other_office(reference: Reference, roles: Collection[str], lexicon: Lexicon) -> bool:
    """Whether a role is an office (*der Minister*) and somebody with these roles is known to hold another.

    Who takes the chair has no part in a trial, and nobody two parts that stand against each other (*der Gast*).
    """
    named = reference.roles[0]
    if is_opposed(named, roles, lexicon):
        return True
    if _office(named, lexicon) and any(_office(role, lexicon) for role in roles):
        return not any(same_role(named, role) or are_one_office(named, role, lexicon) for role in roles)
    parts = tuple(lexicon.words("own-role"))
    leads = named in lexicon.words("chair")  # der Vorsitzende is no Verteidiger and no Ermittler
    return leads and bool(roles) and all(role.endswith(parts) or is_official((role,), lexicon) for role in roles)


def is_opposed(role: str, roles: Collection[str], lexicon: Lexicon) -> bool:
    """Whether a role is the other part to that of somebody (*der Gast* of a Moderator), and not theirs."""
    others = tuple(_opposed(role, lexicon))
    return bool(others) and role not in roles and any(own.endswith(others) for own in roles)


@remembered
def _opposed(role: str, lexicon: Lexicon) -> frozenset[str]:
    """The parts that stand against one (*moderator* against *gast*)."""
    pairs = ([side.split("|") for side in pair.split("=")] for pair in lexicon.words("opposed"))
    return frozenset(word for one, other in pairs for word in (other if role in one else one if role in other else ()))


def has_other_post(reference: Reference, roles: Set[str], lexicon: Lexicon) -> bool:
    """Whether a role before its verb is a post that each town has (*der Kämmerer*), and somebody has another one."""
    role = reference.roles[0]
    post = reference.subject and not reference.behind and any(role.endswith(one) for one in lexicon.words("post"))
    return post and bool(roles - _OF_ANYBODY) and not any(same_role(role, other) for other in roles)


def is_outside_trial(roles: Collection[str], lexicon: Lexicon) -> bool:
    """Whether nobody with these roles has a part in a trial yet, so that they can be a witness."""
    parts = _ON_TRIAL | {"beschuldigter", "opfer", "täter", "verdächtiger", "mandant", WITNESS}
    return not is_official(roles, lexicon) and parts.isdisjoint(roles)


@remembered
def words_for(role: str, lexicon: Lexicon) -> frozenset[str]:
    """The words that newspapers have for the office of a role (*der Rathauschef* for a Bürgermeister)."""
    own = _longest_word(role, lexicon)
    return frozenset().union(*(words for words in _alike("same-office", lexicon) if own in words))


@remembered
def _longest_word(role: str, lexicon: Lexicon) -> str:
    """The word for an office that a role ends in, the longest of several: a Staatsanwalt is no Anwalt."""
    ends = (word for words in _alike("same-office", lexicon) for word in words if role.endswith(word))
    return max(ends, key=len, default="")


def words_for_institution(key: str, lexicon: Lexicon) -> frozenset[str]:
    """The other words that newspapers have for an institution (*die Airline* for a Fluggesellschaft)."""
    return frozenset().union(*(words for words in _alike("same-institution", lexicon) if key in words))


def _alike(name: str, lexicon: Lexicon) -> Iterator[frozenset[str]]:
    """The sets of words for one thing in a class of `words.tsv`."""
    return (frozenset(words.split("|")) for words in lexicon.words(name))


def are_one_office(role: str, other: str, lexicon: Lexicon) -> bool:
    """Whether two roles are words for one office, both of the same rank."""
    return rank_of(role) == rank_of(other) and _longest_word(other, lexicon) in words_for(role, lexicon)


def can_be_called(office: str, roles: Collection[str], lexicon: Lexicon) -> bool:
    """Whether a word for an office can take up somebody without a name: *der Kanzler … der Regierungschef*.

    One who is known by nothing but another role has another office (*Moskaus Botschafter … der Regierungschef*).
    """
    known = frozenset(roles) - _OF_ANYBODY
    return not (words_for(office, lexicon) and known) or any(
        same_role(office, role) or are_one_office(office, role, lexicon) for role in known
    )


def _office(role: str, lexicon: Lexicon) -> str:
    """The office that a role is a kind of, empty if none; a deputy and a former holder may have another as well."""
    if rank_of(role):
        return ""
    return next((office for office in lexicon.words("office") if role.endswith(office)), "")


def counterparts(role: str, lexicon: Lexicon) -> frozenset[str]:
    """What somebody is to the one who is this to them (*tochter* of a *mutter*)."""
    found: set[str] = set()
    for pair in lexicon.words("counterpart"):
        one, other = (side.split("|") for side in pair.split("="))
        found.update(other if role in one else (), one if role in other else ())
    return frozenset(found)


def as_role(reference: Reference, lexicon: Lexicon) -> Reference | None:
    """A noun that no table has as a job: one for a man, or in *-in*, or for a woman's rank (*die EM-Dritte*)."""
    gender = GENDERS.get(reference.head.feats.get("Gender", ""))
    personal = gender is Gender.MASCULINE or (gender is Gender.FEMININE and reference.key.endswith(_OF_WOMEN))
    bare = reference.definite is True and not reference.complement and not reference.told
    several = reference.head.feats.get("Number") == "Plur"
    named = reference.head.xpos == "NE" or reference.key.isupper()  # der Asta
    known = named or lexicon.noun(reference.key) is not None
    if reference.form is not Form.NOUN or not (personal and bare) or several or known:
        return None
    role = job_of_no_table(reference.key.lower())
    return evolve(reference, form=Form.ROLE, gender=gender, number=Number.SINGULAR, roles=(role,))


def takes_up_institution(key: str, lexicon: Lexicon) -> bool:
    """Whether the noun of an institution (in lower case) can take up any institution."""
    return key in lexicon.epithets("organisation")


@remembered
def field_of_taken_up(key: str, lexicon: Lexicon) -> str:
    """The field of what a compound of *Organisation* takes up (*die Umweltorganisation*), in lower case; else empty.

    Other compounds are names of their own (*der Elternverband*), as some of these are (*Weltgesundheitsorganisation*).
    """
    known = lexicon.organisation(key) if key.endswith(_DESCRIBES) and key != _DESCRIBES else None
    return known.field if known is not None and known.kind != "name" else ""


def is_name_alone(key: str, lexicon: Lexicon) -> bool:
    """Whether what an institution goes by is a name without any noun, as far as the tables know (*Greenpeace*)."""
    known = lexicon.organisation(key.rpartition(" ")[2])
    return known is None or known.kind == "name"


def field_of_whole(key: str, lexicon: Lexicon) -> str:
    """The field of what a noun (in lower case) for a part stands for (*der Regionalverband*), empty for others."""
    return next(iter(lexicon.listed("branch", key)), "")


def takes_up_document(key: str, lexicon: Lexicon) -> bool:
    """Whether a noun (in lower case) can take up any document (*das Papier*)."""
    return key in lexicon.epithets("document")


def has_other_part(reference: Reference, roles: Collection[str], lexicon: Lexicon) -> bool:
    """Whether a role is an office and somebody holds another one or has a job in which nobody holds one."""
    none = is_office(reference, lexicon) and not can_hold_office(roles, lexicon)
    return none or holds_other_office(reference, roles, lexicon)


def is_official(roles: Collection[str], lexicon: Lexicon) -> bool:
    """Whether somebody with these roles has a part in a trial or an inquiry by office (*Richter, Kommissarin*)."""
    others = tuple(lexicon.words("no-official"))
    return any(role.endswith(one) for one in lexicon.words("official") for role in roles if not role.endswith(others))


def is_another(reference: Reference, roles: Collection[str], lexicon: Lexicon) -> bool:
    """Whether *der Mann* or an age cannot mean somebody of these roles, who has a part by office or speaks for one."""
    voices = tuple(lexicon.words("voice"))
    speaks = reference.roles[0] in ANYBODY and any(role.endswith(voices) for role in roles)
    return speaks or is_official(roles, lexicon)


def is_organ(key: str, lexicon: Lexicon) -> bool:
    """Whether the noun of an institution (in lower case) is one for a part of an institution (*der Vorstand*)."""
    return any(key.endswith(organ) for organ in lexicon.words("organ"))


def names_nobody(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a mention is no name for anybody: *die Behörde*, *der Regionalverband*, *die 61-Jährige*."""
    key = reference.key.casefold()
    part = bool(field_of_whole(key, lexicon)) and not (reference.modifiers or reference.complement)
    takes_up = takes_up_institution(key, lexicon) or part or _is_pretended(reference)
    role = reference.roles[0] if reference.roles else ""
    of_age = lexicon.listed("time-of-life", role)
    return takes_up or bool(of_age) or role in VAGUE | _ON_TRIAL | lexicon.words("acted-on")


def is_hidden_source(roles: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether a role is one of a source whose name stays hidden on purpose (*Insider, Informant*)."""
    groups = (lexicon.group(role.capitalize()) for role in roles)
    return any(group is not None and group.kind == "unnamed" for group in groups)
