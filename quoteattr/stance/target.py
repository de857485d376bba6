"""What an attitude is about: a phrase in a slot of the cue, in the content clause, or the clause itself."""

from collections.abc import Iterator

from quoteattr.grammar.clauses import ClauseKind, is_clause
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.noun_phrases import is_date, noun_phrase, strip_punctuation
from quoteattr.lexicon import VerbSense
from quoteattr.model import Attitude, Commitment, Mention, QuoteType, Span, Spans
from quoteattr.reading import Reading
from quoteattr.stance.arguments import (
    ATTRIBUTE,
    EMPTY,
    fronted_object,
    named_in,
    object_in,
    pointing_adverb,
    prepositional_object,
    slot,
    subject_in,
)
from quoteattr.stance.report import Report
from quoteattr.tree import Sentence, Token, mention_at, spans_of

_FIRST_PERSON = frozenset({"ich", "wir"})
_CLOSING = frozenset(
    "in im durch wegen für binnen bis über gegen zwischen ohne an am auf ab seit nach zu zum zur um".split()
)
_OF_NOUNS = frozenset({"von", "zu", "zum", "zur"})  # with the dative: ein Gutachten zur Sicherheit
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
        pronoun = found is not None and found.text.lower() in ("er", "sie")
        return (next(slots, found) if pronoun else found) or next(slots, _beside(report))
    named = next(slots, None)
    thanks = report.sense is not None and report.sense.attitude is attitude is Attitude.SUPPORT
    if thanks and named is not None and named.text.lower() in _ADDRESSED:
        # dankte ihr für ihren Mut: a noun says more than the pronoun
        named = next((found for found in slots if found.text.lower() not in _ADDRESSED), named)
    if named is None and told:
        named = _in_content(report, attitude) or _beside(report) or _whole_content(report)
    return named or _noun_of_cue(report)


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
        if things and head is not None and head.upos == "PRON":
            continue
        if head is not None and head.index not in inside and head.text.lower() not in EMPTY:
            if name == "iobj" and (owner := _pronoun_before(sentence, head)) is not None:
                yield mention_at(report.reading.text, (owner.span,), owner.span)
                continue
            found = _quoted_phrase(report, head) or _with_attribute(report, sentence, head)
            yield _without_second(report, sentence, head, found) if name == "iobj" else found


def _noun_of_cue(report: Report) -> Mention | None:
    """*kann den Ärger verstehen*: the object stands in the entry itself."""
    if report.verb is None or not isinstance(report.sense, VerbSense) or report.sense.target != "obj":
        return None
    found = next((token for token in report.verb.tokens if token.upos == "NOUN" and token.relation == "obj"), None)
    return mention(report.reading, report.verb.sentence, found) if found is not None else None


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


def _without_second(report: Report, sentence: Sentence, head: Token, found: Mention) -> Mention:
    """*hielt dem Dezernenten | Wortbruch vor*: a bare noun behind the dative is another object."""
    first = found.spans[0]
    for token in sentence.between(Span(head.end, max(head.end + 1, found.spans[-1].end))):
        bare = sentence.child(token, "det", "amod", "case", "cc") is None
        if head.upos == "NOUN" and token.upos == "NOUN" and bare and sentence.tokens[token.index - 1] is head:
            return mention_at(report.reading.text, (Span(first.start, head.end),), head.span)
    return found


def _quoted_phrase(report: Report, head: Token) -> Mention | None:
    """The quotation, if it is the noun phrase of `head`, without its preposition."""
    if head is not report.head or report.has_clause or report.reports_itself:
        return None
    melted = {token.span for token in report.sentence.children(head, "case")}
    words = [token for token in report.sentence.tokens if report.quotes(token) and token.is_word]
    spans = spans_of([token for token in words if token.span not in melted], report.reading.text)
    return mention_at(report.reading.text, spans, head.span) if spans else None


def _with_attribute(report: Report, sentence: Sentence, head: Token) -> Mention:
    """The phrase with a prepositional attribute behind it that the parser hung on the verb.

    *verurteilte den Anschlag auf die Botschaft*: with the accusative these are no places; persons take none.
    """
    sense = report.sense
    governed = sense.governs if isinstance(sense, VerbSense) else frozenset()
    found = mention(report.reading, sentence, head)
    for token in sentence.between(Span(head.end, max(head.end + 1, found.spans[-1].end))):
        genitive = "gen" in governed and token.text.lower() in ("des", "der", "eines", "einer")
        if genitive or _ends_phrase(report, token, governed):  # beschuldigte den Investor | des Wortbruchs
            kept = (Span(found.spans[0].start, sentence.tokens[token.index - 1].end),)
            return mention_at(report.reading.text, kept, head.span)
    return _lengthened(report, sentence, head, found, governed)


def _lengthened(report: Report, sentence: Sentence, head: Token, found: Mention, governed: frozenset[str]) -> Mention:
    """A phrase with the prepositional phrase right behind it, where the clause ends with that or its noun takes it."""
    lexicon = report.reading.lexicon
    following = next((token for token in sentence.tokens if token.start > found.spans[-1].end - 1), None)
    if following is None or following.upos != "ADP" or head.upos == "PRON" or lexicon.role(head.text) is not None:
        return found
    noun = sentence.head(following)
    preposition = following.text.lower()
    if noun is None or noun.upos not in ("NOUN", "PROPN", "NUM") or noun.index < following.index:
        return found
    if report.verb is not None and following in report.verb.tokens:
        return found  # weist Schuld | von sich
    taken = sentence.child(head, "case")  # plädiert für ein Amt für Kultur: what the verb governs is there already
    free = f"pp:{preposition}" not in governed or (taken is not None and taken.text.lower() == preposition)
    attribute = mention(report.reading, sentence, noun)
    accusative = noun.feats.get("Case") == "Acc" and preposition in ATTRIBUTE
    measured = preposition != "bis" or sentence.child(noun, "nummod") is not None  # bis 130 km/h, but not bis Ostern
    last = _is_last(sentence, attribute) and preposition in _CLOSING and measured
    attached = last or accusative or preposition in _OF_NOUNS
    if not free or not attached or (is_date(noun, lexicon) and not _is_dated(report, sentence, head, preposition)):
        return found
    spans = (Span(found.spans[0].start, attribute.spans[-1].end),)
    return mention_at(report.reading.text, spans, head.span)


def _is_dated(report: Report, sentence: Sentence, head: Token, preposition: str) -> bool:
    """Whether a date belongs to what is wanted or feared, not to the act: *fordert ein Treffen im Mai*.

    *Wies die Kritik | am Montag zurück, kündigte ein Gesetz | für Mai an*; a measure always does (*zwei Jahren*).
    """
    if preposition == "von":
        return True
    determiner = sentence.child(head, "det")
    definite = determiner is not None and determiner.text.lower().startswith(("d", "ihr", "sein", "unser"))
    wanted = report.sense is not None and report.sense.attitude in (Attitude.DEMAND, Attitude.WARN, Attitude.COMMIT)
    return wanted and not definite and preposition != "für"


def _is_last(sentence: Sentence, phrase: Mention) -> bool:
    """Whether nothing but the end of the verb stands between a phrase and the end of its clause."""
    behind = next((token for token in sentence.tokens if token.start >= phrase.spans[-1].end and token.is_word), None)
    after = sentence.tokens[sentence.between(phrase.spans[-1])[-1].index + 1 :]
    stopped = not after or not after[0].is_word
    return stopped or behind is None or behind.xpos in ("PTKVZ", "VVPP", "VVINF", "VVIZU", "KON")


def _ends_phrase(report: Report, token: Token, governed: frozenset[str]) -> bool:
    """Whether a word belongs to the cue again: *dankte den Fans | für die Hilfe, wies Schuld | von sich*."""
    word = token.text.lower()
    noun = report.frame_sentence.head(token)
    above = report.frame_sentence.head(noun) if noun is not None and noun.relation == "nmod" else None
    case = report.frame_sentence.child(above, "case") if above is not None else None
    if case is not None and case.text.lower() == word:
        return False  # plädiert für eine Meldepflicht für Betreiber: what the verb governs is there already
    following = token.index + 1 < len(report.frame_sentence.tokens) and report.frame_sentence.tokens[token.index + 1]
    own = report.verb.tokens if report.verb is not None else ()
    if token.upos == "ADP":
        if noun is not None and report.speaker is not None and report.speaker.covers(noun.span):
            return True  # Rückendeckung erhielt der Minister | von den Ländern
        return f"pp:{word}" in governed or (following and following in own) or token in own
    return token.text == "," or word == "als"


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
    held = object_in(sentence, head)
    beside = prepositional_object(report.reading.lexicon, sentence, head)
    if beside is None and report.kind is ClauseKind.ZU:  # riet, bei solchen Anrufen aufzulegen
        nouns = (child for child in sentence.children(head, "obl") if child.upos in ("NOUN", "PROPN"))
        beside = next((child for child in nouns if not is_date(child, report.reading.lexicon)), None)
    if _is_own_act(report, subject):
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


def _is_own_act(report: Report, subject: Token | None) -> bool:
    """*bestritt, dass sie Druck ausgeübt habe*: who denies speaks of himself."""
    denies = isinstance(report.sense, VerbSense) and report.sense.commitment is Commitment.CERTAIN_NOT
    return denies and subject is not None and subject.text.lower() in ("er", "sie")


def pronoun(report: Report) -> Mention | None:
    """What stands for the target where nothing names it: *bestreitet es, entschuldigte sich dafür*."""
    if report.verb is None or not isinstance(report.sense, VerbSense) or report.has_clause:
        return None
    sentence, slots = report.verb.sentence, {report.sense.target, *report.sense.governs}
    for token in report.cue_clause:
        form = token.text.lower()
        held = form == "es" and token.relation == "obj" and not slots.isdisjoint({"obj", "np"})
        # schließt sich dem an, erteilt dem eine Absage: taken for an article, at the verb or a noun of the cue
        alone = sentence.head(token)
        bare = alone in report.holders or alone in report.verb.tokens
        held = held or (token.xpos == "ART" and form in ("das", "dem") and token not in report.verb.tokens and bare)
        pointing = any(pointing_adverb([token], name) is not None for name in slots)
        if held or pointing:
            return mention(report.reading, sentence, token)
    return None


def topic(report: Report) -> Mention | None:
    """What the first main clause is about that is quoted: *schimpfte: „Das ist kein Shakespeare mehr“*.

    Its subject; of *ich, wir, du, man* the object that stands in front (*So eine Chance darfst du nie vergeben*).
    """
    if report.head is None or not report.has_clause:
        return None
    sentence, head = report.sentence, report.head
    found = _other_subject(sentence, head) or fronted_object(sentence, head)
    return mention(report.reading, sentence, found) if found is not None and report.quotes(found) else None


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


def mention(reading: Reading, sentence: Sentence, head: Token, *, without: Token | None = None) -> Mention:
    """The noun phrase of `head`, without a preposition that is melted into its article (*zum*), and another word."""
    if is_clause(sentence, head) and head.relation in ("csubj", "ccomp", "advcl", "acl"):
        tokens = strip_punctuation(sentence.subtree(head))
    else:
        tokens = noun_phrase(sentence, head, reading.lexicon)
    melted = {token.span for token in sentence.children(head, "case")}
    kept = [token for token in tokens if token.span not in melted and not _is_dative_before(token, head)]
    kept = _one_phrase(sentence, [token for token in kept if token is not without] or [head], head)
    if reading.lexicon.noun(head.text) is not None:  # den Vorwurf, | die Stadt …: what it says
        comma = next(
            (place for place, token in enumerate(kept) if token.text == "," and token.index > head.index), None
        )
        kept = kept[:comma]
    spans = spans_of(kept, reading.text)
    return mention_at(reading.text, spans, head.span)


def _one_phrase(sentence: Sentence, tokens: list[Token], head: Token) -> list[Token]:
    """The words of one phrase: none of a noun before it, but *so* that opens it.

    *forderte vom Kreis | Verlässlichkeit; versprach den Beschäftigten | Geld; so eine Chance*
    """
    inside = {token.index for token in sentence.subtree(head)}
    for place, token in reversed([*enumerate(tokens)]):
        own = sentence.child(token, "nummod") is not None or token.relation not in ("nsubj", "obl", "iobj", "nmod")
        other = token.upos == "NOUN" and token.index not in inside and not own  # but zehn Jahre Haft
        given = token.xpos == "ADJA" and token.text[:1].isupper() and token.feats.get("Case") == "Dat"
        given = given and head.feats.get("Case") == "Acc" and token.index > 0
        if token.index < head.index and head.upos == "NOUN" and (other or given):
            tokens = tokens[place + 1 :]
            break
    before = sentence.tokens[tokens[0].index - 1] if tokens[0].index else None
    opens = tokens[0].text.lower() in ("ein", "eine", "einen", "einem", "einer", "etwas", "was")
    return [before, *tokens] if before is not None and opens and before.text.lower() == "so" else tokens


def before_als(report: Report, sentence: Sentence, phrase: Mention) -> Mention:
    """A phrase without what it is called: *bezeichnete die Novelle | als Flickwerk*."""
    words = [token for span in phrase.spans for token in sentence.between(span)]
    end = next((place for place, token in enumerate(words) if token.text == "als" and place), len(words))
    if end == len(words) or words[end - 1].end < phrase.head.end:
        return phrase  # mehr als drei Nächte
    return mention_at(report.reading.text, spans_of(words[:end], report.reading.text), phrase.head)


def _is_dative_before(token: Token, head: Token) -> bool:
    """*allen Betroffenen Hilfe*: the dative before an accusative is another phrase."""
    if token.head == head.index:
        return False  # seiner Herausforderin: its own determiner
    return token.index < head.index and head.feats.get("Case") == "Acc" and token.feats.get("Case") == "Dat"
