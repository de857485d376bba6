"""Commitment of the speaker to the content, in FactBank's values.

The event is the main predicate of the content. What stands inside the content works first, then the cue, then the
negation of the cue, from the inside out as in De Facto (Saurí & Pustejovsky 2012).
"""

from collections.abc import Iterator, Sequence

from attrs import evolve

from quoteattr.grammar.animacy import is_person
from quoteattr.grammar.clauses import ClauseKind, clause_words, is_clause
from quoteattr.grammar.modality import adverbs_in, condition_in, is_order, is_request, modal_in, modal_of, scopes_over
from quoteattr.lexicon import Adverb, Lexicon, Modal, NounSense, VerbSense
from quoteattr.model import Attitude, Commitment, Evidence, QuoteType, Span, Spans
from quoteattr.stance.arguments import object_in
from quoteattr.stance.factuality import Certainty, Factuality
from quoteattr.stance.report import Report
from quoteattr.stance.scope import answer, denied_denial, is_duty, is_irreal, left_open, negation
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
_PERSONAL = frozenset({"ich", "wir", "ihr", "du", "man", "niemand"})
_EXEMPTED = _PERSONAL | {"er", "sie", "keiner"}
_DENYING = frozenset({"nicht", "nie", "nichts"})
_SET_OFF = frozenset({"sondern", "aber", "nur", "wie", "schon"})  # nicht A, sondern B; so lang wie noch nie
_IMAGINED = frozenset({"vorstellen", "denken"})  # sie könne sich eine Kandidatur vorstellen
_FEW = 4  # words that one negation holds together: wirtschaftlich nicht darstellbar
_INFINITIVE_MODALS = frozenset({"wollen", "müssen", "können"})
_FUTURE = frozenset({"werde", "werden", "wird", "würde", "würden"})


def commitment(report: Report) -> tuple[Commitment, tuple[Evidence, ...]]:
    """The commitment to the main claim and what caused it; then, of several sentences, one value each."""
    value, evidence = _to_main_claim(report)
    return value, (*evidence, *_by_sentence(report))


def _by_sentence(report: Report) -> Iterator[Evidence]:
    """What each sentence of a longer quotation says of its own event, whatever the cue."""
    if len(report.sentences) < 2:
        return
    text, lexicon = report.reading.text, report.reading.lexicon
    for sentence in report.sentences:
        inside = report.quoted_in(sentence)
        head = next((head for head in report.reading.main_heads(sentence) if report.quotes(head)), None)
        if head is None:
            continue
        words = tuple(token for token in clause_words(sentence, head) if token.is_word and report.quotes(token))
        value = Commitment.UNKNOWN
        if not any(token.text == "?" for token in inside[-2:]):
            value = in_clause(text, sentence, head, words, lexicon, indirect=not report.is_direct).value
        yield Evidence("commitment.sentence", (Span(inside[0].start, inside[-1].end),), (value.value,))


def _to_main_claim(report: Report) -> tuple[Commitment, tuple[Evidence, ...]]:
    text, lexicon = report.reading.text, report.reading.lexicon
    start = Factuality()
    if report.head is None:
        return (Commitment.UNKNOWN, ()) if report.sense is None else _by_cue(report, start)
    if report.is_direct and _is_question(report):
        asked = Factuality(Certainty.NONE).because("question", text, report.sentences[0].tokens[-1])
        return asked.value, asked.evidence
    words = report.content
    if _is_plan(report):
        planned = Factuality.of(Commitment.PROBABLE).because("plan", text, *(report.finite,) if report.finite else ())
        return planned.value, planned.evidence
    if (report.is_direct or len(words) == 1) and answer(words) == "nein":
        denied = Factuality(positive=False).because("answer", text, words[0])
        return denied.value, denied.evidence
    if report.is_direct and (is_order(report.sentence, report.head, words) or _is_plea(report, words)):
        asked = Factuality(Certainty.NONE).because("request", text, report.head)
        return asked.value, asked.evidence
    if report.has_clause:
        opens, indirect = len(report.quote) == 1, not report.is_direct
        start = in_clause(text, report.sentence, report.head, words, lexicon, indirect=indirect, opens=opens)
    else:
        start = _in_phrase(report, start)
    return _by_cue(report, start)


def _is_plan(report: Report) -> bool:
    """*Der Bau soll 2030 beginnen*, passed on without a frame: expected, and not vouched for."""
    finite = report.finite if report.type is QuoteType.FREE_INDIRECT else None
    if finite is None or report.head is None or finite.text.lower() not in ("soll", "sollen"):
        return False
    return not is_duty(report.sentence, report.head, report.content, report.reading.lexicon)


def _is_plea(report: Report, words: Sequence[Token]) -> bool:
    """*Bitte keine Fotos; legt bitte auf*, and *Kein Kommentar*: nothing is stated."""
    forms = [token.text.lower() for token in words if token.upos != "VERB" or token.text.lower() != "bitte"]
    return "bitte" in forms[:4] or (forms == ["kein", "kommentar"] and len(report.sentences) == 1)


def _is_question(report: Report) -> bool:
    """Whether a question mark ends what is quoted of the first sentence."""
    end = report.sentences[0].end
    stretch = report.reading.text[report.quote[0].start : min(end, report.quote[-1].end)]
    return stretch.rstrip("“”\"»«’‘' ").endswith("?")


def _in_phrase(report: Report, start: Factuality) -> Factuality:
    """A noun as content: *keine* and adjectives such as *möglich* at it."""
    assert report.head is not None
    if report.reports_itself:
        return start
    text, sentence = report.reading.text, report.sentence
    words = [token for token in report.quoted_in(sentence) if token.is_word]
    negated = next((token for token in words if token.text.lower() in _DENYING or _is_no(token)), None)
    if negated is None or (not _is_no(negated) and not report.is_direct):
        return start
    held = sentence.head(negated)
    whole = len(report.sentences) == 1 and len(words) <= _FEW
    at_head = held is report.head or negated is report.head or (report.is_direct and whole)
    set_off = any(token.text.lower() in _SET_OFF for token in words)
    if not at_head or set_off or (held is not None and held.relation in ("acl", "advcl")):
        return start
    return evolve(start, positive=not start.positive).because("negation", text, negated)


def _is_no(token: Token) -> bool:
    return token.text.lower().startswith("kein") and token.upos == "DET"


def in_clause(
    text: str,
    sentence: Sentence,
    head: Token,
    words: tuple[Token, ...],
    lexicon: Lexicon,
    *,
    indirect: bool,
    opens: bool = True,
) -> Factuality:
    """What a clause says of its own event: request, condition, belief, modal verb, adverbs, negation.

    Args:
        text: The document.
        sentence: Where the clause stands.
        head: Its predicate.
        words: Its words.
        lexicon: Knows the words.
        indirect: Whether it is passed on in indirect speech.
        opens: Whether nothing that is quoted stands before it in another part (*„Am Ende“, sagte er, „siegt X“*).
    """
    if is_request(sentence, head, direct=opens and not indirect and head in words[:2]):
        return Factuality(Certainty.NONE).because("request", text, head)
    condition = condition_in(sentence, head, words)
    if condition is not None:
        return Factuality(Certainty.NONE).because("condition", text, condition)
    believed = _belief(text, sentence, head, words, lexicon, indirect=indirect)
    if believed is not None:
        return believed
    if _is_expected(sentence, head) and negation(words, sentence, head, lexicon) is None:
        return Factuality.of(Commitment.PROBABLE).because("expected", text, head)
    if is_irreal(sentence, head):  # Das hätte nicht passieren dürfen: but it did
        return Factuality().because("irreal", text, *sentence.children(head, "aux"))
    negated = negation(words, sentence, head, lexicon)
    unanswered = left_open(sentence, head, negated, lexicon)
    if unanswered is not None:
        return Factuality(Certainty.NONE).because("left-open", text, *unanswered)
    denial = denied_denial(sentence, head, negated)
    if denial is not None and negated is not None:
        value = Commitment.POSSIBLE if denial == "possible" else Commitment.CERTAIN
        return Factuality.of(value).because("negation.denial", text, negated, head)
    result = Factuality()
    found = modal_in(sentence, head, lexicon, indirect=indirect)
    if found is not None:
        modal, verb = found
        operator = _under_negation(sentence, head, modal, lexicon) if negated is not None else modal.commitment
        if indirect and verb.text.lower() in ("soll", "sollen") and not is_duty(sentence, head, words, lexicon):
            operator = Commitment.PROBABLE  # Laut X soll es zwei Millionen kosten: planned or heard
        if _is_able(sentence, head, modal, lexicon) or _is_settled(sentence, head, modal, verb, indirect=indirect):
            operator = Commitment.CERTAIN
        if operator is not Commitment.CERTAIN or modal.id in _NEGATED_MODALS:
            result = result.under(operator).because(f"modal.{modal.id}", text, verb)
    for entry, tokens in adverbs_in(words, sentence, lexicon):
        if _hedges(entry, tokens, sentence, head, negated):
            result = result.under(entry.commitment).because("adverb", text, *tokens)
    if negated is not None:
        entry = lexicon.adverbs[negated.text.lower()]
        result = result.under(entry.commitment).because("negation", text, negated)
    return result


def _under_negation(sentence: Sentence, head: Token, modal: Modal, lexicon: Lexicon) -> Commitment:
    """What a negated modal verb does: *das muss nicht so sein*, possibly not; *niemand muss warten*, an exemption."""
    subject = sentence.child(head, "nsubj")
    exempted = subject is not None and (subject.text.lower() in _EXEMPTED or is_person(subject, lexicon))
    if modal.id == "müssen:necessity" and exempted:
        return modal.commitment
    return _NEGATED_MODALS.get(modal.id, modal.commitment)


def _is_able(sentence: Sentence, head: Token, modal: Modal, lexicon: Lexicon) -> bool:
    """*Wir können liefern*: who can do something has the ability; *das kann brechen*: it is possible."""
    subject = sentence.child(head, "nsubj")
    acts = head.upos == "VERB" and sentence.child(head, "aux:pass") is None
    if modal.id != "können:possibility" or not acts or subject is None:
        return False
    # dass Mieter Anträge stellen können
    able = bool(is_person(subject, lexicon)) and object_in(sentence, head) is not None
    named = _PERSONAL if head.lemma in _IMAGINED else _EXEMPTED
    return subject.text.lower() in named or able


def _is_settled(sentence: Sentence, head: Token, modal: Modal, verb: Token, *, indirect: bool) -> bool:
    """What somebody wanted or had to do is told as a fact: *er wollte nach Hause, wir mussten umkehren*."""
    if modal.id not in ("wollen:volition", "müssen:necessity", "können:possibility"):
        return False
    helpers = {child.text.lower() for child in sentence.children(head, "aux")}
    had = verb.text.lower() in _INFINITIVE_MODALS and not verb.is_finite  # Er habe schlichten wollen
    replaced = had and helpers.isdisjoint(_FUTURE)
    past = verb.feats.get("Tense") == "Past" and verb.feats.get("Mood") != "Sub" and not indirect
    if past or replaced:
        return True
    subject = sentence.child(head, "nsubj")
    return modal.id == "wollen:volition" and subject is not None and subject.text.lower() not in _SELF


def _hedges(entry: Adverb, tokens: list[Token], sentence: Sentence, head: Token, negated: Token | None) -> bool:
    """Whether an adverb weakens the clause."""
    word = tokens[-1]
    if entry.category not in _HEDGES or tokens[0] is negated or word.relation == "amod":
        return False
    before = sentence.tokens[word.index - 1].text.lower() if word.index else ""
    if (before == "sehr" and word.text.lower() == "wohl") or head.lemma == "machen":
        return False  # das stimme sehr wohl; möglich macht das X
    if entry.commitment in (Commitment.CERTAIN, Commitment.CERTAIN_NOT) or not scopes_over(sentence, word, head):
        return False
    # nicht möglich, like kann nicht: certainly not
    return not (negated is not None and word is head and entry.commitment is Commitment.POSSIBLE)


def _belief(
    text: str, sentence: Sentence, head: Token, words: tuple[Token, ...], lexicon: Lexicon, *, indirect: bool
) -> Factuality | None:
    """*Ich glaube nicht, dass …*: the speaker's belief inside the content works like a cue on the clause below it."""
    subject = sentence.child(head, "nsubj")
    if subject is None or subject.text.lower() not in _SELF:
        return None
    sense = _believing(sentence, head, words, lexicon)
    if sense is not None and _is_wish(sentence, head, sense):
        return Factuality(Certainty.NONE).because("cue.open", text, head)
    if sense is None or sense.commitment in (Commitment.CERTAIN, Commitment.UNKNOWN):
        return None
    if sense.commitment is Commitment.CERTAIN_NOT and sense.particle:
        return None  # Er nehme das Wort zurück
    below = next((child for child in sentence.children(head, "ccomp", "parataxis") if is_clause(sentence, child)), None)
    negated = negation(words, sentence, head, lexicon)
    operator, rule = _operator(sense, negated)
    if below is None:
        if not _is_present(sentence, head) or not _has_object(sentence, head, sense):
            return None
        return Factuality().under(operator).because(rule, text, head, *([negated] if negated is not None else []))
    inner = tuple(token for token in clause_words(sentence, below) if token.is_word)
    result = in_clause(text, sentence, below, inner, lexicon, indirect=indirect).under(operator)
    return result.because(rule, text, head, *([negated] if negated is not None else []))


def _believing(sentence: Sentence, head: Token, words: Sequence[Token], lexicon: Lexicon) -> VerbSense | None:
    """The entry of a predicate: *glaube, gehe von … aus, habe den Eindruck, sei zuversichtlich*."""
    particle = sentence.child(head, "compound:prt")
    verbs = (head, *sentence.children(head, "cop"))
    near = {token.text.lower() for token in words}
    for verb in verbs:
        senses = [form.sense for form in lexicon.verb_forms.get(verb.text.lower(), ())]
        senses = [sense for sense in senses if (sense.particle or "") == (particle.text.lower() if particle else "")]
        senses = [sense for sense in senses if {word.lower() for word in sense.fixed} <= near and not sense.reflexive]
        if verb is not head:
            senses = [sense for sense in senses if sense.fixed]
        if senses:
            return max(senses, key=lambda sense: len(sense.fixed))
    return None


def _is_expected(sentence: Sentence, head: Token) -> bool:
    """*Wir müssen mit Böen rechnen; der Scheitel wird am Abend erwartet*."""
    helpers, subject = sentence.children(head, "aux"), sentence.child(head, "nsubj")
    if head.lemma in ("erwarten", "befürchten"):
        return any(child.deprel == "aux:pass" for child in helpers)
    own = subject is not None and subject.text.lower() in ("wir", "man")
    return head.lemma == "rechnen" and own and any(modal_of(child) == "müssen" for child in helpers)


def _is_wish(sentence: Sentence, head: Token, sense: VerbSense) -> bool:
    """*Man verlange eine Abstimmung; ich hoffe, gesund zu werden*: demanded or wished by saying so, not told."""
    asked = sense.attitude in (Attitude.DEMAND, Attitude.SUPPORT) and sense.commitment is Commitment.UNKNOWN
    return asked and _is_present(sentence, head)


def _is_present(sentence: Sentence, head: Token) -> bool:
    """Whether a verb stands alone and in the present: *er vermute einen Fehler*."""
    return head.is_finite and head.feats.get("Tense") != "Past" and sentence.child(head, "aux") is None


def _has_object(sentence: Sentence, head: Token, sense: VerbSense) -> bool:
    """Whether a noun stands where an entry governs one: *vermute einen Fehler, rechne mit Ersatz*."""
    if "np" in sense.governs and object_in(sentence, head) is not None:
        return True
    cases = (sentence.child(child, "case") for child in sentence.children(head, "obl"))
    return any(case is not None and f"pp:{case.text.lower()}" in sense.governs for case in cases)


def _operator(sense: VerbSense | NounSense, negated: Token | None) -> tuple[Commitment, str]:
    """What a cue does to its content, and the id of the rule."""
    if negated is not None:
        own = sense.negated if isinstance(sense, VerbSense) else None
        return own or _NEGATED_CUES.get(sense.commitment, Commitment.UNKNOWN), "negated-cue"
    return sense.commitment, _RULES.get(sense.commitment, "cue.weakens")


def _by_cue(report: Report, start: Factuality) -> tuple[Commitment, tuple[Evidence, ...]]:
    """The content's value under the cue; a direct quotation speaks for itself."""
    text, sense = report.reading.text, report.sense
    if sense is None or report.is_direct:
        if report.kind is ClauseKind.OB:  # Ob sie das glaube? Without a cue it is asked
            known = Commitment.UNKNOWN if report.cue is None else Commitment.CERTAIN
            return _whether(known, "cue.whether", report.cue.spans if report.cue else report.quote)
        if (
            sense is None
            or report.has_clause
            or sense.commitment is not Commitment.UNKNOWN
            or report.negation is not None
        ):
            result = start if start.evidence else start.because("statement", text, *report.content[:1])
            return result.value, result.evidence
    if _gives_reason(report):
        result = start if start.evidence else start.because("statement", text, *report.content[:1])
        return result.value, result.evidence
    spans = report.cue.spans if report.cue else spans_of(report.verb.tokens if report.verb else (), text)
    negated = report.negation
    operator, rule = _operator(sense, negated)
    if operator is Commitment.CERTAIN_NOT and _is_counterclaim(report):
        operator, rule = Commitment.CERTAIN, "cue"
    if negated is not None and not any(span.covers(negated.span) for span in spans):
        spans = (*spans, negated.span)
    if report.kind is ClauseKind.OB:
        return _whether(operator, "cue.whether" if operator is Commitment.CERTAIN else rule, spans)
    if report.kind is ClauseKind.W and operator is Commitment.CERTAIN:
        start = Factuality(evidence=start.evidence)  # erklärte, warum X: X is presupposed
    result = start.under(operator)
    return result.value, (*result.evidence, Evidence(f"commitment.{rule}", spans, (result.value.value, sense.id)))


def _gives_reason(report: Report) -> bool:
    """*Bat um Geduld, das werde geprüft; lehnt das ab: Der Preis sei zu hoch*: stated beside what the cue governs."""
    sense = report.sense
    if not isinstance(sense, VerbSense) or report.kind is not ClauseKind.VERB_SECOND or report.reports_itself:
        return False
    filled = any(token.upos == "ADP" and f"pp:{token.text.lower()}" in sense.governs for token in report.cue_clause)
    ordered = any(modal_of(token) == "sollen" for token in report.content)  # bat: Wer kommt, soll sich melden
    speaking = not sense.governs - {"direct"} or "ob" in sense.governs
    return ("v2" not in sense.governs or filled) and not speaking and not ordered


def _is_counterclaim(report: Report) -> bool:
    """*Eine Vorlage gebe es nicht, dementierte sie*: what holds instead stands before the cue or behind a colon."""
    if report.kind is not ClauseKind.VERB_SECOND or report.verb is None:
        return False
    colon = report.reading.sign_before(report.quote[0].start) == ":"
    return report.quote[-1].end <= report.verb.verb.start or (colon and not report.reports_itself)


def _whether(operator: Commitment, rule: str, spans: Spans) -> tuple[Commitment, tuple[Evidence, ...]]:
    """*weiß, ob*: the speaker knows which; *bezweifelt, ob* is as good as *dass*."""
    known = operator is Commitment.CERTAIN
    value = Commitment.CERTAIN_UNKNOWN_POLARITY if known else operator
    return value, (Evidence(f"commitment.{rule}", spans, (value.value, "ob")),)
