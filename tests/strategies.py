"""Hypothesis strategies: any text, and German news articles made together with the quotations in them.

The sentences come from `newsroom`.
"""

from itertools import cycle

from attrs import evolve
from hypothesis import strategies as st
from newsroom import (
    CHAINED,
    CONSTRUCTIONS,
    CONTENTS,
    CONTINUED,
    FILLERS,
    MISTAKEN_STYLES,
    QUESTION_VERBS,
    QUESTIONS,
    SOURCES,
    STATEMENTS,
    STYLES,
    VERBS,
    Article,
    Choice,
    Construction,
    Expected,
    Style,
    capital,
)

from quoteattr.model import QuoteType, Span, Spans

__all__ = ["MARK_CHARACTERS", "MISTAKEN_STYLES", "STYLES", "Article", "Expected", "Style", "articles", "texts"]

MARK_CHARACTERS = "„“”»«\"‚‘’›‹'`´‟‛❝❞❛❜＂″′ʼ"
_JOINERS = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u0308")
_RIGHT_TO_LEFT = ("\u200f", "\u202e", "\u202c", "\u2067", "\u2069", "\u05e9\u05dc", "\u0633\u0644\u0627\u0645")
_ODD = ("\0", "\ud83d", "\udc4d", "\U0001f44d", "\ufffe", "\x1c", "\x85", "\u00a0", "\u202f")
_NEWLINES = ("\n", "\n\n", "\r\n", "\r", "\u2028", "\u2029", "\f", "\t", "  ")
_WORDS = (
    *("Er", "sagte", "teilte", "mit", "laut", "Polizei", "sei", "habe", "dass", "so", "Dr.", "geht’s", "Hans’"),
    *("5'", '3"', "27″", "'n", "'68", "20.", "Berlin", "zufolge", "x", "ß", "İ"),
)


def texts() -> st.SearchStrategy[str]:
    """Any text, most of it made of what trips a reader of quotation marks."""
    hard = st.lists(
        st.one_of(
            st.sampled_from([*MARK_CHARACTERS, ",,", "''", "``", "´´", "<<", ">>"]),
            st.sampled_from(_WORDS),
            st.sampled_from([" ", ", ", ". ", ": ", "?", "!", "…", "...", "–", "(", ")", "-"]),
            st.sampled_from([*_NEWLINES, *_JOINERS, *_RIGHT_TO_LEFT, *_ODD]),
        ),
        max_size=60,
    ).map("".join)
    anything = st.text(st.characters(exclude_categories=()), max_size=60)
    return st.one_of(hard, hard, anything)


class _Writer:
    """Puts sentences together and notes where the quotations in them stand."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.text = ""
        self.expected: list[Expected] = []

    def write(self, text: str) -> Span:
        start = len(self.text)
        self.text += text
        return Span(start, len(self.text))

    def sentence(self, construction: Construction, choice: Choice) -> None:
        spans: dict[str, list[Span]] = {role: [] for role in ("quote", "marked", "frame", "speaker", "cue")}
        for part in filter(lambda part: part.text, construction.build(choice)):
            span = self.write(part.text)
            for role in part.roles:
                spans[role].append(span)
        outer = Expected(
            construction.type,
            spans=_merged(spans["quote"]),
            speaker=spans["speaker"][0],
            cue=_merged(spans["cue"]),
            frame=_trimmed(self.text, _merged(spans["frame"])),
            construction=construction.name,
        )
        self.expected.append(outer)
        if spans["marked"]:
            self.expected.append(evolve(outer, type=QuoteType.DIRECT, spans=tuple(spans["marked"])))

    def follow(self, type: QuoteType, sentence: str, construction: str) -> None:
        """A sentence without a frame, said by the speaker before."""
        self.write(" ")
        speaker = self.expected[-1].speaker
        self.expected.append(Expected(type, (self.write(sentence),), speaker, (), (), construction))


def _merged(spans: list[Span]) -> Spans:
    merged: list[Span] = []
    for span in spans:
        if merged and merged[-1].end == span.start:
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return tuple(merged)


def _trimmed(text: str, frame: Spans) -> Spans:
    """The comma between frame and quotation belongs to the frame, the blank beside it to neither."""
    return tuple(Span(span.end - len(span.of(text).lstrip()), span.end) for span in frame)


@st.composite
def articles(
    draw: st.DrawFn,
    styles: tuple[Style, ...] = STYLES,
    constructions: tuple[Construction, ...] = CONSTRUCTIONS,
    max_quotations: int = 4,
) -> Article:
    """German news articles with the quotations that must be found in them.

    Args:
        draw: Given by Hypothesis.
        styles: The styles of quotation marks to choose from, one for an article.
        constructions: The constructions to choose from.
        max_quotations: The largest number of sentences with a frame.
    """
    style = draw(st.sampled_from(styles))
    count = draw(st.integers(1, max_quotations))
    sources = draw(st.permutations(SOURCES))[:count]
    contents = cycle(draw(st.permutations(CONTENTS)))
    statements = cycle(draw(st.permutations(STATEMENTS)))
    questions = iter(draw(st.permutations(QUESTIONS)))
    fillers = iter(draw(st.permutations(FILLERS)))
    writer = _Writer(style)
    for number, source in enumerate(sources):
        if number:
            writer.write(draw(st.sampled_from([" ", "\n", "\n\n"])))
        if draw(st.booleans()) and (filler := next(fillers, None)):
            writer.write(filler.format(o=style.opener, c=style.closer) + " ")
        construction = draw(st.sampled_from(constructions))
        asked = next(questions, None) if construction.name == "direct-question" else None
        choice = Choice(
            source=source,
            verb=draw(st.sampled_from(QUESTION_VERBS if asked else VERBS)),
            content=next(contents),
            statement=asked or next(statements),
            style=style,
        )
        writer.sentence(construction, choice)
        if construction.name in CONTINUED and draw(st.booleans()):
            follow = choice.marked(next(statements) + ".")
            writer.follow(QuoteType.DIRECT, follow, "direct-continued")
        elif construction.name in CHAINED and draw(st.booleans()):
            c = next(contents)
            chain = capital(f"{c.subject} {c.konjunktiv} {c.middle} {c.end}.")
            writer.follow(QuoteType.INDIRECT_FREE_INDIRECT, chain, "konjunktiv-chain")
    return Article(writer.text, tuple(writer.expected), style)
