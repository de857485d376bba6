"""Which stretches of a sentence can be the content of a reporting verb.

Clauses below the verb in the tree, the clause that it is set into, and, against errors of the parser, what stands
before or behind its comma.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from attrs import evolve, frozen

from quoteattr.grammar.clauses import (
    ClauseKind,
    Mood,
    clause_words,
    first_finite,
    has_zu,
    is_clause,
    kind_of,
    mood_of,
    opens_adverbial,
    question_in_front,
)
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.noun_phrases import MARKS, strip_punctuation
from quoteattr.lexicon import Lexicon
from quoteattr.model import Span
from quoteattr.reading import Reading
from quoteattr.rules.content_ends import (
    before_addition,
    before_aside,
    before_main_clause,
    before_marks_behind_colon,
    before_other_report,
    before_second_act,
    goes_on,
    has_only_subclauses,
    is_another_report,
    own_halves,
    own_part,
    waits_for_verb,
)
from quoteattr.rules.frame_ends import (
    frame_comma,
    frame_end,
    front_part,
    impersonal_frame,
    is_subordinate,
    with_comma,
)
from quoteattr.rules.spans import body, frame_around, without_comment
from quoteattr.tree import Sentence, Token

_CONTENT = ("ccomp", "csubj", "xcomp", "parataxis", "advcl", "acl", "obj", "conj", "dep", "nsubj", "obl", "advmod")
_INTRODUCED = frozenset(["dass", "daß", "ob"])


@frozen(eq=False)
class Content:
    """One possible content of a cue.

    Attributes:
        name: The rule's id behind that of the family.
        words: Its words.
        frame: The words of the frame.
        kind: How the clause is introduced.
        finite: Its finite verb.
    """

    name: str
    words: Sequence[Token]
    frame: Sequence[Token]
    kind: ClauseKind
    finite: Token | None


def contents_of(reading: Reading, cue: VerbCue) -> Iterator[Content]:
    """Every possible content of a cue; the same words may come more than once.

    What is reported inside quotation marks ends with them, and so does its frame.
    """
    verbs = [cue.verb.span, (cue.finite or cue.verb).span]
    pairs = reading.pairs_in(cue.verb.span)
    marks = next((pair.inner for pair in pairs if all(pair.span.covers(verb) for verb in verbs)), None)
    below = (_before_outer_frame(reading, cue, content) for content in _below(cue, reading.lexicon))
    for content in chain(below, _above(cue, reading.lexicon), _beside(reading, cue)):
        ended = _ended(reading, cue, content)
        yield ended if marks is None else _within(marks, ended)


def _ended(reading: Reading, cue: VerbCue, content: Content) -> Content:
    """A content behind its cue up to where the article, or its speaker in marks, goes on."""
    words = list(content.words)
    if not words or words[0].index < cue.verb.index:
        return content
    announcing = [other.verb for other in reading.cues_in(cue.sentence) if other is not cue and other.governs("direct")]
    words = before_marks_behind_colon(words, announcing)
    words = before_aside(cue.sentence, words, reading.lexicon)
    told = content.kind is ClauseKind.VERB_SECOND and mood_of(content.finite, reading.lexicon) is Mood.INDICATIVE
    return evolve(content, words=words if told else before_other_report(reading, words))


def _within(marks: Span, content: Content) -> Content:
    """A content and its frame, as far as they lie in a stretch."""
    words, frame = ([token for token in part if marks.covers(token.span)] for part in (content.words, content.frame))
    return evolve(content, words=words, frame=frame)


def _before_outer_frame(reading: Reading, cue: VerbCue, content: Content) -> Content:
    """A report within a report, up to the frame of the outer one: *Er habe gefragt, ob es brenne, sagte X*."""
    if mood_of(cue.finite, reading.lexicon) is not Mood.KONJUNKTIV_I:
        return content
    opens = [
        comma.index
        for other in reading.cues_in(cue.sentence)
        if other.verb.index > cue.verb.index and (comma := frame_comma(cue.sentence, other)) is not None
        and mood_of(other.finite, reading.lexicon) is Mood.INDICATIVE
    ]  # fmt: skip
    if not opens:
        return content
    words, frame = ([token for token in part if token.index < opens[0]] for part in (content.words, content.frame))
    return evolve(content, words=words, frame=frame)


def _below(cue: VerbCue, lexicon: Lexicon) -> Iterator[Content]:
    """Clauses that depend on the verb, on its correlate (*darauf*) or on a noun beside it (*die Frage, ob*)."""
    sentence = cue.sentence
    holders = [cue.predicate] + ([cue.verb] if cue.verb is not cue.predicate else [])
    holders += [
        child
        for child in sentence.children(cue.predicate, "obj", "obl", "advmod", "nsubj", "expl", "iobj")
        if child.upos in ("NOUN", "ADV", "PRON")
    ]
    found = [
        (number, child, kind)
        for number, holder in enumerate(holders)
        for child in sentence.children(holder, *_CONTENT)
        if child not in cue.tokens
        and child not in holders
        and (kind := _content_kind(sentence, child, lexicon)) is not None
    ]
    row = [
        child for number, child, kind in found
        if number == 0 and kind is ClauseKind.VERB_SECOND and child.index > cue.verb.index
        and mood_of(sentence.finite(child), lexicon) is not Mood.INDICATIVE
    ]  # fmt: skip
    if len(row) > 1:
        yield from _side_by_side(cue, row)
    for number, child, kind in found:
        if len(row) < 2 or child not in row:
            yield from _with_ends(cue, child, kind, "below.verb" if number == 0 else "below.argument", lexicon)
    for child, kind in _fronted(cue, lexicon):
        yield from _with_ends(cue, child, kind, "below.verb", lexicon)


def _fronted(cue: VerbCue, lexicon: Lexicon) -> Iterator[tuple[Token, ClauseKind]]:
    """Clauses before a finite verb above the cue: *Ob es brennt, vermochte X nicht zu sagen*."""
    sentence = cue.sentence
    governor = sentence.head(cue.predicate) if cue.predicate.relation == "xcomp" else None
    if governor is None or not governor.is_finite:
        return
    for child in sentence.children(governor, *_CONTENT):
        kind = _content_kind(sentence, child, lexicon)
        if child.index < governor.index and kind in (ClauseKind.OB, ClauseKind.W, ClauseKind.DASS):
            yield child, kind


def _content_kind(sentence: Sentence, head: Token, lexicon: Lexicon) -> ClauseKind | None:
    """The kind of a clause that can be a content, else None."""
    if not is_clause(sentence, head):
        return None
    kind = kind_of(sentence, head, lexicon)
    if kind in (ClauseKind.RELATIVE, ClauseKind.ADVERBIAL, ClauseKind.NONE):
        return None
    return None if head.relation == "conj" and kind is not ClauseKind.VERB_SECOND else kind


def _side_by_side(cue: VerbCue, heads: Sequence[Token]) -> Iterator[Content]:
    """Clauses in the Konjunktiv that the parser set side by side as one content: *sie sagte, A sei b, C sei d*."""
    sentence = cue.sentence
    inside = [token.index for head in heads for token in sentence.subtree(head)]
    between = sentence.tokens[max(min(inside), cue.verb.index + 1) : max(inside) + 1]
    content = strip_punctuation([token for token in between if token not in cue.tokens])
    if content:
        frame = frame_around(sentence, cue, content)
        yield Content("below.verb.row", content, frame, ClauseKind.VERB_SECOND, sentence.finite(heads[0]))


def _with_ends(cue: VerbCue, head: Token, kind: ClauseKind, name: str, lexicon: Lexicon) -> Iterator[Content]:
    """The clause as the tree has it; one of the verb itself also up to the end of the sentence or a frame behind it."""
    sentence = cue.sentence
    own = set(clause_words(sentence, cue.predicate)) | set(cue.tokens)
    # The comma of the clause hangs below its head, but belongs to the frame.
    clause = strip_punctuation([token for token in sentence.subtree(head) if token not in own])
    clause = without_comment(sentence, _with_front_clause(cue, clause, lexicon), lexicon)
    if cue.predicate.relation == "ccomp":
        clause = before_addition(clause, head)
    whole, clause = clause, before_second_act(clause, lexicon)
    if not clause:
        return
    finite = sentence.finite(head)
    first = clause[0].index
    comma = sentence.tokens[first - 1] if first and clause[0] is finite else None
    front = (
        front_part(sentence, cue, comma) if comma is not None and first > cue.verb.index and comma.text == "," else []
    )
    set_in = list(sentence.tokens[front[-1].index + 1 : first]) if front else []  # Am Montag, gab Roth zu, sei er …
    if first > cue.verb.index:
        frame = set_in or frame_around(sentence, cue, whole)
        yield Content(f"{name}.tree", [*front, *clause], frame, kind, finite)
    if name == "below.argument":
        return
    if first > cue.verb.index:
        whole = [token for token in body(sentence)[first:] if token not in cue.tokens]
        whole = without_comment(sentence, whole, lexicon)
        if is_subordinate(sentence, cue):  # *die Schule, von der er sagte, …, bekommt …*
            whole = before_main_clause(whole, lexicon)
    elif (comma := frame_comma(sentence, cue)) is not None:
        whole = own_part(strip_punctuation(sentence.tokens[first : comma.index]), lexicon)
    place = "end" if first > cue.verb.index else "before"
    frame = set_in or frame_around(sentence, cue, whole)
    yield Content(f"{name}.{place}", [*front, *before_second_act(whole, lexicon)], frame, kind, finite)


def _is_who_speaks(sentence: Sentence, cue: VerbCue, words: Sequence[Token]) -> bool:
    """Whether words before a verb are its one subject, a name in marks (*Der „Bote“ hatte berichtet, …*)."""
    subjects = sentence.children(cue.predicate, "nsubj")
    named = bool(words) and words[0].upos == "DET" and any(token.text in MARKS for token in words)
    if len(subjects) != 1 or not named:
        return False
    own = {token.index for token in sentence.subtree(subjects[0])}
    return all(token.index in own for token in words if token.is_word)


def _is_what_is_judged(sentence: Sentence, cue: VerbCue) -> bool:
    """Whether a cue is in a subject clause, whose main clause is no content of it: *Dass er dies sage, sei dumm*."""
    head = sentence.clause_head(cue.verb)
    mark = sentence.child(head, "mark")
    return head.relation == "csubj" or (mark is not None and mark.text.lower() in ("dass", "daß"))


def _with_front_clause(cue: VerbCue, clause: list[Token], lexicon: Lexicon) -> list[Token]:
    """A content that begins with its finite verb, with the clause before it: *sagte, wenn es regne, bleibe er*."""
    if not clause or not clause[0].is_finite or clause[0].index <= cue.verb.index:
        return clause
    tokens = cue.sentence.tokens
    start = max(token.index for token in cue.tokens if token.index < clause[0].index) + 1
    commas = [token.index for token in tokens[start : clause[0].index] if token.text == ","]
    if len(commas) < 2 or commas[-1] != clause[0].index - 1:
        return clause
    opener = tokens[commas[0] + 1]
    opens = opens_adverbial(opener, lexicon) or opener.text.lower() in lexicon.words("w-word") | {"wer", "wenn", "ob"}
    return [*tokens[commas[0] + 1 : clause[0].index], *clause] if opens else clause


def _above(cue: VerbCue, lexicon: Lexicon) -> Iterator[Content]:
    """The frame is set into its content: `…, sagte X, …` with the verb below the content's head."""
    sentence, predicate = cue.sentence, cue.predicate
    head = sentence.head(predicate)
    if head is None or predicate.relation not in ("parataxis", "ccomp", "advcl", "conj", "discourse", "dep"):
        return
    frame = sentence.subtree(predicate)
    if frame_comma(sentence, cue) is None:
        return
    end = len(body(sentence))
    content = [
        token for token in sentence.subtree(sentence.clause_head(head)) if token not in frame and token.index < end
    ]
    content = own_halves(content, frame, lexicon)
    if content:
        finite = sentence.finite(head)
        yield Content("above.tree", content, with_comma(sentence, frame), kind_of(sentence, head, lexicon), finite)


def _beside(reading: Reading, cue: VerbCue) -> Iterator[Content]:
    """Without the tree: what stands before `, sagte X`, and what follows the comma behind the verb."""
    sentence = cue.sentence
    whole = body(sentence)
    opening = frame_comma(sentence, cue)
    front = [token for token in whole if opening is not None and token.index <= opening.index]
    no_content = _is_who_speaks(sentence, cue, front) or _is_question(front, reading.lexicon)
    if opening is not None and not no_content:
        end = frame_end(reading, cue)
        tail = [token for token in whole if token.index > end]
        content = own_part(front, reading.lexicon, tail)
        frame = [token for token in whole if opening.index <= token.index <= end]
        frame = [token for token in frame if token.is_word or token.text not in '“”"»«']
        opened = impersonal_frame(reading.cues_in(sentence), content)
        if opened:
            inner = [token for token in content if token.index > opened[-1].index]
            yield Content("linear.second-frame", inner, [*opened, *frame], ClauseKind.VERB_SECOND, first_finite(inner))
        if content and (_asks_alone(content, reading.lexicon) or not _is_side_phrase(content)):
            is_part = opens_adverbial(content[0], reading.lexicon) and has_only_subclauses(content)
            if not is_part and not (tail and waits_for_verb(content)):
                yield Content("linear.before", content, frame, ClauseKind.VERB_SECOND, first_finite(content))
            if is_another_report(reading, content, tail):
                said = tail[1:]
                yield Content("linear.after", said, [*frame, tail[0]], ClauseKind.VERB_SECOND, first_finite(said))
            elif goes_on(content, tail, reading.lexicon):
                colon = next((at for at, token in enumerate(tail) if token.text == ":" and at), len(tail))
                both = [*content, *tail[:colon]]
                yield Content("linear.around", both, [*frame, tail[0]], ClauseKind.VERB_SECOND, first_finite(both))
        return
    for comma in sentence.tokens[cue.verb.index + 1 :]:
        if comma.text not in (",", ":"):
            continue
        content = without_comment(sentence, [token for token in whole if token.index > comma.index], reading.lexicon)
        content = before_second_act(content, reading.lexicon)
        if is_subordinate(sentence, cue):
            content = before_main_clause(content, reading.lexicon)
        words = [token for token in content if token.is_word]
        if not words or max(token.index for token in cue.tokens) > comma.index:
            continue
        first = words[0].text.lower()
        finite = first_finite(content)
        if opens_adverbial(words[0], reading.lexicon):
            continue
        if finite is words[0] and _is_what_is_judged(sentence, cue):
            return
        if first in _INTRODUCED:
            kind = ClauseKind.DASS if first != "ob" else ClauseKind.OB
        elif finite is not None and mood_of(finite, reading.lexicon).value.startswith("konj"):
            kind = ClauseKind.VERB_SECOND
        elif finite is None and any(has_zu(sentence, token) for token in content if token.upos in ("VERB", "AUX")):
            kind = ClauseKind.ZU
        elif finite is not None and _is_announced(sentence, cue, comma, words):
            kind = ClauseKind.VERB_SECOND
        else:
            continue
        front = front_part(sentence, cue, comma) if words[0] is finite else []
        start = front[-1].index + 1 if front else 0
        frame = [token for token in sentence.tokens[start:] if token.index <= comma.index]
        yield Content("linear.around" if front else "linear.after", [*front, *content], frame, kind, finite)
        return


def _is_announced(sentence: Sentence, cue: VerbCue, colon: Token, words: Sequence[Token]) -> bool:
    """Whether a clause in the indicative stands right behind the colon of a verb of saying: *X stellt klar: Es bleibt.*

    The verb's own clause ends there, and no marks open.
    """
    says = cue.governs("v2") or cue.governs("direct")
    if colon.text != ":" or not says or words[0].index != colon.index + 1:
        return False
    between = sentence.tokens[max(token.index for token in cue.tokens) + 1 : colon.index]
    return not any(token.is_finite or token.text in (",", ";") for token in between)


def _is_question(before: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether only a question stands before a frame: *Gefragt, ob er gehe, sagte X, er bleibe.*"""
    asked = question_in_front(before, lexicon)
    return asked > 0 and has_only_subclauses(before[asked:])


def _is_side_phrase(content: Sequence[Token]) -> bool:
    """Whether what stands before a frame opens with a preposition and has no main clause."""
    return content[0].upos == "ADP" and has_only_subclauses(content)


def _asks_alone(content: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a question has no more than its first phrase: *Von wem, aus welchem Grund, wollte sie nicht sagen*."""
    words = [token for token in content if token.is_word]
    asks = len(words) > 1 and words[0].upos == "ADP" and words[1].text.lower() in lexicon.words("w-word")
    return asks and all(token.upos in ("ADJ", "NOUN") for token in words[2:])
