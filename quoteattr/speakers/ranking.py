"""The learnt choice of the person: how likely each candidate for the speaker of a quotation is, and nobody.

A log-linear model over `quoteattr.speakers.evidence`, normalised over the candidates of a quotation. Its weights are a
table that a person can read (`quoteattr/data/de/weights_person.tsv`), in log odds: `told.back=1` counts for every
quotation, `pronoun.er&told.back=1` for those where the rules went by *er*. `training/fit_persons.py` fits it.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from attrs import evolve, frozen

from quoteattr.decide import Weights
from quoteattr.model import EntityKind, Via
from quoteattr.speakers.candidates import Question
from quoteattr.speakers.compared import compares_age
from quoteattr.speakers.evidence import Evidence
from quoteattr.speakers.identity import Cluster
from quoteattr.speakers.outcomes import are_named_together
from quoteattr.speakers.references import Form

AND = "&"
"""Stands between the way in which the rules came to their answer and what is told of a candidate."""

_FILE = "weights_person.tsv"
_MOST = 4
"""Terms that are told of what decided."""
_LEAST = 0.3
"""Contribution from which on a term is told: less decides nothing."""
_EVEN = 0.5
"""Probability from which on somebody is named where the rules name nobody: a wrong name does more harm than none."""


@frozen
class Reasons:
    """What decided between the one that is chosen and the runner-up, as `name=contribution`, the largest first.

    Attributes:
        pro: What is told of the one that is chosen alone and speaks for it.
        contra: What is told of the runner-up alone and speaks against it.
    """

    pro: tuple[str, ...]
    contra: tuple[str, ...]


@frozen
class Ranked:
    """Somebody, None for nobody, with the probability to be the speaker.

    Attributes:
        probability: The probability.
        cluster: Who it is.
        reasons: Why it rather than the next one; None of who is not chosen, or chosen without weighing.
    """

    probability: float
    cluster: Cluster | None
    reasons: Reasons | None = None


@frozen(eq=False)
class PersonWeights:
    """The weights: those for every quotation, and those for each way of the rules."""

    always: Mapping[str, float]
    by_way: Mapping[str, Mapping[str, float]]

    @classmethod
    @cache
    def german(cls) -> "PersonWeights":
        """The weights inside the package."""
        return cls.of(Weights.read(resources.files("quoteattr") / "data" / "de" / _FILE).weights)

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> "PersonWeights":
        """The weights of a table.

        Example:
            >>> PersonWeights.of({"rules": 2.0, "pronoun.er&rules": -0.5}).score("pronoun.er", ["rules", "unheard"])
            1.5
        """
        always: dict[str, float] = {}
        by_way: dict[str, dict[str, float]] = {}
        for name, weight in weights.items():
            way, joined, told = name.partition(AND)
            if joined:
                by_way.setdefault(way, {})[told] = weight
            else:
                always[name] = weight
        return cls(always, by_way)

    def __len__(self) -> int:
        return len(self.always) + sum(map(len, self.by_way.values()))

    def score(self, way: str, told: Iterable[str]) -> float:
        """The log odds of what is told of a candidate."""
        own = self.by_way.get(way, {})
        return sum(self.always.get(name, 0.0) + own.get(name, 0.0) for name in told)

    def reasons(self, way: str, chosen: Iterable[str], other: Iterable[str]) -> Reasons:
        """What decided for one rather than another: of what is told of both, nothing.

        Example:
            >>> weights = PersonWeights.of({"rules": 2.0, "gender=same": 1.0, "gender=other": -1.5, "parent": -0.1})
            >>> weights.reasons("pronoun.er", ["rules", "gender=same"], ["gender=other", "parent", "rules"])
            Reasons(pro=('gender=same=+1.00',), contra=('gender=other=-1.50',))
        """
        mine, others = set(chosen), set(other)
        speaking = [(self.score(way, (name,)) * (1 if name in mine else -1), name) for name in mine ^ others]
        found = sorted((one for one in speaking if one[0] >= _LEAST), key=lambda one: (-one[0], one[1]))[:_MOST]
        return Reasons(
            tuple(f"{name}={value:+.2f}" for value, name in found if name in mine),
            tuple(f"{name}={-value:+.2f}" for value, name in found if name in others),
        )


def told_of_all(question: Question) -> Iterator[Iterator[str]]:
    """What is told of nobody, and then of each of `question.candidates`."""
    evidence = Evidence(question)
    yield evidence.of_nobody()
    yield from map(evidence.of, question.candidates)


def rank(question: Question, weights: PersonWeights) -> Sequence[Ranked]:
    """Nobody and all candidates: the one that is chosen, then the others, the likeliest first.

    In doubt nobody is: where the rules name nobody, only who is as likely as all others together is chosen, and of two
    with one name none. A phrase that names somebody is not given to nobody by less than that either. Several who speak
    as one (*Kern und Roth*) stay together, for what is told of one of them says little of all; and *er* stays *er*
    where the text names nobody at all.
    """
    answers = (None, *question.candidates)
    told = dict(zip(answers, map(list, told_of_all(question)), strict=True))
    scores = [weights.score(question.way, each) for each in told.values()]
    best = max(scores)
    shares = [math.exp(score - best) for score in scores]
    whole = sum(shares)
    found: Sequence[Ranked] = [Ranked(share / whole, one) for share, one in zip(shares, answers, strict=True)]
    found = sorted(found, key=lambda one: (-one.probability, one.cluster is not question.answer.cluster))
    if _is_settled(question):
        return with_first(question.answer.cluster, found)
    if found[0].probability < _EVEN and not question.is_forbidden and _stays_in_doubt(question, found[0].cluster):
        found = with_first(question.answer.cluster, found)
    first, *rest = found
    runner_up = told[rest[0].cluster] if rest else ()
    return [evolve(first, reasons=weights.reasons(question.way, told[first.cluster], runner_up)), *rest]


def _is_settled(question: Question) -> bool:
    """Whether the answer of the rules stays, whatever is told: two of one name or role, several as one, *er* alone."""
    answer, phrase = question.answer.cluster, question.reference
    if question.is_forbidden:
        return False
    if answer is None:
        rivals = question.answer.candidates
        together = phrase is not None and are_named_together(rivals, phrase)
        several = bool(rivals) and phrase is not None and phrase.form is Form.NAME
        return together or several or (phrase is not None and compares_age(phrase))
    others = (one for one in question.candidates if one is not answer and one.kind is not EntityKind.UNNAMED)
    return bool(answer.members) or not (answer.is_called or any(others))


def _stays_in_doubt(question: Question, likeliest: Cluster | None) -> bool:
    """Whether the answer of the rules stays as long as all others together are as likely: nobody, who is called so."""
    phrase = question.reference
    named = question.via is Via.EXPLICIT and phrase is not None and phrase.form in (Form.ROLE, Form.INSTITUTION)
    return question.answer.cluster is None or (named and likeliest is None)


def with_first(answer: Cluster | None, ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    """The same with one of them, or nobody, as the one that is chosen, whatever is weighed.

    Example:
        >>> from quoteattr.model import EntityKind
        >>> with_first(None, [Ranked(0.6, Cluster(EntityKind.PERSON)), Ranked(0.4, None)])[0]
        Ranked(probability=0.4, cluster=None, reasons=None)
    """
    return sorted((Ranked(one.probability, one.cluster) for one in ranked), key=lambda one: one.cluster is not answer)
