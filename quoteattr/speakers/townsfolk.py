"""Firms and clubs by where they are from: *die Bremer*, *die Münchner* go on with the one that is at home there."""

from collections.abc import Iterable, Sequence

from quoteattr.grammar.dateline import dateline_end
from quoteattr.lexicon import Lexicon
from quoteattr.model import EntityKind
from quoteattr.speakers.holders import is_firm
from quoteattr.speakers.identity import Cluster
from quoteattr.speakers.outcomes import Outcome
from quoteattr.speakers.references import Form, Reference
from quoteattr.speakers.towns import same_town
from quoteattr.speakers.trades import BUSINESS, SPORT, is_bare_name
from quoteattr.tree import Sentence, Token

_FORMS = frozenset({Form.NOUN, Form.PLACE, Form.GROUP})
_ARTICLES = frozenset({"die", "der", "den"})
_PUBLIC = frozenset({"state", "party", "court", "security", "media"})
"""Fields of institutions that the people of a town are no other word for."""

_IN_NAMES = frozenset({"PROPN", "PUNCT", "X", "NUM"})
_SEAT = ("mit", "sitz", "in")
_LONGEST = 8  # words and signs of a line that has the dateline alone


class Townsfolk:
    """Remembers where firms and clubs are from.

    Args:
        lexicon: Tells a firm by its name from a person.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._homes: dict[Cluster, list[str]] = {}
        self._dateline: tuple[str, int] | None = None
        self._last: Sentence | None = None

    def note(self, cluster: Cluster, reference: Reference) -> None:
        """Remember the town that a mention tells, or the place that the report opens with for whom it is about."""
        sentence = reference.sentence
        if self._dateline is None and sentence is not self._last:
            town = _dateline_of(sentence)
            self._dateline = (town, sentence.index) if town else None
        self._last = sentence
        if not self._can_be_firm(cluster):
            return
        homes = self._homes.get(cluster, [])
        told = towns_told(reference, self._lexicon)
        opens = self._dateline is not None and 0 <= sentence.index - self._dateline[1] <= 1
        trade = cluster.field in (BUSINESS, SPORT) or cluster.kind is EntityKind.PERSON
        if self._dateline is not None and opens and trade and reference.subject and not (told or homes):
            told = [self._dateline[0]]
        if new := [town for town in told if town not in homes]:
            self._homes[cluster] = [*homes, *new]

    def meant(self, reference: Reference, in_mind: Iterable[Cluster]) -> Outcome:
        """The firm or club that *die Bremer* takes up; open where several are from there.

        Where none is known to be, and they speak, the only one in mind, if the text does not tell where it is at home.
        """
        town = _town_of_people(reference)
        homes = self._homes.items() if town else ()
        found = tuple(one for one, towns in homes if any(same_town(town, home) for home in towns))
        if town and not found and _is_of_town(reference.head, self._lexicon):
            found = tuple(one for one in in_mind if one.field in (BUSINESS, SPORT))
            found = found if len(found) == 1 and found[0] not in self._homes else ()
        return Outcome(found[0]) if len(found) == 1 else Outcome(None, found)

    def _can_be_firm(self, cluster: Cluster) -> bool:
        """Whether a firm, a club or another private institution is meant; firms go by names like people's as well."""
        if cluster.kind is EntityKind.ORGANISATION:
            return cluster.field not in _PUBLIC
        named = cluster.kind is EntityKind.PERSON and bool(cluster.references)
        return named and (is_firm(cluster, self._lexicon) or is_bare_name(cluster, self._lexicon))


def _town_of_people(reference: Reference) -> str:
    """The stem of the town in *die Bremer*, *den Ulmern*; empty for other words, for one person and in compounds."""
    tokens, word = reference.sentence.tokens, reference.head.text
    stem = word.lower().removesuffix("n")
    at = reference.head.index
    if reference.form not in _FORMS or len(reference.tokens) != 1 or not stem.endswith("er") or not at:
        return ""
    article = tokens[at - 1].text.lower()
    one = article == "der" and reference.head.feats.get("Number") != "Plur"
    goes_on = tokens[at + 1 : at + 2]
    narrowed = bool(goes_on) and (goes_on[0].text == "-" or goes_on[0].upos in ("NOUN", "PROPN"))
    return "" if article not in _ARTICLES or one or narrowed else stem.removesuffix("er")


def towns_told(reference: Reference, lexicon: Lexicon) -> list[str]:
    """The towns that a mention tells, in lower case: *die Bremer Werft*, *aus Ulm*, *mit Sitz in Ulm*."""
    tokens, first, end = reference.sentence.tokens, reference.tokens[0].index, reference.tokens[-1].index + 1
    front: list[Token] = [*reference.tokens]
    while first and tokens[first - 1].upos in ("ADJ", "PROPN"):
        first -= 1
        front.append(tokens[first])
    inside = reference.indices - {reference.tokens[-1].index}  # die Linzer Voltra AG, whatever the tag
    found = [
        token.text.lower().removesuffix("er") for token in front
        if _is_of_town(token, lexicon) and (token.upos in ("ADJ", "PROPN") or token.index in inside)
    ]  # fmt: skip
    behind = tokens[end : end + 4]
    words = [token.text.lower() for token in behind]
    seat = 3 if tuple(words[:3]) == _SEAT else 1 if words[:1] in (["aus"], ["in"]) else 0
    return found + _names(behind[seat : seat + 1] if seat else ())


def _names(tokens: Sequence[Token]) -> list[str]:
    """The words that are tagged as names, in lower case."""
    return [token.text.lower() for token in tokens if token.upos == "PROPN"]


def _is_of_town(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is made of a town's name (*Bremer*): large, in *-er*, no trade (*Versicherer*), no people."""
    large = token.text[0].isupper() and token.text.endswith("er")
    known = lexicon.organisation(token.text) or lexicon.role(token.text) or lexicon.group(token.text)
    return large and known is None


def _dateline_of(sentence: Sentence) -> str:
    """The town that a report opens with, in lower case: *Köln (dpa) –*, *Köln.* alone; else empty."""
    first = sentence.tokens[0]
    dated = [token for token in sentence.tokens if not (token.upos in _IN_NAMES or token.text[0].isdigit())]
    alone = len(sentence.tokens) <= _LONGEST and not dated
    closed = alone and sentence.tokens[-1].text in (".", "–", "-", "—")
    opens = first.upos == "PROPN" and (bool(dateline_end(sentence)) or closed)
    return first.text.lower() if opens else ""
