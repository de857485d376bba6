"""Whether a word of a content stands for its speaker: *ich*, in indirect speech *er*, a word of his phrase."""

from quoteattr.stance.report import Report
from quoteattr.text.letters import as_seen
from quoteattr.tree import Token

_SELF_DIRECT = frozenset({"ich", "wir"})
_SELF_INDIRECT = frozenset({"er", "sie", "man", "ich", "wir"})


def _is_polite(report: Report, subject: Token) -> bool:
    """*Fahren Sie*: with a capital inside a sentence it is whom one speaks to."""
    before = report.reading.sign_before(subject.start)
    return subject.text == "Sie" and bool(before) and before not in ".:!?"


def _is_meant(report: Report, subject: Token) -> bool:
    """*Der Verband lehnt das ab, wie er mitteilte*: whom the pronoun of a frame behind its clause stands for."""
    assert report.speaker is not None
    form, head = report.speaker.of(report.reading.text).lower(), report.head
    if head is None or form not in ("er", "sie", "es") or report.is_direct or report.sentence.head(subject) is not head:
        return False
    said = next((token for token in report.sentence.tokens if report.speaker.covers(token.span)), None)
    before = report.sentence.tokens[said.index - 1].text.lower() if said is not None and said.index else ""
    first = subject.relation == "nsubj" and said is not None and subject.index < said.index
    if not first or before != "wie" or said is None:
        return False
    return subject.feats.get("Number") == said.feats.get("Number")


def is_speaker(report: Report, subject: Token | None) -> bool:
    """Whether a subject is the speaker: *ich*, in indirect speech also *er*, or a word of the speaker's phrase."""
    if subject is None:
        return False
    form = subject.text.lower()
    if form in (_SELF_DIRECT if report.is_direct else _SELF_INDIRECT):
        return not _is_polite(report, subject)
    if report.speaker is not None and (report.speaker.covers(subject.span) or _is_meant(report, subject)):
        return True
    if report.speaker is None or subject.upos in ("DET", "PRON"):
        return False  # „Die haben recht“, sagte die Frau: the article of the speaker's phrase is another word
    return form in as_seen(report.speaker.of(report.reading.text)).lower().split()
