"""Documents to show, made by hand, so that a page needs no model; and a look at what is on a page."""

from collections.abc import Iterable
from html.parser import HTMLParser

from quoteattr import (
    Attitude,
    Commitment,
    Cue,
    CueKind,
    Diagnostic,
    Document,
    Entity,
    EntityKind,
    Evidence,
    Medium,
    Mention,
    Quote,
    QuoteType,
    Reporting,
    Span,
    Speaker,
    Stance,
    Via,
)

TEXT = (
    "Streit um das Bad\n\n"
    "„Wir haben“, sagte Kämmerer Jörg Maier, „alles geprüft.“ Anna Kern kündigte an, man werde das Bad „komplett "
    "sanieren“. Das Dach sei undicht. Der Verein kritisierte den Plan."
)


def spans_of(text: str, *words: str) -> tuple[Span, ...]:
    """Where words stand first."""
    return tuple(Span(text.index(each), text.index(each) + len(each)) for each in words)


def mention_of(text: str, words: str) -> Mention:
    """A phrase of the text."""
    (span,) = spans_of(text, words)
    return Mention((span,), words, span)


def quoted(text: str, number: int, kind: QuoteType, *words: str, **more: object) -> Quote:
    """A quotation with these words."""
    spans = spans_of(text, *words)
    return Quote(f"q{number}", kind, Medium.SPEECH, spans, " … ".join(words), **more)  # type: ignore[arg-type]


def full() -> Document:
    """An article with a discontinuous quotation, one inside another, one of nobody, a doubtful one, an odd mark."""
    maier = Entity("e1", "Jörg Maier", EntityKind.PERSON)
    kern = Entity("e2", "Anna Kern", EntityKind.PERSON)
    club = Entity("e3", "Verein", EntityKind.ORGANISATION)
    by_maier = Speaker(mention_of(TEXT, "Kämmerer Jörg Maier"), maier, Via.EXPLICIT, 0.97)
    by_kern = Speaker(mention_of(TEXT, "Anna Kern"), kern, Via.EXPLICIT, 0.93)
    announces = Cue(spans_of(TEXT, "kündigte an"), "kündigte an", "ankündigen", CueKind.VERB, "ankündigen")
    stance = Stance(
        Reporting.NEUTRAL,
        Commitment.CERTAIN,
        Attitude.COMMIT,
        mention_of(TEXT, "das Bad"),
        (Evidence("attitude.cue", spans_of(TEXT, "kündigte an"), ("commit",)),),
    )
    quotes = (
        quoted(
            TEXT, 1, QuoteType.DIRECT, "„Wir haben“", "„alles geprüft.“",
            cue=Cue(spans_of(TEXT, "sagte"), "sagte", "sagen", CueKind.VERB, "sagen"),
            frame=spans_of(TEXT, ", sagte Kämmerer Jörg Maier,"), speaker=by_maier, confidence=0.99,
            addressee=mention_of(TEXT, "Kern"),
            evidence=(Evidence("direct.framed", (), ("reads.quotation=1.20",)),),
        ),
        quoted(
            TEXT, 2, QuoteType.INDIRECT, "man werde das Bad „komplett sanieren“",
            cue=announces, frame=spans_of(TEXT, "Anna Kern kündigte an,"), speaker=by_kern,
            confidence=0.9, stance=stance,
        ),
        quoted(TEXT, 3, QuoteType.DIRECT, "„komplett sanieren“", speaker=by_kern, parent="q2", confidence=0.95),
        quoted(TEXT, 4, QuoteType.INDIRECT_FREE_INDIRECT, "Das Dach sei undicht.", confidence=0.8),
        quoted(
            TEXT, 5, QuoteType.REPORTED, "Der Verein kritisierte den Plan.",
            speaker=Speaker(mention_of(TEXT, "Der Verein"), club, Via.EXPLICIT, 0.6), confidence=0.35,
        ),
    )  # fmt: skip
    odd = Diagnostic("stray-mark", Span(0, 6), "The quotation mark “ at 0 closes nothing.")
    metadata = {"title": "Das Bad", "outlet": "Hafenbote", "date": "2026-05-01", "url": "https://example.org/bad"}
    return Document(TEXT, quotes, (maier, kern, club), (odd,), "none", metadata=metadata)


HOSTILE = (
    "<script>document.title = 'owned'</script>",
    "</script><script>document.title = 'owned'</script>",
    "<img src=x onerror=\"document.title = 'owned'\">",
    "<svg onload=\"document.title = 'owned'\">",
    "<svg><script href=\"data:text/javascript,document.title='owned'\"/></svg>",
    "<a href=\"javascript:document.title='owned'\">hier</a>",
    "javascript:document.title='owned'",
    "<iframe srcdoc=\"<script>parent.document.title='owned'</script>\"></iframe>",
    '"><b onmouseover="document.title=\'owned\'">',
    "' autofocus onfocus='document.title=\"owned\"",
    "</mark></div></section></main></body></html><h1>Ende</h1>",
    "<style>* { display: none !important }</style>",
    "<!-- <!--> ]]> <![CDATA[",
    "&lt;script&gt; &amp &#0; &#x80; &notanentity; &#99999999;",
    "{{ 7 * 7 }} {% raw %} ${7 * 7} #{7}",
    "\u202eneknurteb\u202c \u2066innen\u2069 \u200f rechts",
    "\x00\x07\x1b[31mrot\x1b[0m\x7f\x9b",
    "\ud800 \udfff \ufffe \uffff",
    '=HYPERLINK("https://example.org","hier")',
    "W" * 50_000,
)
"""What an article may hold that must do nothing."""


def hostile() -> Iterable[tuple[str, Document]]:
    """Twenty articles that each say something hostile: as text, quotation, name, title and metadata."""
    for words in HOSTILE:
        text = f"{words} sagte: „{words}“\r\nUnd so weiter."
        start = len(words) + len(" sagte: ")
        span, name = Span(start, start + len(words) + 2), Span(0, len(words))
        mention = Mention((name,), words, name)
        speaker = Speaker(mention, Entity("e1", words, EntityKind.PERSON), Via.EXPLICIT)
        cue = Cue((Span(len(words) + 1, len(words) + 6),), words, words, CueKind.VERB)
        quote = Quote(
            "q1", QuoteType.DIRECT, None, (span,), span.of(text), cue, (name,), speaker, mention,
            Stance(target=mention, evidence=(Evidence(words, (name,), (words,)),)),
            confidence=0.5, evidence=(Evidence(words, (span,), (f"{words}=1",)),),
        )  # fmt: skip
        metadata = {"title": words, "outlet": words, "date": words, "url": words}
        odd = Diagnostic(words, span, words)
        yield words, Document(text, (quote,), (speaker.entity,), (odd,), words, metadata=metadata)  # type: ignore[arg-type]


def shown(thing: object) -> str:
    """What IPython makes of a result, asked as IPython asks."""
    method = type(thing).__dict__["_repr_html_"]
    found: str = method(thing)
    return found


VOID = {"meta", "link", "input"}


class Page(HTMLParser):
    """What is on a page: its elements, whether they close, the text of its articles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[tuple[str, bool]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        self.elements.append((tag, found))
        is_text = found.get("class") == "text"
        if is_text:
            self.texts.append("")
        if tag not in VOID:
            self.open.append((tag, is_text))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if any(is_text for _, is_text in self.open):
            self.texts[-1] += data

    def tags(self) -> set[str]:
        return {tag for tag, _ in self.elements}

    def attributes(self) -> set[str]:
        return {key for _, found in self.elements for key in found}

    def values(self, attribute: str) -> list[str]:
        return [found[attribute] for _, found in self.elements if attribute in found]
