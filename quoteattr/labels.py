"""The labels that quoteattr chooses among: types of quotation, media, kinds, places, and the values of stance."""

from enum import StrEnum


class QuoteType(StrEnum):
    """The five types of the German news quotation corpus (Petersen-Frey & Biemann 2024)."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    FREE_INDIRECT = "free_indirect"
    INDIRECT_FREE_INDIRECT = "indirect_free_indirect"
    REPORTED = "reported"


class Medium(StrEnum):
    """How something was uttered; the two-letter values are the corpus' undecided pairs."""

    SPEECH = "speech"
    THOUGHT = "thought"
    WRITING = "writing"
    SPEECH_OR_THOUGHT = "st"
    SPEECH_OR_WRITING = "sw"
    THOUGHT_OR_WRITING = "tw"


class CueKind(StrEnum):
    """The kind of expression that announces a quotation."""

    VERB = "verb"
    NOUN = "noun"
    PREPOSITION = "preposition"
    ADVERB = "adverb"
    COLON = "colon"


class EntityKind(StrEnum):
    """What kind of thing speaks."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    MEDIUM = "medium"
    GROUP = "group"
    UNNAMED = "unnamed"


class PlaceKind(StrEnum):
    """What a stretch of a page is, told by its layout.

    A paragraph is one of the first dozen. `dateline`, `time`, `marker` (the dash or number of a list) and `label` open
    a paragraph, `handle` (*@name*, *#word*) stands in one.
    """

    KICKER = "kicker"
    HEADLINE = "headline"
    SUBHEAD = "subhead"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TICKER_ENTRY = "ticker-entry"
    QUESTION = "question"
    ANSWER = "answer"
    PULL_QUOTE = "pull-quote"
    CAPTION = "caption"
    TEASER = "teaser"
    TABLE = "table"
    MAIL = "mail"
    DATELINE = "dateline"
    TIME = "time"
    MARKER = "marker"
    LABEL = "label"
    HANDLE = "handle"


class Via(StrEnum):
    """How the speaker was found."""

    EXPLICIT = "explicit"
    PRONOUN = "pronoun"
    INHERITED = "inherited"
    REFERENCE = "reference"
    METONYM = "metonym"


class Reporting(StrEnum):
    """Stance of the article towards what it reports."""

    NEUTRAL = "neutral"
    ENDORSING = "endorsing"
    DISTANCING = "distancing"
    DENYING = "denying"
    UNCERTAIN = "uncertain"
    UNKNOWN = "unknown"


class Commitment(StrEnum):
    """How far the speaker commits to the content, as FactBank writes it (Saurí & Pustejovsky 2009)."""

    CERTAIN = "CT+"
    CERTAIN_NOT = "CT-"
    PROBABLE = "PR+"
    PROBABLE_NOT = "PR-"
    POSSIBLE = "PS+"
    POSSIBLE_NOT = "PS-"
    CERTAIN_UNKNOWN_POLARITY = "CTu"
    UNKNOWN = "Uu"


class Attitude(StrEnum):
    """Attitude of the speaker towards a target."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    DEMAND = "demand"
    COMMIT = "commit"
    WARN = "warn"
    REGRET = "regret"
    NEUTRAL = "neutral"
    UNKNOWN = "unknown"
