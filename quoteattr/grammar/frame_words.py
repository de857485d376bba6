"""Frames without a verb: *laut X*, *nach Angaben von X*, *X zufolge*, *so X*, *demnach*, *wonach*."""

from collections.abc import Iterable, Sequence

from quoteattr.grammar.case_forms import is_no_dative
from quoteattr.grammar.noun_phrases import MARKS
from quoteattr.lexicon import Lexicon, Preposition
from quoteattr.tree import NOMINAL, Sentence, Token

# Relations of what is a part of a noun phrase.
_PARTS = frozenset({"nmod", "appos", "flat"})
_DATIVES = frozenset({"ihm", "ihr", "ihnen", "dem", "denen"})
_GOVERNED = frozenset({*NOMINAL, "ADJ", "NUM", "X"})


def preposition_of(cue: Token, head: Token, lexicon: Lexicon) -> Preposition | None:
    """The entry of a preposition that frames together with the noun it governs, None where it tells time or place.

    *Laut* takes any speaker, *nach* only a noun of saying (*nach Angaben*), *aus* only that of its entry (*aus Sicht*).
    """
    form = cue.text.lower()
    entry = lexicon.prepositions.get(form) or lexicon.prepositions.get(f"{form} {head.text.lower()}")
    if entry is None or "speaker" in entry.complement:
        return entry
    noun = lexicon.noun(head.text)
    return entry if (noun is not None and noun.after_nach) or head.xpos == "PRELS" else None


def governed(sentence: Sentence, cue: Token, lexicon: Lexicon) -> Token | None:
    """The noun that a preposition governs.

    The one of saying right before a postposition (*meiner Ansicht nach*), its head in the tree, else the nearest noun
    on its side.
    """
    entry = lexicon.prepositions.get(cue.text.lower())
    only_post = entry is not None and entry.position == {"post"}
    before = _before_postposition(sentence, cue, lexicon) if entry is not None and "post" in entry.position else None
    if before is not None:
        return before
    head = sentence.head(cue)
    on_its_side = head is not None and not (only_post and head.index > cue.index)
    if cue.deprel == "case" and head is not None and head.upos in _GOVERNED and on_its_side:
        return _top_noun(sentence, head, cue, lexicon) if only_post else _first_of_name(sentence, head, cue)
    if only_post:
        return _noun_before(sentence, cue, lexicon)
    for token in sentence.tokens[cue.index + 1 : cue.index + 6]:
        if token.upos in NOMINAL and token.relation != "det":
            return token
        if not (token.upos in ("DET", "ADJ", "ADV", "NUM") or token.text in '„“"»«'):
            return None
    return None


def _first_of_name(sentence: Sentence, word: Token, cue: Token) -> Token:
    """The head of a name in the middle of which a parser hangs the preposition (*laut dem „Tornumer | Tageblatt“*)."""
    above = sentence.head(word) if word.relation == "flat" else None
    return above if above is not None and above.index > cue.index else word


def _before_postposition(sentence: Sentence, cue: Token, lexicon: Lexicon) -> Token | None:
    """A noun of saying before a postposition, whatever the tree says; before one that is nothing else, a pronoun."""
    if cue.index == 0 or cue.relation == "compound":  # *geht Hinweisen nach*: a particle
        return None
    before = sentence.tokens[cue.index - 1]
    only_post = lexicon.prepositions[cue.text.lower()].position == {"post"}
    if only_post and before.text.lower() in _DATIVES:
        return before
    above = sentence.head(cue) if only_post and cue.deprel == "case" else None
    if above is not None and above.index > cue.index:
        above = None
    if above is not None and _stands_apart(sentence, above, lexicon):
        return _noun_before(sentence, cue, lexicon)
    token: Token | None = above or before
    if token is None or token.upos not in ("NOUN", "PROPN"):
        return None
    article = sentence.child(token, "det")
    if article is not None and is_no_dative(article, token, lexicon):
        return None  # Sein Wunsch nach Ruhe
    while token is not None and token.index < cue.index:
        noun = lexicon.noun(token.text)
        if noun is not None and noun.after_nach:
            return token
        token = sentence.head(token) if only_post and token.relation in _PARTS else None
    return None


def _stands_apart(sentence: Sentence, noun: Token, lexicon: Lexicon) -> bool:
    """Whether a postposition cannot govern a noun: *der Konzern | Insidern zufolge*, *am Morgen | dem Amt zufolge*."""
    article = sentence.child(noun, "det")
    governed_before = any(case.index < noun.index for case in sentence.children(noun, "case"))
    return governed_before or (article is not None and is_no_dative(article, noun, lexicon))


def _noun_before(sentence: Sentence, cue: Token, lexicon: Lexicon) -> Token | None:
    """The noun that a postposition governs, if one is near before it; in front of brackets and a name in marks."""
    end = cue.index
    if end and sentence.tokens[end - 1].text == ")":
        end = next((token.index for token in reversed(sentence.tokens[:end]) if token.text == "("), end)
    elif end and sentence.tokens[end - 1].text in MARKS:
        opening = next((token.index for token in reversed(sentence.tokens[: end - 1]) if token.text in MARKS), 0)
        end = opening if opening and sentence.tokens[opening - 1].upos == "NOUN" else end
    nouns = [token for token in sentence.tokens[max(0, end - 4) : end] if token.upos in ("NOUN", "PROPN")]
    return _top_noun(sentence, nouns[-1], cue, lexicon) if nouns else None


def _top_noun(sentence: Sentence, token: Token, cue: Token, lexicon: Lexicon) -> Token:
    """The noun above `token` in the phrase before a postposition (*Angaben* in *Angaben der Polizei zufolge*)."""
    head = sentence.head(token)
    while head is not None and token.relation in _PARTS and head.index < cue.index:
        article = sentence.child(token, "det")
        genitive = article is not None and article.text.lower() in ("des", "eines")
        if not genitive and _stands_apart(sentence, head, lexicon):
            break
        token, head = head, sentence.head(head)
    return token


def adverb_of(token: Token, lexicon: Lexicon) -> str | None:
    """Which kind of framing adverb a word is: `quotative` (*so*), `anaphoric` (*demnach*), `relative` (*wonach*)."""
    entry = lexicon.adverbs.get(token.text.lower())
    return entry.category if entry is not None and entry.frames else None


def is_source(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    """Whether a word frames without a verb."""
    if adverb_of(token, lexicon) is not None:
        return True
    if token.text.lower() not in lexicon.preposition_words:
        return False
    head = governed(sentence, token, lexicon)
    return head is not None and preposition_of(token, head, lexicon) is not None


def has_source(sentence: Sentence, words: Iterable[Token], lexicon: Lexicon) -> bool:
    """Whether one of some words of a sentence frames without a verb."""
    if lexicon.framing_words.isdisjoint(sentence.forms):
        return False
    return any(is_source(sentence, token, lexicon) for token in words)


def is_talk(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is what is held with somebody (*Interview, Pressegespräch*)."""
    return noun.text.lower().endswith(tuple(lexicon.words("talk-noun")))


def names_wording(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether words before a colon say how something is quoted and not who says it: *Wörtlich*, *Auf Deutsch*."""
    tells = [token.text.lower() in lexicon.words("wording") for token in words]
    beside = ("ADP", "DET", "ADV")
    return any(tells) and all(told or token.upos in beside for told, token in zip(tells, words, strict=True))
