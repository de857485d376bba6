"""The words that tell who says what: cue verbs with all their forms, nouns, prepositions, roles, names of places.

The words are data (`quoteattr/data/de/*.tsv`, each with its condition and source), the rules that inflect and read
them are here. Your own tables extend them: `Lexicon.german().extend(folder)`; `python -m quoteattr.lexicon check
FOLDER` finds what is impossible in them.
"""

from quoteattr.lexicon.actors import FirstName, Gender, Group, Number, Organisation, Outlet, Place, Role, Title
from quoteattr.lexicon.entries import (
    Adverb,
    Comment,
    Evaluation,
    Modal,
    NounSense,
    Preposition,
    PseudoCue,
    VerbForm,
    VerbSense,
)
from quoteattr.lexicon.inflect import FormKind, Mood
from quoteattr.lexicon.load import Lexicon

__all__ = [
    "Adverb",
    "Comment",
    "Evaluation",
    "FirstName",
    "FormKind",
    "Gender",
    "Group",
    "Lexicon",
    "Modal",
    "Mood",
    "NounSense",
    "Number",
    "Organisation",
    "Outlet",
    "Place",
    "Preposition",
    "PseudoCue",
    "Role",
    "Title",
    "VerbForm",
    "VerbSense",
]
