"""The words of a phrase that names a target: one noun phrase, without its preposition and what is another phrase.

In the slot of a cue with the attribute that the parser hung on the verb (*den Anschlag auf die Botschaft*).
"""

from quoteattr.grammar.clauses import is_clause
from quoteattr.grammar.noun_phrases import is_date, noun_phrase, strip_punctuation
from quoteattr.lexicon import VerbSense
from quoteattr.model import Attitude, Mention, Span
from quoteattr.reading import Reading
from quoteattr.stance.arguments import ATTRIBUTE
from quoteattr.stance.report import Report
from quoteattr.tree import Sentence, Token, mention_at, spans_of

_CLOSING = frozenset(
    "in im durch wegen für binnen bis über gegen zwischen ohne an am auf ab seit nach zu zum zur um".split()
)
_POINTING = frozenset({"das", "dies", "es"})
_BY = frozenset({"auf", "mit", "ohne"})
_MANNERS = frozenset("Anfrage Nachfrage Rückfrage Anhieb Bitterkeit Sorge Skepsis Argwohn Unbehagen".split())
_OF_NOUNS = frozenset({"von", "zu", "zum", "zur"})  # with the dative: ein Gutachten zur Sicherheit


def without_second(report: Report, sentence: Sentence, head: Token, found: Mention) -> Mention:
    """*hielt dem Dezernenten | Wortbruch vor*: a bare noun behind the dative is another object."""
    first = found.spans[0]
    for token in sentence.between(Span(head.end, max(head.end + 1, found.spans[-1].end))):
        bare = sentence.child(token, "det", "amod", "case", "cc") is None
        if head.upos == "NOUN" and token.upos == "NOUN" and bare and sentence.tokens[token.index - 1] is head:
            return mention_at(report.reading.text, (Span(first.start, head.end),), head.span)
    return found


def quoted_phrase(report: Report, head: Token) -> Mention | None:
    """The quotation, if it is the noun phrase of `head`, without its preposition."""
    if head is not report.head or report.has_clause or report.reports_itself:
        return None
    melted = {token.span for token in report.sentence.children(head, "case")}
    words = [token for token in report.sentence.tokens if report.quotes(token) and token.is_word]
    spans = spans_of([token for token in words if token.span not in melted], report.reading.text)
    return mention_at(report.reading.text, spans, head.span) if spans else None


def with_attribute(report: Report, sentence: Sentence, head: Token) -> Mention:
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
    if head.upos == "DET" or head.text.lower() in _POINTING or (preposition in _BY and noun.text in _MANNERS):
        return found  # bestritt das | in einer Mail, wies den Bericht | auf Anfrage zurück
    if report.verb is not None and following in report.verb.tokens:
        return found  # weist Schuld | von sich
    if report.speaker is not None and report.speaker.covers(noun.span):
        return found  # Rückendeckung erhält das Bündnis | vom Kreisverband
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


def mention(reading: Reading, sentence: Sentence, head: Token, *, without: Token | None = None) -> Mention:
    """The noun phrase of `head`, without a preposition that is melted into its article (*zum*), and another word."""
    if is_clause(sentence, head) and head.relation in ("csubj", "ccomp", "advcl", "acl"):
        tokens = strip_punctuation(sentence.subtree(head))
    else:
        tokens = noun_phrase(sentence, head, reading.lexicon)
    melted = {token.span for token in sentence.children(head, "case")}
    if tokens and tokens[0].text.lower() == "über" and tokens[0].xpos == "ADV":
        tokens = tokens[1:] or tokens  # freut sich | über 41 neue Kinder
    kept = [token for token in tokens if token.span not in melted and not _is_dative_before(token, head)]
    kept = _one_phrase(sentence, [token for token in kept if token is not without] or [head], head)
    if reading.lexicon.noun(head.text) is not None:  # den Vorwurf, | die Stadt …: what it says
        comma = next(
            (place for place, token in enumerate(kept) if token.text == "," and token.index > head.index), None
        )
        kept = kept[:comma]
    copula = sentence.child(head, "cop")
    if copula in kept:  # Schuld ist | die Bahn
        behind = strip_punctuation([token for token in kept if token.index > copula.index])
        kept = behind if head in behind else kept
    if [token.text.lower() for token in kept[:2]] == ["vor", "allem"]:
        kept = kept[2:] or kept
    kept = _without_denied(kept, head)
    spans = spans_of(kept, reading.text)
    return mention_at(reading.text, spans, head.span)


def _without_denied(tokens: list[Token], head: Token) -> list[Token]:
    """*Eine Therapie, | keinen Arrest*: what is set off against the phrase is no part of it."""
    for place, token in enumerate(tokens):
        if token.text == "," and token.index > head.index and place + 1 < len(tokens):
            following = tokens[place + 1].text.lower()
            if following == "nicht" or (following.startswith("kein") and following != "keinerlei"):
                return tokens[:place]
    return tokens


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
    tokens = [*_measures_before(sentence, tokens[0]), *tokens]
    before = sentence.tokens[tokens[0].index - 1] if tokens[0].index else None
    opens = tokens[0].text.lower() in ("ein", "eine", "einen", "einem", "einer", "etwas", "was")
    return [before, *tokens] if before is not None and opens and before.text.lower() == "so" else tokens


def _measures_before(sentence: Sentence, first: Token) -> list[Token]:
    """*fünf Jahre und | drei Monate Haft*: a measure joined to the one that opens the phrase."""
    before = list(sentence.tokens[max(0, first.index - 3) : first.index])
    if first.xpos != "CARD" or len(before) < 3:
        return []
    number, noun, joined = before
    measured = number.xpos == "CARD" and noun.upos == "NOUN" and number.head == noun.index
    return before if measured and joined.text == "und" else []


def before_als(report: Report, sentence: Sentence, phrase: Mention, *, opener: str = "als") -> Mention:
    """A phrase without what it is called or held for: *bezeichnete die Novelle | als Flickwerk*."""
    words = [token for span in phrase.spans for token in sentence.between(span)]
    end = next((place for place, token in enumerate(words) if token.text == opener and place), len(words))
    if end == len(words) or words[end - 1].end < phrase.head.end:
        return phrase  # mehr als drei Nächte
    return mention_at(report.reading.text, spans_of(words[:end], report.reading.text), phrase.head)


def _is_dative_before(token: Token, head: Token) -> bool:
    """*allen Betroffenen Hilfe*: the dative before an accusative is another phrase."""
    if token.head == head.index:
        return False  # seiner Herausforderin: its own determiner
    return token.index < head.index and head.feats.get("Case") == "Acc" and token.feats.get("Case") == "Dat"
