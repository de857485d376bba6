"""What the content of a quotation shows of the speaker's attitude.

Imperatives and performative verbs, modal verbs of necessity, needs, dangers, and acts that the speaker announces. In
each clause the first that applies counts. What is praised and blamed is for `stance.evaluation`.
"""

from collections.abc import Iterator, Sequence

from attrs import frozen

from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.clauses import ClauseKind
from quoteattr.grammar.modality import (
    OTHERWISE,
    condition_in,
    fronted,
    is_order,
    is_request,
    modal_in,
    modal_of,
    negation_in,
)
from quoteattr.grammar.noun_phrases import is_date
from quoteattr.lexicon import VerbSense
from quoteattr.model import Attitude, Commitment, Evidence, Mention
from quoteattr.stance.arguments import (
    doer_in,
    first_word,
    named_in,
    object_in,
    pointing_adverb,
    prepositional_object,
    slot,
    subject_in,
    threatening,
)
from quoteattr.stance.challenge import challenging_word, is_asked, is_rhetorical
from quoteattr.stance.necessity import is_described
from quoteattr.stance.own import is_speaker
from quoteattr.stance.phrase import mention
from quoteattr.stance.report import Report
from quoteattr.stance.scope import befalls_speaker, is_duty, is_irreal, is_year, negation
from quoteattr.tree import Sentence, Token, spans_of

_RESISTING = frozenset(  # Man werde sich dem nicht verweigern, nicht weichen: promised
    "verweigern verschließen weigern sträuben entziehen weichen aufgeben nachlassen lockerlassen ruhen scheuen".split()
)
_PRESSING = frozenset("dringend unbedingt zwingend sofort umgehend unverzüglich tunlichst schleunigst".split())
_OWED = frozenset({"sei", "seien", "ist", "sind", "war", "waren"})
_HAPPENING = frozenset(
    """
    stagnieren verlieren wachsen schrumpfen steigen sinken fallen scheitern sterben bekommen kriegen erhalten erleben
    brauchen benötigen vermissen merken spüren sehen wissen kennen erfahren bleiben müssen können haben sein vergessen
    """.split()
)
_HOPING = frozenset({"hoffen", "erhoffen", "wünschen", "versprechen"})


@frozen
class Signal:
    """What one clause of the content shows."""

    attitude: Attitude
    target: Mention | None
    evidence: Evidence


def signals(report: Report) -> Iterator[Signal]:
    """What the main clauses of the content show, in text order, one signal a clause.

    An indirect question shows nothing (*fragte, ob jemand Hilfe brauche*), unless it challenges.
    """
    if report.kind in (ClauseKind.OB, ClauseKind.W) and not report.is_direct:
        asked = report.sense is not None and report.sense.commitment is Commitment.UNKNOWN  # fragte, wollte wissen
        if asked and not is_rhetorical(report.content):
            return
        asking = report.content[0] if asked else challenging_word(report, report.content)
        if asking is not None and report.head is not None:
            yield _against(report, report.sentence, report.head, asking)
        return
    for sentence, head, words in report.main_clauses:
        yield from _clause_signal(report, sentence, head, words)


def _clause_signal(report: Report, sentence: Sentence, head: Token, words: Sequence[Token]) -> Iterator[Signal]:
    """The first signal that applies in a clause, if any."""
    for find in (_challenged, _performed, _expected, _otherwise, _urgent, _modal, _need, _danger, _offered, _announced):
        signal = find(report, sentence, head, words)
        if signal is not None:
            yield signal
            return


def shown(
    report: Report,
    rule: str,
    tokens: list[Token],
    value: Attitude,
    goal: Token | None,
    where: Sentence,
    *,
    without: Token | None = None,
) -> Signal:
    """A signal with its words, towards the phrase of `goal`, `without` its determiner *kein*."""
    found = mention(report.reading, where, goal, without=without) if goal is not None else None
    return Signal(value, found, Evidence(f"attitude.{rule}", spans_of(tokens, report.reading.text), (value.value,)))


def _challenged(report: Report, sentence: Sentence, head: Token, words: Sequence[Token]) -> Signal | None:
    """A question that is no request for information: *Wer soll das bezahlen?*."""
    if not report.is_direct or not is_asked(report, sentence):
        return None
    asking = challenging_word(report, words)
    return _against(report, sentence, head, asking) if asking is not None else None


def _against(report: Report, sentence: Sentence, head: Token, asking: Token) -> Signal:
    """The signal of a question that challenges; its target is the object, without one who is asked about."""
    subject = subject_in(sentence, head)
    if subject is asking:  # Was soll dieser Unsinn?
        subject = next((child for child in sentence.children(head, "nsubj") if child is not asking), None)
    other = subject if not is_speaker(report, subject) else None
    held = object_in(sentence, head)
    goal = other if held is None or held is asking else held
    return shown(report, "challenge", [asking], Attitude.OPPOSE, goal, sentence)


def _performed(report: Report, sentence: Sentence, head: Token, words: Sequence[Token]) -> Signal | None:
    """Imperatives, *Abwarten!*, and *wir fordern, ich bedaure*: the speaker does it by saying it."""
    if report.is_direct and is_order(sentence, head, words):
        return shown(report, "request", [head], Attitude.DEMAND, _asked_for(report, sentence, head), sentence)
    if is_request(sentence, head, direct=report.is_direct and len(report.quote) == 1):
        return shown(report, "request", [head], Attitude.DEMAND, _asked_for(report, sentence, head), sentence)
    subject = _own_subject(report, sentence, head)
    if subject is None or not (is_speaker(report, subject) or is_own_group(report, sentence, subject)):
        return None
    past = head.xpos == "VVPP" or head.feats.get("Tense") == "Past"
    if past and not report.is_direct:
        return None  # sie habe darum gebeten: told; man verlange: done by saying it
    helpers = sentence.children(head, "aux")
    if any(
        modal_of(verb) and verb.feats.get("Tense") == "Past" and verb.feats.get("Mood") != "Sub" for verb in helpers
    ):
        return None  # wir mussten das ablehnen: told
    cues = report.reading.cues_in(sentence)
    cue = next(
        (cue for cue in cues if cue.predicate is head and cue.verb is not (report.verb and report.verb.verb)), None
    )
    if cue is None or cue.senses[0].attitude in (Attitude.NEUTRAL, Attitude.UNKNOWN):
        return None
    sense = cue.senses[0]
    if head.xpos == "VVPP" and sense.attitude in (Attitude.DEMAND, Attitude.WARN):
        return None  # Ich habe zweimal darum gebeten, wir haben gewarnt: told
    if past and sense.attitude is Attitude.SUPPORT and head.lemma in _HOPING:
        return None  # Wir haben zu lange gehofft; ich hätte mir das gewünscht
    negated = negation_in(words, sentence, head, report.reading.lexicon)
    own = isinstance(sense, VerbSense) and negated is not None and negated.text.lower() in sense.fixed
    if negated is not None and not own:  # halte davon nichts is the cue; Wir können dem nicht zustimmen: against it
        value = sense.negated_attitude if isinstance(sense, VerbSense) and not past else Attitude.NEUTRAL
        goal = slot(sentence, [head], words, sense.target or "obj") or object_in(sentence, head)
        against = value is Attitude.OPPOSE
        return shown(report, "performed", [negated, *cue.tokens], value, goal, sentence) if against else None
    if sense.attitude is not Attitude.COMMIT and any(verb.text.lower() in _futures(report) for verb in helpers):
        return None  # Wir werden klagen, das Ergebnis akzeptieren, zum Streik aufrufen: announced
    if sense.attitude is not Attitude.WARN and any(modal_of(verb) in ("sollen", "wollen") for verb in helpers):
        return None  # Wir sollen das positiv sehen: others want it; man wolle protestieren: a wish or plan
    if sense.attitude is Attitude.SUPPORT and _hopes_for_itself(sentence, head):
        return None
    if past and sense.attitude is Attitude.COMMIT and sentence.child(head, "ccomp", "xcomp") is None:
        return None  # Wir haben etwas zugesagt: told; wir sind übereingekommen, zu …: it holds
    others = [token for token in words if token not in cue.tokens]  # Ich habe Zweifel | an dem Gutachten
    goal = slot(sentence, [head], others, sense.target or "obj", subject.span)
    held = object_in(sentence, head)
    goal = goal or (held if held in others else None) or pointing_adverb(words, sense.target)
    governed = sorted(name for name in sense.governs if name.startswith("pp:")) if isinstance(sense, VerbSense) else ()
    beside = (slot(sentence, [head], others, name, subject.span) for name in governed)  # mache mir Sorgen um X
    goal = goal or next(filter(None, beside), None)
    asked = sentence.child(head, "xcomp") if sense.attitude is Attitude.DEMAND else None
    if asked is not None:  # Wir fordern ihn auf, den Plan zu ändern
        goal = object_in(sentence, asked) or goal
    below = next((child for child in sentence.children(head, "ccomp", "xcomp") if report.quotes(child)), None)
    if goal is None and below is not None:  # Man hoffe, dass die Strecke bleibt: the noun that the clause is about
        clause = below if below.relation == "ccomp" else None  # sehr eng zusammenzuarbeiten is no target
        goal = subject_in(sentence, below) or object_in(sentence, below) or clause
    if goal is None and sense.attitude is Attitude.SUPPORT and sense.target is not None:
        return None  # Ich hab noch gedacht: of gedenken
    return shown(report, "performed", list(cue.tokens), sense.attitude, goal, sentence)


def _expected(report: Report, sentence: Sentence, head: Token, words: Sequence[Token]) -> Signal | None:
    """*Er erwarte, dass die Stadt zahlt; wir erwarten von der Bahn eine Antwort*: what somebody is to do."""
    own = head.text.lower().startswith("erwart") and is_speaker(report, sentence.child(head, "nsubj"))
    if not own or head.xpos == "VVPP" or negation(words, sentence, head, report.reading.lexicon) is not None:
        return None
    below = next((child for child in sentence.children(head, "ccomp") if first_word(sentence, child) == "dass"), None)
    if below is not None:
        doer = subject_in(sentence, below)
    else:
        phrases = sentence.children(head, "obl", "obl:arg")
        cases = ((child, sentence.child(child, "case")) for child in phrases)
        doer = next((child for child, case in cases if case is not None and case.text.lower() in ("von", "vom")), None)
    if doer is None or not is_somebody(doer, report.reading.lexicon):
        return None  # Wir erwarten, dass die Preise steigen
    goal = doer if below is not None else object_in(sentence, head)
    return shown(report, "expected", [head], Attitude.DEMAND, goal, sentence)


def _own_subject(report: Report, sentence: Sentence, head: Token) -> Token | None:
    """The subject; of two the speaker, for the other one is an object in front: *Ein Bündnis lehne er ab*."""
    subjects = sentence.children(head, "nsubj")
    return next((child for child in subjects if is_speaker(report, child)), subjects[0] if subjects else None)


def _asked_for(report: Report, sentence: Sentence, head: Token) -> Token | None:
    """What an order is about: its object, else what else it names."""
    return object_in(sentence, head) or named_in(report.reading.lexicon, sentence, head)


def _hopes_for_itself(sentence: Sentence, head: Token) -> bool:
    """*Ich hoffe, bald gesund zu sein*: the speaker's own prospects are nothing to be for."""
    return head.text.lower().startswith("hoff") and sentence.child(head, "xcomp") is not None


def is_own_group(report: Report, sentence: Sentence, subject: Token) -> bool:
    """*Seine Fraktion lehne das ab, unser Verband fordert*: for whom the speaker speaks."""
    owner = sentence.child(subject, "det")
    stems = ("unser", "mein") if report.is_direct else ("sein", "ihr", "unser")
    named = report.reading.lexicon.organisation(subject.text) is not None
    return named and owner is not None and owner.text.lower().startswith(stems)


def _modal(report: Report, sentence: Sentence, head: Token, words: Sequence[Token]) -> Signal | None:
    """*müsse, solle, dürfe nicht*: a demand on the subject; *wolle* with the speaker as subject: an intention."""
    found = modal_in(sentence, head, report.reading.lexicon, indirect=not report.is_direct)
    asked = "?" in sentence.span.of(report.reading.text)
    if found is None or asked or condition_in(sentence, head, words) is not None:
        return None
    modal, verb = found
    if not verb.is_finite and any(child.xpos == "PTKZU" for each in (verb, head) for child in sentence.children(each)):
        return None  # gab an, den Schaden begutachten zu müssen: told
    lexicon = report.reading.lexicon
    if is_irreal(sentence, head):  # Da hätten wir schneller sein müssen
        subject = sentence.child(head, "nsubj")
        own = (subject is not None and is_speaker(report, subject)) or befalls_speaker(sentence, head)
        value = Attitude.REGRET if own else Attitude.OPPOSE
        missed = object_in(sentence, head) or prepositional_object(lexicon, sentence, head)
        return shown(report, "irreal", [verb], value, missed if own else subject_in(sentence, head), sentence)
    negated = negation(words, sentence, head, lexicon)
    value = modal.attitude
    if modal.id == "dürfen:permission" and negated is not None:
        forbidden = lexicon.modals.get("dürfen:negated")
        value = forbidden.attitude if forbidden is not None else Attitude.NEUTRAL
    elif modal.id.startswith("müssen") and negated is not None:
        value = Attitude.NEUTRAL
    if head.lemma == "wundern":
        return None  # Wer so rechnet, darf sich nicht wundern: blamed
    if modal.id.startswith(("müssen", "sollen")) and is_described(sentence, head, verb, words):
        return None  # Patienten müssten 30 Wochen warten
    subject = sentence.child(head, "nsubj")
    if report.is_direct and subject is not None and subject.text.lower() == "ich" and modal.id.startswith("müssen"):
        return None  # Ich muss jetzt schlafen: what the speaker has to do himself
    wanted = report.is_direct and verb.text.lower() in ("soll", "sollen")
    if wanted and is_speaker(report, subject):
        return None  # Wir sollen die Hälfte zahlen: others want it
    told = verb.feats.get("Tense") == "Past" and verb.feats.get("Mood") != "Sub"
    if told and not modal.id.startswith("sollen"):
        return None  # wir mussten umkehren: told as a fact; *sollten* is its own Konjunktiv
    if modal.id == "sollen:demand" and not report.is_direct and verb.text.lower() in ("soll", "sollen"):
        duty = is_duty(sentence, head, words, lexicon)  # Reisende sollen warten; der Bau soll 2030 beginnen: a plan
        value = Attitude.DEMAND if duty else Attitude.NEUTRAL
    if value is Attitude.COMMIT:
        # Ich will unterrichten: a wish; Ich will im Herbst kandidieren: announced for a time.
        dated = any(token.text.lower() in lexicon.words("date") or is_year(token) for token in words)
        if subject is None or not is_speaker(report, subject) or not (dated or subject.upos in ("NOUN", "PROPN")):
            return None
        return shown(report, "modal", [verb], value, object_in(sentence, head), sentence)
    if value is not Attitude.DEMAND:
        return None
    tokens = [verb, *([negated] if negated else [])]
    # Wer hier baut, muss einen Spielplatz anlegen: of whoever it is that shall do it the thing counts
    doer = subject_in(sentence, head) or doer_in(sentence, head)
    goal = doer or object_in(sentence, head) or whoever(sentence, head)
    goal = goal or named_in(lexicon, sentence, head)
    return shown(report, "modal", tokens, value, goal, sentence)


def whoever(sentence: Sentence, head: Token) -> Token | None:
    """*Wer etwas haben will, muss es sagen*: a clause that names who is asked."""
    return next((child for child in fronted(sentence, head) if first_word(sentence, child) == "wer"), None)


def _danger(report: Report, sentence: Sentence, head: Token, words: Sequence[Token]) -> Signal | None:
    """*Es drohen X*: what threatens without threatening anybody."""
    subject = threatening(sentence, head)
    if subject is None or not head.text.lower().startswith("droh") or is_speaker(report, subject):
        return None
    if any(token.upos == "ADP" and token.text.lower() == "mit" for token in words):
        return None
    return shown(report, "danger", [head], Attitude.WARN, subject, sentence)


def _need(report: Report, sentence: Sentence, head: Token, words: Sequence[Token]) -> Signal | None:
    """*Wir brauchen X*: a demand for X; *wir brauchen kein X*: against it."""
    if not head.text.lower().startswith(("brauch", "bräuch", "benötig")):
        return None
    held = object_in(sentence, head)
    told = report.is_direct and head.feats.get("Tense") == "Past" and head.feats.get("Mood") != "Sub"
    if held is None or is_date(held, report.reading.lexicon) or told:
        return None  # Die Pumpe braucht eine Stunde; danach brauchte ich einen Schnaps
    negated = negation(words, sentence, head, report.reading.lexicon)
    if negated is None:
        return shown(report, "need", [head], Attitude.DEMAND, held, sentence)
    if not negated.text.lower().startswith("kein") or sentence.head(negated) is not held:
        return None
    if held.text == "Mensch":  # Dieses Projekt braucht kein Mensch
        held = next((child for child in sentence.children(head, "nsubj") if child is not held), held)
    return shown(report, "need", [negated, head], Attitude.OPPOSE, held, sentence, without=negated)


def _otherwise(report: Report, sentence: Sentence, head: Token, words: Sequence[Token]) -> Signal | None:
    """*Andernfalls werde man klagen, sonst gehen wir vor Gericht*: an act of the speaker's own, as a threat."""
    first, subject = next(iter(words), None), sentence.child(head, "nsubj")
    if first is None or first.text.lower() not in OTHERWISE or not is_speaker(report, subject) or head.upos != "VERB":
        return None
    future = any(child.text.lower() in _futures(report) for child in sentence.children(head, "aux"))
    own = subject is not None and subject.text.lower() in ("ich", "wir", "man")
    if not (future or own) or condition_in(sentence, head, words) is not first:
        return None
    return shown(report, "otherwise", [first, head], Attitude.WARN, object_in(sentence, head), sentence)


def _urgent(report: Report, sentence: Sentence, head: Token, words: Sequence[Token]) -> Signal | None:
    """*Von Fütterungen sei dringend abzusehen*: what is to be done, with a word that says how urgent it is."""
    infinitive = head.xpos == "VVIZU" or any(child.xpos == "PTKZU" for child in sentence.children(head))
    pressing = next((token for token in words if token.text.lower() in _PRESSING), None)
    owed = any(child.lemma == "sein" or child.text.lower() in _OWED for child in sentence.children(head, "aux", "cop"))
    if not (infinitive and owed) or pressing is None or report.reading.lexicon.evaluation(head.text, "ADJ") is not None:
        return None  # dringend abzuraten: a warning
    named = next((child for child in sentence.children(head, "obl") if child.upos in ("NOUN", "PROPN")), None)
    return shown(report, "urgent", [pressing, head], Attitude.DEMAND, subject_in(sentence, head) or named, sentence)


def _offered(report: Report, sentence: Sentence, head: Token, words: Sequence[Token]) -> Signal | None:
    """*Das Land sei bereit, zu bürgen*: what somebody offers to do; *nicht bereit*: refuses."""
    subject = sentence.child(head, "nsubj")
    if head.text.lower() != "bereit" or subject is None or sentence.child(head, "cop") is None:
        return None
    if not (is_speaker(report, subject) or is_somebody(subject, report.reading.lexicon)):
        return None
    negated = negation(words, sentence, head, report.reading.lexicon)
    below = next(iter(sentence.children(head, "xcomp", "ccomp", "csubj", "acl", "advcl")), None)
    held = object_in(sentence, below) if below is not None else None
    lexicon = report.reading.lexicon
    held = held or (prepositional_object(lexicon, sentence, below) if below is not None else None)
    named = next((child for child in sentence.children(head, "obl", "nmod") if child.upos == "NOUN"), None)
    value = Attitude.COMMIT if negated is None else Attitude.OPPOSE
    return shown(report, "offer", [head], value, held or named, sentence)


def _announced(report: Report, sentence: Sentence, head: Token, words: Sequence[Token]) -> Signal | None:
    """*Wir werden klagen, er werde zurücktreten*: the future of an act of the speaker's own."""
    subject = _own_subject(report, sentence, head)
    # Man werde X übergeben: *man* has no passive, whatever the parser takes the infinitive for.
    active = subject is not None and subject.text.lower() == "man" and object_in(sentence, head) is not None
    future = next((child for child in sentence.children(head, "aux") if (active or child.deprel != "aux:pass")
                   and child.text.lower() in _futures(report)), None)  # fmt: skip
    acts = head.upos == "VERB" and (active or head.xpos != "VVPP") and head.xpos != "VVIZU"
    acts = acts and head.lemma not in _HAPPENING and all(child.xpos != "PTKZU" for child in sentence.children(head))
    modal = any(modal_of(token) for token in sentence.children(head, "aux"))
    own = subject is not None and (is_speaker(report, subject) or is_own_group(report, sentence, subject))
    if future is None or not acts or modal or not own or any(token.text.lower() == "seit" for token in words):
        return None  # Wir werden seit Monaten hingehalten: a passive, whatever the parser says
    held = object_in(sentence, head) or named_in(report.reading.lexicon, sentence, head)
    negated = negation(words, sentence, head, report.reading.lexicon)
    times = sentence.head(negated) if negated is not None else None  # kein zweites Mal
    once = times is not None and times.text == "Mal"
    refused = negated is not None and (once or negated.text.lower() in ("nicht", "nichts", "nie", "niemals"))
    if negated is not None and refused and head.lemma not in _RESISTING:  # Er werde nicht unterschreiben
        return shown(report, "refusal", [future, negated, head], Attitude.OPPOSE, held, sentence)
    return shown(report, "future", [future, head], Attitude.COMMIT, held, sentence)


def _futures(report: Report) -> tuple[str, ...]:
    """The forms of *werden* that announce: *würden* where it stands for *werden*, and not *das würde ich verbieten*."""
    return ("werde", "werden", "wird") if report.is_direct else ("werde", "werden", "wird", "würden")
