"""Whom a role means by what the text has told of people: the office they hold, what they are to each other."""

from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from quoteattr.lexicon import Lexicon, Number
from quoteattr.model import EntityKind
from quoteattr.speakers.affiliation import belongs
from quoteattr.speakers.bodies import is_ruled_out, leads_same_body
from quoteattr.speakers.epithets import (
    are_one_office,
    counterparts,
    field_of_whole,
    holds_other_office,
    is_another,
    is_politician,
    words_for,
)
from quoteattr.speakers.identity import Cluster, Clusters
from quoteattr.speakers.leading import bodies_of
from quoteattr.speakers.person_nouns import COLLEAGUES, FORMER, rank_of
from quoteattr.speakers.references import Form, Reference
from quoteattr.speakers.trial import ACCUSED

_ACCUSED = frozenset({ACCUSED, "beschuldigter"})
_CLOSE = 2  # sentences
_IN_MIND = 4  # sentences
_PREDECESSOR = "vorgänger"
_JUDGE = "richter"
_DEFENDERS = ("verteidiger", "strafverteidiger", "anwalt", "rechtsanwalt")
_HARMED = frozenset({"opfer", "geschädigter"})


def holder_of_office(reference: Reference, clusters: Clusters, lexicon: Lexicon) -> Cluster | None:
    """The one who holds the office that a role is another word for (*der Rathauschef* for the Bürgermeister).

    Of several the one by name; else the head of the body that a role names (*die Grünen-Chefin*).
    """
    role = reference.roles[0]
    people = dict.fromkeys(one for word in sorted(words_for(role, lexicon)) for one in clusters.with_role(word))
    found = [
        one
        for one in people
        if any(are_one_office(role, other, lexicon) for other in one.roles)
        and one.agrees(reference.gender, Number.SINGULAR)
        and not is_ruled_out(one, reference, lexicon)
        and (one.names or role not in one.roles)  # not the one of a headline alone
    ]
    holder = only_one(found) or only_one(one for one in found if one.names)
    return holder or only_one(
        one for one in clusters.named_people(reference.gender) if leads_same_body(one, reference, lexicon)
    )


def member_of_body(reference: Reference, clusters: Clusters, lexicon: Lexicon) -> Cluster | None:
    """The one by name whom a noun means that both a body and its members go by (*Stadtrat Paul Gehr … der Stadtrat*).

    Nobody where the text has spoken of the body itself.
    """
    role = reference.key.casefold()
    bare = reference.definite is True and not (reference.complement or reference.modifiers)
    post = lexicon.role(role)
    if reference.form is not Form.INSTITUTION or not bare or post is None:
        return None
    if is_mentioned(reference, clusters):
        return None
    since = reference.sentence.index - _IN_MIND
    return only_one(
        one
        for one in clusters.with_role(role)
        if (one.party or any(name.given for name in one.names))  # Gemeinderat Rütwil is no person
        and one.has_role(role)
        and one.agrees(post.gender, Number.SINGULAR)
        and one.references[-1].sentence.index >= since
    )


def is_mentioned(reference: Reference, clusters: Clusters) -> bool:
    """Whether the text has spoken before of what goes by these words."""
    return any(one.references for one in clusters.named(reference))


def predecessor(reference: Reference, clusters: Clusters) -> Cluster | None:
    """Whom a former office means: who was named as the one before (*ihr Vorgänger Max Roth … der Altrat*)."""
    if rank_of(reference.roles[0]) != FORMER:
        return None
    return only_one(
        one
        for one in clusters.with_role(_PREDECESSOR)
        if _PREDECESSOR in one.roles and one.names and one.agrees(reference.gender, Number.SINGULAR)
    )


def counterpart(reference: Reference, clusters: Clusters, lexicon: Lexicon, speaker: Cluster | None) -> Cluster | None:
    """The one whose mother, husband, boss somebody is: *Ihre Mutter Ute Kern* makes her *die Tochter*."""
    theirs = sorted(counterparts(reference.roles[0], lexicon))
    people = (one for role in theirs for one in clusters.with_role(role) if role in one.roles)
    owners = (speaker if _is_of_speaker(one, speaker, reference) else one.owner for one in people)
    return only_one(
        owner
        for owner in dict.fromkeys(owners)
        if owner is not None and owner.kind is EntityKind.PERSON and owner.agrees(reference.gender, Number.SINGULAR)
    )


def _is_of_speaker(one: Cluster, speaker: Cluster | None, reference: Reference) -> bool:
    """Whether who spoke last names somebody as theirs before they are named: *Sein Mandant sei krank, sagte Roth*."""
    if speaker is None or not (one.references and speaker.references) or not speaker.agrees(reference.gender, None):
        return False
    mine, voice = one.references[-1], speaker.references[-1]
    return mine.owned and mine.told and mine.sentence is voice.sentence and mine.span < voice.span


def who_is_to(owner: Cluster, reference: Reference, clusters: Clusters, lexicon: Lexicon) -> Cluster | None:
    """Who is known to be to somebody what a role says: kin, the one who stands against, who defends in a trial."""
    found = _relative_of(owner, reference, lexicon) or _rival_of(owner, reference, clusters, lexicon)
    return found or _defender_of(owner, reference, clusters) or _colleague_of(owner, reference, clusters, lexicon)


def _colleague_of(owner: Cluster, reference: Reference, clusters: Clusters, lexicon: Lexicon) -> Cluster | None:
    """The one who holds an office in the town that tells whose colleague somebody is (*ihr Ulmer Kollege*)."""
    if not reference.town or COLLEAGUES.isdisjoint(reference.roles):
        return None
    people = (one for one in clusters.named_people(reference.gender) if one is not owner and one.is_of(reference.town))
    return only_one(one for one in people if any(bodies_of(role, lexicon) for role in one.roles))


def _defender_of(owner: Cluster, reference: Reference, clusters: Clusters) -> Cluster | None:
    """Who defends the accused, by the other word for it (*Verteidiger Hasso Quint … Sein Anwalt*)."""
    if owner.roles.isdisjoint(_ACCUSED) or reference.roles[0] not in _DEFENDERS:
        return None
    people = dict.fromkeys(one for role in _DEFENDERS for one in clusters.with_role(role))
    defends = (one for one in people if one.names and any(one.has_role(role) for role in _DEFENDERS))
    return only_one(one for one in defends if one.owner in (None, owner) and one.agrees(reference.gender, None))


def _relative_of(owner: Cluster, reference: Reference, lexicon: Lexicon) -> Cluster | None:
    """Whose sister somebody is, where the text speaks of her brother (*Seine Schwester Ute Kern … Ihr Bruder*)."""
    whose = owner.owner
    known = whose is not None and whose.kind is EntityKind.PERSON and whose.agrees(reference.gender, Number.SINGULAR)
    return whose if known and not owner.roles.isdisjoint(counterparts(reference.roles[0], lexicon)) else None


def owns_kin(possessive: Reference, lexicon: Lexicon) -> bool:
    """Whether a possessive is a person's, since no institution has kin (*seinen Bruder*)."""
    owned = possessive.sentence.head(possessive.head)
    role = lexicon.role(owned.text) if owned is not None else None
    return role is not None and role.masculine.lower() in lexicon.words("kin")


def is_kin_of_one(one: Cluster, others: Collection[Cluster], lexicon: Lexicon) -> bool:
    """Whether somebody is kin of another one of the same name, whom the bare surname means (*ihr Mann Jan Noack*)."""
    return one.owner in others and not one.roles.isdisjoint(lexicon.words("kin"))


def _rival_of(owner: Cluster, reference: Reference, clusters: Clusters, lexicon: Lexicon) -> Cluster | None:
    """Who stands against somebody: the one whom a sentence names together with them (*Ute Kern und Jan Kolb*)."""
    if reference.gender is None or reference.roles[0] not in lexicon.words("rival"):
        return None
    sentences = {mention.sentence.index for mention in owner.references if mention.name is not None}
    return only_one(
        one
        for one in clusters.named_people(reference.gender)
        if one is not owner and any(mention.sentence.index in sentences for mention in one.references if mention.name)
    )


def is_somebody_else(reference: Reference, one: Cluster, clusters: Clusters, lexicon: Lexicon) -> bool:
    """Whether *der Mann* or an age cannot mean somebody, by the roles or as the one in the chair of a trial."""
    if is_another(reference, one.roles, lexicon):
        return True
    chairs = not one.names and not one.roles.isdisjoint(lexicon.words("chair"))
    return chairs and bool(clusters.with_role(ACCUSED)) and not any(each.complement for each in one.references)


def presiding_judge(reference: Reference, clusters: Clusters, lexicon: Lexicon) -> Cluster | None:
    """The one judge by name, where *die Vorsitzende* takes the chair of a trial."""
    if reference.roles[0] not in lexicon.words("chair"):
        return None
    judges = clusters.with_role(_JUDGE)
    return only_one(
        one for one in judges if one.names and one.has_role(_JUDGE) and one.agrees(reference.gender, Number.SINGULAR)
    )


def takes_chair_of_trial(reference: Reference, clusters: Clusters, lexicon: Lexicon) -> bool:
    """Whether *der Vorsitzende* is the judge, who has no name, in a text of a court: nobody who is named there."""
    if reference.roles[0] not in lexicon.words("chair"):
        return False
    return bool(clusters.with_role(ACCUSED)) or any(True for _ in clusters.institutions_called("gericht"))


def whom_others_act_on(
    reference: Reference, clusters: Clusters, lexicon: Lexicon, speaker: Cluster | None
) -> Cluster | None:
    """The one by name in the paragraph who has not just spoken, where a noun tells what others did (*der Gelobte*)."""
    if reference.roles[0] not in lexicon.words("acted-on"):
        return None
    return only_one(
        one
        for one in clusters.named_people(reference.gender)
        if one is not speaker and one.references[-1].sentence.paragraph == reference.sentence.paragraph
    )


def known_by_initial(reference: Reference, clusters: Clusters) -> Cluster | None:
    """Who stands trial or was harmed and goes by an initial, as the press writes it (*Ayla B. … die Angeklagte*).

    Who is accused has done something in the paragraph, as a subject; to who was harmed something was done.
    """
    accused = reference.roles[0] in _ACCUSED
    if not accused and reference.roles[0] not in _HARMED:
        return None
    return only_one(
        one
        for one in clusters.named_people(reference.gender)
        if any(name.surname.endswith(".") for name in one.names)
        and not one.roles & (_ACCUSED | _HARMED)
        and reference.sentence.paragraph == one.references[-1].sentence.paragraph
        and _acts(one.references[-1]) is accused
    )


def _acts(reference: Reference) -> bool:
    """Whether somebody is the subject of an active verb."""
    return reference.subject and not any(token.deprel == "aux:pass" for token in reference.sentence.tokens)


def just_named(reference: Reference, clusters: Clusters) -> Cluster | None:
    """Whom a job introduces who was only named so far, close before (*um Ada Kern. Die Malerin …*).

    Nobody else who agrees may have a name so far. Who has been called something, another job tells more of only where
    it opens the next sentence (*…, sagt Studienleiterin Ada Kern. Die Ärztin …*).
    """
    if reference.gender is None:
        return None
    people = list(clusters.named_people(reference.gender))
    found = only_one(one for one in people if one.gender is reference.gender or any(name.given for name in one.names))
    if found is None:
        return None
    distance = reference.sentence.index - found.references[-1].sentence.index
    goes_on = distance == 1 and reference.subject and _opens_sentence(reference)
    return found if goes_on or (not found.roles and 1 <= distance <= _CLOSE) else None


def _opens_sentence(reference: Reference) -> bool:
    """Whether nothing but its article stands before a mention."""
    before = reference.sentence.tokens[: reference.tokens[0].index]
    return all(token.upos == "DET" or not token.is_word for token in before)


def introduced_before(reference: Reference, clusters: Clusters) -> Cluster | None:
    """Whom a role tells more of who was only named so far, in the sentence before (*Skeptisch ist Ada Kern. Die …*)."""
    return only_one(
        one
        for one in clusters.named_people(reference.gender)
        if not one.roles and one.references[0].subject and len(one.references) == 1
        and reference.sentence.index - one.references[0].sentence.index == 1
    )  # fmt: skip


def named_below(reference: Reference, clusters: Clusters, lexicon: Lexicon) -> Cluster | None:
    """Whom a role in a headline means, who is called by it or by another word for it and by name in the article."""
    role = reference.roles[0]
    people = dict.fromkeys(
        one for word in (role, *sorted(words_for(role, lexicon))) for one in clusters.with_role(word)
    )
    return only_one(
        one
        for one in people
        if one.names and one.agrees(reference.gender, Number.SINGULAR) and not one.contradicts(reference)
        and (one.has_role(role) or any(are_one_office(role, other, lexicon) for other in one.roles))
    )  # fmt: skip


def spelt_out_below(reference: Reference, below: Iterable[Cluster]) -> Cluster | None:
    """The one institution that a headline calls by the last part of its noun (*Rechnungshof*, Landesrechnungshof)."""
    key = reference.key.casefold()
    alike = [one for one in below if one.kind is EntityKind.ORGANISATION and one.key.casefold().endswith(key)]
    called_so = any(len(one.references) > 1 for one in alike if one.key.casefold() == key)
    return None if called_so else only_one(one for one in alike if one.key.casefold() != key)


def of_owner(found: Sequence[Cluster], reference: Reference, owner: Cluster | None, lexicon: Lexicon) -> list[Cluster]:
    """Those of several that can be somebody's: *ihre Fraktion* is none of another party that was called *Fraktion*."""
    key, party = reference.key.casefold(), owner.party if owner is not None else ""
    if owner is None or not field_of_whole(key, lexicon):
        return list(found)
    return [one for one in found if one.key.casefold().endswith(key) or one.key.casefold() == party]


def is_firm(cluster: Cluster, lexicon: Lexicon) -> bool:
    """Whether what is called by a business and a name without a first name is a firm (*Betreiber Orbis*)."""
    firm = any(role.endswith(word) for role in cluster.roles for word in lexicon.words("firm"))
    given = (first.casefold() for name in cluster.names for first in name.given)
    return firm and all(first not in lexicon.first_names for first in given)


def only_politician(reference: Reference, clusters: Clusters, lexicon: Lexicon) -> Cluster | None:
    """The one politician by name that the text has so far, where nobody is in mind any more (*der Abgeordnete*)."""
    known = (one for one in clusters.named_people(reference.gender) if is_politician(one.roles, lexicon))
    fitting = (one for one in known if belongs(reference, one, lexicon) is not False)
    found = only_one(one for one in fitting if not is_ruled_out(one, reference, lexicon))
    other = found is None or holds_other_office(reference, found.roles, lexicon)
    return None if other else found


def only_one(people: Iterable[Cluster]) -> Cluster | None:
    """The one of a list of one; a longer one is not read to its end."""
    found = list(islice(people, 2))
    return found[0] if len(found) == 1 else None
