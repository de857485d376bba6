"""What speaks for and against each candidate for the speaker of a quotation, in words that a table has weights for.

Where somebody was mentioned last and how (Centering: Grosz, Joshi & Weinstein 1995), whether gender and number agree,
who spoke before, what they were called, who else could be meant, and what the rules say.
"""

from collections.abc import Iterator

from quoteattr.model import EntityKind
from quoteattr.speakers.candidates import Question, mentions_between
from quoteattr.speakers.epithets import (
    VAGUE,
    are_one_office,
    is_office,
    is_said_of_person,
    takes_up_person,
)
from quoteattr.speakers.identity import Cluster
from quoteattr.speakers.person_nouns import same_role
from quoteattr.speakers.references import Form, Reference
from quoteattr.speakers.salience import is_fragment

_LEVELS = (0.5, 0.8, 0.95)
"""Where the bands of the quotation's own confidence end."""
_MARKS = frozenset('„“”"»«›‹[]():')
_LATEST = 30
"""Mentions of one that are looked at: so that a long text takes no longer a quotation than a short one."""
_AHEAD = 300
"""Characters behind a quotation in which the next sentence begins."""
_LONG = 7
"""Words of a phrase from which on the tree has probably put too much into it."""


class Evidence:
    """What is told of the candidates for one quotation.

    Args:
        question: The quotation.
    """

    def __init__(self, question: Question) -> None:
        self._question = question
        people = [one for one in question.candidates if one.names and question.before(one)]
        self._fitting = [one for one in people if one.kind is EntityKind.PERSON and question.agrees(one)]
        gender = question.reference.gender if question.reference is not None else None
        self._same = [one for one in self._fitting if gender is not None and one.gender is gender]
        self._ranks = self._by_distance()
        self._class = self._class_of_role()

    def of_nobody(self) -> Iterator[str]:
        """What tells that the text leaves it open."""
        question = self._question
        decision, answer = question.decision, question.answer
        yield "nobody"
        yield f"nobody.fitting={min(sum(map(question.agrees, question.candidates)), 4)}"
        yield f"nobody.rules={'open' if answer.candidates else 'none' if answer.cluster is None else 'one'}"
        yield f"nobody.rule={decision.proposal.rule.id}"
        yield f"nobody.sure={self._sure()}"
        if question.reference is not None and question.reference.form is not Form.NAME:
            yield f"nobody.definite={question.reference.definite}"
        if decision.parent is not None:
            yield "nobody.nested"
        if decision.proposal.frame:
            yield "nobody.framed"
        if question.turns.last is None:
            yield "nobody.first"

    def of(self, one: Cluster) -> Iterator[str]:
        """What is told of a candidate."""
        question = self._question
        yield f"kind={one.kind}"
        if one.names:
            yield f"named={'full' if any(name.given for name in one.names) else 'part'}"
        if one is question.parent:
            yield "parent"
        if one in question.answer.candidates:
            yield "rival"
        if one is question.answer.cluster:
            yield from self._of_answer()
        if one.references:
            yield from self._of_mentions(one)
            yield from self._of_place(one)
        yield from self._of_turns(one)
        if question.reference is not None:
            yield from self._of_phrase(question.reference, one)

    def _sure(self) -> int:
        """The band of the confidence that it is a quotation at all."""
        return sum(self._question.decision.confidence >= level for level in _LEVELS)

    def _of_answer(self) -> Iterator[str]:
        """What the rules say, and signs that they have the wrong phrase."""
        decision = self._question.decision
        yield "rules"
        yield f"rules.rule={decision.proposal.rule.id}"
        yield f"rules.sure={self._sure()}"
        phrase = decision.framing.proposal.speaker
        if phrase is None or self._question.source is None:
            return
        yield f"rules.head={phrase.head.upos}.{phrase.head.relation.partition(':')[0]}"
        if len(phrase.tokens) > _LONG:
            yield "rules.long"
        if any(not _MARKS.isdisjoint(token.text) for token in phrase.tokens):
            yield "rules.marks"

    def _of_mentions(self, one: Cluster) -> Iterator[str]:
        """Where somebody was mentioned before, how, and how often."""
        question = self._question
        before = question.before(one)
        earlier = one.references[max(0, before - _LATEST) : before]
        told = [reference for reference in earlier if id(reference) not in question.quoted]
        said = [reference for reference in earlier if id(reference) in question.quoted]
        for where, mentions in (("told", told), ("said", said)):
            if mentions:
                yield from self._of_last(where, mentions[-1])
        if not earlier:
            yield "later.same" if one.references[0].sentence is question.sentence else "later"
        yield f"told={_up_to(len(told))}"
        if said and not told:
            yield "said.only"
        group = "person" if one.kind is EntityKind.PERSON else "other"
        yield f"rank={min(self._ranks.get(id(one), 9), 4)}.{group}"

    def _of_last(self, where: str, last: Reference) -> Iterator[str]:
        """How far back the last mention is, and what it was."""
        here = self._question.sentence
        back = here.index - last.sentence.index
        part = "subject" if last.subject or is_fragment(last.sentence) else "other"
        yield f"{where}.back={_up_to(back)}"
        if back > 3:
            yield f"{where}.paragraphs={min(here.paragraph - last.sentence.paragraph, 3)}"
            return
        yield f"{where}.back={_up_to(back)}.{part}"
        yield f"{where}.form={last.form}"
        if last.sentence.paragraph == here.paragraph:
            yield f"{where}.paragraph.{part}"

    def _of_place(self, one: Cluster) -> Iterator[str]:
        """Mentions around: in the words themselves, in the frame, in the phrase, behind."""
        question = self._question
        decision, reference, phrase = question.decision, question.reference, question.decision.framing.proposal.speaker
        here = decision.proposal.sentence
        found: dict[str, None] = {}
        start, end = min(here.start, question.sentence.start), decision.proposal.span.end + _AHEAD
        for other in mentions_between(one, start, end):
            if other is reference:
                continue
            part = "subject" if other.subject else "other"
            if any(span.overlaps(other.span) for span in decision.proposal.quote):
                found[f"in.quotation.{part}"] = None
            elif any(span.overlaps(other.span) for span in decision.proposal.frame):
                found[f"in.frame.{part}"] = None
            elif other.sentence is question.sentence:
                found[f"in.sentence.{part}"] = None
            elif (
                other.subject and other.sentence.index == here.index + 1 and other.sentence.paragraph == here.paragraph
            ):
                found[f"next{'.initial' if other.initial else ''}"] = None
            if phrase is not None and other.sentence is phrase.sentence and set(phrase.tokens) & set(other.tokens):
                case = other.sentence.child(other.head, "case") is not None
                kind = "apposed" if other.apposed else "case" if case else "beside"
                found[f"in.phrase.{kind}.{other.form}"] = None
        yield from found

    def _of_turns(self, one: Cluster) -> Iterator[str]:
        """Whether somebody spoke before, and how long ago."""
        question = self._question
        last, before, here = question.turns.last, question.turns.before, question.decision.proposal.sentence
        if last is None:
            yield "spoke.first"
            return
        if last.cluster is one:
            yield f"spoke.last.back={_up_to(here.index - last.sentence)}"
            yield f"spoke.last.paragraph={'same' if last.paragraph == here.paragraph else 'other'}"
        elif before is not None and before.cluster is one:
            yield "spoke.before.last"
        yield f"spoke={min(question.turns.times[id(one)], 3)}"

    def _of_phrase(self, reference: Reference, one: Cluster) -> Iterator[str]:
        """How somebody fits the phrase, and who else does."""
        if reference.gender is not None:
            yield f"gender={_fit(reference.gender, one.gender)}"
        if reference.number is not None:
            yield f"number={_fit(reference.number, one.number)}"
        if one in self._fitting:
            yield f"fitting={min(len(self._fitting), 4)}"
        if one in self._same:
            yield f"same={min(len(self._same), 4)}"
        width = f"{reference.definite}.{'narrow' if reference.complement else 'bare'}"
        if self._question.is_own(one):
            new = one.references[0] is reference
            yield f"own={'new' if new else 'known'}.{reference.definite}"
            if new:
                yield f"own.same={min(len(self._same), 3)}"
                yield f"own.fitting={min(len(self._fitting), 3)}"
                yield f"own.width={width}.{'behind' if reference.behind else 'front'}"
                yield f"own.class={self._class}.{width}.same={min(len(self._same), 2)}"
        elif self._class:
            yield f"class={self._class}.{width}.{'roles' if one.roles else 'no-roles'}"
            yield f"class={self._class}.same={min(len(self._same), 3)}"
        if reference.roles:
            yield from self._of_role(reference, one)

    def _of_role(self, reference: Reference, one: Cluster) -> Iterator[str]:
        """How a role fits what somebody was called elsewhere."""
        lexicon, role = self._question.lexicon, reference.roles[0]
        others = one.roles
        if self._question.is_own(one):
            others = set().union(*(other.roles for other in one.references[:_LATEST] if other is not reference))
        if role in others:
            yield "role=same"
        elif any(same_role(role, other) for other in others):
            yield "role=alike"
        elif any(are_one_office(role, other, lexicon) for other in others):
            yield "role=office"
        else:
            yield f"role={'other' if others else 'none'}"

    def _class_of_role(self) -> str:
        """What kind of role the phrase is, empty if none."""
        reference, lexicon = self._question.reference, self._question.lexicon
        if reference is None or not reference.roles:
            return ""
        if reference.roles[0] in VAGUE:
            return "vague"
        if takes_up_person(reference, lexicon):
            return "epithet"
        if is_office(reference, lexicon):
            return "office"
        return "job" if is_said_of_person(reference, lexicon) else "own-role"

    def _by_distance(self) -> dict[int, int]:
        """The place of each candidate that agrees in the order of who was mentioned last; people and others apart."""
        question = self._question
        fitting = [one for one in question.candidates if question.agrees(one) and question.before(one)]
        ranks: dict[int, int] = {}
        for person in (True, False):
            group = [one for one in fitting if (one.kind is EntityKind.PERSON) is person]
            group.sort(key=lambda one: -one.references[question.before(one) - 1].span.start)
            ranks |= {id(one): place for place, one in enumerate(group)}
        return ranks


def _up_to(number: int) -> int:
    """A number in bands: 0, 1, 2, 3 to 5, 6 and more."""
    return number if number < 3 else 3 if number < 6 else 6


def _fit(wanted: object, found: object) -> str:
    """Whether what the phrase tells is known of somebody."""
    return "open" if found is None else "same" if wanted == found else "other"
