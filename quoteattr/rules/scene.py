"""Clauses before a colon that tell of no speech but of what somebody does or feels: *Kern strahlte: „…“*."""

from collections.abc import Sequence

from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.speaking import Phrase, phrase
from quoteattr.grammar.subjects import subject_of
from quoteattr.reading import Reading
from quoteattr.tree import Sentence, Token

_FELT_BY = frozenset({"für", "bei", "beim", "von", "vom"})


def bearer_in(reading: Reading, sentence: Sentence, words: Sequence[Token]) -> Phrase | None:
    """Who does or feels what a main clause tells of: its subject, but for a thing.

    *Für Kern wurde ein Traum wahr: „…“*, *Die Freude bei Kern war groß: „…“*: no feeling speaks itself, and nobody does
    where a thing is something (*Die Lage ist ernst: „…“*).

    Args:
        reading: The text.
        sentence: The sentence with the clause.
        words: The words before the colon.
    """
    for head in reading.main_heads(sentence):
        subject = subject_of(sentence, head)
        if subject is None or subject not in words:
            continue
        lexicon = reading.lexicon
        known = subject.upos != "NOUN" or is_somebody(subject, lexicon) or lexicon.noun(subject.text) is not None
        if known or reading.inside_marks(subject):
            return phrase(sentence, subject, lexicon)
        for noun in (*sentence.children(head, "obl"), *sentence.children(subject, "nmod")):
            case = sentence.child(noun, "case")
            by = case is not None and case.text.lower() in _FELT_BY
            if by and noun in words and is_somebody(noun, lexicon):
                return phrase(sentence, noun, lexicon)
        return phrase(sentence, subject, lexicon) if sentence.child(head, "cop") is None else None
    return None
