"""The words that tell who says what: cue verbs with all their forms, nouns, prepositions, roles, names of places.

The words are data (`quoteattr/data/de/*.tsv`, each with its condition and source), the rules that inflect and read
them are here. Your own tables extend them: `Lexicon.german().extend(folder)`; `python -m quoteattr.lexicon check
FOLDER` finds what is impossible in them,
`python -m quoteattr.lexicon show WORD` prints what they say about a word.
"""

from quoteattr.lexicon.actors import FirstName, Gender, Group, Number, Organisation, Outlet, Place, Role, Title
from quoteattr.lexicon.entries import (
    Adverb,
    Comment,
    Modal,
    NounSense,
    Preposition,
    VerbForm,
    VerbSense,
)
from quoteattr.lexicon.inflect import FormKind, Konjunktiv
from quoteattr.lexicon.judging import Evaluation
from quoteattr.lexicon.load import Lexicon, remembered

__all__ = [
    "Adverb",
    "Comment",
    "Evaluation",
    "FirstName",
    "FormKind",
    "Gender",
    "Group",
    "Konjunktiv",
    "Lexicon",
    "Modal",
    "NounSense",
    "Number",
    "Organisation",
    "Outlet",
    "Place",
    "Preposition",
    "Role",
    "Title",
    "VerbForm",
    "VerbSense",
    "remembered",
]
