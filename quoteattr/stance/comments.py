"""What an article says about a quotation in its own voice: adverbs, comments, hearsay.

Words and phrases are data (`adverbs.tsv`, `comments.tsv`); here is where they count: in the frame, in a clause beside
the quotation, in the sentence before or behind it, and for *angeblich* and its like inside an indirect quotation that
stands in the indicative.
"""

from collections.abc import Iterator, Sequence

from quoteattr.grammar.animacy import is_person
from quoteattr.grammar.clauses import Mood, clause_words, mood_of
from quoteattr.grammar.modality import adverbs_in, has_perfect_infinitive, modal_of
from quoteattr.lexicon import Adverb, Comment
from quoteattr.model import Evidence, QuoteType, Reporting
from quoteattr.stance.report import Report
from quoteattr.tree import Sentence, Token, spans_of

Finding = tuple[Reporting, Evidence]
"""A signal and the words that give it."""

_OF_SOURCE = frozenset({"hearsay", "naming"})
_OF_TRUTH = frozenset({"evidence", "certainty", "doubt"})
_POINTERS = frozenset(
    """
    das dies dafür davon dem dagegen angaben angabe aussage aussagen behauptung behauptungen darstellung belege beweise
    bestätigung unabhängig information informationen meldung meldungen nachricht gerücht gerüchte vorwurf zahlen er sie
    beitrag foto bild video clip aufnahme aufnahmen mail schreiben brief dokument vermerk
    überprüfen überprüfbar belegt belegen bewiesen beweisen quelle quellen bewertung urteil fazit
    wahrheit fakt tatsächlich richtig falsch nichts
    """.split()
)
_GROUNDS = frozenset("belege beleg beweise beweis quelle quellen bestätigung".split())
_VERDICTS = frozenset("das dies bewertung urteil fazit".split())
_POINTER_WORDS = 3
_STOPS = frozenset(",;:.!?–()")
_PERSON_ENDINGS = ("in", "innen", "er", "ern", "ers")


def finding(report: Report, rule: str, tokens: Sequence[Token], value: Reporting) -> Finding:
    """A signal and the words that give it."""
    return value, Evidence(f"reporting.{rule}", spans_of(tokens, report.reading.text), (value.value,))


def comments(report: Report) -> Iterator[Finding]:
    """What the article says about a quotation in so many words."""
    yield from _adverbs(report)
    yield from _hearsay(report)
    yield from _beside(report)
    yield from _around(report)


def _adverbs(report: Report) -> Iterator[Finding]:
    """*angeblich, zu Recht, offenbar* in the frame; *angeblich, sogenannt* also inside, in the article's words."""
    lexicon = report.reading.lexicon
    cue = {token.index for token in report.verb.tokens} if report.verb else set()
    outside = [token for token in (*_first_conjunct(report), *report.cue_clause)
               if not (report.has_clause and report.quotes(token))]  # fmt: skip
    for entry, tokens in adverbs_in(outside, report.frame_sentence, lexicon):
        if tokens[0].index not in cue and _tells_stance(report, report.frame_sentence, entry, tokens, own=True):
            yield finding(report, "adverb", tokens, entry.reporting)
    if report.is_direct or (report.has_clause and report.mood is not Mood.INDICATIVE):
        return  # The speaker's word, but the article's in: Laut X ist der angebliche Fund alt.
    seen = {token.start for token in outside}
    for sentence in report.sentences:
        if sentence.forms.isdisjoint(lexicon.adverb_openings):
            continue
        words = [token for token in report.quoted_in(sentence) if token.start not in seen]
        for entry, tokens in adverbs_in(words, sentence, lexicon):
            if _tells_stance(report, sentence, entry, tokens, own=False) and not report.reading.inside_marks(tokens[0]):
                yield finding(report, "adverb-inside", tokens, entry.reporting)


def _first_conjunct(report: Report) -> Iterator[Token]:
    """The first conjunct of *hat sich offenbar gemeldet und gesagt*, whose adverbs hold for both."""
    verb = report.verb
    if verb is not None and verb.predicate.relation == "conj" and verb.sentence.child(verb.predicate, "nsubj") is None:
        yield from clause_words(verb.sentence, verb.sentence.tokens[verb.predicate.head])


def _tells_stance(report: Report, sentence: Sentence, entry: Adverb, tokens: Sequence[Token], *, own: bool) -> bool:
    """Whether an adverb tells the article's stance; `own` says that it stands in the article's own words."""
    if entry.reporting is Reporting.NEUTRAL or (report.is_naming and len(entry.forms) > 1):
        return False  # nennt das falsch: an adjective is the judgement of who is quoted
    word, lexicon = tokens[-1], report.reading.lexicon
    attribute = word.relation == "amod"
    if entry.id == "mutmaßlich" and attribute:
        noun = sentence.head(word)
        if noun is None or noun.upos != "NOUN":
            return False
        # The usual caution before a verdict: der mutmaßliche Täter, die mutmaßliche Brandstifterin.
        return not (is_person(noun, lexicon) or noun.text.endswith(_PERSON_ENDINGS))
    if entry.category in _OF_SOURCE:
        return True
    if not own or attribute or entry.category not in _OF_TRUTH:
        return False
    following = sentence.tokens[word.index + 1] if word.index + 1 < len(sentence.tokens) else None
    other = lexicon.adverbs.get(following.text.lower()) if following is not None else None
    return other is None or other.reporting is Reporting.NEUTRAL  # nachweislich falsch: the second counts


def _hearsay(report: Report) -> Iterator[Finding]:
    """*Er soll gesagt haben*: the article does not vouch for the utterance."""
    hearsay = report.reading.lexicon.modals.get("sollen:hearsay")
    if hearsay is None:
        return
    if report.verb is not None:
        sentence, predicate = report.verb.sentence, report.verb.predicate
        modals = [token for token in report.verb.tokens if modal_of(token) == "sollen" and token.is_finite]
        perfect = has_perfect_infinitive(sentence, predicate) or has_perfect_infinitive(sentence, report.verb.verb)
        if modals and perfect and not modals[0].text.lower().startswith("sollte"):
            yield finding(report, "hearsay", report.verb.tokens, hearsay.reporting)
    elif report.type is QuoteType.FREE_INDIRECT and report.head is not None:
        modals = [token for token in report.content if modal_of(token) == "sollen"]
        if modals and has_perfect_infinitive(report.sentence, report.head):
            yield finding(report, "hearsay", modals, hearsay.reporting)


def _beside(report: Report) -> Iterator[Finding]:
    """Clauses of the article in the sentence of the quotation: *was nicht stimmt; ohne Belege zu nennen*."""
    own = {token.index for token in report.cue_clause} if report.verb is not None else set()
    sentences = {id(item): item for item in (*report.sentences, report.frame_sentence)}
    for sentence in sentences.values():
        if sentence.forms.isdisjoint(report.reading.lexicon.comment_words):
            continue
        cues = own if sentence is report.frame_sentence else set()
        zone = [token for token in sentence.tokens if not report.quotes(token) and token.index not in cues]
        yield from comments_in(report, zone)


def _around(report: Report) -> Iterator[Finding]:
    """The sentence before or behind, if it points to the quotation and has no speaker of its own."""
    sentences = report.reading.sentences
    numbers = [sentence.index for sentence in (*report.sentences, report.frame_sentence)]
    behind = max(numbers) + 1
    while behind < len(sentences) and _goes_on(report, sentences[behind]):
        behind += 1  # Er habe X gesehen. Y sei dort gewesen. Belegt ist das nicht.
    for number in (min(numbers) - 1, behind):
        if not 0 <= number < len(sentences):
            continue
        sentence = sentences[number]
        opens = number == 0 or sentences[number - 1].paragraph != sentence.paragraph
        if number < behind and not opens:
            continue  # Belegt ist das nicht. X sagte, …: said of what stands before
        if sentence.forms.isdisjoint(_POINTERS):
            continue
        words = [token.text.lower() for token in sentence.tokens if token.is_word]
        if sentence.paragraph != report.sentence.paragraph and not _opens_with_verdict(report, sentence):
            continue
        if not _POINTERS.intersection(words[:_POINTER_WORDS]) or report.reading.pairs_in(sentence.span):
            continue
        spoken = (cue.senses[0] for cue in report.reading.cues_in(sentence) if "direct" in cue.senses[0].governs)
        told = any(sense.reporting is Reporting.NEUTRAL for sense in spoken)
        if not told or not _GROUNDS.isdisjoint(words):  # Eine Quelle nannte er nicht
            yield from comments_in(report, sentence.tokens)


def _goes_on(report: Report, sentence: Sentence) -> bool:
    """Whether a sentence goes on with what was said: all of it in the Konjunktiv, and no speaker of its own."""
    if sentence.paragraph != report.sentence.paragraph or report.reading.cues_in(sentence):
        return False
    moods = [mood_of(sentence.finite(head), report.reading.lexicon) for head in report.reading.main_heads(sentence)]
    return bool(moods) and all(mood in (Mood.KONJUNKTIV_I, Mood.KONJUNKTIV_II) for mood in moods)


def _opens_with_verdict(report: Report, sentence: Sentence) -> bool:
    """*Das ist falsch. Bewertung: …* at the head of the next paragraph, which speaks of all that stands above."""
    follows = report.sentence.index < sentence.index and sentence.paragraph == report.sentence.paragraph + 1
    return follows and sentence.first_word.text.lower() in _VERDICTS


def comments_in(report: Report, zone: Sequence[Token]) -> Iterator[Finding]:
    """The comments of `comments.tsv` in some words of the article, at most one a clause."""
    found = False
    for clause in _clauses(zone):
        forms = {token.text.lower(): token for token in clause}
        if forms.keys().isdisjoint(report.reading.lexicon.comment_words):
            continue
        for comment in report.reading.lexicon.comments:
            tokens = _matching_words(comment, forms)
            if tokens:
                if found and clause[0].text.lower() == "wie":
                    break  # was nicht stimmt, wie Messungen zeigen: one comment, with its ground
                found = True
                yield finding(report, "comment", tokens, comment.reporting)
                break


def _clauses(zone: Sequence[Token]) -> Iterator[list[Token]]:
    """The words of a stretch, cut at punctuation and at gaps."""
    clause: list[Token] = []
    for token in zone:
        if token.text in _STOPS or (clause and token.index > clause[-1].index + 1):
            yield clause
            clause = []
        if token.is_word:
            clause.append(token)
    yield clause


def _matching_words(comment: Comment, forms: dict[str, Token]) -> list[Token]:
    """The words that make a comment, empty if one is missing."""
    if any(forms.keys().isdisjoint(options) for options in comment.words):
        return []
    return [next(forms[form] for form in options if form in forms) for options in comment.words]
