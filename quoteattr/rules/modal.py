"""Claims and plans that are passed on without a frame and without Konjunktiv: *Die Strecke soll im Mai öffnen*.

*Sollen* in the indicative says that somebody else says so, *wollen* with a perfect infinitive that its subject does
(Duden-Grammatik: Modalverben, evidentielle Lesart).
"""

from collections.abc import Iterator

from quoteattr.grammar.clauses import Mood, mood_of
from quoteattr.grammar.modality import has_perfect_infinitive
from quoteattr.model import QuoteType
from quoteattr.reading import Reading
from quoteattr.rules.family import Family, by_id
from quoteattr.rules.free import free_features, free_sentences
from quoteattr.rules.proposal import Proposal, Rule
from quoteattr.tree import Sentence, Token

_MODALS = frozenset({"sollen", "müssen", "wollen"})

RULES = by_id(
    Rule(
        "modal.sentence",
        "a sentence with *sollen*, *müssen* or *wollen* in its main clause",
        "Die Polizei sucht nach einer Zeugin. Sie soll den Täter am Bahnhof gesehen haben.",
        "Nach dem langen Regen mussten die Bauern die Ernte verschieben.",
    )
)


def propose(reading: Reading) -> Iterator[Proposal]:
    """Propose sentences with such a modal verb, with their stop."""
    for free in free_sentences(reading):
        modal = next((finite for finite in free.finites if finite.lemma in _MODALS or _is_form_of_sollen(finite)), None)
        if modal is None or mood_of(modal, reading.lexicon) is Mood.KONJUNKTIV_I:
            continue
        extra = {
            f"modal={modal.lemma}": 1.0,
            "modal.perfect": float(has_perfect_infinitive(free.sentence, _predicate(free.sentence, modal))),
        }
        yield Proposal(
            RULES["modal.sentence"],
            QuoteType.FREE_INDIRECT,
            free.sentence,
            free.quote,
            free.group,
            features=free_features(reading, free) | extra,
        )


def _is_form_of_sollen(token: Token) -> bool:
    return token.text.lower() in ("soll", "sollen", "sollte", "sollten")


def _predicate(sentence: Sentence, modal: Token) -> Token:
    """The verb that a modal verb governs: its head in the tree, itself where it stands alone."""
    head = sentence.head(modal)
    return head if head is not None and modal.relation == "aux" else modal


FAMILY = Family(
    "modal",
    propose,
    RULES,
    found_by={
        "de": "Gefunden an einem Modalverb wie „soll“, das Gehörtes weitergibt",
        "en": 'It was found by a modal verb such as "soll", which passes on what was heard',
    },
)
"""Free forms with a modal verb."""
