"""Questions to a clause: its words, its kind, its mood.

The terms are those of German grammar: a complement clause is introduced (*dass, ob*, a w-word), an infinitive with
*zu*, or a bare verb-second clause, mostly in the Konjunktiv (Duden-Grammatik, indirekte Rede).
"""

from collections.abc import Sequence
from enum import StrEnum
from itertools import takewhile

import regex

from quoteattr.lexicon import Lexicon
from quoteattr.tree import Sentence, Token, remembered

SUBCLAUSE = frozenset({"ccomp", "csubj", "advcl", "acl", "parataxis"})
_SUBCLAUSE_OPENERS = frozenset({"KOUS", "KOUI", "PRELS", "PRELAT", "PWS", "PWAV", "PWAT"})
_ZU_INSIDE = regex.compile(
    r"(?:ab|an|auf|aus|bei|da|dar|ein|empor|entgegen|fest|fort|frei|gegenüber|her|heran|heraus|herbei|herein|hervor|hin"
    r"|hinaus|hinein|hinzu|los|mit|nach|nieder|offen|statt|teil|über|um|unter|voran|voraus|vorbei|vor|weg|weiter|wieder"
    r"|zurück|zusammen|zu)zu\p{Ll}+e?n"
)


_KONJUNKTIV_ENDINGS = ("e", "en", "est", "et")
_MIXED_PAST = regex.compile(r".*(?:annt|andt|[bd]r?acht|wu(?:ss|ß)t)en?")  # Konjunktiv: kennte, sendete, dächte, wüsste
_NO_UMLAUT = regex.compile(r"(?:.*[^aouäöü])?(?:ie|ei|i|e)[^aeiouäöü]+en")
_SWISS_PAST = regex.compile(r"(?:.*[^fh])?(?:l|st)iessen|(?:ver)?hiessen")
"""*ließen* in Swiss spelling, which parsers take for a present; *fliessen* and *schliessen* are one."""


class ClauseKind(StrEnum):
    """How a clause is introduced."""

    DASS = "dass"
    OB = "ob"
    W = "w"
    ZU = "zu"
    VERB_SECOND = "v2"
    RELATIVE = "relative"
    ADVERBIAL = "adverbial"
    NONE = "none"


class Mood(StrEnum):
    """Mood of a clause's finite verb."""

    INDICATIVE = "indicative"
    KONJUNKTIV_I = "konjunktiv-i"
    KONJUNKTIV_II = "konjunktiv-ii"
    NONE = "none"


@remembered
def is_clause(sentence: Sentence, head: Token) -> bool:
    """Whether `head` heads a clause with a finite verb or an infinitive with *zu*."""
    return sentence.finite(head) is not None or has_zu(sentence, head)


@remembered
def has_zu(sentence: Sentence, head: Token) -> bool:
    """Whether `head` is an infinitive with *zu*, written apart or inside the word (*mitzuteilen*)."""
    if head.xpos == "VVIZU" or (head.upos == "VERB" and _ZU_INSIDE.fullmatch(head.text)):
        return True
    verbs = (head, *sentence.children(head, "aux", "cop"))
    return any(
        child.text.lower() == "zu" and child.xpos == "PTKZU" for verb in verbs for child in sentence.children(verb)
    )


@remembered
def clause_words(sentence: Sentence, head: Token) -> tuple[Token, ...]:
    """The words of the clause itself, without the clauses below it."""
    words = sentence.subtree(head)
    below = {
        token.index
        for token in words
        if token.index != head.index
        and (token.relation in SUBCLAUSE or (token.relation in ("conj", "xcomp") and is_clause(sentence, token)))
    }
    return tuple(sentence.subtree(head, without=below) if below else words)


def kind_of(sentence: Sentence, head: Token, lexicon: Lexicon) -> ClauseKind:
    """How the clause of `head` is introduced."""
    if head.deprel == "acl:relcl":
        return ClauseKind.RELATIVE
    words = [token for token in clause_words(sentence, head) if token.is_word]
    if not words:
        return ClauseKind.NONE
    marks = [child.text.lower() for child in sentence.children(head, "mark")]
    first = words[0].text.lower()
    finite = sentence.finite(head)
    if "dass" in marks or "daß" in marks or first in ("dass", "daß"):
        return ClauseKind.DASS
    if "ob" in marks or first == "ob":
        return ClauseKind.OB
    w_words = lexicon.words("w-word")
    if len(words) > 1 and words[1].text.lower() in w_words and (words[0].upos == "ADP" or words[0].xpos == "KOUI"):
        return ClauseKind.W  # auf wen, um was; KOUI is the um of um zu
    if first in lexicon.words("adverbial-conjunction") and words[0].upos in ("SCONJ", "ADV"):
        return ClauseKind.ADVERBIAL
    if has_zu(sentence, head) and finite is None:
        return ClauseKind.ZU
    if first in w_words:
        return ClauseKind.W
    if finite is not None and not marks:
        return ClauseKind.VERB_SECOND
    return ClauseKind.ADVERBIAL if marks else ClauseKind.NONE


def is_contrast(sentence: Sentence, head: Token) -> bool:
    """Whether a clause tells what stands in contrast to its main clause: *während die Grünen das ablehnen*."""
    return any(child.text.lower() == "während" for child in sentence.children(head, "mark"))


def opens_adverbial(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word introduces an adverbial clause (*weil, wenn, obwohl*)."""
    return token.upos == "SCONJ" and token.text.lower() in lexicon.words("adverbial-conjunction")


def first_finite(tokens: Sequence[Token]) -> Token | None:
    """The first finite verb among words."""
    return next((token for token in tokens if token.is_finite), None)


def is_verb_second(tokens: Sequence[Token]) -> bool:
    """Whether words begin with a main clause: its finite verb has something before it, and no subclause opens there."""
    first = first_finite(tokens)
    if first is None or first is tokens[0]:
        return False
    return not any(token.xpos in _SUBCLAUSE_OPENERS for token in tokens if token.index < first.index)


def mood_of(token: Token | None, lexicon: Lexicon) -> Mood:
    """Mood of a finite verb: the form decides where it is unambiguous, else the parser's tag."""
    if token is None:
        return Mood.NONE
    form = lexicon.konjunktiv(token.text.lower()) if token.upos in ("VERB", "AUX") else None
    if form == "I" and (token.feats.get("Person"), token.feats.get("Mood")) == ("1", "Ind"):
        return Mood.INDICATIVE  # ich habe, ich gehe: the first person has one form for both
    if form == "I":
        return Mood.KONJUNKTIV_I
    if form == "II":
        return Mood.KONJUNKTIV_II
    if token.feats.get("Mood") == "Sub" and not _is_past_by_form(token):
        return Mood.KONJUNKTIV_II if token.feats.get("Tense") == "Past" else Mood.KONJUNKTIV_I
    return Mood.INDICATIVE


def _is_past_by_form(token: Token) -> bool:
    """Whether the form of what a parser takes for a Konjunktiv is that of the past (*liess, weinte, bekannte*)."""
    form, present = token.text.lower(), token.feats.get("Tense") == "Pres"
    if _MIXED_PAST.fullmatch(form):
        return True
    stem = form.removesuffix("te")
    weak = stem != form and token.lemma.lower().endswith((f"{stem}en", f"{stem}t"))  # prophezeit: no infinitive
    return not form.endswith(_KONJUNKTIV_ENDINGS) or (present and weak)


def can_be_konjunktiv(token: Token) -> bool:
    """Whether a plural in the past may stand for a Konjunktiv: *sie regelten, blieben*, but not *kamen* (*kämen*).

    Where the Konjunktiv I of the plural is like the present, the II stands in, and that of weak verbs and of strong
    ones without an umlaut is like the past (Duden-Grammatik, indirekte Rede).
    """
    form = token.text.lower()
    past = token.feats.get("Tense") == "Past" or bool(_SWISS_PAST.fullmatch(form))
    return past and token.feats.get("Number") == "Plur" and (form.endswith("ten") or bool(_NO_UMLAUT.fullmatch(form)))


def main_heads(sentence: Sentence, lexicon: Lexicon) -> list[Token]:
    """The heads of the sentence's main clauses: the root and what is coordinated or set beside it."""
    roots = [token for token in sentence.tokens if token.head < 0]
    heads: list[Token] = []
    stack = roots[::-1]
    while stack:
        head = stack.pop()
        heads.append(head)
        stack += [
            child
            for child in sentence.children(head, "conj", "parataxis")
            if sentence.finite(child) is not None and kind_of(sentence, child, lexicon) is ClauseKind.VERB_SECOND
        ][::-1]
    return heads


def asks_indirectly(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence is an indirect question by itself: *Ob er das wolle?* It is often what the paper asked."""
    opens = sentence.first_word.text.lower()
    return sentence.tokens[-1].text == "?" and (opens == "ob" or opens in lexicon.words("w-word"))


def question_in_front(words: Sequence[Token], lexicon: Lexicon) -> int:
    """How many words in front tell what somebody was asked, with the comma (*Darauf angesprochen, …*)."""
    first = list(takewhile(lambda word: word.text != ",", words))
    asked = next((at for at, word in enumerate(first) if word.text.lower() in lexicon.words("asked-first")), None)
    if asked not in (0, len(first) - 1) or len(first) == len(words):
        return 0
    return len(first) + 1 if not any(word.is_finite for at, word in enumerate(first) if at != asked) else 0
