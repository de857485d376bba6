"""Commitment of the speaker to the content, in FactBank's values.

The event is the main predicate of the content. What stands inside the content works first, then the cue, then the
negation of the cue, from the inside out as in De Facto (Saurí & Pustejovsky 2012).
"""

from enum import IntEnum

from attrs import evolve, frozen

from quoteattr.grammar.clauses import ClauseKind, clause_words, is_clause
from quoteattr.grammar.modality import adverbs_in, condition_in, is_request, modal_in, negation_in, scopes_over
from quoteattr.lexicon import Adverb, Lexicon, NounSense, VerbSense
from quoteattr.model import Commitment, Evidence, Spans
from quoteattr.stance.report import Report
from quoteattr.tree import Sentence, Token, spans_of

_HEDGES = frozenset({"evidence", "doubt", "negation"})
_NEGATED_MODALS = {
    "können:possibility": Commitment.CERTAIN,  # kann nicht: certainly not
    "müssen:necessity": Commitment.POSSIBLE,  # muss nicht so sein: possibly not
}
_NEGATED_CUES = {
    Commitment.PROBABLE: Commitment.PROBABLE_NOT,  # glaubt nicht
    Commitment.PROBABLE_NOT: Commitment.CERTAIN,  # bezweifelt nicht
}
_RULES = {Commitment.CERTAIN: "cue", Commitment.CERTAIN_NOT: "cue.denies", Commitment.UNKNOWN: "cue.open"}
_SELF = frozenset({"ich", "wir", "er", "sie", "man"})


class Certainty(IntEnum):
    """How certain, from not committed to certain."""

    NONE = 0
    POSSIBLE = 1
    PROBABLE = 2
    CERTAIN = 3


_NAMES = {Certainty.POSSIBLE: "PS", Certainty.PROBABLE: "PR", Certainty.CERTAIN: "CT"}


@frozen
class Factuality:
    """A FactBank value as certainty and polarity."""

    certainty: Certainty = Certainty.CERTAIN
    positive: bool = True
    evidence: tuple[Evidence, ...] = ()

    @classmethod
    def of(cls, value: Commitment) -> "Factuality":
        """The pair behind a value; what is not committed has no certainty."""
        names = {name: certainty for certainty, name in _NAMES.items()}
        if value in (Commitment.UNKNOWN, Commitment.CERTAIN_UNKNOWN_POLARITY):
            return cls(Certainty.NONE)
        return cls(names[value.value[:2]], value.value[2] == "+")

    @property
    def value(self) -> Commitment:
        """As FactBank writes it."""
        if self.certainty is Certainty.NONE:
            return Commitment.UNKNOWN
        return Commitment(_NAMES[self.certainty] + ("+" if self.positive else "-"))

    def under(self, operator: Commitment) -> "Factuality":
        """Weakened to the operator's certainty, turned by its polarity."""
        other = Factuality.of(operator)
        return evolve(
            self,
            certainty=min(self.certainty, other.certainty),
            positive=self.positive == other.positive,
        )

    def because(self, rule: str, text: str, *tokens: Token) -> "Factuality":
        """The same with one more piece of evidence."""
        item = Evidence(f"commitment.{rule}", spans_of(tokens, text), (self.value.value,))
        return evolve(self, evidence=(*self.evidence, item))


def commitment(report: Report) -> tuple[Commitment, tuple[Evidence, ...]]:
    """The commitment of the speaker and what caused it, in order of application."""
    text, lexicon = report.reading.text, report.reading.lexicon
    start = Factuality()
    if report.head is None:
        return (Commitment.UNKNOWN, ()) if report.sense is None else _by_cue(report, start)
    if report.is_direct and _is_question(report):
        asked = Factuality(Certainty.NONE).because("question", text, report.sentences[0].tokens[-1])
        return asked.value, asked.evidence
    words = report.content
    if report.has_clause:
        start = in_clause(text, report.sentence, report.head, words, lexicon, indirect=not report.is_direct)
    else:
        start = _in_phrase(report, start)
    return _by_cue(report, start)


def _is_question(report: Report) -> bool:
    """Whether a question mark ends what is quoted of the first sentence."""
    end = report.sentences[0].end
    stretch = report.reading.text[report.quote[0].start : min(end, report.quote[-1].end)]
    return stretch.rstrip("“”\"»«’‘' ").endswith("?")


def _in_phrase(report: Report, start: Factuality) -> Factuality:
    """A noun as content: *keine* and adjectives such as *möglich* at it."""
    assert report.head is not None
    text, sentence = report.reading.text, report.sentence
    for child in sentence.children(report.head, "det", "advmod"):
        if child.text.lower().startswith("kein") and not report.reports_itself and report.quotes(child):
            start = evolve(start, positive=not start.positive).because("negation", text, child)
    return start


def in_clause(
    text: str, sentence: Sentence, head: Token, words: tuple[Token, ...], lexicon: Lexicon, *, indirect: bool
) -> Factuality:
    """What a clause says of its own event: request, condition, belief, modal verb, adverbs, negation."""
    if is_request(sentence, head):
        return Factuality(Certainty.NONE).because("request", text, head)
    condition = condition_in(sentence, head, words)
    if condition is not None:
        return Factuality(Certainty.NONE).because("condition", text, condition)
    believed = _belief(text, sentence, head, words, lexicon, indirect=indirect)
    if believed is not None:
        return believed
    negation = negation_in(words, sentence, head, lexicon)
    result = Factuality()
    found = modal_in(sentence, head, lexicon, indirect=indirect)
    if found is not None:
        modal, verb = found
        operator = _NEGATED_MODALS.get(modal.id, modal.commitment) if negation is not None else modal.commitment
        if operator is not Commitment.CERTAIN or modal.id in _NEGATED_MODALS:
            result = result.under(operator).because(f"modal.{modal.id}", text, verb)
    for entry, tokens in adverbs_in(words, sentence, lexicon):
        if _hedges(entry, tokens, sentence, head, negation):
            result = result.under(entry.commitment).because("adverb", text, *tokens)
    if negation is not None:
        entry = lexicon.adverbs[negation.text.lower()]
        result = result.under(entry.commitment).because("negation", text, negation)
    return result


def _hedges(entry: Adverb, tokens: list[Token], sentence: Sentence, head: Token, negation: Token | None) -> bool:
    """Whether an adverb weakens the clause."""
    word = tokens[-1]
    if entry.category not in _HEDGES or tokens[0] is negation or word.relation == "amod":
        return False
    if entry.commitment in (Commitment.CERTAIN, Commitment.CERTAIN_NOT) or not scopes_over(sentence, word, head):
        return False
    # nicht möglich, like kann nicht: certainly not
    return not (negation is not None and word is head and entry.commitment is Commitment.POSSIBLE)


def _belief(
    text: str, sentence: Sentence, head: Token, words: tuple[Token, ...], lexicon: Lexicon, *, indirect: bool
) -> Factuality | None:
    """*Ich glaube nicht, dass …*: the speaker's belief inside the content works like a cue on the clause below it."""
    subject = sentence.child(head, "nsubj")
    if subject is None or subject.text.lower() not in _SELF:
        return None
    forms = lexicon.verb_forms.get(head.text.lower(), ())
    sense = next((form.sense for form in forms if not form.sense.fixed and not form.sense.particle), None)
    if sense is None or sense.commitment is Commitment.CERTAIN or sense.commitment is Commitment.UNKNOWN:
        return None
    below = next((child for child in sentence.children(head, "ccomp", "parataxis") if is_clause(sentence, child)), None)
    if below is None:
        return None
    inner = tuple(token for token in clause_words(sentence, below) if token.is_word)
    negation = negation_in(words, sentence, head, lexicon)
    operator, rule = _operator(sense, negation)
    result = in_clause(text, sentence, below, inner, lexicon, indirect=indirect).under(operator)
    return result.because(rule, text, head, *([negation] if negation is not None else []))


def _operator(sense: VerbSense | NounSense, negation: Token | None) -> tuple[Commitment, str]:
    """What a cue does to its content, and the id of the rule."""
    if negation is not None:
        own = sense.negated if isinstance(sense, VerbSense) else None
        return own or _NEGATED_CUES.get(sense.commitment, Commitment.UNKNOWN), "negated-cue"
    return sense.commitment, _RULES.get(sense.commitment, "cue.weakens")


def _by_cue(report: Report, start: Factuality) -> tuple[Commitment, tuple[Evidence, ...]]:
    """The content's value under the cue; a direct quotation speaks for itself."""
    text, sense = report.reading.text, report.sense
    if sense is None or report.is_direct:
        if report.kind is ClauseKind.OB:
            return _whether(Commitment.CERTAIN, "cue.whether", report.cue.spans if report.cue else report.quote)
        result = start if start.evidence else start.because("statement", text, *report.content[:1])
        return result.value, result.evidence
    spans = report.cue.spans if report.cue else spans_of(report.verb.tokens if report.verb else (), text)
    negation = report.negation
    operator, rule = _operator(sense, negation)
    if negation is not None and not any(span.covers(negation.span) for span in spans):
        spans = (*spans, negation.span)
    if report.kind is ClauseKind.OB:
        return _whether(operator, "cue.whether" if operator is Commitment.CERTAIN else rule, spans)
    if report.kind is ClauseKind.W and operator is Commitment.CERTAIN:
        start = Factuality(evidence=start.evidence)  # erklärte, warum X: X is presupposed
    result = start.under(operator)
    return result.value, (*result.evidence, Evidence(f"commitment.{rule}", spans, (result.value.value, sense.id)))


def _whether(operator: Commitment, rule: str, spans: Spans) -> tuple[Commitment, tuple[Evidence, ...]]:
    """*weiß, ob*: the speaker knows which; *bezweifelt, ob* is as good as *dass*."""
    known = operator is Commitment.CERTAIN
    value = Commitment.CERTAIN_UNKNOWN_POLARITY if known else operator
    return value, (Evidence(f"commitment.{rule}", spans, (value.value, "ob")),)
