"""How sure it is that the person given is the one who speaks, provided that the quotation is one.

A log-linear model over how the speaker was come by: each circumstance has a name and, in a table that a person can
read (`quoteattr/data/de/weights_speaker.tsv`), a weight in log odds. `training/fit_speakers.py` fits it.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import resources

from attrs import frozen

from quoteattr.config import OPEN
from quoteattr.decide import Decision, Weights
from quoteattr.decide.weights import sigmoid
from quoteattr.model import EntityKind, Mention, Via
from quoteattr.speakers.identity import Cluster
from quoteattr.speakers.references import PRONOUNS, Form, Reference
from quoteattr.tree import Sentence

_RIVALS = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION})
_COMMON_NOUNS = frozenset({Form.ROLE, Form.INSTITUTION, Form.GROUP, Form.NOUN})
_ARTICLES = {True: "definite", False: "indefinite", None: "none"}
_MARKS = frozenset('„“”"»«›‹[]():')
_LONG = 7
"""Words of a phrase from which on the tree has probably put too much into it."""
_LEVELS = (0.5, 0.8, 0.95)
"""Where the bands of the quotation's own confidence end."""


@frozen(eq=False)
class Circumstances:
    """How the speaker of a quotation was come by.

    Attributes:
        decision: The quotation.
        via: Which way the speaker was found.
        mention: The phrase that names the speaker.
        sentence: Where the phrase stands.
        framing: Whether the phrase stands in the frame of a quotation, this one or the one that it is inherited from.
        reference: What in the phrase refers to the speaker, None where no table knows it.
        cluster: Who that is.
        name: What the entity is called.
        around: Tells who is mentioned from two sentences before the phrase up to the quotation, in text order. That
            can be half a book, so it is asked only as far as it counts.
    """

    decision: Decision
    via: Via
    mention: Mention
    sentence: Sentence
    framing: bool
    reference: Reference | None
    cluster: Cluster
    name: str
    around: Callable[[], Iterable[tuple[Reference, Cluster]]]

    @property
    def rivals(self) -> Iterator[tuple[Reference, Cluster]]:
        """The people and institutions around that the phrase could also mean."""
        gender, number = (self.reference.gender, self.reference.number) if self.reference else (None, None)
        for reference, cluster in self.around():
            other = cluster is not self.cluster and cluster not in self.cluster.members
            if other and cluster.kind in _RIVALS and cluster.agrees(gender, number):
                yield reference, cluster


def confidence_of(told: Iterable[str], weights: Mapping[str, float]) -> float:
    """The probability that the person given is the one who speaks.

    Args:
        told: How that one was come by, as `circumstances_told` tells.
        weights: The weight of each circumstance in log odds; others weigh nothing.

    Example:
        >>> round(confidence_of(["1", "via=pronoun"], {"1": 2.0, "via=pronoun": -1.0}), 2)
        0.73
    """
    return sigmoid(sum(weights.get(name, 0.0) for name in told))


@cache
def speaker_weights(name: str) -> Mapping[str, float]:
    """The weights of the package, `combined` or `open` as in `Config`."""
    file = "weights_speaker_open.tsv" if name == OPEN else "weights_speaker.tsv"
    return Weights.read(resources.files("quoteattr") / "data" / "de" / file).weights


def circumstances_told(found: Circumstances) -> Iterator[str]:
    """The circumstances by the names that the table has for them; `1` is there always."""
    yield "1"
    yield f"via={found.via}"
    yield f"kind={found.cluster.kind}"
    yield from _of_quotation(found.decision)
    yield from _of_phrase(found)
    yield from _of_inheritance(found)
    if found.reference is not None:
        yield from _of_reference(found.reference, found)


def _of_quotation(decision: Decision) -> Iterator[str]:
    """What kind of quotation it is, and how sure that it is one."""
    yield f"type={decision.proposal.type}"
    yield f"rule={decision.proposal.rule.family}"
    yield f"quotation.confidence={sum(decision.confidence >= level for level in _LEVELS)}"
    if decision.parent is not None:
        yield "nested"


def _of_phrase(found: Circumstances) -> Iterator[str]:
    """Signs that the tree has given too much to the phrase, or the wrong word."""
    if len(found.mention.text.split()) > _LONG:
        yield "phrase.long"
    if not _MARKS.isdisjoint(found.mention.text):
        yield "phrase.marks"
    first = found.mention.spans[0].start
    for token in found.sentence.tokens:
        if token.start == first and (token.feats.get("Poss") == "Yes" or token.text.lower() in ("dessen", "deren")):
            yield "phrase.possessive"
    head = next((token for token in found.sentence.tokens if token.span == found.mention.head), None)
    if head is not None:
        yield f"head.tag={head.upos}"
        yield f"head.relation={head.relation.partition(':')[0]}"


def _of_inheritance(found: Circumstances) -> Iterator[str]:
    """From where a quotation without a frame has its speaker, how far that is, and who stands between."""
    if found.via is not Via.INHERITED:
        return
    proposal = found.decision.proposal
    back = proposal.sentence.index - found.sentence.index
    yield f"inherited={'later' if back < 0 else 'quotation' if found.framing else 'sentence'}"
    yield f"inherited.back={min(max(back, 0), 3)}"
    if proposal.sentence.paragraph != found.sentence.paragraph:
        yield "inherited.paragraph"
    start, end = found.mention.head.start, proposal.span.start
    between = (cluster for reference, cluster in found.rivals if start < reference.span.start < end)
    yield f"inherited.rivals={_up_to_two(between)}"


def _of_reference(reference: Reference, found: Circumstances) -> Iterator[str]:
    """What kind of expression it is, and how it fits the one that it refers to."""
    form, cluster = reference.form, found.cluster
    before = bisect_left(cluster.references, reference.span, key=lambda other: other.span)
    yield f"phrase={form}"
    yield f"{form}={'known' if before else 'new'}"
    if form is Form.NAME:
        yield f"name={'full' if len(found.name.split()) > 1 else 'part'}"
    if form in _COMMON_NOUNS:
        yield f"{form}.article={'possessive' if reference.owned else _ARTICLES[reference.definite]}"
        yield f"{form}={'narrowed' if reference.modifiers or reference.complement else 'bare'}"
        if len(found.name.split()) == 1:
            yield f"{form}.one-word"
    if form in PRONOUNS or form is Form.ROLE:
        agrees = cluster.gender is not None and cluster.gender == reference.gender
        yield f"{form}.gender={'agrees' if agrees else 'open'}"
        yield f"{form}={'named' if cluster.names else 'unnamed'}"
        rivals = (other for one, other in found.rivals if one.span < reference.span and one.subject)
        yield f"{form}.rivals={_up_to_two(rivals)}"
    if before:
        last = cluster.references[before - 1]
        yield f"back={min(reference.sentence.index - last.sentence.index, 3)}"
        if form in PRONOUNS:
            yield f"pronoun.after={last.form}"
            yield f"pronoun.after={'subject' if last.subject else 'other'}"


def _up_to_two(clusters: Iterable[Cluster]) -> int:
    """How many different ones there are: none, one, or more."""
    found: set[int] = set()
    for cluster in clusters:
        found.add(id(cluster))
        if len(found) == 2:
            break
    return len(found)
