"""Stance of the article towards a quotation.

Three levels, the first with a signal decides (docs/stance-guidelines.md): what the article says in so many words, the
class of the cue, mood and marks. Signals of one level that contradict each other leave the stance unknown.
"""

from collections.abc import Iterator

from quoteattr.grammar.clauses import ClauseKind, Mood, clause_words
from quoteattr.grammar.modality import condition_in, has_perfect_infinitive, modal_of
from quoteattr.model import Attitude, Commitment, Evidence, Reporting
from quoteattr.stance.comments import Finding, comments, finding
from quoteattr.stance.entry import is_claim
from quoteattr.stance.heading import denied_above
from quoteattr.stance.report import Report
from quoteattr.stance.scope import is_irreal
from quoteattr.stance.verdict import ruled_behind, ruled_below
from quoteattr.tree import Token, spans_of

_WISHING = frozenset({"lieber", "gern", "gerne", "fast", "beinahe"})


def reporting(report: Report) -> tuple[Reporting, tuple[Evidence, ...]]:
    """The stance of the article and what caused it."""
    levels = (comments, ruled_behind, denied_above, _overtaken, _cue_findings, ruled_below, _mood_and_mark_findings)
    for level in levels:
        found = list(level(report))
        if found:
            values = {value for value, _ in found}
            evidence = tuple(item for _, item in found)
            return _combined(values), evidence
    return _without_signal(report)


def _combined(values: set[Reporting]) -> Reporting:
    """The value of several signals: the most distant one, unknown where one endorses and another does not."""
    if Reporting.ENDORSING in values and len(values) > 1:
        return Reporting.UNKNOWN
    order = (Reporting.DENYING, Reporting.DISTANCING, Reporting.UNCERTAIN, Reporting.ENDORSING, Reporting.NEUTRAL)
    return next((value for value in order if value in values), Reporting.UNKNOWN)


def _overtaken(report: Report) -> Iterator[Finding]:
    """*Im Frühjahr hatte er noch versichert, …*: what has come since is set against what was claimed before."""
    verb = report.verb
    if verb is None or "noch" not in report.frame_sentence.forms:
        return
    sense = report.sense
    if sense is None or report.is_naming or report.negation is not None:
        return
    past = any(token.text.lower() in ("hatte", "hatten") and token.relation == "aux" for token in verb.tokens)
    claimed = sense.commitment is Commitment.CERTAIN and sense.attitude is Attitude.NEUTRAL
    still = next((token for token in report.cue_clause if token.text.lower() == "noch"), None)
    if past and claimed and still is not None and sense.reporting is Reporting.NEUTRAL and not report.quotes(still):
        yield finding(report, "overtaken", [*verb.tokens, still], Reporting.DISTANCING)


# Level 2: the cue


def _cue_findings(report: Report) -> Iterator[Finding]:
    """What *wollen* or the entry of the cue tells, unless the cue is negated."""
    claim, entry = _claim(report), report.reading.lexicon.modals.get("wollen:claim")
    if claim is not None and entry is not None:
        yield finding(report, "claim", [claim], entry.reporting)
        return
    sense = report.sense
    if sense is None or sense.reporting in (Reporting.NEUTRAL, Reporting.UNKNOWN):
        return
    if sense.semifactive and not _is_asserted(report):
        return
    if report.negation is None:
        spans = (
            report.cue.spans if report.cue else spans_of(report.verb.tokens if report.verb else (), report.reading.text)
        )
        yield sense.reporting, Evidence("reporting.cue", spans, (sense.reporting.value, sense.id))


def _is_asserted(report: Report) -> bool:
    """Whether the content of a semifactive cue stands in the indicative or is a noun."""
    if report.is_direct:
        return False
    return not report.has_clause or report.mood is Mood.INDICATIVE


def _claim(report: Report) -> Token | None:
    """*Er will nichts gesehen haben; sie will erfahren haben, dass*: the article leaves the claim to who makes it."""
    if report.verb is not None and is_claim(report.verb):
        return next((token for token in report.verb.tokens if modal_of(token) == "wollen"), None)
    if report.is_direct or report.head is None:
        return None
    if has_perfect_infinitive(report.sentence, report.head):
        words = [*report.cue_clause, *report.content, *clause_words(report.sentence, report.head)]
        return next((token for token in words if modal_of(token) == "wollen" and token.is_finite), None)
    return None


# Level 3: mood and marks


def _mood_and_mark_findings(report: Report) -> Iterator[Finding]:
    """Distance by a Konjunktiv II that was a choice, or by a single noun between marks."""
    if report.is_direct:
        return
    finite = report.finite
    chosen = finite is not None and _has_distinct_konjunktiv1(finite) and not _is_spoken(report, finite)
    if finite is not None and report.mood is Mood.KONJUNKTIV_II and chosen and not _is_hypothetical(report):
        yield finding(report, "konjunktiv-ii", [finite], Reporting.DISTANCING)
    for pair in (pair for span in report.quote for pair in report.reading.pairs_in(span)):
        inner = pair.inner
        if inner is not None and any(span.covers(pair.span) for span in report.quote):
            words = [token for item in report.sentences for token in item.between(inner) if token.is_word]
            if len(words) == 1 and words[0].upos == "NOUN" and _is_designation(report, words[0]):
                yield finding(report, "scare-quotes", words, Reporting.DISTANCING)


def _is_hypothetical(report: Report) -> bool:
    """Whether the content is unreal: asked, under a condition, wished (*hätte lieber*), missed (*hätte sollen*)."""
    assert report.head is not None
    if report.kind in (ClauseKind.OB, ClauseKind.W) or is_irreal(report.sentence, report.head):
        return True
    wished = any(token.text.lower() in _WISHING for token in report.content)
    return wished or condition_in(report.sentence, report.head, report.content, conceded=True) is not None


def _is_spoken(report: Report, finite: Token) -> bool:
    """Whether the Konjunktiv II is that of somebody who talks (*Er sagt, ich hätte gelogen*), not of the article."""
    assert report.head is not None
    subject = report.sentence.child(report.head, "nsubj")
    own = subject is not None and subject.text.lower() in ("ich", "wir")
    return own or report.reading.inside_marks(finite)


def _is_designation(report: Report, noun: Token) -> bool:
    """Whether a marked noun names a thing after its article (*die „Säuberung“*), rather than a ship, club or model."""
    sentence = next(item for item in report.sentences if noun in item.between(noun.span))
    determiner = next((child for child in sentence.children(noun, "det") if child.index < noun.index), None)
    return determiner is not None and not noun.text.isupper() and noun.relation not in ("appos", "flat")


def _has_distinct_konjunktiv1(finite: Token) -> bool:
    """Whether Konjunktiv I would differ from the indicative, so that Konjunktiv II was a choice.

    All singulars have one (*habe, sei, komme*), of the plurals only *seien*. Modal verbs and *würde* do other work.
    """
    form = finite.text.lower()
    if modal_of(finite) or form.startswith("würde"):
        return False
    return form == "wären" or not form.endswith("n")


def _without_signal(report: Report) -> tuple[Reporting, tuple[Evidence, ...]]:
    """No level has a signal: neutral if anything shows that this is a report, else unknown."""
    rule, spans = "neutral", report.quote
    if report.sense is not None and report.sense.reporting is Reporting.UNKNOWN:
        return Reporting.UNKNOWN, ()
    if report.cue is not None:
        rule, spans = "neutral-cue", report.cue.spans
    elif report.verb is not None:
        rule, spans = "neutral-cue", spans_of(report.verb.tokens, report.reading.text)
    elif report.frame:
        rule, spans = "neutral-cue", report.frame
    elif report.is_direct:
        rule = "marks"
    elif report.finite is not None and (
        report.mood is not Mood.INDICATIVE or modal_of(report.finite) in ("sollen", "wollen")
    ):
        rule, spans = "konjunktiv", (report.finite.span,)
    else:
        return Reporting.UNKNOWN, ()
    return Reporting.NEUTRAL, (Evidence(f"reporting.{rule}", spans, (Reporting.NEUTRAL.value,)),)
