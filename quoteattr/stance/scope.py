"""What negation, modality and conditions reach: the main statement of a clause, or only a part of it.

*Es gehe um Fairness, nicht um Geld* states something, *es gehe nicht um Geld* denies it. The words are those of
`adverbs.tsv`; which of them hold the statement is read on the tree, here and nowhere else.
"""

from collections.abc import Sequence

from quoteattr.grammar.animacy import is_person
from quoteattr.grammar.clauses import ClauseKind, clause_words, is_clause, kind_of
from quoteattr.grammar.modality import fronted, negating
from quoteattr.lexicon import Lexicon
from quoteattr.tree import Sentence, Token

_JOINING = frozenset({"aber", "und", "doch", "jedoch", "oder", "nur", "eben", "noch"})
_DENIED_DENIALS = (  # nicht ausgeschlossen, nicht zu leugnen
    frozenset({"ausgeschlossen", "auszuschließen", "ausschließen"}),
    frozenset({"leugnen", "bestreiten", "übersehen", "unmöglich", "falsch"}),
)
_OPEN = frozenset({"unklar", "fraglich", "offen", "ungewiss", "unbekannt", "unsicher", "strittig", "ungeklärt"})
_KNOWING = frozenset(
    """
    weiß wissen wisse wissen wusste sagen klar bekannt sicher geklärt klären absehbar abzusehen abschätzen beurteilen
    erklären ablesen einschätzen vorhersagen voraussagen nachvollziehen feststellen erkennen überprüfen nachprüfen
    """.split()
)
_CLOSED = frozenset(  # Ob es regnet, ist egal; ob das gilt, ist zweifelhaft
    {"egal", "gleichgültig", "einerlei", "zweitrangig", "unerheblich", "zweifelhaft", "unwahrscheinlich"}
)
_BEFALLING = frozenset({"passieren", "unterlaufen", "geschehen", "entgehen"})
_OUGHT = frozenset({"müssen", "sollen", "dürfen"})


def negation(words: Sequence[Token], sentence: Sentence, head: Token, lexicon: Lexicon) -> Token | None:
    """The word that negates the main statement of a clause, None if there is none or two undo each other.

    Args:
        words: The words of the clause.
        sentence: Where it stands.
        head: Its predicate.
        lexicon: Knows the negating words.
    """
    found = [token for token in negating(words, sentence, head, lexicon) if not is_partial(sentence, token, head)]
    words_found = {token.text.lower() for token in found}
    if len(found) == 2 and words_found > {"nicht"} and head not in found:
        return None  # niemand wisse das nicht: everybody knows
    if len(found) == 1 and _is_undone_below(sentence, found[0], lexicon):
        return None  # kein Tag vergeht, an dem er nicht übt: he does every day
    return found[0] if found else None


def _is_undone_below(sentence: Sentence, negation: Token, lexicon: Lexicon) -> bool:
    """Whether a relative clause of what a negation holds negates once more."""
    holder = sentence.head(negation) if negation.text.lower().startswith("kein") else negation
    if holder is None or not negation.text.lower().startswith(("kein", "niemand")):
        return False
    for clause in sentence.children(holder, "acl"):
        words = [token for token in clause_words(sentence, clause) if token.text.lower() == "nicht"]
        if next(iter(negating(words, sentence, clause, lexicon)), None) is not None:
            return True
    return False


def is_partial(sentence: Sentence, negation: Token, head: Token) -> bool:
    """Whether a negation holds a part that is set against another one, and not the statement.

    *nicht A, sondern B*; *A, nicht B*; *A, aber nie B*; *nicht A, das ist B*.
    """
    if negation is head:
        return False
    if _text_at(sentence, negation.index + 1) == "etwa" or _is_measure(sentence, negation):
        return True
    clause = sentence.clause_head(negation)
    rest = [token for token in sentence.tokens[negation.index + 1 :] if token.text not in "“”«»"]
    if any(token.text.lower() == "sondern" for token in rest) and _nothing_stops(rest, "sondern"):
        return True
    if clause is not head and clause.relation == "conj" and clause.index > head.index:
        return True
    return _is_tail(sentence, negation, head) or _is_replaced(sentence, head)


def _is_measure(sentence: Sentence, negation: Token) -> bool:
    """*So pünktlich wie seit Jahren nicht*: how much, and not whether."""
    before = [token.text.lower() for token in sentence.tokens[max(0, negation.index - 8) : negation.index]]
    return "wie" in before and "so" in before[: before.index("wie")] and "," not in before[before.index("wie") :]


def _nothing_stops(rest: Sequence[Token], word: str) -> bool:
    """Whether no other statement begins before a word: a comma, or three where a frame or a remark stands between."""
    place = next(number for number, token in enumerate(rest) if token.text.lower() == word)
    return sum(token.text == "," for token in rest[:place]) <= 3 and all(
        token.text not in ";:" for token in rest[:place]
    )


def _is_tail(sentence: Sentence, negation: Token, head: Token) -> bool:
    """*…, nicht um Geld; … und nichts gemerkt*: behind the predicate, without a finite verb of its own."""
    finite = sentence.finite(head)
    if finite is None or max(head.index, finite.index) > negation.index:
        return False
    place = negation.index - 1
    while _text_at(sentence, place) in _JOINING:
        place -= 1
    before = _text_at(sentence, negation.index - 1)
    joined = before == "und" or (before == "aber" and negation.index - 2 not in (head.index, finite.index))
    return joined or _text_at(sentence, place) in (",", "–")


def _is_replaced(sentence: Sentence, head: Token) -> bool:
    """*Das ist keine Politik, das ist X*: the next clause has the same subject and says what holds instead."""
    subject = sentence.child(head, "nsubj")
    if subject is None:
        return False
    for clause in clauses_beside(sentence, head):
        other = sentence.child(clause, "nsubj")
        same = other is not None and other.text.lower() == subject.text.lower()
        beside = clause.index > head.index and sentence.child(clause, "cc") is None and is_clause(sentence, clause)
        if same and beside and not _opens_with_verb(sentence, clause):  # Sie habe keine Zeit, entgegnete sie
            return True
    return False


def _opens_with_verb(sentence: Sentence, clause: Token) -> bool:
    """Whether a clause opens with its finite verb, as the frame behind a quotation does."""
    return next((token for token in sentence.subtree(clause) if token.is_word), None) is sentence.finite(clause)


def clauses_beside(sentence: Sentence, head: Token) -> list[Token]:
    """The heads of the main clauses that stand beside one in its sentence, whatever the parser calls them."""
    found = list(sentence.children(head, "conj", "parataxis"))
    for clause in sentence.children(head, "acl"):  # Das ist kein Plan, das ist ein Witz
        finite = sentence.finite(clause)
        first = next((token for token in sentence.subtree(clause) if token.is_word), clause)
        if finite is not None and clause.index > head.index and finite.index - first.index == 1 and clause != finite:
            found.append(clause)
    again = [child for child in sentence.children(head, "ccomp") if child.text.lower() == head.text.lower()]
    found += [clause for clause in again if clause.index > head.index]  # Wir reden nicht über X, wir reden über Y
    return found


def denied_denial(sentence: Sentence, head: Token, negation: Token | None) -> str | None:
    """What *nicht ausgeschlossen* (`possible`) and *nicht zu leugnen* (`certain`) come to; None for others."""
    if negation is None or negation is head:
        return None
    for value, forms in zip(("possible", "certain"), _DENIED_DENIALS, strict=True):
        if head.text.lower() in forms:
            return value
    particles = {child.text.lower() for child in sentence.children(head, "compound:prt", "advmod")}
    if head.lemma in ("kommen", "herumkommen", "umhinkommen") and not particles.isdisjoint({"herum", "umhin"}):
        return "certain"  # wir kommen um X nicht herum
    return None


def left_open(sentence: Sentence, head: Token, negation: Token | None, lexicon: Lexicon) -> tuple[Token, ...] | None:
    """What leaves a question open: *ob es reicht, ist unklar; wer das war, weiß ich nicht; er frage sich, warum*.

    What opens with *ob* is open whatever is said of it (*Ob es bleibt, hängt von X ab*), unless it does not matter.
    """
    told = next(iter(sentence.children(head, "xcomp")), head) if head.lemma == "lassen" else head
    left = head.text.lower() in _OPEN or (negation is not None and told.text.lower() in _KNOWING)
    asked = head.lemma == "fragen" and any(child.text.lower() == "sich" for child in sentence.children(head))
    before = fronted(sentence, head)
    for clause in (*before, *sentence.children(head, "ccomp", "csubj", "advcl", "acl")):
        kind = kind_of(sentence, clause, lexicon)
        undecided = kind is ClauseKind.OB and clause in before and told.text.lower() not in _CLOSED
        if undecided or ((left or asked) and kind in (ClauseKind.OB, ClauseKind.W)):
            return (negation, head) if negation is not None else (head,)
    return None


def is_irreal(sentence: Sentence, head: Token) -> bool:
    """*Das hätte nicht passieren dürfen, da hätten wir schneller sein müssen*: what should have been and was not."""
    helpers = [child.text.lower() for child in sentence.children(head, "aux", "cop")]
    return any(form.startswith("hätte") for form in helpers) and not _OUGHT.isdisjoint(helpers)


def befalls_speaker(sentence: Sentence, head: Token) -> bool:
    """*Das hätte uns nicht passieren dürfen*: what happened to the speaker, who does not blame others for it."""
    sufferers = sentence.children(head, "obl", "obl:arg", "iobj", "obj")
    return head.lemma in _BEFALLING and any(each.text.lower() in ("uns", "mir") for each in sufferers)


def is_year(token: Token) -> bool:
    """Whether a word is the number of a year of this century, as plans name them (*bis 2030*)."""
    return token.upos == "NUM" and len(token.text) == 4 and token.text.startswith("20")


def is_duty(sentence: Sentence, head: Token, words: Sequence[Token], lexicon: Lexicon) -> bool:
    """*Reisende sollen am Bahnhof bleiben*: what people shall do, and no plan (*am Freitag sollen sie abstimmen*)."""
    subject = sentence.child(head, "nsubj")
    acts = head.xpos == "VVINF" and sentence.child(head, "aux:pass") is None
    if subject is None or not acts or subject.deprel == "nsubj:pass":
        return False
    if subject.text.lower() in ("ich", "wir", "ihr", "du"):
        return True
    if not is_person(subject, lexicon) and lexicon.group(subject.text) is None:
        return False
    dated = any(token.text.lower() in lexicon.words("date") or token.upos == "NUM" for token in words)
    return subject.feats.get("Number") != "Sing" and not dated


def answer(words: Sequence[Token]) -> str | None:
    """The *nein* or *doch* that opens an answer, in lower case."""
    first = words[0].text.lower() if words else ""
    return first if first in ("nein", "doch", "ja", "nö", "keineswegs", "mitnichten") else None


def _text_at(sentence: Sentence, place: int) -> str:
    """The word at a place in lower case, empty outside the sentence."""
    return sentence.tokens[place].text.lower() if 0 <= place < len(sentence.tokens) else ""
