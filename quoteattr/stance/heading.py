"""A headline that answers a claim: *Nein, die Stadt verbietet keine Grillfeste* stands against who says that she does.

Articles that check facts open with their answer and pass the claim on afterwards, mostly without another comment. The
claim is known by its words: it shares two of them with the headline, and is not denied itself.
"""

from collections.abc import Iterator

from quoteattr.model import Reporting
from quoteattr.stance.comments import Finding, finding
from quoteattr.stance.report import Report
from quoteattr.stance.scope import answer, negation
from quoteattr.tree import Sentence, Token

_DENYING = frozenset({"nicht", "kein", "keine", "keinen", "keiner", "nie", "niemals"})
_TELLING = ("NOUN", "PROPN", "VERB", "ADJ")
_SHARED = 2
"""Words that a claim shares with the headline; one may be the name of the place that all is about."""


def denied_above(report: Report) -> Iterator[Finding]:
    """The headline of the article, if it says *nein* to what is quoted."""
    first = report.reading.sentences[0]
    if report.sentence.paragraph == first.paragraph or report.head is None:
        return
    words = [token for token in first.tokens if token.is_word]
    if answer(words) != "nein" or _DENYING.isdisjoint(first.forms):
        return
    content = [token for sentence in report.sentences for token in report.quoted_in(sentence)]
    claimed = _words_that_tell(content)
    shared = [token for token in words if token.upos in _TELLING and token.lemma.lower() in claimed]
    if len(shared) >= _SHARED and not _is_negated(report, report.sentence, report.head):
        yield finding(report, "headline", [words[0], *shared], Reporting.DENYING)


def _words_that_tell(tokens: list[Token]) -> set[str]:
    """The lemmas of nouns, names, verbs and adjectives."""
    return {token.lemma.lower() for token in tokens if token.upos in _TELLING}


def _is_negated(report: Report, sentence: Sentence, head: Token) -> bool:
    """Whether the claim is the headline's own: *die Stadt verbiete sie nicht*."""
    return negation(report.content, sentence, head, report.reading.lexicon) is not None
