"""Verdicts of articles that check facts: *Falsch.* behind a claim, *Bewertung: Falsch.* below several.

What a word of verdict says of a claim is data (`comments.tsv`); here is what it speaks of.
"""

from collections.abc import Iterator

from quoteattr.model import Reporting
from quoteattr.stance.comments import Finding, comments_in
from quoteattr.stance.report import Report
from quoteattr.tree import Sentence

_LABELS = frozenset({"bewertung", "urteil", "fazit", "ergebnis", "einordnung", "einschätzung"})
_SHORT = 3
"""Words of a verdict that stands alone (*Stimmt so nicht*), and behind its label."""

_HEAD, _NEAR = 4, 2
"""Paragraphs where a claim is told that the article is about, and how far below it the verdict stands."""

_REACH = 40
"""Sentences below a claim that can be its verdict, so that a paragraph of thousands takes no longer."""


def ruled_behind(report: Report) -> Iterator[Finding]:
    """*Falsch. Richtig. Unbelegt.*: a sentence that is nothing but a verdict, right behind what it judges."""
    sentences = report.reading.sentences
    behind = max(sentence.index for sentence in (*report.sentences, report.frame_sentence)) + 1
    if behind < len(sentences) and len(_words(sentences[behind])) <= _SHORT:
        yield from _findings(report, sentences[behind])


def ruled_below(report: Report) -> Iterator[Finding]:
    """*Bewertung: Falsch*: of what is told right above it, at the head of the article, and has no other comment."""
    place = report.sentence.paragraph
    if place >= _HEAD:
        return
    behind = max(sentence.index for sentence in (*report.sentences, report.frame_sentence)) + 1
    for sentence in report.reading.sentences[behind : behind + _REACH]:
        if sentence.paragraph > place + _NEAR:
            return
        if not _LABELS.isdisjoint(sentence.forms):
            words = _words(sentence)
            if words[0] in _LABELS and len(words) <= 1 + _SHORT:
                yield from (each for each in _findings(report, sentence) if each[0] is Reporting.DENYING)
                return


def _words(sentence: Sentence) -> list[str]:
    return [token.text.lower() for token in sentence.tokens if token.is_word]


def _findings(report: Report, sentence: Sentence) -> Iterator[Finding]:
    """The comments in a sentence, if nobody else says them (*„Falsch“, sagte sie*)."""
    if not report.reading.cues_in(sentence) and not report.reading.pairs_in(sentence.span):
        yield from comments_in(report, sentence.tokens)
