"""*so X*: which words behind *so* name who speaks, and how far the frame reaches."""

from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from quoteattr.grammar.noun_phrases import MARKS, strip_punctuation
from quoteattr.grammar.speaking import Phrase
from quoteattr.lexicon import Lexicon
from quoteattr.tree import NOMINAL, Sentence, Token

# Infinitives, participles and particles: the right bracket of a clause.
_NOT_FINITE = frozenset({"VVINF", "VAINF", "VMINF", "VVIZU", "VVPP", "VAPP", "PTKVZ"})
# Behind *in*, these open an occasion (*in einem Brief*); the definite article opens a place, which is part of a name.
_OCCASION_ARTICLES = frozenset({"ein", "sein", "ihr", "dieser"})

_OTHER_CASES = frozenset({"dem", "den", "einem", "einen"})


@frozen(eq=False)
class QuotativeFrame:
    """A frame of *so* and a noun phrase.

    Attributes:
        tokens: Its words, with the comma or dash before it and the comma behind it.
        speaker: Who speaks.
        opening: The kind of word that stands behind *so*.
    """

    tokens: Sequence[Token]
    speaker: Phrase
    opening: str


def quotative_frame(sentence: Sentence, cue: Token, lexicon: Lexicon) -> QuotativeFrame | None:
    """The frame that *so* opens: behind a comma, a dash or a closing mark, a noun phrase and no verb up to a stop."""
    before = sentence.tokens[cue.index - 1] if cue.index else None
    if before is None or before.is_word:
        return None
    rest = _until_stop(sentence, cue, lexicon)
    nouns = [token for token in rest if token.upos in NOMINAL and token.xpos != "PRELS"]
    if len(rest) == 1 and rest[0].text.lower() in lexicon.words("latter"):
        nouns = rest  # tagged as if a noun were to follow
    if not nouns or rest[0].text.lower() == "wie":  # so wie in Ulm
        return None
    if rest[0].upos in ("ADJ", "ADV", "VERB", "AUX", "SCONJ") and nouns[0] not in rest[:2]:
        return None
    if any(token.is_finite for token in rest[: nouns[0].index - cue.index]):
        return None
    rest = _before_report(sentence, cue, rest, nouns[0], lexicon)
    words = strip_punctuation(_phrase_run(rest))
    if not words:
        return None
    inside = [token for token in words if token.upos in NOMINAL]
    head = next((t for t in inside if sentence.head(t) not in inside), inside[0]) if inside else words[0]
    tokens = [*([before] if before.text in ",–-" else []), cue, *rest]
    closing = "–-," if before.text in "–-" else ","
    for token in sentence.tokens[tokens[-1].index + 1 :][: len(closing)]:
        if token.text not in closing:
            break
        tokens.append(token)
        closing = ","
    # "so auch X", "so viele wie nie", "so in Berlin" compare or give examples.
    opening = rest[0].text.lower() if rest[0].upos in ("ADV", "ADP", "PRON") else rest[0].upos
    return QuotativeFrame(tokens, Phrase(sentence, tuple(words), head), opening)


def _before_report(sentence: Sentence, cue: Token, rest: list[Token], first: Token, lexicon: Lexicon) -> list[Token]:
    """What stands behind *so* up to a comma behind which the report goes on: *Man werde, so X, die Sache prüfen.*

    It goes on with a word that opens no apposition, or where an infinitive or participle belongs to the verb before.

    Args:
        sentence: The sentence.
        cue: *so*.
        rest: What stands behind it.
        first: The first noun in it.
        lexicon: Tells people, who stand in appositions.
    """
    commas = [at for at, token in enumerate(rest) if token.text == "," and token.index > first.index]
    for at, end in pairwise([*commas, len(rest)]):
        part = rest[at + 1 : end]
        opens = bool(part) and part[0].upos in ("ADV", "VERB", "AUX", "PART", "CCONJ")
        if opens or any(token.xpos in _NOT_FINITE and not _is_in_relative_clause(sentence, token) for token in part):
            return rest[:at]
        if part and end == len(rest) and _goes_on(sentence, cue, part, lexicon):
            return rest[:at]
    return rest


def _goes_on(sentence: Sentence, cue: Token, part: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the last part is the rest of the report rather than an apposition: *Damit sinkt, so X, die Zahl.*

    It is where it has an article of another case, a number of things, or a preposition in front, or where the clause
    before has no subject yet or its copula nothing to say (*Das sei, so Roth, ein guter Chef*); not where it tells of a
    person (*so Roth, der Chef der Firma*).
    """
    opening = part[0]
    if opening.text.lower() in _OTHER_CASES or _completes(sentence, cue, part):
        return True
    if any(lexicon.role(token.text) is not None for token in part if token.upos in ("NOUN", "PROPN")):
        return False
    if opening.upos == "ADP":
        return True
    if opening.upos == "NUM":
        return len(part) > 1 and part[1].upos == "NOUN" and not part[1].text.startswith("Jahr")
    before = [token for token in sentence.tokens[: cue.index] if token.is_word]
    finite = next((token for token in before if token.is_finite), None)
    if finite is None or before[-1].xpos in _NOT_FINITE:
        return False
    clause = sentence.clause_head(finite)
    return not any(token.index < cue.index for token in sentence.children(clause, "nsubj", "csubj", "expl", "ccomp"))


def _completes(sentence: Sentence, cue: Token, part: Sequence[Token]) -> bool:
    """Whether a part has what the copula in front of the frame says of its subject, or its verb's bare object."""
    for token in part:
        copula, verb = sentence.child(token, "cop"), sentence.head(token)
        asserted = copula is not None and copula.index < cue.index
        wanted = token.relation == "obj" and verb is not None and verb.is_finite and verb.index < cue.index
        if asserted or (wanted and sentence.child(token, "case") is None):
            return True
    return False


def _until_stop(sentence: Sentence, cue: Token, lexicon: Lexicon) -> list[Token]:
    """The words behind `so` up to a stop that is no apposition's comma."""
    rest: list[Token] = []
    for token in sentence.tokens[cue.index + 1 :]:
        if rest and rest[-1].text == "," and token.text.lower() in lexicon.words("goes-on"):
            break  # "so X, nicht nur A, sondern B": the report's own clause goes on
        if token.text in (".", ":", ";", "!", "?", "–") or (
            token.is_finite and not _is_in_relative_clause(sentence, token)
        ):
            break
        rest.append(token)
    while rest and not rest[-1].is_word and rest[-1].text not in '“”"»«)':
        rest.pop()
    # A comma ends the frame if a clause with a finite verb follows.
    end = len(sentence.tokens) if not rest else rest[-1].index + 1
    if end < len(sentence.tokens) and sentence.tokens[end].is_finite:
        commas = [position for position, token in enumerate(rest) if token.text == ","]
        if commas:
            rest = rest[: commas[-1]]
    return rest


def _is_in_relative_clause(sentence: Sentence, token: Token) -> bool:
    chain = (token, *sentence.ancestors(token))
    return any(link.deprel == "acl:relcl" for link in chain)


def _phrase_run(rest: Sequence[Token]) -> list[Token]:
    """The noun phrase at the start of `rest`: up to a time or place adverbial or a relative clause."""
    run: list[Token] = []
    for position, token in enumerate(rest):
        if token.xpos in ("PRELS", "KOUS") or token.upos == "VERB":
            break
        following = rest[position + 1] if position + 1 < len(rest) else None
        if run and token.upos == "ADP" and following is not None and _names_occasion(token, following):
            break
        if run and token.text == "in" and any(word.text in MARKS for word in rest[position + 1 : position + 3]):
            break  # im „Morgenmagazin“
        if token.text in MARKS and run and run[-1].text == ",":
            break
        if run and (token.upos == "ADV" or (token.xpos == "ADJD" and run[-1].upos in ("NOUN", "PROPN"))):
            break
        run.append(token)
    return run


def _names_occasion(preposition: Token, following: Token) -> bool:
    """Whether a prepositional phrase says where or to whom somebody speaks: *X in einem Brief*."""
    form = preposition.text.lower()
    return form in ("am", "gegenüber") or (form == "in" and following.lemma.lower() in _OCCASION_ARTICLES)
