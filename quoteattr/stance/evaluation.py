"""What the content of a quotation praises or blames: the words of `evaluations.tsv`, and what turns them round.

A word that judges counts as a predicate (*das ist ein Fehler*), beside the object of *nennen* and its like, or where
nothing but it is quoted (*„Luftnummer“*); a strong one wherever it stands in a main clause. Negation, *kaum* and nouns
such as *Mangel* turn it round, *zu* before an adjective blames whatever is measured (*zu spät*).
"""

from collections.abc import Iterator, Sequence

from attrs import evolve

from quoteattr.grammar.clauses import ClauseKind
from quoteattr.grammar.modality import is_half, modal_of
from quoteattr.grammar.noun_phrases import is_date
from quoteattr.lexicon import VerbSense
from quoteattr.model import Attitude, Commitment, QuoteType, Reporting
from quoteattr.stance.arguments import doer_in, first_word, object_in, slot, subject_in, without
from quoteattr.stance.judged import about, esteemed, held_for, judged, judged_clause, owner
from quoteattr.stance.judging_words import Judgement, judging_words, kind_of
from quoteattr.stance.own import is_speaker
from quoteattr.stance.report import Report
from quoteattr.stance.scope import left_open, negation
from quoteattr.tree import Sentence, Token

_TURNED = {Attitude.SUPPORT: Attitude.OPPOSE, Attitude.OPPOSE: Attitude.SUPPORT}
_PREDICATIVE = ("amod", "advmod", "xcomp", "obl", "obj", "conj", "nmod", "acl", "appos")
_MANNERS = frozenset({"gut", "besser", "schlecht", "hervorragend", "großartig", "falsch", "richtig"})
_HOLDING = frozenset({"halten", "nennen", "finden", "bezeichnen", "empfinden"})
_SEEMING = frozenset("wirken klingen scheinen erscheinen anmuten".split())
_LABELLING = frozenset({"nennen", "bezeichnen", "titulieren"})
_MARKS = frozenset('„“”"»«›‹')
_WITHOUT = frozenset({"ohne", "außer"})
_HEARERS = frozenset({"sie", "du", "ihr"})
_OVERDUE = frozenset({"fällig", "überfällig"})


def judgements(report: Report) -> Iterator[Judgement]:
    """All judgements in the content of a report, in text order; what is admitted, planned or asked is not judged."""
    if report.type is QuoteType.FREE_INDIRECT or report.kind in (ClauseKind.OB, ClauseKind.W) or _is_admission(report):
        return
    if report.has_clause and not (report.is_naming and _named_clause(report) is not None):
        for sentence, head, words in report.main_clauses:
            found = [*in_clause(report, sentence, head, words)]
            yield from found or _denied_label(report, sentence, head, words)
    elif report.is_naming:
        yield from named_as(report)
    else:
        sense = report.sense
        awarded = isinstance(sense, VerbSense) and sense.target == "iobj"  # bescheinigte ihr eine starke Moral
        if not report.is_direct and sense is not None and sense.semifactive and not awarded:
            return  # verwies auf die schwache Nachfrage: pointed at as a fact
        cue = report.verb.tokens if report.verb is not None else ()
        for sentence in report.sentences:
            quoted = [token for token in report.quoted_in(sentence) if token.is_word and token not in cue]
            yield from in_fragment(report, sentence, quoted, None)


def _is_admission(report: Report) -> bool:
    """*räumte Fehler ein, bestätigte den Verlust, schloss einen Irrtum aus*: conceded or denied as a fact."""
    sense = report.sense
    if sense is None or report.is_direct:
        return False
    excluded = sense.commitment is Commitment.CERTAIN_NOT  # schloss einen Irrtum aus
    return excluded or (sense.reporting is Reporting.ENDORSING and not sense.semifactive)


def in_clause(report: Report, sentence: Sentence, head: Token, words: Sequence[Token]) -> Iterator[Judgement]:
    """The judgements in a main clause, in text order; those on its predicate are certain."""
    lexicon = report.reading.lexicon
    negated = negation(words, sentence, head, lexicon)
    for found in judging_words(report, sentence, _with_openers(sentence, head, words)):
        subject = judged(report, sentence, head, found.tokens)
        certain = _is_predicate(report, sentence, found.tokens[-1], head) or _is_held(report, sentence, found, head)
        certain = certain or bool(_anything_but(sentence, found.tokens[0]))
        certain = certain or (found.kind == "phrase" and head in found.tokens)  # verletzt die Verfassung
        if not (certain or found.certain) or _only_tells(report, sentence, found, head, negated):
            continue
        if found.tokens[-1] is head and left_open(sentence, head, negated, lexicon) is not None:
            continue  # fraglich sei, ob das Geld reiche
        turning = _turning(report, sentence, found, negated if certain else None)
        goal = subject if subject not in found.tokens and found.kind != "adverb" else None
        goal = goal or esteemed(sentence, found)
        if found.attitude is Attitude.SUPPORT and found.tokens[0].text.lower() == "ohne":
            goal = without(sentence, head) or goal  # Ohne ihn gäbe es das Museum nicht
        if goal is None and found.attitude is Attitude.DEMAND:
            goal = _wanted(sentence, head)
        taken = any(child in found.tokens for child in sentence.children(head, "nsubj"))  # Schuld sei der Boden
        swapped = (subject is None or taken) and found.tokens[-1] is not head and head not in found.tokens
        swapped = swapped and sentence.child(head, "cop") is not None and head.upos in ("NOUN", "PROPN", "PRON")
        if (certain or taken) and swapped and found.kind != "adverb":
            goal = head  # the parser took the subject for the predicate
        value = _turned(found, turning)
        if value.attitude is Attitude.OPPOSE and report.is_direct and _is_self(sentence, head):
            value = evolve(value, attitude=Attitude.REGRET)  # Wir haben zu lange gewartet
        yield evolve(value, goal=goal, certain=certain)


def _with_openers(sentence: Sentence, head: Token, words: Sequence[Token]) -> list[Token]:
    """The words of a clause with the *dass* and *wenn* of those below it, for phrases (*es wäre gut, wenn*)."""
    clauses = sentence.children(head, "ccomp", "csubj", "advcl", "acl", "xcomp")
    firsts = {opener for each in clauses if (opener := first_word(sentence, each)) in ("dass", "wenn")}
    below = [mark for each in clauses for mark in sentence.children(each, "mark") if mark.text.lower() in firsts]
    left = sentence.children(head, "xcomp") if head.lemma == "lassen" else ()  # lässt | zu wünschen | übrig
    let = [token for each in left for token in sentence.subtree(each) if token.is_word]
    found = {token.index: token for token in (*words, *_compared(sentence, head), *below, *let)}
    return [found[index] for index in sorted(found)]


def _wanted(sentence: Sentence, head: Token) -> Token | None:
    """*Bitte rufen Sie nicht die Leitstelle an, lasst uns die Halle bauen*; without an object who shall act."""
    below = sentence.child(head, "xcomp")
    held = object_in(sentence, head) or (object_in(sentence, below) if below is not None else None)
    subject = subject_in(sentence, head)
    return held or (subject if subject is not None and subject.text.lower() not in _HEARERS else None)


def _denied_label(report: Report, sentence: Sentence, head: Token, words: Sequence[Token]) -> Iterator[Judgement]:
    """*Sprache ist kein Baukasten; das ist nicht unser Stil*: what something is treated as and is said not to be."""
    subject = judged(report, sentence, head)
    negated = negation(words, sentence, head, report.reading.lexicon)
    if subject is None or negated is None or sentence.child(head, "cop") is None or head.upos != "NOUN":
        return
    plain = subject.text.lower() in ("das", "dies") and negated.text.lower().startswith("kein")  # Das ist keine Tanne
    guessed = any(modal_of(child) for child in sentence.children(head, "aux"))  # das muss nicht die Grippe sein
    if plain or guessed or is_speaker(report, sentence.child(head, "nsubj")) or head.text == "Rede":
        return
    yield Judgement(Attitude.OPPOSE, (negated, head), sentence, subject, True, "label")


def _is_held(report: Report, sentence: Sentence, found: Judgement, head: Token) -> bool:
    """*Er halte das für unumgänglich, den Plan für einen Irrtum*: what the speaker says that he holds something for."""
    if not is_speaker(report, sentence.child(head, "nsubj")):
        return False
    held, last = object_in(sentence, head), found.tokens[-1]
    if head.lemma == "sehen":  # Er sehe in dem Verkauf, darin einen Fehler
        beside = sentence.children(head, "obl", "advmod")
        forms = {each.text.lower() for child in beside for each in (child, *sentence.children(child, "case"))}
        return held is last and not forms.isdisjoint({"in", "im", "darin"})
    if head.lemma not in _HOLDING or held is None:
        return False
    return held_for(sentence, held, last) or any(sentence.head(token) is head for token in found.tokens)


def _holds_else(report: Report, sentence: Sentence, head: Token) -> bool:
    """*Viele hielten das für falsch*: what others than the speaker hold something for, is told of them."""
    subject = sentence.child(head, "nsubj")
    return subject is not None and subject.upos == "NOUN" and not is_speaker(report, subject)


def _is_self(sentence: Sentence, head: Token) -> bool:
    """Whether the clause tells what the speaker did: *wir haben …*, but not how it is with him (*fühle mich*)."""
    subject = sentence.child(head, "nsubj")
    done = head.xpos == "VVPP" or head.feats.get("Tense") == "Past"
    return done and subject is not None and subject.text.lower() in ("ich", "wir") and head.upos == "VERB"


def in_fragment(report: Report, sentence: Sentence, words: Sequence[Token], goal: Token | None) -> Iterator[Judgement]:
    """The judgements in words that are quoted without a clause of their own: *„eine Luftnummer“*."""
    for found in judging_words(report, sentence, words):
        named = goal or owner(sentence, found.tokens[-1]) or esteemed(sentence, found)
        if named is None and found.tokens[-1].text.lower() == "bitte":  # Bitte keine Fotos veröffentlichen
            named = next((word for word in words if word.upos == "NOUN" and not sentence.child(word, "case")), None)
        if named is None and (clause := judged_clause(report, sentence, found.tokens[-1])) is not None:
            named = about(report, sentence, clause)  # Schön, dass so viele gekommen sind
        yield evolve(_turned(found, _turning(report, sentence, found, None)), goal=named, certain=True)


def named_as(report: Report) -> Iterator[Judgement]:
    """*nannte X absurd, hält X für richtig, sprach von einem Erfolg*: the judgement stands beside the object."""
    verb, sense = report.verb, report.sense
    if verb is None or not isinstance(sense, VerbSense):
        return
    inside = [token for token in verb.sentence.tokens if token in report.cue_clause or report.quotes(token)]
    beside = [token for token in inside if not report.quotes(token)] if report.is_direct else inside
    found_in = _seen_in(report, beside) if sense.lemma == "sehen" else None
    goal = found_in or (_object(report, beside) if sense.lemma != "sprechen" else None)
    named = verb.sentence.subtree(goal) if goal is not None else []
    named = named[: next((place for place, token in enumerate(named) if token.text == "als"), len(named))]
    taken = {token.index for token in named if token in beside}
    clause = _named_clause(report)
    if clause is not None:
        taken |= {token.index for token in verb.sentence.subtree(clause)}
    words = [token for token in inside if token.is_word and token not in verb.tokens and token.index not in taken]
    judging = [*in_fragment(report, verb.sentence, words, goal)]
    pointing = _pointing_article(verb.sentence, goal)
    if not judging and goal is not None and pointing is not None:
        judging = [*in_fragment(report, verb.sentence, [goal], pointing)]
    if not judging and sense.lemma in _LABELLING and (report.is_direct or report.reports_itself):
        quoted = [token for token in words if report.quotes(token)] or [*report.content]
        if report.reports_itself:
            quoted = _between_marks(verb.sentence, quoted)
        judging = [Judgement(Attitude.OPPOSE, tuple(quoted), verb.sentence, goal, True, "label")] if quoted else []
    for found in judging:
        negated = negation(words, verb.sentence, verb.predicate, report.reading.lexicon)
        if found.tokens[-1].lemma in _OVERDUE and sense.lemma not in ("halten", "sehen"):
            found = evolve(found, attitude=Attitude.SUPPORT)  # nannte den Vorstoß überfällig: there it is
        yield _turned(found, [negated] if negated is not None and negated not in found.tokens else [])


def _seen_in(report: Report, words: Sequence[Token]) -> Token | None:
    """*sieht in der Abgabe eine Gefahr, sieht darin einen Erfolg*: what is judged stands behind *in*."""
    assert report.verb is not None
    sentence, seen = report.verb.sentence, _object(report, words)
    if seen is None and not report.is_direct:
        return None
    phrase = slot(sentence, report.holders, words, "pp:in")
    later = seen is not None and phrase is not None and seen.index < phrase.index
    if phrase is None or is_date(phrase, report.reading.lexicon) or (later and sentence.child(phrase, "det") is None):
        return next((token for token in words if token.text.lower() == "darin"), None)  # sieht sie in Gefahr
    return phrase


def _between_marks(sentence: Sentence, words: Sequence[Token]) -> list[Token]:
    """*Die Regierung nennt Demonstranten „Söldner“*: the words that stand between quotation marks."""
    marks = [token.index for token in sentence.tokens if token.text in _MARKS]
    return [token for token in words if len(marks) == 2 and marks[0] < token.index < marks[1]]


def _pointing_article(sentence: Sentence, goal: Token | None) -> Token | None:
    """*nannte das Unsinn*: taken for one phrase, though *das* is what is judged."""
    bare = goal is not None and sentence.child(goal, "case") is None  # but durch | das Gesetz
    articles = sentence.children(goal, "det") if goal is not None and bare else ()
    return next((child for child in articles if child.text.lower() in ("das", "dies")), None)


def _object(report: Report, words: Sequence[Token]) -> Token | None:
    """The object of a naming verb, whatever the parser calls it: *Dieses Argument nennt sie „vorgeschoben“*."""
    assert report.verb is not None
    sentence = report.verb.sentence
    clause = _named_clause(report)
    if clause is not None:
        return subject_in(sentence, clause) or doer_in(sentence, clause)
    found = slot(sentence, report.holders, words, "obj")
    if found is not None and not is_speaker(report, found):
        return _named_behind(report, found, words) or found
    nouns = [child for holder in report.holders for child in sentence.children(holder, "obj", "obl", "dep", "nsubj")]
    named = [child for child in nouns if child in words and sentence.child(child, "case") is None]
    others = [child for child in named if not is_speaker(report, child)]
    # The subject only where the parser took the speaker for the object.
    fitting = (child for child in others if child.feats.get("Case") != "Nom" or found is not None)
    pointing = (child for child in words if child.text.lower() in ("das", "dies") and _is_before_quote(report, child))
    return next(fitting, None) or next(pointing, None)


def _named_clause(report: Report) -> Token | None:
    """*Dass die Eigentümer sich das genehmigt haben, nannte er „schamlos“*: the clause that is judged in front."""
    if report.verb is None:
        return None
    sentence = report.verb.sentence
    clauses = (child for holder in report.holders for child in sentence.children(holder, "ccomp", "csubj", "advcl"))
    before = (clause for clause in clauses if clause.index < report.verb.verb.index)
    return next((clause for clause in before if first_word(sentence, clause) == "dass"), None)


def _named_behind(report: Report, first: Token, words: Sequence[Token]) -> Token | None:
    """*Einen Fehler nannte sie | das Urteil*: the object in front with *ein* is what the other one is called."""
    assert report.verb is not None
    sentence = report.verb.sentence
    article = sentence.child(first, "det")
    if article is None or not article.text.lower().startswith("ein") or first.index > report.verb.verb.index:
        return None
    others = (child for holder in report.holders for child in sentence.children(holder, "obj") if child in words)
    return next((child for child in others if child.index > first.index and not is_speaker(report, child)), None)


def _is_before_quote(report: Report, token: Token) -> bool:
    """*nannte das „einen Fehler“*: an article without its noun."""
    head = report.frame_sentence.head(token)
    return head is not None and report.quotes(head)


def _only_tells(report: Report, sentence: Sentence, found: Judgement, head: Token, negated: Token | None) -> bool:
    """Whether a verb tells what was or was not done (*haben nichts vertuscht*), *endlich* when (*regnet endlich*)."""
    word = found.tokens[-1]
    if found.kind == "adverb" and word.text.lower() == "endlich":
        return word is not sentence.first_word
    if head.lemma in _HOLDING and found.kind in ("adjective", "noun") and _holds_else(report, sentence, head):
        return True
    if found.kind != "verb":
        return False
    if word is not head:
        return True
    if found.attitude is Attitude.REGRET and not is_speaker(report, sentence.child(head, "nsubj")):
        return True  # Viele schämen sich: told of others
    if negated is not None:  # haben nichts vertuscht; but reicht nicht, nützt nichts
        return found.attitude is not Attitude.SUPPORT
    done = word.xpos == "VVPP" or word.feats.get("Tense") == "Past"
    return done and found.attitude in (Attitude.WARN, Attitude.REGRET)


def _turning(report: Report, sentence: Sentence, found: Judgement, negated: Token | None) -> list[Token]:
    """What turns a judgement round: the negation of its clause, *kein* or *kaum* before it, a noun such as *Mangel*."""
    lexicon, last = report.reading.lexicon, found.tokens[-1]
    if found.kind == "adverb":
        return []  # Dafür ist leider kein Platz: it stands above the negation
    if found.kind == "phrase":
        if negated is None or negated in found.tokens:
            return []
        behind = found.tokens[0].is_finite  # verletzt die Verfassung | nicht
        return [negated] if behind or negated.index < found.tokens[0].index else []
    if found.kind == "excess":
        return [negated] if negated is not None else []
    turning = [negated] if negated is not None and negated is not last else []
    for child in sentence.children(last, "det", "advmod"):
        denying = child.text.lower().startswith(("kein", "nicht")) and not is_half(sentence, child)
        if denying and child not in turning:
            turning.append(child)
    first = found.tokens[0]
    before = sentence.tokens[first.index - 1] if first.index else None
    shifting = before is not None and kind_of(lexicon.evaluation(before.text, before.upos)) == "shifter"
    nothing = before is not None and before.text.lower() == "nichts" and last.upos == "NOUN"  # nichts Unanständiges
    if before is not None and before not in turning and (shifting or nothing):
        turning.append(before)
    turning += [child for child in sentence.children(last, "case") if child.text.lower() in _WITHOUT]  # ohne Skandal
    turning += _anything_but(sentence, first)
    holder = sentence.head(last)
    if holder is not None and holder.upos == "NOUN" and kind_of(lexicon.evaluation(holder.text, "NOUN")) == "shifter":
        turning.append(holder)
    return turning


def _compared(sentence: Sentence, head: Token) -> list[Token]:
    """*Alles andere als ausgereift*: what follows *andere als*, which may hang below it as a clause."""
    clauses = sentence.children(head, "advcl") if head.text.lower() == "andere" else ()
    return [token for clause in clauses for token in sentence.subtree(clause) if token.is_word]


def _anything_but(sentence: Sentence, first: Token) -> list[Token]:
    """*Alles andere als ein Erfolg, alles andere als gut*: the word that turns what follows, empty without it."""
    before = [token for token in sentence.tokens[max(0, first.index - 5) : first.index] if token.xpos != "ART"]
    forms = [token.text.lower() for token in before]
    place = next((at for at in range(len(forms) - 2) if forms[at : at + 3] == ["alles", "andere", "als"]), None)
    return [before[place + 1]] if place is not None and len(before) - place <= 4 else []


def _turned(found: Judgement, turning: Sequence[Token]) -> Judgement:
    """A judgement turned as often as something turns it; a danger or regret that is denied is none."""
    value = found.attitude
    if len(turning) % 2:
        value = _TURNED.get(value, Attitude.NEUTRAL)
    return evolve(found, attitude=value, tokens=(*turning, *found.tokens))


def _is_predicate(report: Report, sentence: Sentence, token: Token, head: Token) -> bool:
    """Whether a word is the predicate, its attribute or an adverb of it, rather than part of an argument."""
    if token is head:
        return True
    holder = sentence.head(token)
    if holder is head:
        if token.relation == "advmod" and head.upos == "VERB" and token.text.lower() not in _MANNERS:
            return head.lemma in _SEEMING  # wirke unausgereift; but: ehrlich gesagt
        argument = token.upos == "NOUN" and token.relation not in ("conj", "xcomp")
        return token.relation in _PREDICATIVE and sentence.child(token, "case") is None and not argument
    if holder is not None and not report.quotes(holder):
        return True  # the parser hung it on the frame
    # ein Glücksfall für die Region: the predicate may hang below a copula that the parser took as a verb
    return (
        holder is not None and sentence.head(holder) is head and token.relation == "amod" and holder.relation == "obj"
    )
