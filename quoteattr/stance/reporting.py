"""Stance of the article towards a quotation.

Three levels, the first with a signal decides (docs/stance-guidelines.md): what the article says in so many words, the
class of the cue, mood and marks. Signals of one level that contradict each other leave the stance unknown.
"""

from collections.abc import Iterator, Sequence

from quoteattr.clauses import Mood, words_of
from quoteattr.lexicon import Adverb, Comment, VerbSense
from quoteattr.model import CueKind, Evidence, QuoteType, Reporting
from quoteattr.stance.grammar import adverbs_in, condition_in, has_perfect_infinitive, modal_of, negation_in
from quoteattr.stance.report import Report
from quoteattr.syntax import Sentence, Token, spans_of

Finding = tuple[Reporting, Evidence]

_OF_SOURCE = frozenset({"hearsay", "naming"})
_OF_TRUTH = frozenset({"evidence", "certainty", "doubt"})
_POINTERS = frozenset(
    """
    das dies dafür davon dem dagegen angaben angabe aussage aussagen behauptung behauptungen darstellung belege beweise
    bestätigung unabhängig information informationen meldung meldungen vorwurf zahlen er sie
    """.split()
)
_POINTER_WORDS = 3
_STOPS = frozenset(",;:.!?–()")


def reporting(report: Report) -> tuple[Reporting, tuple[Evidence, ...]]:
    """The stance of the article and what caused it."""
    for level in (_comments, _cue, _mood):
        found = list(level(report))
        if found:
            values = {value for value, _ in found}
            evidence = tuple(item for _, item in found)
            return _settle(values), evidence
    return _plain(report)


def _settle(values: set[Reporting]) -> Reporting:
    if Reporting.ENDORSING in values and len(values) > 1:
        return Reporting.UNKNOWN
    order = (Reporting.DENYING, Reporting.DISTANCING, Reporting.UNCERTAIN, Reporting.ENDORSING, Reporting.NEUTRAL)
    return next(value for value in order if value in values)


def _evidence(report: Report, rule: str, tokens: Sequence[Token], value: Reporting) -> Finding:
    return value, Evidence(f"reporting.{rule}", spans_of(tokens, report.context.text), (value.value,))


# Level 1: in so many words


def _comments(report: Report) -> Iterator[Finding]:
    yield from _adverbs(report)
    yield from _hearsay(report)
    yield from _beside(report)
    yield from _around(report)


def _adverbs(report: Report) -> Iterator[Finding]:
    """*angeblich, zu Recht, offenbar* in the frame; *angeblich, sogenannt* also inside an indirect quotation."""
    lexicon = report.context.lexicon
    cue = {token.index for token in report.verb.tokens} if report.verb else set()
    outside = [token for token in (*_conjoined(report), *report.cue_clause)
               if not (report.has_clause and report.quotes(token))]  # fmt: skip
    for entry, tokens in adverbs_in(outside, report.frame_sentence, lexicon):
        if tokens[0].index not in cue and _counts(report, report.frame_sentence, entry, tokens, own=True):
            yield _evidence(report, "adverb", tokens, entry.reporting)
    if report.is_direct:
        return
    for sentence in report.sentences:
        words = [token for token in sentence.tokens if report.quotes(token) and token not in outside]
        for entry, tokens in adverbs_in(words, sentence, lexicon):
            if _counts(report, sentence, entry, tokens, own=False) and not report.context.inside_marks(tokens[0]):
                yield _evidence(report, "adverb-inside", tokens, entry.reporting)


def _conjoined(report: Report) -> Iterator[Token]:
    """The first conjunct of *hat sich offenbar gemeldet und gesagt*, whose adverbs hold for both."""
    verb = report.verb
    if verb is not None and verb.predicate.relation == "conj" and verb.sentence.child(verb.predicate, "nsubj") is None:
        yield from words_of(verb.sentence, verb.sentence.tokens[verb.predicate.head])


def _counts(report: Report, sentence: Sentence, entry: Adverb, tokens: Sequence[Token], *, own: bool) -> bool:
    if entry.reporting is Reporting.NEUTRAL:
        return False
    word, lexicon = tokens[-1], report.context.lexicon
    attribute = word.relation == "amod"
    if entry.id == "mutmaßlich" and attribute:
        noun = sentence.head(word)
        # The usual caution before a verdict: der mutmaßliche Täter.
        return noun is not None and noun.upos == "NOUN" and not _is_person(report, noun)
    if entry.category in _OF_SOURCE:
        return True
    if not own or attribute or entry.category not in _OF_TRUTH:
        return False
    following = sentence.tokens[word.index + 1] if word.index + 1 < len(sentence.tokens) else None
    other = lexicon.adverbs.get(following.text.lower()) if following is not None else None
    return other is None or other.reporting is Reporting.NEUTRAL  # nachweislich falsch: the second counts


def _is_person(report: Report, noun: Token) -> bool:
    return report.context.lexicon.role(noun.text) is not None or noun.text.endswith(("in", "innen", "er", "ern", "ers"))


def _hearsay(report: Report) -> Iterator[Finding]:
    """*Er soll gesagt haben*: the article does not vouch for the utterance."""
    if report.verb is not None:
        sentence, predicate = report.verb.sentence, report.verb.predicate
        modals = [token for token in report.verb.tokens if modal_of(token) == "sollen" and token.is_finite]
        perfect = has_perfect_infinitive(sentence, predicate) or has_perfect_infinitive(sentence, report.verb.verb)
        if modals and perfect and not modals[0].text.lower().startswith("sollte"):
            yield _evidence(report, "hearsay", report.verb.tokens, Reporting.UNCERTAIN)
    elif report.type is QuoteType.FREE_INDIRECT and report.head is not None:
        modals = [token for token in report.content if modal_of(token) == "sollen"]
        if modals and has_perfect_infinitive(report.sentence, report.head):
            yield _evidence(report, "hearsay", modals, Reporting.UNCERTAIN)


def _beside(report: Report) -> Iterator[Finding]:
    """Clauses of the article in the sentence of the quotation: *was nicht stimmt; ohne Belege zu nennen*."""
    own = {token.index for token in report.cue_clause} if report.verb is not None else set()
    sentences = {id(item): item for item in (*report.sentences, report.frame_sentence)}
    for sentence in sentences.values():
        cues = own if sentence is report.frame_sentence else set()
        zone = [token for token in sentence.tokens if not report.quotes(token) and token.index not in cues]
        yield from _matches(report, zone)


def _around(report: Report) -> Iterator[Finding]:
    """The sentence before or behind, if it points to the quotation and has no speaker of its own."""
    sentences = report.context.parse.sentences
    numbers = [
        number for number, item in enumerate(sentences) if item in report.sentences or item is report.frame_sentence
    ]
    for number in (numbers[0] - 1, numbers[-1] + 1) if numbers else ():
        if not 0 <= number < len(sentences) or sentences[number].paragraph != report.sentence.paragraph:
            continue
        sentence = sentences[number]
        words = [token.text.lower() for token in sentence.tokens if token.is_word]
        if not _POINTERS.intersection(words[:_POINTER_WORDS]) or report.context.pairs_in(sentence.span):
            continue
        cues = report.context.verb_cues[number]
        spoken = (cue.senses[0] for cue in cues if "direct" in cue.senses[0].governs)
        if not any(sense.reporting is Reporting.NEUTRAL for sense in spoken):
            yield from _matches(report, sentence.tokens)


def _matches(report: Report, zone: Sequence[Token]) -> Iterator[Finding]:
    found = False
    for clause in _clauses(zone):
        forms = {token.text.lower(): token for token in clause}
        for comment in report.context.lexicon.comments:
            tokens = _match(comment, forms)
            if tokens:
                if found and clause[0].text.lower() == "wie":
                    break  # was nicht stimmt, wie Messungen zeigen: one comment, with its ground
                found = True
                yield _evidence(report, "comment", tokens, comment.reporting)
                break


def _clauses(zone: Sequence[Token]) -> Iterator[list[Token]]:
    clause: list[Token] = []
    for token in zone:
        if token.text in _STOPS or (clause and token.index > clause[-1].index + 1):
            yield clause
            clause = []
        if token.is_word:
            clause.append(token)
    yield clause


def _match(comment: Comment, forms: dict[str, Token]) -> list[Token]:
    found = [next((forms[form] for form in options if form in forms), None) for options in comment.words]
    tokens = [token for token in found if token is not None]
    return tokens if len(tokens) == len(comment.words) else []


# Level 2: the cue


def _cue(report: Report) -> Iterator[Finding]:
    claim = _claim(report)
    if claim is not None:
        yield _evidence(report, "claim", [claim], Reporting.DISTANCING)
        return
    sense = report.sense
    if sense is None or sense.reporting in (Reporting.NEUTRAL, Reporting.UNKNOWN):
        return
    if sense.semifactive and not _is_asserted(report):
        return
    if cue_negation(report) is None:
        spans = (
            report.cue.spans if report.cue else spans_of(report.verb.tokens if report.verb else (), report.context.text)
        )
        yield sense.reporting, Evidence("reporting.cue", spans, (sense.reporting.value, sense.id))


def _is_asserted(report: Report) -> bool:
    """Whether the content of a semifactive cue stands in the indicative or is a noun."""
    if report.is_direct:
        return False
    return not report.has_clause or report.mood is Mood.INDICATIVE


def _claim(report: Report) -> Token | None:
    """*Er will nichts gesehen haben*: the article leaves the claim to who makes it."""
    if report.is_direct or report.head is None:
        return None
    if has_perfect_infinitive(report.sentence, report.head):
        words = [*report.cue_clause, *report.content, *words_of(report.sentence, report.head)]
        return next((token for token in words if modal_of(token) == "wollen" and token.is_finite), None)
    return None


def cue_negation(report: Report) -> Token | None:
    """The word that negates the cue: *bestätigte nicht*, *wollte nicht ausschließen*, *kein Zweifel*."""
    if report.verb is None:
        if report.cue is None or report.cue.kind is not CueKind.NOUN:
            return None
        words = [token for token in report.frame_sentence.tokens if any(s.covers(token.span) for s in report.cue.spans)]
        return next((token for token in words if token.text.lower().startswith("kein")), None)
    verb = report.verb
    words = [token for token in report.cue_clause if report.reports_itself or not report.quotes(token)]
    if report.reports_itself and report.has_clause:
        inside = {token.index for token in report.content}
        words = [token for token in words if token.index not in inside]
    if isinstance(report.sense, VerbSense):  # keinen Zweifel lassen: part of the cue
        words = [token for token in words if token.text not in report.sense.fixed]
    lexicon = report.context.lexicon
    return negation_in(words, verb.sentence, verb.predicate, lexicon) or negation_in(
        words, verb.sentence, verb.verb, lexicon
    )


# Level 3: mood and marks


def _mood(report: Report) -> Iterator[Finding]:
    if report.is_direct:
        return
    finite = report.finite
    if finite is not None and report.mood is Mood.KONJUNKTIV_II and _has_distinct_first(finite):
        assert report.head is not None
        if condition_in(report.sentence, report.head, report.content) is None:
            yield _evidence(report, "konjunktiv-ii", [finite], Reporting.DISTANCING)
    for pair in report.context.speech_pairs:
        inner = pair.inner
        if inner is not None and any(span.covers(pair.span) for span in report.quote):
            words = [token for item in report.sentences for token in item.between(inner) if token.is_word]
            if len(words) == 1 and words[0].upos == "NOUN" and _is_designation(report, words[0]):
                yield _evidence(report, "scare-quotes", words, Reporting.DISTANCING)


def _is_designation(report: Report, noun: Token) -> bool:
    """Whether a marked noun names a thing after its article (*die „Säuberung“*), rather than a ship, club or model."""
    sentence = next(item for item in report.sentences if noun in item.between(noun.span))
    determiner = next((child for child in sentence.children(noun, "det") if child.index < noun.index), None)
    return determiner is not None and not noun.text.isupper() and noun.relation not in ("appos", "flat")


def _has_distinct_first(finite: Token) -> bool:
    """Whether Konjunktiv I would differ from the indicative, so that Konjunktiv II was a choice.

    All singulars have one (*habe, sei, komme*), of the plurals only *seien*. Modal verbs and *würde* do other work.
    """
    form = finite.text.lower()
    if modal_of(finite) or form.startswith("würde"):
        return False
    return form == "wären" or not form.endswith("n")


def _plain(report: Report) -> tuple[Reporting, tuple[Evidence, ...]]:
    """No level has a signal: neutral if anything shows that this is a report, else unknown."""
    rule, spans = "neutral", report.quote
    if report.sense is not None and report.sense.reporting is Reporting.UNKNOWN:
        return Reporting.UNKNOWN, ()
    if report.cue is not None:
        rule, spans = "neutral-cue", report.cue.spans
    elif report.verb is not None:
        rule, spans = "neutral-cue", spans_of(report.verb.tokens, report.context.text)
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
