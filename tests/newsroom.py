"""German news sentences written together with the quotations in them.

The vocabulary is this project's own and small. A construction is a line of pieces; the pieces that are quotation,
frame, speaker or cue are wrapped, so that a text and what must be found in it cannot drift apart. `strategies`
draws from what is here.
"""

from collections.abc import Callable

from attrs import evolve, frozen

from quoteattr.model import QuoteType, Span, Spans


@frozen
class Style:
    """How an article writes its quotation marks."""

    name: str
    opener: str
    closer: str
    inner_opener: str
    inner_closer: str


STYLES = (
    Style("german", "„", "“", "‚", "‘"),
    Style("guillemets-inward", "»", "«", "›", "‹"),
    Style("guillemets-outward", "«", "»", "‹", "›"),
    Style("english", "“", "”", "‘", "’"),
    Style("ascii", '"', '"', "'", "'"),
)
MISTAKEN_STYLES = (
    Style("mistaken", "„", "”", "‚", "’"),
    Style("mistaken", "„", '"', "‚", "'"),
    Style("mistaken", ",,", "''", "‚", "‘"),
    Style("mistaken", "``", "''", "‚", "‘"),
    Style("mistaken", "´´", "´´", "´", "´"),
    Style("mistaken", "”", "”", "‚", "‘"),
)


@frozen
class Expected:
    """A quotation that an article must be found to have.

    Attributes:
        type: Its type.
        spans: What is quoted.
        speaker: The phrase that names the speaker, perhaps in an earlier sentence.
        cue: The announcing words, empty if there are none.
        frame: The reporting clause, empty if there is none.
        construction: Name of the construction, for messages and targeted tests.
    """

    type: QuoteType
    spans: Spans
    speaker: Span
    cue: Spans
    frame: Spans
    construction: str


@frozen
class Article:
    """A text and all quotations in it, in text order."""

    text: str
    expected: tuple[Expected, ...]
    style: Style

    @property
    def constructions(self) -> tuple[str, ...]:
        """The constructions used, in text order."""
        return tuple(dict.fromkeys(expected.construction for expected in self.expected))


@frozen
class Source:
    """Who speaks: nominative and dative; the verb agrees with `plural`."""

    nominative: str
    dative: str
    plural: bool = False


SOURCES = (
    Source("Katharina Brandt", "Katharina Brandt"),
    Source("Oskar Wieland", "Oskar Wieland"),
    Source("Bürgermeisterin Anna Lindner", "Bürgermeisterin Anna Lindner"),
    Source("Polizeisprecher Jens Vogt", "Polizeisprecher Jens Vogt"),
    Source("der Verkehrsminister", "dem Verkehrsminister"),
    Source("die Landrätin", "der Landrätin"),
    Source("eine Sprecherin des Konzerns", "einer Sprecherin des Konzerns"),
    Source("der Leiter der Klinik", "dem Leiter der Klinik"),
    Source("die Polizei", "der Polizei"),
    Source("das Umweltministerium", "dem Umweltministerium"),
    Source("der Deutsche Wetterdienst", "dem Deutschen Wetterdienst"),
    Source("die Behörden", "den Behörden", plural=True),
    Source("zwei Augenzeuginnen", "zwei Augenzeuginnen", plural=True),
)


@frozen
class Verb:
    """A cue verb in the simple past, with its particle."""

    singular: str
    plural: str
    particle: str = ""


VERBS = (
    Verb("sagte", "sagten"),
    Verb("erklärte", "erklärten"),
    Verb("betonte", "betonten"),
    Verb("versicherte", "versicherten"),
    Verb("berichtete", "berichteten"),
    Verb("teilte", "teilten", "mit"),
    Verb("fügte", "fügten", "hinzu"),
    Verb("gab", "gaben", "bekannt"),
)
QUESTION_VERBS = (Verb("fragte", "fragten"), Verb("wollte", "wollten", "wissen"))


@frozen
class Content:
    """What is said, cut up so that the finite verb can stand second, first or last."""

    subject: str
    indicative: str
    konjunktiv: str
    middle: str
    end: str


CONTENTS = (
    Content("die Brücke", "bleibt", "bleibe", "bis zum Frühjahr", "gesperrt"),
    Content("der Haushalt", "ist", "sei", "für das kommende Jahr", "gesichert"),
    Content("die Zahl der Unfälle", "ist", "sei", "im Sommer deutlich", "gestiegen"),
    Content("das neue Schwimmbad", "wird", "werde", "im Mai", "eröffnet"),
    Content("die Stadt", "hat", "habe", "alle Anträge", "geprüft"),
    Content("das Krankenhaus", "braucht", "brauche", "dringend mehr", "Personal"),
    Content("der Verkehr", "wird", "werde", "über die Bundesstraße", "umgeleitet"),
    Content("ein Radfahrer", "ist", "sei", "am Abend leicht", "verletzt worden"),
    Content("der Zug", "fährt", "fahre", "ab Montag wieder", "nach Fahrplan"),
    Content("die Verhandlungen", "sind", "seien", "in der Nacht ohne Ergebnis", "beendet worden"),
)
STATEMENTS = (
    "Wir bauen im Norden zweihundert neue Wohnungen",
    "Mit diesem Ergebnis sind wir sehr zufrieden",
    "Das ist ein guter Tag für die ganze Region",
    "Wir haben viel zu lange gewartet",
    "Niemand muss sich deswegen Sorgen machen",
    "Dafür fehlt uns bisher das Geld",
)
QUESTIONS = (
    "Wer bezahlt am Ende die neue Brücke?",
    "Warum hat uns niemand gewarnt?",
    "Wie soll das in zwei Jahren zu schaffen sein?",
)
# Nobody says anything here; the last ones have marks all the same.
FILLERS = (
    "Am Dienstag regnete es im Norden kräftig.",
    "Die Halle steht seit drei Jahren leer.",
    "Rund achthundert Menschen kamen auf den Marktplatz.",
    "Der Zug aus München hatte zwanzig Minuten Verspätung.",
    "Im Kino läuft seit Donnerstag der Film {o}Nordlicht{c}.",
    "Das Segelschiff {o}Seeadler{c} liegt wieder im Hafen.",
)


@frozen
class _Part:
    """A piece of a sentence with the roles it plays in its quotations."""

    text: str
    roles: frozenset[str] = frozenset()


_Parts = list[_Part]


def _plain(text: str) -> _Parts:
    return [_Part(text)]


def _with(role: str, *parts: _Parts) -> _Parts:
    return [evolve(part, roles=part.roles | {role}) for some in parts for part in some]


def _quote(*parts: _Parts) -> _Parts:
    return _with("quote", *parts)


def _frame(*parts: _Parts) -> _Parts:
    return _with("frame", *parts)


def _speaker(text: str) -> _Parts:
    return _with("speaker", _plain(text))


def _cue(text: str) -> _Parts:
    return _with("cue", _plain(text))


def _join(*some: _Parts) -> _Parts:
    return [part for parts in some for part in parts]


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


@frozen
class Choice:
    """What a construction is made of."""

    source: Source
    verb: Verb
    content: Content
    statement: str
    style: Style

    def marked(self, text: str) -> str:
        return f"{self.style.opener}{text}{self.style.closer}"

    def finite(self) -> str:
        return self.verb.plural if self.source.plural else self.verb.singular

    def frame_first(self, end: str) -> _Parts:
        """Die Polizei teilte mit, …"""
        cue = _join(_cue(self.finite()), _particle(self.verb))
        return _frame(_speaker(capital(self.source.nominative)), _plain(" "), cue, _plain(end))

    def frame_behind(self, start: str = "", end: str = "") -> _Parts:
        """…, teilte die Polizei mit"""
        return _frame(
            _plain(start),
            _cue(self.finite()),
            _plain(" "),
            _speaker(self.source.nominative),
            _particle(self.verb),
            _plain(end),
        )


def _particle(verb: Verb) -> _Parts:
    return _join(_plain(" "), _cue(verb.particle)) if verb.particle else []


def _direct_before(choice: Choice) -> _Parts:
    return _join(choice.frame_first(":"), _plain(" "), _quote(_plain(choice.marked(choice.statement + "."))))


def _direct_behind(choice: Choice) -> _Parts:
    return _join(_quote(_plain(choice.marked(choice.statement))), choice.frame_behind(", "), _plain("."))


def _direct_so(choice: Choice) -> _Parts:
    frame = _frame(_plain(", "), _cue("so"), _plain(" "), _speaker(choice.source.nominative))
    return _join(_quote(_plain(choice.marked(choice.statement))), frame, _plain("."))


def _dass(choice: Choice) -> _Parts:
    c = choice.content
    clause = f"dass {c.subject} {c.middle} {c.end} {c.konjunktiv}"
    return _join(choice.frame_first(","), _plain(" "), _quote(_plain(clause)), _plain("."))


def _konjunktiv_behind_frame(choice: Choice) -> _Parts:
    c = choice.content
    clause = f"{c.subject} {c.konjunktiv} {c.middle} {c.end}"
    return _join(choice.frame_first(","), _plain(" "), _quote(_plain(clause)), _plain("."))


def _partly_marked(choice: Choice) -> _Parts:
    c = choice.content
    clause = _join(
        _plain(f"{c.subject} {c.konjunktiv} "), _with("marked", _plain(choice.marked(f"{c.middle} {c.end}")))
    )
    return _join(choice.frame_first(","), _plain(" "), _quote(clause), _plain("."))


def _konjunktiv_before_frame(choice: Choice) -> _Parts:
    c = choice.content
    clause = capital(f"{c.subject} {c.konjunktiv} {c.middle} {c.end}")
    return _join(_quote(_plain(clause)), choice.frame_behind(", "), _plain("."))


def _konjunktiv_around_frame(choice: Choice) -> _Parts:
    c = choice.content
    return _join(
        _quote(_plain(capital(f"{c.subject} {c.konjunktiv}"))),
        choice.frame_behind(", ", ","),
        _plain(" "),
        _quote(_plain(f"{c.middle} {c.end}")),
        _plain("."),
    )


def _laut_first(choice: Choice) -> _Parts:
    c = choice.content
    frame = _frame(_cue("Laut"), _plain(" "), _speaker(choice.source.dative))
    return _join(frame, _plain(" "), _quote(_plain(f"{c.indicative} {c.subject} {c.middle} {c.end}")), _plain("."))


def _laut_inside(choice: Choice) -> _Parts:
    c = choice.content
    return _join(
        _quote(_plain(capital(f"{c.subject} {c.indicative}"))),
        _plain(" "),
        _frame(_cue("laut"), _plain(" "), _speaker(choice.source.dative)),
        _plain(" "),
        _quote(_plain(f"{c.middle} {c.end}")),
        _plain("."),
    )


def _zufolge(choice: Choice) -> _Parts:
    c = choice.content
    frame = _frame(_speaker(capital(choice.source.dative)), _plain(" "), _cue("zufolge"))
    return _join(frame, _plain(" "), _quote(_plain(f"{c.indicative} {c.subject} {c.middle} {c.end}")), _plain("."))


def _so_behind(choice: Choice) -> _Parts:
    c = choice.content
    clause = capital(f"{c.subject} {c.indicative} {c.middle} {c.end}")
    frame = _frame(_plain(", "), _cue("so"), _plain(" "), _speaker(choice.source.nominative))
    return _join(_quote(_plain(clause)), frame, _plain("."))


@frozen
class Construction:
    name: str
    type: QuoteType
    build: Callable[[Choice], _Parts]


CONSTRUCTIONS = (
    Construction("direct-before", QuoteType.DIRECT, _direct_before),
    Construction("direct-behind", QuoteType.DIRECT, _direct_behind),
    Construction("direct-question", QuoteType.DIRECT, _direct_behind),
    Construction("direct-so", QuoteType.DIRECT, _direct_so),
    Construction("dass", QuoteType.INDIRECT, _dass),
    Construction("konjunktiv-behind-frame", QuoteType.INDIRECT, _konjunktiv_behind_frame),
    Construction("partly-marked", QuoteType.INDIRECT, _partly_marked),
    Construction("konjunktiv-before-frame", QuoteType.INDIRECT, _konjunktiv_before_frame),
    Construction("konjunktiv-around-frame", QuoteType.INDIRECT, _konjunktiv_around_frame),
    Construction("laut-first", QuoteType.INDIRECT, _laut_first),
    Construction("laut-inside", QuoteType.INDIRECT, _laut_inside),
    Construction("zufolge", QuoteType.INDIRECT, _zufolge),
    Construction("so-behind", QuoteType.INDIRECT, _so_behind),
)


# What may follow such a sentence without a frame of its own; the speaker is inherited.
CONTINUED = {"direct-behind", "direct-so"}
CHAINED = {"dass", "konjunktiv-behind-frame", "konjunktiv-before-frame", "konjunktiv-around-frame"}
