"""The learnt choice of the person: how likely each candidate for the speaker of a quotation is, and nobody.

A log-linear model over `quoteattr.speakers.evidence`, normalised over the candidates of a quotation. Its weights are a
table that a person can read (`quoteattr/data/de/weights_person.tsv`), in log odds: `told.back=1` counts for every
quotation, `pronoun.er&told.back=1` for those where the rules went by *er*. `training/fit_persons.py` fits it.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from attrs import frozen

from quoteattr.decide import Weights
from quoteattr.model import EntityKind, Via
from quoteattr.speakers.candidates import Question
from quoteattr.speakers.evidence import Evidence
from quoteattr.speakers.identity import Cluster
from quoteattr.speakers.references import PRONOUNS, Form

AND = "&"
"""Stands between the way in which the rules came to their answer and what is told of a candidate."""

_FILE = "weights_person.tsv"
_EVEN = 0.5
"""Probability from which on somebody is named where the rules name nobody: a wrong name does more harm than none."""


@frozen
class Ranked:
    """Somebody, None for nobody, with the probability to be the speaker."""

    probability: float
    cluster: Cluster | None


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
    scores = [weights.score(question.way, told) for told in told_of_all(question)]
    best = max(scores)
    shares = [math.exp(score - best) for score in scores]
    whole = sum(shares)
    answers = (None, *question.candidates)
    found = [Ranked(share / whole, one) for share, one in zip(shares, answers, strict=True)]
    found.sort(key=lambda one: (-one.probability, one.cluster is not question.answer.cluster))
    return with_first(question.answer.cluster, found) if _stays(question, found[0]) else found


def _stays(question: Question, first: Ranked) -> bool:
    """Whether the answer of the rules stays, whoever is the likeliest."""
    answer, phrase = question.answer.cluster, question.reference
    uneven = first.probability < _EVEN
    if answer is None:
        return uneven or (bool(question.answer.candidates) and phrase is not None and phrase.form is Form.NAME)
    others = (one for one in question.candidates if one is not answer and one.kind is not EntityKind.UNNAMED)
    alone = all(one.form in PRONOUNS for one in answer.references) and not any(others)
    named = question.via is Via.EXPLICIT and phrase is not None and phrase.form in (Form.ROLE, Form.INSTITUTION)
    return alone or bool(answer.members) or (named and uneven and first.cluster is None)


def with_first(answer: Cluster | None, ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    """The same with one of them, or nobody, as the one that is chosen.

    Example:
        >>> from quoteattr.model import EntityKind, Via
        >>> with_first(None, [Ranked(0.6, Cluster(EntityKind.PERSON)), Ranked(0.4, None)])[0]
        Ranked(probability=0.4, cluster=None)
    """
    return sorted(ranked, key=lambda one: one.cluster is not answer)
