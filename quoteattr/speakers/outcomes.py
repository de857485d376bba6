"""Whom a reference means: one, or several that the evidence does not separate."""

from collections.abc import Collection, Sequence

from attrs import frozen

from quoteattr.lexicon import Lexicon, Number
from quoteattr.model import EntityKind
from quoteattr.speakers.epithets import is_hidden_source, is_politician
from quoteattr.speakers.identity import Cluster
from quoteattr.speakers.references import Form, Reference
from quoteattr.speakers.salience import Ranked, close


@frozen
class Outcome:
    """Whom a reference means.

    Attributes:
        cluster: The one, None where nobody fits or the evidence does not separate the candidates.
        candidates: All that the evidence does not separate.
    """

    cluster: Cluster | None
    candidates: tuple[Cluster, ...] = ()


def group_of(members: Sequence[Cluster]) -> Outcome:
    """Several as one group; nobody if there are none."""
    return Outcome(Cluster(EntityKind.GROUP, number=Number.PLURAL, members=tuple(members)) if members else None)


def most_salient(ranked: Ranked) -> Outcome:
    """The first of the ranked ones, open if others come close."""
    if not ranked:
        return Outcome(None)
    found = close(ranked)
    return Outcome(found[0]) if len(found) == 1 else Outcome(None, found)


def are_named_together(people: Sequence[Cluster], reference: Reference) -> bool:
    """Whether one sentence before a mention names two people of one role last (*Landrat Roth traf Landrat Ott*)."""
    last = [one.references[one.before(reference.span.start) - 1] for one in people]
    named = len(last) == 2 and all(reference.form is Form.ROLE and each.form is Form.NAME for each in last)
    return named and last[0].sentence is last[1].sentence and last[0].sentence is not reference.sentence


def is_hidden(one: Cluster, lexicon: Lexicon) -> bool:
    """Whether somebody is a source whose work stays hidden on purpose (*ein Insider*): no *Manager* takes it up."""
    return not one.names and is_hidden_source(one.roles, lexicon)


def of_fitting_work(reference: Reference, ranked: Ranked, lexicon: Lexicon) -> Ranked:
    """Those whom a noun for a work, an age or a country can take up: no politician where somebody else is in mind."""
    ranked = _of_trained(reference, ranked, lexicon)
    ranked = _of_fitting_age(reference, _of_origin(reference, ranked, lexicon), lexicon)
    if _are_of_politics(reference.roles, reference.party, lexicon):
        return ranked
    others = [pair for pair in ranked if not _are_of_politics(pair[1].roles, pair[1].party, lexicon)]
    return others or ranked  # Landesrat Kern hat Primar Wolf eingeladen. Der Mediziner …


def _of_trained(reference: Reference, ranked: Ranked, lexicon: Lexicon) -> Ranked:
    """Those of the paragraph who are known to be of a kind that a noun takes up (*sein Anwalt … der Jurist*), if any.

    Who is called by the noun itself comes as well.
    """
    ends, here = lexicon.listed("hyponym", reference.roles[0]), reference.sentence.paragraph
    known = [
        pair for pair in ranked
        if pair[1].references[-1].sentence.paragraph == here and any(one.endswith(ends) for one in pair[1].roles)
    ]  # fmt: skip
    return known or ranked


def _of_origin(reference: Reference, ranked: Ranked, lexicon: Lexicon) -> Ranked:
    """Those whom a noun for a country can take up: of people in its paragraph those by name before anybody's lawyer.

    *Barlow ist zu laut. Der Anwalt der Nachbarn warf ihm das vor. „…“, witzelte der Brite.*
    """
    here = reference.sentence.paragraph
    named = [pair for pair in ranked if pair[1].names and pair[1].references[-1].sentence.paragraph == here]
    national = lexicon.listed("national", reference.roles[0])
    if not national or not any(one.gender is reference.gender for _, one in named):
        return ranked
    return [pair for pair in ranked if pair[1].names or not _is_only_of_others(pair[1], lexicon)]


def _is_only_of_others(one: Cluster, lexicon: Lexicon) -> bool:
    """Whether somebody is told of only by a part for somebody else (*ihr Anwalt, der Sprecher der Bahn*)."""
    called = [each for each in one.references if each.form is Form.ROLE]
    own = tuple(lexicon.words("own-role"))
    return bool(called) and all((each.owned or each.complement) and each.roles[0].endswith(own) for each in called)


def _of_fitting_age(reference: Reference, ranked: Ranked, lexicon: Lexicon) -> Ranked:
    """Those whose age the text has told and a noun for a time of life fits (*der Jugendliche, die Seniorin*).

    Else those without age and name (*Ein älterer Mann stürzte. … der Senior*).
    """
    for years in lexicon.listed("time-of-life", reference.roles[0]):
        low, _, high = years.partition("-")
        aged = ((score, one, one.age) for score, one in ranked if one.age.isdecimal())
        fitting = [(score, one) for score, one, age in aged if int(low) <= int(age) <= int(high)]
        return fitting or [pair for pair in ranked if not (pair[1].age or pair[1].names)]
    return ranked


def _are_of_politics(roles: Collection[str], party: str, lexicon: Lexicon) -> bool:
    """Whether roles are a politician's; a head of a firm or an association is none (*die Verbandspräsidentin*)."""
    heads, bodies = tuple(lexicon.words("head")), tuple(lexicon.words("no-business"))
    own = {role for role in roles if party or not role.endswith(heads) or role.startswith((*heads, *bodies))}
    return is_politician(own, lexicon)
