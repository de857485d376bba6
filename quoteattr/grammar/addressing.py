"""Whom a quotation is addressed to, as far as its frame says so.

German names the one spoken to as an object (*forderte ihn auf*, *warf ihm vor*), as the subject of the passive
(*wurde aufgefordert*), or behind a preposition (*gegenüber der Zeitung*, *vor der Presse*, *in einem Brief an den
Senat*, *im Interview mit dem Sender*). They are tried in this order.
"""

from collections.abc import Collection, Iterator

from quoteattr.grammar.animacy import is_somebody, outlet_of
from quoteattr.grammar.case_forms import is_dative_feminine
from quoteattr.grammar.clauses import clause_words
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.speaking import Phrase, phrase
from quoteattr.lexicon import Gender, Lexicon
from quoteattr.model import Spans
from quoteattr.tree import NOMINAL, Sentence, Token

_NOBODY = frozenset("sich es das dies dieses was man dem damit zeit".split())
_ONLY_DATIVE = frozenset("dem einem ihm ihnen diesem seinem ihrem unserem mir".split())
_DATIVE_OBJECT = frozenset("der einer dieser seiner ihrer ihr".split())
_NO_DATIVE = frozenset("das ein die ihn dieses diesen keinen kein".split())
_NO_ACCUSATIVE = _ONLY_DATIVE | frozenset({"der", "er"})


def addressee_of(cue: VerbCue, lexicon: Lexicon, speaker: Phrase | None = None, content: Spans = ()) -> Phrase | None:
    """The phrase in the frame that names whom the cue's verb addresses.

    Args:
        cue: A reporting verb.
        lexicon: The words.
        speaker: Who speaks, and is not spoken to.
        content: What is said: the addressee stands outside of it.
    """
    taken = (*content, *((speaker.span,) if speaker is not None else ()))
    head = _addressed_object(cue, lexicon, taken) or _prepositional_addressee(cue, lexicon, taken)
    return _phrase(cue.sentence, head, lexicon, taken) if head is not None else None


def addressee_of_noun(sentence: Sentence, noun: Token, lexicon: Lexicon, content: Spans) -> Phrase | None:
    """The phrase that names whom a cue noun addresses: *der Vorwurf an X*, *an X erging die Aufforderung*."""
    governor = sentence.head(noun)
    own = sentence.children(noun, "nmod", "obl")
    beside = sentence.children(governor, "obl", "nmod") if governor is not None else ()
    for child in (*own, *(child for child in beside if is_somebody(child, lexicon))):
        case = sentence.child(child, "case")
        if case is not None and not _overlaps(child, content) and _is_directed(sentence, case, child, lexicon):
            return _phrase(sentence, child, lexicon, content)
    return None


def addressee_behind(sentence: Sentence, last: Token, lexicon: Lexicon) -> Phrase | None:
    """The phrase of *gegenüber* right behind a speaker: *so die Sprecherin gegenüber der Zeitung*."""
    following = sentence.tokens[last.index + 1 : last.index + 2]
    if not following or following[0].text != "gegenüber":
        return None
    head = sentence.head(following[0])
    if head is None or head.index < following[0].index or head.upos not in NOMINAL:
        return None
    return _phrase(sentence, head, lexicon, (following[0].span,))


def recipient(sentence: Sentence, letter: Token, last: Token, lexicon: Lexicon) -> Phrase | None:
    """The phrase of *an* behind a letter that is a source: *laut einem Brief des Vereins an die Ministerin*.

    Args:
        sentence: The sentence.
        letter: The noun of the source.
        last: The last word of the phrase that names the source.
        lexicon: The words.
    """
    following = next(iter(sentence.tokens[last.index + 1 : last.index + 2]), None)
    head = sentence.head(following) if following is not None and following.relation == "case" else None
    if following is None or head is None or head.index < following.index or head.upos not in NOMINAL:
        return None
    goes_to = letter.text.lower().endswith(tuple(lexicon.words("letter-noun")))
    if not (goes_to and _is_directed(sentence, following, head, lexicon)):
        return None
    found = _phrase(sentence, head, lexicon, (following.span,))
    if found is None:
        return None
    ends = not any(token.is_word for token in sentence.tokens[found.tokens[-1].index + 1 :])
    return None if ends and head.head < letter.index else found  # Die Halle ging laut Schreiben | an den Verein.


def _phrase(sentence: Sentence, head: Token, lexicon: Lexicon, taken: Spans) -> Phrase | None:
    """The noun phrase of `head` without its preposition, also where both are one word (*zur Zeitung*)."""
    prepositions = [child.span for child in sentence.children(head, "case")]
    found = phrase(sentence, head, lexicon)
    tokens = tuple(token for token in found.tokens if not _overlaps(token, (*taken, *prepositions)))
    return Phrase(sentence, tokens, head) if tokens else None


def _addressed_object(cue: VerbCue, lexicon: Lexicon, taken: Spans) -> Token | None:
    """The object that is a person, or the subject of the passive."""
    sentence, sense = cue.sentence, cue.senses[0]
    candidates = [token for token in _bare_nouns(cue, lexicon) if not _overlaps(token, taken)]
    if sense.lemma in lexicon.words("addressee-accusative"):
        if cue.passive:
            return next((token for token in candidates if token.relation in ("nsubj", "obj")), None)
        return next((token for token in candidates if not _has_form(sentence, token, _NO_ACCUSATIVE)), None)
    dative = next((token for token in candidates if _is_dative(sentence, token, lexicon)), None)
    if dative is not None:
        return dative
    if sense.lemma in lexicon.words("addressee-dative") or sense.target == "iobj":
        return next((token for token in candidates if _can_be_dative(sentence, token, lexicon)), None)
    if sense.lemma in lexicon.words("addressee-medium"):
        return next((token for token in candidates if _is_audience(token, lexicon)), None)
    return None


def _bare_nouns(cue: VerbCue, lexicon: Lexicon) -> Iterator[Token]:
    """The noun phrases without a preposition that depend on the verb, in text order."""
    sentence = cue.sentence
    verbs = {cue.predicate.index: cue.predicate, cue.verb.index: cue.verb}
    below = [child for verb in verbs.values() for child in sentence.children(verb, "nsubj", "obj", "iobj", "obl")]
    for token in sorted(below, key=lambda child: child.index):
        if (
            token.upos in NOMINAL
            and token not in cue.tokens
            and token.text.lower() not in _NOBODY
            and token.text.lower() not in lexicon.words("date")
            and token.xpos not in ("PRELS", "PRF")
            and not _is_governed(sentence, token)
        ):
            yield token


def _is_governed(sentence: Sentence, token: Token) -> bool:
    """Whether a preposition stands before a noun phrase, in the tree or before its first word."""
    first = min([token, *sentence.children(token)], key=lambda word: word.index)
    before = sentence.tokens[first.index - 1] if first.index else None
    return sentence.child(token, "case") is not None or (before is not None and before.upos == "ADP")


def _is_dative(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    """Whether form, features, or the form of an object say so (*der* is no accusative)."""
    if _has_form(sentence, token, _ONLY_DATIVE) or (
        token.deprel in ("obj", "iobj", "obl:arg") and _has_form(sentence, token, _DATIVE_OBJECT)
    ):
        return True
    if token.deprel == "nsubj" and is_dative_feminine(sentence, token, lexicon):
        return True  # Der Behörde sagte X
    return token.feats.get("Case") == "Dat" and not _has_form(sentence, token, _NO_DATIVE)


def _can_be_dative(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    """Whether a noun phrase beside a verb that needs a dative can be it: *warf Hinz vor*, *schlug der Partei vor*."""
    if _has_form(sentence, token, frozenset({"der", "den"})):
        role = lexicon.role(token.text)
        feminine = token.feats.get("Gender") == "Fem" or (role is not None and role.gender is Gender.FEMININE)
        return feminine or token.feats.get("Number") == "Plur"
    return is_somebody(token, lexicon) and not _has_form(sentence, token, _NO_DATIVE)


def _has_form(sentence: Sentence, token: Token, forms: Collection[str]) -> bool:
    """Whether the word or its determiner is one of `forms`."""
    determiner = sentence.child(token, "det")
    return token.text.lower() in forms or (determiner is not None and determiner.text.lower() in forms)


def _prepositional_addressee(cue: VerbCue, lexicon: Lexicon, taken: Spans) -> Token | None:
    """The noun behind the first preposition that marks an addressee."""
    sentence = cue.sentence
    verbs = {sense.lemma for sense in cue.senses} | {sense.base for sense in cue.senses}
    says = bool(verbs & lexicon.words("addressee-medium"))
    takes_an = bool(verbs & lexicon.words("addressee-an"))
    takes_von = bool(verbs & lexicon.words("addressee-von")) and not cue.passive
    letters, talks = lexicon.words("letter-noun"), lexicon.words("talk-noun")
    for preposition in clause_words(sentence, cue.predicate):
        head = sentence.head(preposition)
        if preposition.relation != "case" or head is None or head.upos not in NOMINAL:
            continue
        if _overlaps(preposition, taken) or _overlaps(head, taken):
            continue
        form = preposition.text.lower()
        if (
            (form == "gegenüber" and _belongs_to_verb_or_person(sentence, head, lexicon))
            or (
                _is_directed(sentence, preposition, head, lexicon)
                and (takes_an or _follows(sentence, preposition, letters))
            )
            or (form == "mit" and _follows(sentence, preposition, talks))
            or (form == "von" and takes_von and head.relation == "obl")
            or (form == "vor" and _is_audience(head, lexicon))
            or (form == "zu" and says and (head.upos == "PROPN" or _is_audience(head, lexicon)))
        ):
            return head
    return None


def _is_directed(sentence: Sentence, preposition: Token, head: Token, lexicon: Lexicon) -> bool:
    """Whether it is *an* with an accusative, and no date (*am Montag*)."""
    place_or_date = _has_form(sentence, head, frozenset({"dem"})) or head.text.lower() in lexicon.words("date")
    return preposition.text.lower() == "an" and not place_or_date


def _belongs_to_verb_or_person(sentence: Sentence, head: Token, lexicon: Lexicon) -> bool:
    """Whether *gegenüber* belongs to a verb or a person rather than to an attitude (*Haltung gegenüber*)."""
    governor = sentence.head(head)
    return governor is None or governor.upos in ("VERB", "AUX") or is_somebody(governor, lexicon)


def _follows(sentence: Sentence, preposition: Token, nouns: Collection[str]) -> bool:
    """Whether one of `nouns`, or a compound with it, stands right before the preposition."""
    before = sentence.tokens[preposition.index - 1].text.lower() if preposition.index else ""
    return before.endswith(tuple(nouns))


def _is_audience(token: Token, lexicon: Lexicon) -> bool:
    """Whether a noun names a medium or those who work for it."""
    if token.text.lower() in _NOBODY:
        return False
    outlet = outlet_of(token, lexicon)
    return (outlet is not None and outlet.kind != "genre") or token.text.lower().endswith(
        tuple(lexicon.words("audience"))
    )


def _overlaps(token: Token, spans: Spans) -> bool:
    return any(map(token.overlaps, spans))
