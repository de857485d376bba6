"""Clauses that tell something of their own though the tree has them below another one.

A main clause may be set beside another with a comma or a semicolon alone (*Der Rat sagte Geld zu, das Land bot Hilfe
an*), in contrast to it (*während die Grünen das ablehnen*), or share its auxiliary (*hat den Plan kritisiert und mehr
Geld gefordert*). Parsers take the first for a content clause or a relative one. A content clause it is not where the
verb above has its object or its content already.
"""

from collections.abc import Sequence

from quoteattr.grammar.clauses import ClauseKind, Mood, is_contrast, kind_of, mood_of
from quoteattr.lexicon import Lexicon
from quoteattr.tree import Sentence, Token

_APART = frozenset({";", "–", "—"})
_CLAUSE_ENDS = frozenset(",;:.!?–—")
_RELATIVES = frozenset({"der", "die", "das", "den", "dem", "deren", "dessen", "denen"})
_NOT_ASIDE = frozenset({"ob", "wie", "dass", "daß"})
_BELOW = frozenset({"advcl", "conj", "ccomp", "parataxis", "acl"})  # relations of what may stand beside in truth
_OBJECTS = ("obj", "iobj", "obl", "ccomp", "xcomp")


def is_beside(sentence: Sentence, head: Token, lexicon: Lexicon) -> bool:
    """Whether a clause tells something beside its main clause, though the tree has it below."""
    above = sentence.head(head) if head.relation in _BELOW else None
    if above is None:
        return False
    if head.relation == "advcl":
        return sentence.finite(head) is not None and is_contrast(sentence, head)
    return shares_auxiliary(sentence, head) or _is_set_beside(sentence, above, head, lexicon)


def shares_auxiliary(sentence: Sentence, head: Token) -> bool:
    """Whether a participle or infinitive goes on with the auxiliary of the clause that it is coordinated with."""
    above = sentence.head(head)
    if above is None or head.relation != "conj" or head.xpos not in ("VVPP", "VVINF") or above.xpos != head.xpos:
        return False
    return sentence.finite(head) is None and sentence.child(above, "aux") is not None


def finite_of(sentence: Sentence, head: Token) -> Token | None:
    """The finite verb of a clause, where it is shared that of the clause before."""
    above = sentence.head(head)
    if above is not None and shares_auxiliary(sentence, head):
        return finite_of(sentence, above)
    return sentence.finite(head)


def aside_by(sentence: Sentence, head: Token) -> str | None:
    """What opens a clause that tells something beside what its sentence is about.

    Returns:
        `relative`, or the conjunction (*nachdem, weil, worauf*); None for other clauses and for those that ask or
        compare (*ob, wie, als ob*).
    """
    if head.relation not in ("acl", "advcl") or sentence.finite(head) is None:
        return None
    words = [token for token in sentence.subtree(head) if token.is_word]
    if not words:
        return None
    opening = words[1] if words[0].upos == "ADP" and len(words) > 1 else words[0]
    if opening.xpos in ("PRELS", "PRELAT") or head.deprel == "acl:relcl":
        return "relative"
    opens = opening.text.lower()
    asks = opens in _NOT_ASIDE or (opens == "als" and any(word.text.lower() in ("ob", "wenn") for word in words[1:2]))
    return None if asks or opening.xpos not in ("KOUS", "PWAV") else opens


def stands_apart(sentence: Sentence, head: Token) -> bool:
    """Whether a semicolon or a dash stands before a clause: what follows it is no content of the verb before."""
    opens = next(token.index for token in sentence.subtree(head) if token.is_word)
    return opens > 0 and sentence.tokens[opens - 1].text in _APART


def relative_clause_behind(sentence: Sentence, last: int) -> Sequence[Token]:
    """The relative clause that opens right behind a word, with its commas: *laut Bericht, der der Zeitung vorliegt,*

    Its verb stands last; where it stands second, a main clause goes on (*…, der hat das nie gesagt*).

    Args:
        sentence: The sentence.
        last: The index of the word.
    """
    behind = sentence.tokens[last + 1 :]
    if len(behind) < 4 or behind[0].text != ",":
        return ()
    opener = 2 if behind[1].upos == "ADP" else 1
    end = next((at for at, token in enumerate(behind) if at > opener and token.text in _CLAUSE_ENDS), len(behind))
    bracket = [token.xpos for token in behind[end - 2 : end]]
    is_last = len(bracket) == 2 and bracket[0] in ("VVINF", "VVPP", "VAPP") and bracket[1] in ("VMFIN", "VAFIN")
    relative = behind[opener].xpos in ("PRELS", "PRELAT")
    if not relative and not (is_last and behind[opener].text.lower() in _RELATIVES):
        return ()  # den Reporter einsehen konnten: taken for an article
    if behind[opener + 1].is_finite or not any(token.is_finite for token in behind[end - 3 : end]):
        return ()
    return behind[: end + 1] if end < len(behind) and behind[end].text == "," else behind[:end]


def auxiliaries_of(sentence: Sentence, head: Token) -> tuple[Token, ...]:
    """The auxiliaries of a clause, where they are shared those of the clause before."""
    above = sentence.head(head)
    if above is not None and shares_auxiliary(sentence, head):
        return auxiliaries_of(sentence, above)
    return sentence.children(head, "aux")


def _is_set_beside(sentence: Sentence, above: Token, head: Token, lexicon: Lexicon) -> bool:
    """Whether a main clause in the indicative stands behind one that lacks nothing."""
    if head.relation not in ("ccomp", "parataxis", "acl") or head.index < above.index:
        return False
    if kind_of(sentence, head, lexicon) is not ClauseKind.VERB_SECOND or sentence.child(head, "nsubj") is None:
        return False
    finite = sentence.finite(head)
    if mood_of(finite, lexicon) is not Mood.INDICATIVE:
        return False
    if head.relation == "acl":
        return finite is not None and _is_second(sentence, head, finite)
    served = any(child.index < head.index for child in sentence.children(above, *_OBJECTS))
    return served or stands_apart(sentence, head)


def _is_second(sentence: Sentence, head: Token, finite: Token) -> bool:
    """Whether just one part of a clause stands before its finite verb."""
    before = [child for child in sentence.children(head) if child.index < finite.index and child.is_word]
    return len(before) == 1 and before[0].upos != "SCONJ"


def is_behind_condition(sentence: Sentence, clause: Sequence[Token]) -> bool:
    """Whether a clause goes on from a condition without *wenn*: *Sollte sich das zeigen, | drohe ein Bußgeld*."""
    first = sentence.first_word
    opens = min(clause, key=lambda token: token.index) if clause else first
    return first.is_finite and opens is not first and opens.is_finite and sentence.tokens[opens.index - 1].text == ","
