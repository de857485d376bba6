"""What an attitude is about: a phrase in a slot of the cue, in the content clause, or the clause itself."""

from collections.abc import Iterator, Sequence

from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.clauses import ClauseKind
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.noun_phrases import is_date, strip_punctuation
from quoteattr.lexicon import VerbSense
from quoteattr.model import Attitude, Commitment, Mention, QuoteType, Spans
from quoteattr.stance.arguments import (
    ATTRIBUTE,
    EMPTY,
    doer_in,
    fronted_object,
    named_in,
    object_in,
    pointing_adverb,
    prepositional_object,
    slot,
    subject_in,
    without,
)
from quoteattr.stance.phrase import mention, quoted_phrase, with_attribute, without_second
from quoteattr.stance.report import Report
from quoteattr.tree import Sentence, Token, mention_at, spans_of

_FIRST_PERSON = frozenset({"ich", "wir"})
_WANTED = ("pp:vor", "pp:um", "pp:auf")  # slots that never name whom it is said to
_ADDRESSED = frozenset({"er", "sie", "ihn", "ihm", "ihr", "ihnen", "mich", "mir", "uns", "du", "dich", "dir", "euch"})


def target(report: Report, attitude: Attitude) -> Mention | None:
    """The target of an attitude that the cue tells: never whom it is said to, if there is anything else.

    A noun in the slot of the cue; of a demand or promise what shall be done; of a clause who or what it is about.
    """
    slots = _in_slots(report, attitude)
    if attitude is Attitude.DEMAND:  # bat ihn um Verzeihung, rief sie auf: only whom it is said to
        slots = (found for found in slots if found.text.lower() not in _ADDRESSED)
    told = report.has_clause and not report.is_direct and attitude is not Attitude.UNKNOWN
    if attitude in (Attitude.DEMAND, Attitude.COMMIT, Attitude.WARN) and report.has_clause:
        # Riet zur Vorsicht: Der Hang sei …; bat um Geduld, bis …: a noun says what is wanted, the clause why.
        thing = next(_in_slots(report, attitude, things=True), None)
        if thing is not None:
            return thing
        found = _in_content(report, attitude)
        # verlangte von der Bahn, dass sie …: the pronoun is the noun in the slot
        backward = found is not None and found.text.lower() in ("er", "sie")
        return (next(slots, found) if backward else found) or next(slots, _beside(report))
    named = next(slots, None)
    thanks = report.sense is not None and report.sense.attitude is attitude is Attitude.SUPPORT
    if thanks and named is not None and named.text.lower() in _ADDRESSED:
        # dankte ihr für ihren Mut: a noun says more than the pronoun
        named = next((found for found in slots if found.text.lower() not in _ADDRESSED), named)
    if named is None and told:
        told_to = pronoun(report, beside_clause=True)
        named = told_to or _in_content(report, attitude) or _beside(report) or _whole_content(report)
    return named or _noun_of_cue(report) or _behind_noun(report) or _bare(report, attitude)


def _beside(report: Report) -> Mention | None:
    """What a content clause names beside subject and object, where it has none: *dass mit X gesprochen wird*."""
    found = named_in(report.reading.lexicon, report.sentence, report.head) if report.head is not None else None
    return mention(report.reading, report.sentence, found) if found is not None else None


def _in_slots(report: Report, attitude: Attitude, *, things: bool = False) -> Iterator[Mention]:
    """Phrases in the slots of the cue's frame, the entry's own slot first; of `things` none that may be the addressee.

    Of a verb with an entry for clauses and one for nouns, the other one may have the slot (*warnt vor „Hektik“*).
    """
    if report.verb is None or not isinstance(report.sense, VerbSense):
        return
    own = report.sense
    beside = [sense for sense in report.verb.senses if sense is not own and sense.attitude is own.attitude]
    for sense in (own, *(each for each in beside if (each.lemma, each.fixed) == (own.lemma, own.fixed))):
        yield from _in_slots_of(report, report.verb, sense, attitude, things=things)


def _in_slots_of(
    report: Report, verb: VerbCue, sense: VerbSense, attitude: Attitude, *, things: bool
) -> Iterator[Mention]:
    """Phrases in the slots of an entry."""
    sentence = verb.sentence
    holders = [verb.predicate, verb.verb]
    above = sentence.head(verb.predicate)
    if verb.predicate.relation == "xcomp" and above is not None and above.lemma == "lassen":
        holders.append(above)  # ließ die Vorwürfe zurückweisen
    inside = _content_indices(report)
    names = [sense.target] if sense.target else []
    governed = sorted(name for name in sense.governs if name.startswith("pp:"))
    fixed = [
        word for word in sense.fixed if f"pp:{word}" not in (*names, *governed)
    ]  # sich | hinter | jemanden stellen
    words = [token for token in report.cue_clause if token.index not in inside and token.text not in fixed]
    object_slot = attitude in (Attitude.DEMAND, Attitude.COMMIT) or "np" in sense.governs
    if things:
        object_slot = "np" in sense.governs and _may_explain(report)
        governed = [name for name in governed if name != sense.target or name in _WANTED]
    governed += ["obj"] if object_slot else []
    # Whom a demand or threat is made to comes last: bat die Mieter um Geduld, drohte der Leitung mit Streik.
    addressed = attitude in (Attitude.DEMAND, Attitude.WARN) and sense.target not in _WANTED
    asked = [token for token in verb.tokens if token.text in sense.fixed[1:] and token.upos == "NOUN"]
    if sense.fixed[:1] == ("um",) and attitude is Attitude.DEMAND and asked:  # bat die Kunden um Verständnis
        yield mention(report.reading, sentence, asked[0])
    for name in governed if things else [*governed, *names] if addressed else [*names, *governed]:
        head = slot(sentence, holders, words, name, report.speaker) if name != "clause" else None
        if head is None and addressed and name.startswith("pp:"):
            head = _behind_addressed(report, holders, words, name)
        if things and head is not None and head.upos == "PRON":
            continue
        if name == "obj" and attitude in (Attitude.DEMAND, Attitude.COMMIT):
            head = _second_object(report, verb, holders, head)
        personal = (
            head is not None and head.xpos == "PPER" and head.text.lower() != "es"
        )  # hat uns gelobt, but nicht: freut sich, uns
        if head is not None and head.index not in inside and (personal or head.text.lower() not in EMPTY):
            if name == "iobj" and (owner := _pronoun_before(sentence, head)) is not None:
                yield mention_at(report.reading.text, (owner.span,), owner.span)
                continue
            found = quoted_phrase(report, head) or with_attribute(report, sentence, head)
            yield without_second(report, sentence, head, found) if name == "iobj" else found


def _behind_addressed(report: Report, holders: Sequence[Token], words: Sequence[Token], name: str) -> Token | None:
    """*Rät Reisenden | von Fahrten in die Region ab*: what the parser took for an attribute of whom it is said to."""
    sentence = report.frame_sentence
    told = slot(sentence, holders, words, "obj", report.speaker)
    if told is None or not is_somebody(told, report.reading.lexicon):
        return None
    attributes = ((child, sentence.child(child, "case")) for child in sentence.children(told, "nmod"))
    return next((child for child, case in attributes if case is not None and f"pp:{case.text.lower()}" == name), None)


def _second_object(report: Report, verb: VerbCue, holders: Sequence[Token], head: Token | None) -> Token | None:
    """*Bot | Maier | ein Gespräch an*: of two bare objects of what is wanted or promised the first is for whom."""
    if head is None or head.upos not in ("NOUN", "PROPN"):
        return head
    sentence = verb.sentence
    for child in (child for holder in holders for child in sentence.children(holder, "obj")):
        between = sentence.tokens[head.index : child.index]
        near = child.index > head.index and all(token.is_word for token in between)
        own = report.speaker is not None and report.speaker.covers(child.span)
        if near and not own and child.upos == "NOUN" and sentence.child(child, "case") is None:
            return child
    return head


def _noun_of_cue(report: Report) -> Mention | None:
    """*kann den Ärger verstehen*: the object stands in the entry itself."""
    if report.verb is None or not isinstance(report.sense, VerbSense) or report.sense.target != "obj":
        return None
    found = next((token for token in report.verb.tokens if token.upos == "NOUN" and token.relation == "obj"), None)
    return mention(report.reading, report.verb.sentence, found) if found is not None else None


def _bare(report: Report, attitude: Attitude) -> Mention | None:
    """*Hielt zwei Euro für zu wenig*: the object of a cue whose own slot is empty."""
    judging = attitude in (Attitude.SUPPORT, Attitude.OPPOSE)
    if not report.reports_itself or report.verb is None or report.has_clause or not judging:
        return None
    sentence = report.frame_sentence
    found = slot(sentence, report.holders, report.cue_clause, "obj", report.speaker)
    if found is None or found in report.verb.tokens or found.text.lower() in EMPTY:
        return None
    determined = sentence.child(found, "det", "nummod") is not None or found.upos == "PRON"
    plain = determined and not is_date(found, report.reading.lexicon)
    return mention(report.reading, sentence, found) if plain else None


def _behind_noun(report: Report) -> Mention | None:
    """*Äußerte die Hoffnung | auf eine Einigung*: what the noun of the cue governs, whatever the parser hung it on."""
    if report.verb is None or not isinstance(report.sense, VerbSense) or report.has_clause:
        return None
    sentence = report.verb.sentence
    for noun in (token for token in report.verb.tokens if token.upos == "NOUN" and sentence.tokens[-1] is not token):
        following = sentence.tokens[noun.index + 1]
        head = sentence.head(following) if following.upos == "ADP" else None
        governed = following.text.lower() in ATTRIBUTE and following.text.lower() != "von"
        if head is None or not governed or head.upos not in ("NOUN", "PROPN") or head.index < following.index:
            continue
        own = report.speaker is not None and report.speaker.covers(head.span)
        if not own and not is_date(head, report.reading.lexicon):
            return mention(report.reading, sentence, head)
    return None


def _may_explain(report: Report) -> bool:
    """Whether a clause can explain an object of the cue: *zu* and *dass* are the object themselves.

    *Riet den Anwohnern, wegzuziehen*; but a noun has a clause of its own: *eine Garantie, dass …*.
    """
    above = report.sentence.head(report.head) if report.head is not None else None
    told = report.type is QuoteType.REPORTED or (above is not None and above.upos == "NOUN")
    return report.kind is not ClauseKind.ZU and (told or report.kind is not ClauseKind.DASS)


def _pronoun_before(sentence: Sentence, head: Token) -> Token | None:
    """*warf ihr Verschwendung vor*: a dative has *ihrer, ihrem, ihren* for its article, so *ihr* is whom."""
    return next((child for child in sentence.children(head, "det") if child.text.lower() == "ihr"), None)


def _content_indices(report: Report) -> set[int]:
    """The words of a content clause in the cue's sentence: nothing in there is a complement of the cue."""
    if report.head is None or not report.has_clause or report.sentence is not report.frame_sentence:
        return set()
    return {token.index for token in report.sentence.subtree(report.head)}


def _in_content(report: Report, attitude: Attitude) -> Mention | None:
    """Who or what the content clause is about: its subject, else the object, else a noun behind a preposition.

    Of a promise the object comes first, and of what a speaker denies to have done: the subject is the speaker.
    """
    if report.head is None or not report.has_clause:
        return None
    sentence, head = report.sentence, report.head
    subject = _other_subject(sentence, head) if report.kind is not ClauseKind.ZU else None
    if subject is None and attitude in (Attitude.DEMAND, Attitude.OPPOSE):
        subject = doer_in(sentence, head)
    held = object_in(sentence, head)
    beside = prepositional_object(report.reading.lexicon, sentence, head)
    if beside is None and report.kind is ClauseKind.ZU:  # riet, bei solchen Anrufen aufzulegen
        nouns = (child for child in sentence.children(head, "obl") if child.upos in ("NOUN", "PROPN"))
        beside = next((child for child in nouns if not is_date(child, report.reading.lexicon)), None)
    if _is_own_act(report, attitude, subject):
        found = held or beside or subject
    elif attitude is Attitude.COMMIT:
        found = held or subject or beside
    else:
        found = subject or held or beside
    return _quoted_only(report, mention(report.reading, sentence, found)) if found is not None else None


def _quoted_only(report: Report, found: Mention) -> Mention:
    """A phrase of the content without words of the frame: *die Abgabe* | *, so Rau,* | *müsse weg*."""
    words = [token for span in found.spans for token in report.sentence.between(span)]
    inside = strip_punctuation([token for token in words if report.quotes(token)])
    if not inside or len(inside) == len(words):
        return found
    return mention_at(report.reading.text, spans_of(inside, report.reading.text), found.head)


def _is_own_act(report: Report, attitude: Attitude, subject: Token | None) -> bool:
    """*bestritt, dass sie Druck ausgeübt habe; klagt, er finde kein Personal*: of himself."""
    denies = isinstance(report.sense, VerbSense) and report.sense.commitment is Commitment.CERTAIN_NOT
    own = denies or attitude is Attitude.REGRET
    return own and subject is not None and subject.text.lower() in ("er", "sie")


def concerned(report: Report) -> Mention | None:
    """What the frame names of a quotation that judges: *„Ein Witz“, sagte sie über den Elfmeter*.

    *Zu* only with an article of its own or an attribute (*sagte zu den Rissen, zur Schließung der Schule*): else it is
    whom it is said to or when (*zum Abschied*).
    """
    if not isinstance(report.sense, VerbSense):
        return None
    lexicon, sentence = report.reading.lexicon, report.frame_sentence
    words = [token for token in report.cue_clause if report.reports_itself or not report.quotes(token)]
    if any(token.lemma == "lassen" for token in words):
        return None  # ließ über seine Anwältin mitteilen
    for name in ("pp:über", "pp:zu"):
        found = slot(sentence, report.holders, words, name, report.speaker)
        if found is None or is_date(found, lexicon) or not found.text[:1].isupper():
            continue
        if name == "pp:über" and "Dat" in (
            found.feats.get("Case"),
            *(each.feats.get("Case") for each in sentence.children(found, "det")),
        ):
            continue  # steht über der Mail: a place
        article = sentence.child(found, "det") is not None
        attribute = sentence.child(found, "nmod", "amod") is not None
        if name == "pp:zu" and (lexicon.role(found.text) is not None or found.upos != "NOUN" or not article):
            continue
        if name == "pp:zu" and not attribute and _is_melted(sentence, found):
            continue
        if article or attribute or found.upos == "PROPN":
            return mention(report.reading, sentence, found)
    return None


def _is_melted(sentence: Sentence, noun: Token) -> bool:
    """Whether preposition and article are one word: *zum*."""
    case, determiner = sentence.child(noun, "case"), sentence.child(noun, "det")
    return case is not None and determiner is not None and case.span.overlaps(determiner.span)


def predicated(report: Report) -> Mention | None:
    """*Für ihn ist das „ein Unding“*: the subject of a clause whose predicate is quoted."""
    heads = [token for token in report.quoted_in(report.sentence) if _has_copula(report, token)]
    subject = report.sentence.child(heads[0], "nsubj") if heads else None
    if subject is None or report.quotes(subject) or (report.speaker and report.speaker.covers(subject.span)):
        return None
    return mention(report.reading, report.sentence, subject)


def _has_copula(report: Report, token: Token) -> bool:
    """Whether a word is the predicate of a copula that is not quoted."""
    copula = report.sentence.child(token, "cop")
    return copula is not None and not report.quotes(copula)


def pronoun(report: Report, *, beside_clause: bool = False) -> Mention | None:
    """What stands for the target where nothing names it: *bestreitet es, entschuldigte sich dafür*.

    Beside a clause only a dative: *hält dem entgegen, dass …*; another one would stand for the clause.
    """
    if report.verb is None or not isinstance(report.sense, VerbSense) or report.has_clause is not beside_clause:
        return None
    if beside_clause and report.sense.target not in ("iobj", None, ""):
        return None
    sentence, slots = report.verb.sentence, {report.sense.target, *report.sense.governs}
    for token in report.cue_clause:
        form = token.text.lower()
        if beside_clause and form != "dem":
            continue
        held = form == "es" and token.relation == "obj" and not slots.isdisjoint({"obj", "np"})
        # schließt sich dem an, erteilt dem eine Absage: taken for an article, at the verb or a noun of the cue
        alone = sentence.head(token)
        bare = alone in report.holders or alone in report.verb.tokens
        # but zu | dem Ausdruck, traut | dem Frieden
        agreeing = (
            alone in report.verb.tokens and alone is not None and alone.feats.get("Case") == token.feats.get("Case")
        )
        bare = bare and not agreeing and (alone is None or sentence.child(alone, "case") is None)
        held = held or (token.xpos == "ART" and form in ("das", "dem") and bare)
        pointing = any(pointing_adverb([token], name) is not None for name in slots)
        if held or pointing:
            return mention(report.reading, sentence, token)
    return None


def topic(report: Report) -> Mention | None:
    """What the first main clause is about that is quoted: *schimpfte: „Das ist kein Shakespeare mehr“*.

    Its subject; of *ich, wir, du, man* the object that stands in front (*So eine Chance darfst du nie vergeben*) or has
    a definite article (*Man nimmt uns die Gäste*); what one is glad to have (*Ohne die Helfer wäre es eng geworden*).
    """
    if report.head is None or not report.has_clause:
        return None
    sentence, head = report.sentence, report.head
    praised = report.sense is not None and report.sense.attitude is Attitude.SUPPORT
    found = without(sentence, head) if praised else None
    found = found or _other_subject(sentence, head) or fronted_object(sentence, head) or _definite_object(report)
    return mention(report.reading, sentence, found) if found is not None and report.quotes(found) else None


def _definite_object(report: Report) -> Token | None:
    """*Man nimmt uns die Gäste*: an object that is known, and no mere part of what is told (*ein Wort*)."""
    held = object_in(report.sentence, report.head) if report.head is not None else None
    determiner = report.sentence.child(held, "det") if held is not None else None
    known = determiner is not None and determiner.text.lower().startswith(("d", "unser", "mein"))
    return held if known else None


def _other_subject(sentence: Sentence, head: Token) -> Token | None:
    """The subject of a clause, unless it is the speaker's own *ich* or *wir*."""
    subject = subject_in(sentence, head)
    return subject if subject is not None and subject.text.lower() not in _FIRST_PERSON else None


def _whole_content(report: Report) -> Mention | None:
    """The content as a whole, where no noun says what it is about: *bedauert, dass es so kam*."""
    if report.head is None:
        return None
    spans: Spans = report.quote
    if report.reports_itself:
        words = [token for token in report.sentence.subtree(report.head) if report.quotes(token)]
        spans = spans_of(strip_punctuation(words), report.reading.text)
    return mention_at(report.reading.text, spans, report.head.span) if spans else None
