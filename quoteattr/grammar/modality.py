"""Negation, modal verbs, conditions: what turns or weakens a clause, with its scope.

Closed classes of German grammar stand here; what a modal verb does in which reading stands in `modals.tsv`, adverbs in
`adverbs.tsv` (readings after Duden-Grammatik, Modalverben; scope: the clause, without what is below it).
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import regex

from quoteattr.grammar.clauses import Mood, mood_of
from quoteattr.lexicon import Adverb, Lexicon, Modal
from quoteattr.tree import Sentence, Token

_MODAL_STEMS = {
    "können": regex.compile(r"k(?:ann(?:st)?|[öo]nn\w*)"),
    "müssen": regex.compile(r"m(?:uss(?:t|te\w*)?|üss\w*|uß)"),
    "sollen": regex.compile(r"soll\w*"),
    "dürfen": regex.compile(r"d(?:arf(?:st)?|[üu]rf\w*)"),
    "wollen": regex.compile(r"w(?:ill(?:st)?|oll\w*)"),
    "möchten": regex.compile(r"möcht\w*"),
    "mögen": regex.compile(r"m(?:ag(?:st)?|[öo]g\w*|ocht\w*)"),
    "scheinen": regex.compile(r"schein(?:t|en|e)|schien\w*"),
}
_ADDRESSED = regex.compile(r"\p{Ll}{3,}(?<!ss|s)t")  # the plural: stellt, fragt
_HALF = frozenset({"nur", "allein", "zuletzt", "bloß", "minder", "umsonst"})  # nicht nur: no negation
_COMPARED = frozenset({"wie", "als"})  # so gut wie nie
_CONDITIONS = frozenset({"wenn", "falls", "sofern"})
OTHERWISE = frozenset({"sonst", "andernfalls", "anderenfalls", "ansonsten"})  # Sonst drohe eine Klage
_UNREAL = frozenset(  # the plural würden, hätten stands for werden, haben in indirect speech
    """
    wäre wären hätte würde käme kämen gäbe ginge gingen stünde stünden säße säßen bliebe blieben bräuchte müsste müssten
    """.split()
)
_CLAUSES = ("ccomp", "csubj", "advcl", "acl")
_NEVER_ASKED = frozenset({"ich", "Ich", "wir", "Wir", "er", "Er", "es", "Es", "man", "Man"})
_CALLING = frozenset({"wissen", "sehen", "verstehen", "glauben", "hören"})  # Wissen Sie, …: calls the other's attention
_STATED = frozenset(  # Stimmt nicht; (lacht): no order, though nobody is named
    """
    stimmt reicht passt klappt läuft gilt fehlt heißt scheint lacht lächelt schmunzelt seufzt überlegt zögert nickt
    """.split()
)
_URGING = frozenset({"halt", "doch", "bitte", "eben", "mal", "ruhig"})  # Dann nehmen Sie halt den Bus
_EVEN = frozenset({"auch", "selbst", "sogar"})  # auch wenn: whatever happens, so no condition


def modal_of(token: Token) -> str | None:
    """Infinitive of the modal verb that a word is a form of."""
    return _modal_with_form(token.text.lower()) if token.upos in ("AUX", "VERB") else None


@lru_cache(maxsize=4096)
def _modal_with_form(form: str) -> str | None:
    """Infinitive of the modal verb with a form; a text has few verbs, and each is asked many times."""
    return next((name for name, stem in _MODAL_STEMS.items() if stem.fullmatch(form)), None)


def modal_in(
    sentence: Sentence, head: Token, lexicon: Lexicon, *, indirect: bool = False
) -> tuple[Modal, Token] | None:
    """The reading of the modal verb over a predicate, with the verb.

    In indirect speech the plural of Konjunktiv II stands for Konjunktiv I (*sie könnten* for *sie können*).
    """
    likes = modal_of(head) == "mögen" and sentence.child(head, "obj") is not None  # Ich mag Nüsse: no modal verb
    helpers = [token for token in (*sentence.children(head, "aux"), head) if modal_of(token) and not likes]
    governor = sentence.head(head)
    if head.relation == "xcomp" and governor is not None and modal_of(governor):
        helpers.append(governor)
    for verb in helpers:
        replaced = indirect and verb.text.lower().endswith("ten")
        reading = _modal_id(sentence, head, verb, lexicon, replaced=replaced)
        modal = lexicon.modals.get(reading)
        if modal is not None:
            return modal, verb
    return None


def _modal_id(sentence: Sentence, head: Token, verb: Token, lexicon: Lexicon, *, replaced: bool) -> str:
    """Id of the entry for a modal verb in its reading, such as `sollen:hearsay` for *soll gesagt haben*."""
    name = modal_of(verb) or ""
    perfect = has_perfect_infinitive(sentence, head)
    konjunktiv2 = mood_of(verb, lexicon) is Mood.KONJUNKTIV_II or verb.text.lower().startswith("sollte")
    konjunktiv2 = konjunktiv2 and not (replaced and not perfect)
    match name:
        case "können":
            return "können:ii" if konjunktiv2 else "können:possibility"
        case "müssen":
            if perfect or _is_guess(sentence, head):
                return "müssen:inference"
            return "müssen:ii" if konjunktiv2 else "müssen:necessity"
        case "sollen":
            return "sollen:hearsay" if perfect and not konjunktiv2 else "sollen:demand"
        case "wollen":
            return "wollen:claim" if perfect else "wollen:volition"
        case "dürfen":
            return "dürfen:ii" if konjunktiv2 else "dürfen:permission"
        case "mögen":
            return "mögen:wish" if verb.text.lower().startswith("möge") else "mögen:concession"
    return name


def _is_guess(sentence: Sentence, head: Token) -> bool:
    """*Das muss ein Versehen sein*: what something must be, and not what must be done."""
    subject, article = sentence.child(head, "nsubj"), sentence.child(head, "det")
    named = head.upos == "NOUN" and article is not None and article.text.lower() in ("ein", "eine")
    pointed = subject is not None and subject.text.lower() in ("das", "dies", "es")
    return named and pointed and sentence.child(head, "cop") is not None


def has_perfect_infinitive(sentence: Sentence, head: Token) -> bool:
    """Whether a predicate is a participle with the infinitive *haben*, *sein* or *worden sein*.

    Beside the infinitive *haben* it is one even where it looks like an infinitive (*soll überfallen haben*).
    """
    infinitives = {
        child.text.lower()
        for child in sentence.children(head, "aux", "cop")
        if child.text.lower() in ("haben", "sein") and not child.is_finite
    }
    if "haben" in infinitives and head.upos == "VERB":
        return True
    participle = head.xpos == "VVPP" or head.feats.get("VerbForm") == "Part" or head.text.lower() == "gewesen"
    past = any(child.text.lower() in ("gewesen", "worden") for child in sentence.children(head, "aux", "cop"))
    return bool(infinitives) and (participle or past)


def negation_in(words: Iterable[Token], sentence: Sentence, head: Token, lexicon: Lexicon) -> Token | None:
    """The first word that negates a clause or a part of it: *nicht, nie, niemand, kein* at an argument."""
    return next(negating(words, sentence, head, lexicon), None)


def negating(words: Iterable[Token], sentence: Sentence, head: Token, lexicon: Lexicon) -> Iterator[Token]:
    """The negating words that hang on a clause, whether they hold its statement or only a part; not *nicht nur*."""
    for token in words:
        entry = lexicon.adverbs.get(token.text.lower())
        if entry is None or entry.category != "negation" or entry.id == "ohne":
            continue
        before = sentence.tokens[token.index - 1].text.lower() if token.index else ""
        if not is_half(sentence, token) and before not in _COMPARED and scopes_over(sentence, token, head):
            yield token


def is_half(sentence: Sentence, negation: Token) -> bool:
    """Whether a word such as *nicht* denies nothing, for *nur* or the like stands behind it (*nicht nur ungerecht*)."""
    behind = sentence.tokens[negation.index + 1 : negation.index + 2]
    return any(token.text.lower() in _HALF for token in behind)


def scopes_over(sentence: Sentence, word: Token, head: Token) -> bool:
    """Whether a negation or hedge reaches the clause: it stands at its verb or argument, not at an attribute."""
    if word is head:
        return True
    holder = sentence.head(word)
    depth = 0
    while holder is not None and holder is not head:
        if holder.relation in ("amod", "acl", "nmod", "appos", "advcl") or depth > 2:
            return False
        holder = sentence.head(holder)
        depth += 1
    return True


def adverbs_in(words: Iterable[Token], sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[Adverb, list[Token]]]:
    """The listed adverbs and adjectives among `words`, also those of several words (*zu Recht*)."""
    if sentence.forms.isdisjoint(lexicon.adverb_openings):
        return
    for token in words:
        if token.text.lower() not in lexicon.adverb_openings:
            continue
        run = sentence.tokens[token.index : token.index + 3]
        forms = [part.text.lower() for part in run]
        for length in range(len(run), 0, -1):
            entry = lexicon.adverbs.get(" ".join(forms[:length]))
            if entry is not None:
                yield entry, list(run[:length])
                break


def condition_in(sentence: Sentence, head: Token, words: Sequence[Token], *, conceded: bool = False) -> Token | None:
    """The word that puts a clause under a condition: *wenn, falls, sofern* right below it or at its start.

    What happened whenever something else did is told as a fact (*sie haben immer gelacht, wenn er kam*); what holds
    even if (*auch wenn*) is put under none, unless what is `conceded` counts.
    """
    unreal = _unreal_condition(sentence, head, words)
    if unreal is not None or _is_past(sentence, head):
        return unreal
    for token in sentence.tokens if not sentence.forms.isdisjoint(_CONDITIONS) else ():
        before, following = (sentence.tokens[place].text.lower() if 0 <= place < len(sentence.tokens) else ""
                             for place in (token.index - 1, token.index + 1))  # fmt: skip
        even = following == "auch" or (before in _EVEN and not conceded)  # wenn auch: although
        if token.text.lower() in _CONDITIONS and token.upos != "NOUN" and not even:
            clause = sentence.clause_head(token)
            beside = clause.relation == "ccomp" and clause.head == head.head and clause.index < head.index
            if clause is head or sentence.head(clause) is head or beside:  # both may hang on the cue
                return token
    for clause in fronted(sentence, head):  # Sollte sich das bestätigen, …
        opener = next((token for token in sentence.subtree(clause) if token.is_word), clause)
        if opener.text.lower() in ("sollte", "sollten"):
            return opener
    first = next(iter(words), None)
    return first if first is not None and first.text.lower() in (*_CONDITIONS, *OTHERWISE) else None


def fronted(sentence: Sentence, head: Token) -> list[Token]:
    """The clauses before a predicate; before a frame both hang on that (*Ob es gilt, wisse er nicht, sagte sie*)."""
    before = [child for child in sentence.children(head, *_CLAUSES) if child.index < head.index]
    above = sentence.head(head)
    if not before and above is not None and above.index > head.index and head.relation in ("ccomp", "parataxis"):
        siblings = [child for child in sentence.children(above, "ccomp", "advcl", "csubj") if child.index < head.index]
        return [child for child in siblings[-1:] if _opens(sentence, child)]
    return before


def _opens(sentence: Sentence, clause: Token) -> bool:
    """Whether no word stands before a clause in its sentence, or only a frame with its colon."""
    first = min((token.index for token in sentence.subtree(clause) if token.is_word), default=clause.index)
    before = [token for token in sentence.tokens[:first] if token.text not in "“”„«»‚‘"]
    return not before or before[-1].text in (":", ";", ",") or not any(token.is_word for token in before)


def _unreal_condition(sentence: Sentence, head: Token, words: Sequence[Token]) -> Token | None:
    """*Ohne die beiden wäre es eng geworden, dann hätte ich gewartet*: what did not come about."""
    finite = sentence.finite(head)
    if finite is None or finite.text.lower() not in _UNREAL:
        return None
    for token in sentence.tokens[: head.index]:
        if token.text.lower() == "ohne" and token.xpos == "APPR" and _hangs_on(sentence, token, head):
            return token
    return words[0] if words and words[0].text.lower() == "dann" else None


def _hangs_on(sentence: Sentence, preposition: Token, head: Token) -> bool:
    """Whether the phrase of a preposition belongs to a predicate, or to the frame that it stands in."""
    noun = sentence.head(preposition)
    above = (head, sentence.head(head))
    return noun is not None and (noun is head or sentence.head(noun) in above) and sentence.head(noun) is not None


def _is_past(sentence: Sentence, head: Token) -> bool:
    """Whether a clause tells in the indicative what was: *sie kamen, sie haben gelacht*."""
    finite = sentence.finite(head)
    if finite is None or modal_of(finite) or finite.feats.get("Mood") == "Sub":
        return False
    perfect = head.xpos == "VVPP" and finite.text.lower() in ("hat", "haben", "habe", "ist", "sind", "bin")
    passive = any(child.deprel == "aux:pass" for child in sentence.children(head, "aux"))
    return (perfect and not passive) or (
        finite.feats.get("Tense") == "Past" and not finite.text.lower().startswith("würd")
    )


def is_request(sentence: Sentence, head: Token, *, direct: bool = False) -> bool:
    """Whether a clause is an imperative; in direct speech one that opens with its verb, too (*Lassen Sie das*)."""
    verbs = (head, *sentence.children(head, "aux", "cop"))
    subject = sentence.child(head, "nsubj")
    before = sentence.tokens[head.index - 1].text if head.index else ""
    if before in _NEVER_ASKED or (subject is not None and subject.text in _NEVER_ASKED):
        return False  # Ich hab Fichte gekauft!
    if any(verb.feats.get("Mood") == "Imp" or verb.xpos in ("VVIMP", "VAIMP") for verb in verbs):
        return True
    if head.text.lower() in _STATED:
        return False
    words = [token for token in sentence.subtree(head) if token.is_word]
    forms = {token.text.lower() for token in words}
    opens = before != "," and _opens_with(words, head)
    addressed = before == "," and any(child.text == "Sie" for child in sentence.children(head, "nsubj"))
    asked = any(token.text == "?" for token in sentence.tokens[head.index :])
    if not (opens or addressed) or asked or head.upos != "VERB" or head.xpos == "VVPP":  # Gefragt wird immer
        return False
    polite = any(child.text == "Sie" and child.index == head.index + 1 for child in sentence.children(head, "nsubj"))
    polite = polite and (addressed or words[:1] == [head] or not _URGING.isdisjoint(forms))
    if polite and head.lemma not in _CALLING:  # Bleiben Sie zu Hause: no indirect speech has this
        return True
    begged = any(child.text.lower() == "bitte" for child in sentence.children(head, "advmod", "discourse"))
    alone = subject is None and any(child.is_word for child in sentence.children(head))
    alone = alone and all(child.text != "sich" for child in sentence.children(head))  # Fühlt sich gut an
    if direct and (begged or (alone and _ADDRESSED.fullmatch(head.text.lower()) is not None)):
        return True
    if direct and subject is None and _is_bare_stem(sentence, head):
        return True
    return subject is None and head.is_finite and any(token.text == "!" for token in sentence.tokens[head.index :])


def _opens_with(words: Sequence[Token], head: Token) -> bool:
    """Whether a clause opens with its verb, or with *dann* and its verb: *Dann lauft doch*."""
    return head in words[:1] or (head in words[:2] and words[0].text.lower() in ("dann", "also"))


def _is_bare_stem(sentence: Sentence, head: Token) -> bool:
    """*Geh nach Hause, trink weniger Kaffee*: the stem of a verb alone, which no statement without *ich* has."""
    stem = head.lemma.lower().removesuffix("en")
    return stem != head.lemma and head.text.lower() == stem and head.text.lower() not in ("hab", "war")


def is_order(sentence: Sentence, head: Token, words: Sequence[Token]) -> bool:
    """Whether a clause is an infinitive alone, which orders: *Abwarten! Die Fenster schließen.*."""
    alone = list(words[-1:]) == [head] and not any(token.is_finite or token.xpos == "PTKZU" for token in words)
    governor = sentence.head(head)
    governed = governor is not None and (modal_of(governor) is not None or head.relation not in ("ccomp", "parataxis"))
    return head.xpos == "VVINF" and alone and not governed and sentence.child(head, "nsubj", "aux", "mark") is None
