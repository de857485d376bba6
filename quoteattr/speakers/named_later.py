"""Who was called by a role alone so far and is named at last: *Der Rathauschef schwieg. … Bürgermeister Max Roth*."""

from collections.abc import Iterable

from quoteattr.lexicon import Lexicon, Number
from quoteattr.speakers.epithets import VAGUE, are_one_office, is_official, is_present_office, words_for
from quoteattr.speakers.holders import only_one
from quoteattr.speakers.identity import Cluster, Clusters
from quoteattr.speakers.leading import leads_as
from quoteattr.speakers.person_nouns import COLLEAGUES, FORMER, rank_of, same_role
from quoteattr.speakers.references import PRONOUNS, Form, Reference
from quoteattr.speakers.salience import Salience

_JUDGE = "richter"


def named_at_last(
    reference: Reference, salience: Salience, clusters: Clusters, lexicon: Lexicon, *, speaks: bool, inside: bool
) -> Cluster | None:
    """Whom the text called by a role alone so far and now names for the first time.

    Args:
        reference: The name.
        salience: Who is in mind there.
        clusters: Everybody so far.
        lexicon: Words.
        speaks: Whether the name is that of a speaker.
        inside: Whether it stands in somebody's own words.
    """
    before = salience.unnamed_before(reference) if speaks else None
    spoke = before if before is salience.speaker else None
    known = _named_just_below(reference, before, lexicon, new=spoke is not None) or _has_post(
        reference, clusters, lexicon
    )
    return known or (None if speaks or inside else _told_of(reference, salience.unnamed_speaker(reference), lexicon))


def _has_post(reference: Reference, clusters: Clusters, lexicon: Lexicon) -> Cluster | None:
    """Who had the post alone that a name comes with and was called by nothing else (*der Dekan* … *Dekan Max Roth*).

    So is who was called by another word for it (*der Rathauschef* … *Bürgermeister Max Roth*).
    """
    if reference.name is None or reference.owned:
        return None
    people = dict.fromkeys(
        one for role in reference.roles for word in _called(role, lexicon) for one in clusters.with_role(word)
    )
    return only_one(
        one
        for one in people
        if any(_are_one_post(role, own, lexicon) for role in reference.roles for own in one.roles)
        and one.agrees(reference.gender, Number.SINGULAR) and not one.contradicts(reference)
        and one.owner is None and all(map(_is_post_alone, one.references))
        and not all(map(_is_headline, one.references))
    )  # fmt: skip


def _called(role: str, lexicon: Lexicon) -> list[str]:
    """The words that somebody with a role can have been called by."""
    chair = lexicon.words("chair") if _is_judge(role, lexicon) else frozenset()
    return [role, *sorted(words_for(role, lexicon) | chair)]


def _is_judge(role: str, lexicon: Lexicon) -> bool:
    """Whether a role is that of who judges in a trial, and not in a match."""
    return role.endswith(_JUDGE) and is_official((role,), lexicon)


def _are_one_post(role: str, own: str, lexicon: Lexicon) -> bool:
    """Whether the role of a name is the post that somebody is called by."""
    if own in lexicon.words("chair"):
        return _is_judge(role, lexicon)
    posts = tuple(lexicon.words("sole-post"))
    return (role.endswith(posts) or own.endswith(posts)) and (own == role or are_one_office(own, role, lexicon))


def _is_post_alone(mention: Reference) -> bool:
    """Whether a mention tells no more than that somebody has a post that the reader knows, or goes on with them."""
    alone = mention.definite is True and not (mention.owned or mention.complement or mention.modifiers or mention.town)
    bare = mention.form is Form.ROLE and mention.name is None and (alone or _is_headline(mention))
    return mention.form in PRONOUNS or bare


def _named_just_below(reference: Reference, one: Cluster | None, lexicon: Lexicon, *, new: bool) -> Cluster | None:
    """Who was called by a role alone just before, if a full name that speaks says who that is.

    *Die Präsidentin schwieg. „Fragen Sie später“, sagte Ute Kern.* Not of a part in an accident or a trial. Who came
    into the text as *ein Kollege* must have spoken (`new`), and the name stands behind its verb without a role.
    """
    new = new and reference.behind and not reference.roles
    if one is None or not (_is_full(reference) and _is_role_alone(one, lexicon, new=new)):
        return None
    told = one.references[0]
    epithets = all(role.rpartition("-")[2] in lexicon.epithets("person") for role in reference.roles)
    if reference.roles and VAGUE.issuperset(told.roles):
        return None  # Der 30-Jährige bestritt das. „Er war es“, sagte Professor Jan Roth
    offices = [role for role in reference.roles if is_present_office(role, lexicon)]
    if any(not (same_role(role, own) or are_one_office(role, own, lexicon)) for role in offices for own in told.roles):
        return None  # sagte der Landesvorsitzende. Ministerin Ute Kern widersprach
    return one if epithets and one.agrees(reference.gender, Number.SINGULAR) else None


def _told_of(reference: Reference, one: Cluster | None, lexicon: Lexicon) -> Cluster | None:
    """Who has just spoken under a post alone, if a full name tells more of who has it.

    *„Die Brücke bleibt zu“, sagte die Rathauschefin. Seit 2019 steht Ute Kern an der Spitze der Stadt.*
    """
    if one is None or reference.told or not (_is_full(reference) and _is_role_alone(one, lexicon)):
        return None
    alike = one.agrees(reference.gender, Number.SINGULAR) and not one.contradicts(reference)
    alone = reference.name is not None and reference.text == reference.name.text  # no role stands with it
    return one if alike and alone and leads_as(reference, one.references[0].roles[0], lexicon) else None


def _is_full(reference: Reference) -> bool:
    """Whether a mention is a name with a first name."""
    return reference.name is not None and bool(reference.name.given and reference.name.surname)


def _is_role_alone(one: Cluster, lexicon: Lexicon, *, new: bool = False) -> bool:
    """Whether a definite role, or any if `new`, brought somebody in, and no other went on; no part in an event."""
    text = [mention for mention in one.references if not _is_headline(mention)]
    if not text:
        return False
    told, *again = text
    parts = lexicon.words("own-role") - lexicon.words("kin") - lexicon.words("official") - lexicon.words("voice")
    plain = bool(told.roles) and not any(role.endswith(part) for role in told.roles for part in parts - COLLEAGUES)
    known = told.definite is True or told.owned or (new and told.definite is False)
    return plain and known and all(_goes_on(mention, told.roles, lexicon) for mention in again)


def _is_headline(mention: Reference) -> bool:
    """Whether a role without an article stands in the headline."""
    bare = mention.form is Form.ROLE and mention.definite is None and not mention.owned
    return bare and mention.sentence.paragraph == 0


def _goes_on(mention: Reference, roles: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether a mention is a pronoun, another word for the post or tells what somebody was before."""
    if mention.form in PRONOUNS:
        return True
    role = mention.roles[0] if mention.roles and mention.name is None and not mention.complement else ""
    return rank_of(role) == FORMER or any(are_one_office(role, own, lexicon) for own in roles if role not in roles)


def as_former(reference: Reference, one: Cluster | None, lexicon: Lexicon) -> Cluster | None:
    """Who has just spoken under a role alone, if a job that is over tells more (*…, versicherte der frühere Torwart*).

    A former post is that of somebody else as often.
    """
    role = reference.roles[0]
    posts = tuple(word for name in ("sole-post", "head", "office", "any-head") for word in lexicon.words(name))
    job = rank_of(role) == FORMER and not role.endswith(posts)
    if one is None or not (job and reference.behind) or any(same_role(_job(role), own) for own in one.roles):
        return None
    return one if _is_role_alone(one, lexicon) and one.agrees(reference.gender, Number.SINGULAR) else None


def _job(role: str) -> str:
    """A role without what tells that it is over."""
    return role.rpartition(" ")[2].removeprefix("ex-")
