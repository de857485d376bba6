"""Interviews: answers without marks, with a label (*Nolte: Für Haushalte wird er billiger.*) or between questions.

What follows a label up to the end of its paragraph is said by whom it names. A label that comes once may be a
headline's or a list's; an interview repeats its labels. Which paragraphs ask and which answer the layout tells
(`text.turns`); the questions are the paper's. Answers without a label are given by whom a question calls by name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.noun_phrases import MARKS
from quoteattr.grammar.speaking import Phrase
from quoteattr.model import Cue, CueKind, PlaceKind, QuoteType, Span
from quoteattr.reading import Reading
from quoteattr.rules.family import Family, by_id
from quoteattr.rules.proposal import Proposal, Rule
from quoteattr.text.marks.pair import trimmed
from quoteattr.text.turns import addressed, is_personal, label_of
from quoteattr.tree import NOMINAL, Sentence, Token

_LONGEST = 5  # words of a label
_TURNS = (PlaceKind.QUESTION, PlaceKind.ANSWER)
_NO_TURNS = (
    PlaceKind.HEADLINE, PlaceKind.SUBHEAD, PlaceKind.KICKER, PlaceKind.CAPTION, PlaceKind.TEASER, PlaceKind.LIST_ITEM
)  # fmt: skip

RULES = by_id(
    Rule(
        "interview.label",
        "a label, a colon, and the rest of the paragraph without marks",
        "Frau Nolte, wie teuer wird der Strom?\n\nNolte: Für Haushalte wird er billiger.\n\nAb wann?\n\n"
        "Nolte: Vom ersten Mai an.",
        "Öffnungszeiten: Montag bis Freitag von neun bis zwölf Uhr.",
    ),
    Rule(
        "interview.answer",
        "a paragraph between the questions of an interview that has no labels",
        "Frau Sand, was planen Sie?\n\nIch höre im Mai auf.\n\nWer übernimmt Ihr Geschäft?\n\n"
        "Das wissen wir noch nicht.\n\nFreuen Sie sich?\n\nMir wird der Laden fehlen.",
        "Was wird teurer?\n\nDie Stadt erhöht den Eintritt ins Freibad.\n\nAb wann gilt das?\n\n"
        "Die Preise steigen im Mai.\n\nWer zahlt weniger?\n\nKinder und Rentner zahlen die Hälfte.",
    ),
)


@frozen(eq=False)
class _Turn:
    """A turn of an interview, or what looks like it.

    Attributes:
        place: What the layout takes it for.
        sentence: Its first sentence.
        label: The words of the label and the colon behind it, none without one.
        span: What follows, to the end of the turn.
    """

    place: PlaceKind
    sentence: Sentence
    label: tuple[Token, ...]
    span: Span

    @property
    def name(self) -> str:
        """The label in lower case."""
        return " ".join(token.text.lower() for token in self.label[:-1])


def propose(reading: Reading) -> Iterator[Proposal]:
    """Propose what stands behind the labels of paragraphs, and answers without one."""
    turns = list(_turns(reading))
    times = Counter(turn.name for turn in turns if turn.label)
    once = {turn.name for turn in turns if turn.place is PlaceKind.ANSWER and times[turn.name] == 1}
    times.update(once)  # a street poll repeats the form of its labels, not their words
    asking = Counter(turn.name for turn in turns if "?" in turn.span.of(reading.text))
    topics = _topics(reading, [turn for turn in turns if times[turn.name] == 1])
    called: Phrase | None = None
    for turn in turns:
        if turn.place is PlaceKind.QUESTION:
            called = called or _called(reading, turn)
        elif turn.label and turn.name not in topics:
            yield _labelled(reading, turn, times, asking)
        elif turn.place is PlaceKind.ANSWER:
            yield evolve(_proposal(reading, "interview.answer", turn), speaker=called)


def _topics(reading: Reading, once: Sequence[_Turn]) -> set[str]:
    """The labels that come once and say what a paragraph is about: things, and bodies in a list with several of these.

    So in *Schulhof: … Feuerwehr: … Hundewiese: …*.
    """
    nobody = [turn for turn in once if turn.place not in _TURNS and all(token.upos != "PROPN" for token in turn.label)]
    things = {turn.name for turn in nobody if not any(is_somebody(token, reading.lexicon) for token in turn.label)}
    return {turn.name for turn in nobody} if len(things) > 1 else things


def _labelled(reading: Reading, turn: _Turn, times: Mapping[str, int], asking: Mapping[str, int]) -> Proposal:
    """What follows a label."""
    *label, colon = turn.label
    head = next((token for token in label if token.upos in NOMINAL), label[-1])
    found = evolve(
        _proposal(reading, "interview.label", turn),
        cue=Cue((colon.span,), colon.text, ":", CueKind.COLON),
        frame=(Span(label[0].start, colon.end),),
        speaker=Phrase(turn.sentence, tuple(label), head),
    )
    return found.with_features(
        {
            "label.answer": float(turn.place is PlaceKind.ANSWER),
            "label.repeated": float(times[turn.name] > 1),
            "label.often": float(times[turn.name] > 2),
            "label.alone": float(len(times) == 1),
            "label.name": float(any(token.upos == "PROPN" for token in label)),
            "label.capitals": float(len(label) == 1 and head.text.isupper()),
            "label.words": len(label) / _LONGEST,
            "label.asks": asking[turn.name] / times[turn.name],
            "label.medium": float(any(token.text.lower() in reading.lexicon.media for token in label)),
        }
    )


def _proposal(reading: Reading, rule: str, turn: _Turn) -> Proposal:
    """A turn as direct speech."""
    return Proposal(
        rule=RULES[rule],
        type=QuoteType.DIRECT,
        sentence=turn.sentence,
        quote=(turn.span,),
        group=("label", turn.sentence.paragraph),
        features={
            "answer.question": float(turn.span.of(reading.text).endswith("?")),
            "answer.finite": float(any(token.is_finite for token in turn.sentence.tokens)),
            "answer.sentences": float(turn.span.end > turn.sentence.end),
        },
    )


def _called(reading: Reading, turn: _Turn) -> Phrase | None:
    """Whom a question calls by name."""
    span = addressed(reading.text, turn.span)
    words = turn.sentence.between(span) if span is not None else []
    return Phrase(turn.sentence, tuple(words), words[-1]) if words else None


def _turns(reading: Reading) -> Iterator[_Turn]:
    """What asks or answers, and paragraphs that begin with a few words without a verb and a colon."""
    paragraphs: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in reading.sentences:
        paragraphs[sentence.paragraph].append(sentence)
    last: _Turn | None = None
    places = [reading.place_of(sentences[0]) for sentences in paragraphs.values()]
    for sentences, place, following in zip(paragraphs.values(), places, [*places[1:], None], strict=False):
        turn = _turn(reading, place, sentences)
        if last is not None and turn is not None and last.place is place is following is PlaceKind.ANSWER:
            turn = evolve(turn, place=PlaceKind.QUESTION) if _tells_of_another(reading, turn, sentences) else turn
        if last is not None and turn is not None and last.place is turn.place is PlaceKind.ANSWER and not turn.label:
            last = evolve(last, span=Span(last.span.start, turn.span.end))  # an answer of several paragraphs
            continue
        if last is not None:
            yield last
        last = turn
    if last is not None:
        yield last


def _tells_of_another(reading: Reading, turn: _Turn, sentences: Sequence[Sentence]) -> bool:
    """Whether a paragraph asks by telling what somebody else says: *Der Minister nennt das naiv.*

    It stands between two paragraphs that answer, is one sentence, and speaks of no *ich* or *wir*.
    """
    if turn.label or len(sentences) > 1 or is_personal(reading.text, turn.span):
        return False
    speakers = (reading.speaker_of(cue) for cue in reading.cues_in(sentences[0]))
    return any(speaker is not None and speaker.head.upos in ("NOUN", "PROPN") for speaker in speakers)


def _turn(reading: Reading, place: PlaceKind, sentences: Sequence[Sentence]) -> _Turn | None:
    """A paragraph as a turn, None if it is none."""
    if place in _NO_TURNS:
        return None
    first, end = sentences[0], sentences[-1].end
    label = _label(reading, place, first, end)
    if not label:
        return _Turn(place, first, (), Span(first.start, end)) if place in _TURNS else None
    said = trimmed(reading.text, label[-1].end, end)
    marked = said is not None and reading.text[said.start] in MARKS
    whole = said is not None and any(pair.span.covers(said) for pair in reading.pairs_in(said))
    if said is None or (marked and (whole or place not in _TURNS)):
        return None
    return _Turn(place, first, label, said)


def _label(reading: Reading, place: PlaceKind, first: Sentence, end: int) -> tuple[Token, ...]:
    """The label that opens a paragraph, with its colon: of a turn as the layout has it, else as the words allow."""
    colon = next((token for token in first.tokens[: 2 * _LONGEST] if token.text == ":"), None)
    if colon is None:
        return ()
    if place in _TURNS:
        named = label_of(reading.text, Span(first.start, end))
        is_label = named is not None and named.end <= colon.start
    else:
        is_label = colon.index <= _LONGEST and _is_label(first.tokens[: colon.index])
    return tuple(first.tokens[: colon.index + 1]) if is_label else ()


def _is_label(words: Sequence[Token]) -> bool:
    """Whether words can name who speaks: nouns and names, no verb, the first one large or a handle."""
    return (
        bool(words)
        and (words[0].text[:1].isupper() or words[0].text[0] == "@")
        and any(token.upos in NOMINAL for token in words)
        and all(token.is_word and not token.is_finite for token in words)
    )


FAMILY = Family(
    "interview",
    propose,
    RULES,
    found_by={
        "de": "Gefunden am Aufbau eines Interviews: am Namen vor dem Doppelpunkt oder am Wechsel von Frage und Antwort",
        "en": "It was found by the layout of an interview: a name before a colon, or questions and answers in turn",
    },
)
"""Turns of an interview."""
