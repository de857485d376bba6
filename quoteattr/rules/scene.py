"""Clauses before a colon that tell of no speech but of what somebody does or feels: *Kern strahlte: „…“*."""

from collections.abc import Sequence

from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.clauses import Mood, mood_of
from quoteattr.grammar.hearing import sender_of
from quoteattr.grammar.speaking import Phrase, phrase
from quoteattr.grammar.subjects import subject_of
from quoteattr.lexicon import Lexicon
from quoteattr.reading import Reading
from quoteattr.tree import Sentence, Token

_FROM = frozenset({"von", "vom"})
_FELT_BY = _FROM | {"für", "bei", "beim"}


def bearer_in(reading: Reading, sentence: Sentence, words: Sequence[Token]) -> Phrase | None:
    """Who does or feels what a main clause tells of: its subject, but for a thing.

    *Für Kern wurde ein Traum wahr: „…“*, *Die Freude bei Kern war groß: „…“*: no feeling speaks itself, and nobody does
    where a thing is or does something (*Die Lage ist ernst: „…“*, *Der Jubel kannte keine Grenzen: „…“*). What is told
    in somebody's report is told by them (*Thiel ist skeptisch. Die Regierung habe sich verrechnet: „…“*).

    Args:
        reading: The text.
        sentence: The sentence with the clause.
        words: The words before the colon.
    """
    text = shown_text(reading, sentence, words)
    if text is not None:
        sender = sender_of(sentence, text, reading.lexicon)
        return phrase(sentence, sender, reading.lexicon) if sender is not None else None
    for head in reading.main_heads(sentence):
        subject = subject_of(sentence, head)
        if subject is None or subject not in words:
            continue
        lexicon = reading.lexicon
        if _is_reported(sentence.finite(head), lexicon):
            return None
        known = subject.upos != "NOUN" or is_somebody(subject, lexicon) or lexicon.noun(subject.text) is not None
        if known or reading.inside_marks(subject):
            return phrase(sentence, subject, lexicon)
        for noun in (*sentence.children(head, "obl"), *sentence.children(subject, "nmod")):
            case = sentence.child(noun, "case")
            by = case is not None and case.text.lower() in _FELT_BY
            if by and noun in words and is_somebody(noun, lexicon):
                return phrase(sentence, noun, lexicon)
        acts = _can_act(subject, lexicon) if sentence.child(head, "cop") is None else _is_felt(head, lexicon)
        return phrase(sentence, subject, lexicon) if acts else None
    return None


def _is_reported(finite: Token | None, lexicon: Lexicon) -> bool:
    """Whether the mood of a main clause tells that somebody reports it: Konjunktiv I, or the II of a plural for it."""
    mood = mood_of(finite, lexicon)
    plural = finite is not None and finite.feats.get("Number") == "Plur"
    return mood is Mood.KONJUNKTIV_I or (mood is Mood.KONJUNKTIV_II and plural)


def _can_act(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun that no table has may be somebody by its ending: *der Dachdecker*, not *der Jubel*."""
    kinds = ("collective", "pair", "rule-text")  # das Strafgesetzbuch enthält folgenden Satz: „…“
    known = noun.text.lower().endswith(tuple(ending for kind in kinds for ending in lexicon.words(kind)))
    endings = (*lexicon.words("job-ending"), *lexicon.words("agent-ending"))
    return known or (noun.feats.get("Gender") != "Neut" and noun.text.lower().endswith(endings))


def _is_felt(predicate: Token, lexicon: Lexicon) -> bool:
    """Whether a predicate is what only somebody can be, who shows it: *ist wütend*, as in *zeigt sich wütend*."""
    return any(predicate.text.lower() in form.sense.fixed for form in lexicon.verb_forms.get("zeigen", ()))


def shown_text(reading: Reading, sentence: Sentence, words: Sequence[Token]) -> Token | None:
    """What a clause shows or hands over that has the words: *hielt ein Plakat hoch: „…“*, *bekam einen Brief: „…“*.

    Args:
        reading: The text.
        sentence: The sentence with the clause.
        words: The words before the colon.
    """
    lexicon = reading.lexicon
    for head in reading.main_heads(sentence):
        for noun in sentence.children(head, "nsubj", "obj"):
            surface = noun.text.lower() in lexicon.words("surface")
            received = noun.relation == "obj" and head.lemma in lexicon.words("receives")
            if noun in words and (surface or (received and lexicon.noun(noun.text) is not None)):
                return noun
    return None
