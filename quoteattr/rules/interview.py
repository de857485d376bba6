"""Interviews: paragraphs that a label opens, without marks: *Nolte: Für Haushalte wird er billiger.*

What follows the label up to the end of its paragraph is said by whom it names. A label that comes once may be a
headline's or a list's; an interview repeats its labels, and the questions, mostly, are the paper's.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from attrs import frozen

from quoteattr.grammar.noun_phrases import MARKS
from quoteattr.grammar.speaking import Phrase
from quoteattr.model import Cue, CueKind, QuoteType, Span
from quoteattr.reading import Reading
from quoteattr.rules.family import Family, by_id
from quoteattr.rules.proposal import Proposal, Rule
from quoteattr.text.marks.pair import trimmed
from quoteattr.tree import NOMINAL, Sentence, Token

_LONGEST = 5  # words of a label

RULES = by_id(
    Rule(
        "interview.label",
        "a label, a colon, and the rest of the paragraph without marks",
        "Frau Nolte, wie teuer wird der Strom?\n\nNolte: Für Haushalte wird er billiger.\n\nAb wann?\n\n"
        "Nolte: Vom ersten Mai an.",
        "Öffnungszeiten: Montag bis Freitag von neun bis zwölf Uhr.",
    )
)


@frozen(eq=False)
class _Turn:
    """A paragraph that a label opens.

    Attributes:
        sentence: Its first sentence.
        label: The words of the label.
        colon: The colon behind it.
        span: What follows, to the end of the paragraph.
    """

    sentence: Sentence
    label: tuple[Token, ...]
    colon: Token
    span: Span

    @property
    def name(self) -> str:
        """The label in lower case."""
        return " ".join(token.text.lower() for token in self.label)


def propose(reading: Reading) -> Iterator[Proposal]:
    """Propose what stands behind the labels of paragraphs."""
    turns = list(_turns(reading))
    times = Counter(turn.name for turn in turns)
    asking = Counter(turn.name for turn in turns if "?" in turn.span.of(reading.text))
    for turn in turns:
        head = next((token for token in turn.label if token.upos in NOMINAL), turn.label[-1])
        text = turn.span.of(reading.text)
        yield Proposal(
            rule=RULES["interview.label"],
            type=QuoteType.DIRECT,
            sentence=turn.sentence,
            quote=(turn.span,),
            group=("label", turn.sentence.paragraph),
            cue=Cue((turn.colon.span,), turn.colon.text, ":", CueKind.COLON),
            frame=(Span(turn.label[0].start, turn.colon.end),),
            speaker=Phrase(turn.sentence, turn.label, head),
            features={
                "label.repeated": float(times[turn.name] > 1),
                "label.often": float(times[turn.name] > 2),
                "label.alone": float(len(times) == 1),
                "label.name": float(any(token.upos == "PROPN" for token in turn.label)),
                "label.capitals": float(len(turn.label) == 1 and head.text.isupper()),
                "label.words": len(turn.label) / _LONGEST,
                "label.asks": asking[turn.name] / times[turn.name],
                "label.medium": float(any(token.text.lower() in reading.lexicon.media for token in turn.label)),
                "answer.question": float(text.rstrip().endswith("?")),
                "answer.finite": float(any(token.is_finite for token in turn.sentence.tokens)),
                "answer.sentences": float(turn.span.end > turn.sentence.end),
            },
        )


def _turns(reading: Reading) -> Iterator[_Turn]:
    """The paragraphs that begin with a few words without a verb, a colon, and no mark behind it."""
    paragraphs: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in reading.sentences:
        paragraphs[sentence.paragraph].append(sentence)
    for sentences in paragraphs.values():
        first = sentences[0]
        colon = next((token for token in first.tokens[: _LONGEST + 1] if token.text == ":"), None)
        if colon is None or not _is_label(first.tokens[: colon.index]):
            continue
        said = trimmed(reading.text, colon.end, sentences[-1].end)
        if said is not None and reading.text[said.start] not in MARKS:
            yield _Turn(first, tuple(first.tokens[: colon.index]), colon, said)


def _is_label(words: Sequence[Token]) -> bool:
    """Whether words can name who speaks: nouns and names, no verb, the first one large."""
    return (
        bool(words)
        and words[0].text[:1].isupper()
        and any(token.upos in NOMINAL for token in words)
        and all(token.is_word and not token.is_finite for token in words)
    )


FAMILY = Family(
    "interview",
    propose,
    RULES,
    found_by={
        "de": "Gefunden am Namen vor dem Doppelpunkt, mit dem der Absatz beginnt",
        "en": "It was found by the name before the colon that opens the paragraph",
    },
)
"""Labelled turns of an interview."""
