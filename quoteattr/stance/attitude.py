"""Attitude of the speaker, and towards what.

The cue decides if it has an attitude (*kritisierte, forderte*). If it has none, the content does: modal verbs of
necessity, acts that the speaker announces, clear evaluations with their negation.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.noun_phrases import is_date
from quoteattr.lexicon import VerbSense
from quoteattr.model import Attitude, Evidence, Mention
from quoteattr.stance.arguments import slot
from quoteattr.stance.content import Signal, signals
from quoteattr.stance.evaluation import judgements
from quoteattr.stance.judged import held_for
from quoteattr.stance.judging_words import Judgement
from quoteattr.stance.phrase import before_als, mention
from quoteattr.stance.refusal import refusals
from quoteattr.stance.report import Report
from quoteattr.stance.reproach import reproaches
from quoteattr.stance.siding import sidings
from quoteattr.stance.target import concerned, predicated, pronoun, target, topic
from quoteattr.stance.whose import is_own
from quoteattr.tree import Token, mention_at, spans_of

_POINTING = frozenset({"das", "dies", "es", "so etwas", "so was", "sowas"})
_REPLIES = frozenset({"kontern", "dagegenhalten", "entgegenhalten"})


def attitude(report: Report) -> tuple[Attitude, Mention | None, tuple[Evidence, ...]]:
    """The attitude, its target, and what caused them."""
    told = _by_cue(report)
    if told is not None and not _is_reply(report):
        return told
    finders = (signals, sidings, _judged, refusals, reproaches)
    found = next(filter(None, ([*find(report)] for find in finders)), [])
    if found:
        values = {signal.attitude for signal in found}
        evidence = tuple(signal.evidence for signal in found)
        if {Attitude.SUPPORT, Attitude.OPPOSE} <= values or (Attitude.SUPPORT in values and _is_ironic(report)):
            return Attitude.UNKNOWN, _first_target(found), evidence
        # Schmerzhaft, aber richtig: what one is for or against counts for more than what one is sorry about.
        judged = [each for each in found if each.attitude in (Attitude.SUPPORT, Attitude.OPPOSE)]
        if judged and found[0].attitude is Attitude.REGRET:
            found = judged
        goal = found[0].target or _beside_fragment(report, found[0])
        if goal is None or goal.text.lower() in _POINTING:
            goal = concerned(report) or goal or (told[1] if told is not None else None)  # hält dem entgegen, …
        return found[0].attitude, goal, (found[0].evidence,)
    if told is not None:
        return told
    called = _called_for(report)
    if called is not None:
        return Attitude.DEMAND, called, (_evidence(report, "cue", _cue_tokens(report), Attitude.DEMAND),)
    if report.sense is not None and report.sense.attitude is Attitude.UNKNOWN and report.negation is None:
        goal = target(report, Attitude.UNKNOWN)
        return Attitude.UNKNOWN, goal, (_evidence(report, "cue", _cue_tokens(report), Attitude.UNKNOWN),)
    return Attitude.NEUTRAL, None, ()


def _called_for(report: Report) -> Mention | None:
    """*Die Verbände rufen nach einem Eingreifen*: a thing that is wanted; not *nach ihrer Mutter*."""
    if not report.reports_itself or not isinstance(report.sense, VerbSense) or report.sense.id != "rufen":
        return None
    found = slot(report.frame_sentence, report.holders, report.cue_clause, "pp:nach", report.speaker)
    if found is None or found.upos != "NOUN" or report.negation is not None:
        return None
    lexicon = report.reading.lexicon
    wanted = not is_somebody(found, lexicon) and not is_date(found, lexicon)
    return mention(report.reading, report.frame_sentence, found) if wanted else None


def _is_reply(report: Report) -> bool:
    """*Konterte, ein verkaufter Bass sei besser*: a reply opposes whom it answers, but first says what it is for."""
    return isinstance(report.sense, VerbSense) and report.sense.lemma in _REPLIES


def _beside_fragment(report: Report, found: Signal) -> Mention | None:
    """*bescheinigte dem Nachbarn „schmutzige Finger“*: what is judged stands in the slot of the cue."""
    apart = report.has_clause and not report.is_naming
    if not apart and report.is_direct and (subject := predicated(report)) is not None:
        return subject
    if apart or not isinstance(report.sense, VerbSense) or not report.sense.target:
        return None
    goal = target(report, found.attitude)
    judging = goal is not None and any(span.overlaps(part) for span in goal.spans for part in found.evidence.spans)
    return None if judging else goal


def _is_ironic(report: Report) -> bool:
    """*Na großartig*: praise that may be none."""
    opening = next(
        (token.text.lower() for token in report.sentence.tokens if token.is_word and report.quotes(token)), ""
    )
    return report.is_direct and opening == "na"


def _judged(report: Report) -> Iterator[Signal]:
    """What is praised or blamed, the predicates first; what one turns into no judgement tells nothing."""
    found = sorted(filter(partial(is_own, report), judgements(report)), key=lambda each: not each.certain)
    for each in found:
        if each.attitude is Attitude.NEUTRAL or (found[0].certain and not each.certain):
            continue
        goal = _phrase(report, each) if each.goal is not None else None
        yield Signal(each.attitude, goal, _evidence(report, "evaluation", list(each.tokens), each.attitude))


def _phrase(report: Report, found: Judgement) -> Mention | None:
    """The phrase that is judged, without the words that judge it: *nannte das Video „eine Sauerei“*; None without."""
    assert found.goal is not None
    phrase = mention(report.reading, found.sentence, found.goal)
    if report.is_naming:  # bezeichnete die Novelle | als Flickwerk
        phrase = before_als(report, found.sentence, phrase)
    if held_for(found.sentence, found.goal, found.tokens[-1]):
        phrase = before_als(report, found.sentence, phrase, opener="für")  # halte die Novelle | für Flickwerk
    if report.quotes(found.goal) or not any(span.overlaps(part) for span in report.quote for part in phrase.spans):
        return phrase
    tokens = [token for span in phrase.spans for token in found.sentence.between(span)]
    own = [token for token in tokens if token.is_word and not report.quotes(token) and token.text.lower() != "als"]
    spans = spans_of(own, report.reading.text)
    return mention_at(report.reading.text, spans, phrase.head) if spans else None


def _evidence(report: Report, rule: str, tokens: list[Token], value: Attitude) -> Evidence:
    return Evidence(f"attitude.{rule}", spans_of(tokens, report.reading.text), (value.value,))


def _cue_tokens(report: Report) -> list[Token]:
    if report.verb is not None:
        return list(report.verb.tokens)
    spans = report.cue.spans if report.cue else ()
    return [token for token in report.frame_sentence.tokens if any(span.covers(token.span) for span in spans)]


def _by_cue(report: Report) -> tuple[Attitude, Mention | None, tuple[Evidence, ...]] | None:
    """Attitude, target and evidence of the cue, None if the cue has no attitude."""
    sense = report.sense
    if sense is None or sense.attitude in (Attitude.NEUTRAL, Attitude.UNKNOWN):
        return None
    negation = report.negation or _negated_noun(report)
    if negation is None:
        evidence = _evidence(report, "cue", _cue_tokens(report), sense.attitude)
        goal = target(report, sense.attitude) or _evaluated(report) or pronoun(report)
        return sense.attitude, goal, (evidence,)
    value = sense.negated_attitude if isinstance(sense, VerbSense) else Attitude.NEUTRAL
    evidence = _evidence(report, "negated-cue", [*_cue_tokens(report), negation], value)
    goal = target(report, value) or pronoun(report) if value is not Attitude.NEUTRAL else None
    return value, goal, (evidence,)


def _negated_noun(report: Report) -> Token | None:
    """*verlangt keine Gutachten*: the determiner negates the cue."""
    if report.head is None or report.has_clause:
        return None
    fixed = report.sense.fixed if isinstance(report.sense, VerbSense) else ()  # kein gutes Haar lassen: of the cue
    determiners = (token for token in report.sentence.children(report.head, "det") if token.text.lower() not in fixed)
    return next((token for token in determiners if token.text.lower().startswith("kein")), None)


def _evaluated(report: Report) -> Mention | None:
    """What a direct quotation judges or speaks of, where its frame names nothing."""
    if not report.is_direct:
        return None
    return _first_target(signals(report)) or _first_target(_judged(report)) or topic(report)


def _first_target(found: Iterable[Signal]) -> Mention | None:
    return next((signal.target for signal in found if signal.target is not None), None)
