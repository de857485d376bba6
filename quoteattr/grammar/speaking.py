"""The noun phrases around a cue: who speaks."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from quoteattr.grammar.animacy import can_speak, is_document, is_person, is_somebody
from quoteattr.grammar.case_forms import can_be_nominative
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.falling_short import falls_short, unsatisfied
from quoteattr.grammar.hearing import overheard, subject_hears
from quoteattr.grammar.noun_phrases import is_name_of_cause, noun_phrase
from quoteattr.grammar.second_verbs import subject_of_first_verb
from quoteattr.grammar.subjects import (
    behind_fronted,
    es_before_plural,
    nearest_subject,
    shared_subject,
    subject_of,
    subject_of_first_half,
)
from quoteattr.lexicon import Lexicon
from quoteattr.model import Span, Spans
from quoteattr.tree import NOMINAL, Sentence, Token


@frozen(eq=False)
class Phrase:
    """A noun phrase in a sentence, as long as it is only proposed.

    Attributes:
        sentence: The sentence.
        tokens: Its words in text order.
        head: Its head word.
    """

    sentence: Sentence
    tokens: tuple[Token, ...]
    head: Token

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(self.tokens[0].start, self.tokens[-1].end)


_NOBODY = frozenset({"es", "man"})
_AGENT_PREPOSITIONS = frozenset({"von", "vom", "durch", "seitens"})
_PLACE_PREPOSITIONS = frozenset({"in", "im", "aus", "von", "vom", "bei", "beim", "auf"})
_GIVING_PREPOSITIONS = _AGENT_PREPOSITIONS | {"bei", "beim", "aus"}
_SOURCE_PREPOSITIONS = frozenset({"aus", "durch"})


def speaker_of(cue: VerbCue, lexicon: Lexicon, outside: Spans = ()) -> Phrase | None:
    """The phrase that names who utters what `cue` announces.

    The subject of an active verb, the agent of a passive one (*wurde von X mitgeteilt*), the source of an
    impersonal one (*hieß es bei X*, *geht aus X hervor*). None for *es* and *man*.

    Args:
        cue: A reporting verb.
        lexicon: The words.
        outside: Marked stretches: what stands in them is said, and cannot name who says it.
    """
    sentence = cue.sentence
    if _is_citation(cue) and cue.passive:
        head = sentence.child(cue.predicate, "nsubj")
    elif falls_short(cue, lexicon):
        head = unsatisfied(cue, lexicon)
    elif (heard := overheard(cue, lexicon)) is not None:
        head = heard
    elif not _is_citation(cue) and subject_hears(cue, lexicon):
        head = _giver(sentence, cue, lexicon)
    elif cue.passive:
        head = _first_oblique(sentence, cue, _AGENT_PREPOSITIONS) or _agent(cue, lexicon) or _document(cue, lexicon)
    elif (cited := _cited(cue, lexicon)) is not None:
        head = cited
    elif cue.impersonal or all(sense.lemma in lexicon.words("message-subject") for sense in cue.senses):
        fixed = {word for sense in cue.senses for word in sense.fixed if word == "für"}  # Für X steht fest, dass …
        head = (
            finding_of(cue, lexicon)
            or _first_oblique(sentence, cue, _PLACE_PREPOSITIONS | fixed)
            or subject_of(sentence, cue.predicate)
        )
    elif (it := es_before_plural(sentence, cue.predicate)) is not None:
        return Phrase(sentence, (it,), it)
    elif (first := subject_of_first_verb(cue, lexicon)) is not None:
        head = first
    else:
        head = subject_of(sentence, cue.predicate)
        if head is None or any(span.overlaps(head.span) for span in outside):
            head = nearest_subject(cue, lexicon, outside, far=True) or subject_of_first_half(cue)
        else:
            other = shared_subject(cue, head, lexicon) or behind_fronted(cue, head, lexicon)
            head = other or head
    if head is not None and head in cue.tokens:
        head = _beside_fixed(cue, lexicon)
    elif head is None and sentence.child(cue.predicate, "nsubj") is not None:  # Anders sieht es | die Stadt
        objects = [each for each in sentence.children(cue.predicate, "obj") if is_somebody(each, lexicon)]
        number = cue.finite.feats.get("Number") if cue.finite is not None else None
        agreeing = (each for each in objects if each.feats.get("Number") == number)
        head = next((each for each in agreeing if can_be_nominative(sentence, each, lexicon)), None)
    if head is None or head.text.lower() in _NOBODY:
        return None
    return phrase(sentence, head, lexicon)


def _beside_fixed(cue: VerbCue, lexicon: Lexicon) -> Token | None:
    """Who can be the subject where a tree has a noun of the cue for it: *Kritik äußert | die Kammer*."""
    beside = cue.sentence.children(cue.predicate, "nsubj", "obj")
    others = [each for each in beside if each not in cue.tokens and each.upos == "NOUN" and is_somebody(each, lexicon)]
    return next((each for each in others if can_be_nominative(cue.sentence, each, lexicon)), None)


def source_of(cue: VerbCue, named: Phrase | None, lexicon: Lexicon) -> Phrase | None:
    """Whom what a cue announces comes from: `named`, the speaker by grammar, unless it becomes known by itself.

    Nobody says *als bekannt wurde, dass …* but the source that it names (*wurde aus Polizeikreisen bekannt*): whoever
    the sentence is about did not. Rules weigh the speaker by grammar all the same.
    """
    if not any(sense.lemma in lexicon.words("becomes-known") for sense in cue.senses):
        return named
    for head in _obliques(cue.sentence, cue, _SOURCE_PREPOSITIONS):
        if lexicon.noun(head.text) is not None or can_speak(head, lexicon):
            return phrase(cue.sentence, head, lexicon)
    return None


def phrase(sentence: Sentence, head: Token, lexicon: Lexicon) -> Phrase:
    """The noun phrase of `head`; the article in *im* or *vom* stays with its preposition."""
    tokens = noun_phrase(sentence, head, lexicon)
    if head.index and is_name_of_cause(sentence.tokens[head.index - 1 : head.index + 1]):
        last = tokens[-1].index if tokens else head.index
        return Phrase(sentence, tuple(sentence.tokens[head.index - 1 : last + 1]), head)
    while len(tokens) > 1 and (tokens[0].upos == "ADP" or _is_contracted(sentence, tokens[0])):
        tokens = tokens[1:]
    return Phrase(sentence, tuple(tokens) or (head,), head)


def _is_contracted(sentence: Sentence, article: Token) -> bool:
    """Whether an article is one word with its preposition (*im*, *vom*)."""
    return article.index > 0 and sentence.tokens[article.index - 1].span == article.span


def _first_oblique(sentence: Sentence, cue: VerbCue, prepositions: frozenset[str]) -> Token | None:
    return next(_obliques(sentence, cue, prepositions), None)


def _obliques(sentence: Sentence, cue: VerbCue, prepositions: frozenset[str], *beside: Token) -> Iterator[Token]:
    """The nouns below the cue, or below words beside it, that one of `prepositions` governs (*von der Polizei*)."""
    lets = sentence.head(cue.predicate)  # muss sich von X sagen lassen
    above = (lets,) if lets is not None and lets.lemma == "lassen" else ()
    for head in dict.fromkeys((cue.predicate, cue.verb, *cue.tokens, *above, *beside)):  # erhielt Lob von X
        for child in sentence.children(head, "obl", "nmod"):
            # the preposition may stand behind what is none of its (*stößt das bei X*), or hang on its first word
            first = sentence.child(child, "case") or sentence.subtree(child)[0]  # von Kenias Regierung
            if first.upos == "ADP" and first.text.lower() in prepositions and child.upos in NOMINAL:
                yield child


def _giver(sentence: Sentence, cue: VerbCue, lexicon: Lexicon) -> Token | None:
    """From whom the subject hears something, or gets praise and blame: *Lob erhielt der Vorstand | von der Trainerin*.

    Praise and blame come from whatever noun the clause names (*aus dem Dorf*), words only from somebody.
    """
    others = sentence.children(cue.predicate, "nsubj", "obj")
    found = [*_obliques(sentence, cue, _GIVING_PREPOSITIONS, *others), *_owners(cue)]
    somebody = next((noun for noun in found if is_somebody(noun, lexicon)), None)
    judged = all(sense.target == "subj" for sense in cue.senses)
    return somebody or (next(iter(found), None) if judged else None)


def finding_of(cue: VerbCue, lexicon: Lexicon) -> Token | None:
    """Whose result something is: *Das ist das Ergebnis | einer Studie, das Fazit des Vereins*; not *der Arbeit*."""
    for owner in _owners(cue):
        document = is_document(owner.text, lexicon) or owner.text.lower().endswith(tuple(lexicon.epithets("document")))
        if document or is_person(owner, lexicon) is False:
            return owner
    return None


def _owners(cue: VerbCue) -> Iterator[Token]:
    """Whose a noun of a cue is: *erntete Kritik | der Kammer*."""
    for noun in (token for token in cue.tokens if token.upos == "NOUN"):
        for owner in cue.sentence.children(noun, "nmod"):
            if owner.feats.get("Case") == "Gen" and cue.sentence.child(owner, "case") is None:
                yield owner


def _agent(cue: VerbCue, lexicon: Lexicon) -> Token | None:
    """Whom a tree hangs on another noun of a passive: *Gelobt wurde der Plan | vom Rat*, *wurde am Abend | von Fans …*.

    What stands before the finite verb is one phrase (*Der Chef von Orbis wurde gerügt*); a name there is mostly where
    somebody is from (*Kritisiert wurde der Bischof von Ulm*).
    """
    finite = cue.finite
    if finite is None:
        return None
    for above in cue.sentence.children(cue.predicate, "nsubj", "obl"):
        for child in cue.sentence.children(above, "nmod"):
            case = cue.sentence.child(child, "case")
            by = case is not None and case.text.lower() in ("von", "vom", "seitens")
            if by and above.index > finite.index and child.upos == "NOUN" and is_somebody(child, lexicon):
                return child
    return None


def _document(cue: VerbCue, lexicon: Lexicon) -> Token | None:
    """What a passive verb is read or heard in: *im Bericht wurde festgestellt*, *in Polizeikreisen*; no place."""
    for head in _obliques(cue.sentence, cue, _PLACE_PREPOSITIONS):
        group = lexicon.group(head.text)
        hidden = group is not None and group.kind == "unnamed"
        if hidden or lexicon.noun(head.text) is not None or lexicon.organisation(head.text) is not None:
            return head
    return None


def _cited(cue: VerbCue, lexicon: Lexicon) -> Token | None:
    """Whom somebody cites, be it a person or a paper: *Rau zitierte eine Nachbarin: „…“*.

    Or whose text it is that somebody reads out: *las aus einem Brief der Nachbarin vor: „…“*.
    """
    sentence = cue.sentence
    reads = _is_citation(cue) or any(sense.lemma in lexicon.words("reads-out") for sense in cue.senses)
    objects = sentence.children(cue.predicate, "obj", "obl") if reads else ()
    # zitiert die „Post“ den Vorstand: both look like objects; die Agentur Irana Außenminister Roth
    if _is_citation(cue):
        beside = [
            each for child in sentence.children(cue.predicate, "nsubj") for each in _person_beside(child, cue, lexicon)
        ]
        objects = (*sorted(objects, key=lambda each: is_person(each, lexicon) is False), *beside)
    for token in objects:
        case = sentence.child(token, "case")
        if _is_citation(cue) and case is None and is_somebody(token, lexicon):
            return token
        if case is not None and case.text.lower() != "aus":
            continue
        for owner in sentence.children(token, "nmod"):
            of = sentence.child(owner, "case")
            by = of.text.lower() in _AGENT_PREPOSITIONS if of is not None else owner.feats.get("Case") == "Gen"
            if by and is_somebody(owner, lexicon):
                return owner
    return None


def _person_beside(citing: Token, cue: VerbCue, lexicon: Lexicon) -> Sequence[Token]:
    """The person whom a tree takes for the name of the institution or paper that cites her."""
    if is_person(citing, lexicon) is not False:
        return ()
    return [each for each in cue.sentence.children(citing, "appos") if is_person(each, lexicon)]


def _is_citation(cue: VerbCue) -> bool:
    """*X wird zitiert*: the one who is cited speaks."""
    return any(sense.base == "zitieren" for sense in cue.senses)
