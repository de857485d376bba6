"""The public names of quoteattr, from wherever they are made."""

from quoteattr.article import Article
from quoteattr.config import Config
from quoteattr.decide import Weights
from quoteattr.documents.arrow import to_table
from quoteattr.documents.explain import explain
from quoteattr.documents.reading_articles import articles_from
from quoteattr.errors import (
    DamagedModelError,
    FormatError,
    InputError,
    LexiconError,
    ModelError,
    OptionError,
    QuoteattrError,
    UnknownModelError,
)
from quoteattr.lexicon import Lexicon
from quoteattr.model import (
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
    Word,
)
from quoteattr.page.listing import Documents
from quoteattr.parsing import Parser
from quoteattr.pipeline import QuoteAttributor, attribute
from quoteattr.rules import Family
from quoteattr.speakers import Entities, KnownEntity
from quoteattr.tree import Parse, Sentence, Token

__all__ = [
    "Article",
    "Attitude",
    "Commitment",
    "Config",
    "Cue",
    "CueKind",
    "DamagedModelError",
    "Diagnostic",
    "Document",
    "Documents",
    "Entities",
    "Entity",
    "EntityKind",
    "Evidence",
    "Family",
    "FormatError",
    "InputError",
    "KnownEntity",
    "Lexicon",
    "LexiconError",
    "Medium",
    "Mention",
    "ModelError",
    "OptionError",
    "Parse",
    "Parser",
    "Quote",
    "QuoteAttributor",
    "QuoteType",
    "QuoteattrError",
    "Reporting",
    "Sentence",
    "Span",
    "Speaker",
    "Stance",
    "Token",
    "UnknownModelError",
    "Via",
    "Weights",
    "Word",
    "articles_from",
    "attribute",
    "explain",
    "to_table",
]
