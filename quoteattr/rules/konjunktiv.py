"""Reported speech that goes on without a frame: a main clause in the Konjunktiv.

A main clause in the Konjunktiv I without a reporting verb is reported speech that goes on from the sentences before
(Duden-Grammatik: berichtete Rede).
"""

from collections.abc import Iterator

from quoteattr.model import QuoteType
from quoteattr.reading import Reading
from quoteattr.rules.family import Family, by_id
from quoteattr.rules.free import KONJUNKTIV, free_features, free_sentences
from quoteattr.rules.proposal import Proposal, Rule

RULES = by_id(
    Rule(
        "konjunktiv.sentence",
        "a sentence whose main clause stands in the Konjunktiv",
        "Nach Angaben der Polizei war der Mann bewaffnet. Er habe sofort das Feuer eröffnet.",
        "Ohne die Spenden hätte der Verein das Heim geschlossen.",
    )
)


def propose(reading: Reading) -> Iterator[Proposal]:
    """Propose sentences in the Konjunktiv, with their stop."""
    for free in free_sentences(reading):
        if any(mood in KONJUNKTIV for mood in free.moods):
            yield Proposal(
                RULES["konjunktiv.sentence"],
                QuoteType.INDIRECT_FREE_INDIRECT,
                free.sentence,
                free.quote,
                free.group,
                features=free_features(reading, free),
            )


FAMILY = Family(
    "konjunktiv",
    propose,
    RULES,
    found_by={
        "de": "Gefunden am Konjunktiv: Der Satz setzt eine Wiedergabe fort",
        "en": "It was found by its Konjunktiv: the sentence goes on with a report",
    },
)
"""Free forms in the Konjunktiv."""
