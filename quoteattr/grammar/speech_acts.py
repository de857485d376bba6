"""Which act of speech a cue performs, and whether the clause has what its verb needs for that.

The classes are those that news tells apart: somebody thanks, praises, accuses, disputes, demands … A verb that performs
none of them (*zeigen, planen, beschließen*) tells a deed, a state, or is a verb of saying that needs a clause.
"""

from collections.abc import Iterable, Sequence

from quoteattr.grammar.clauses import ClauseKind, clause_words, kind_of
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.falling_short import falls_short, unsatisfied
from quoteattr.grammar.modality import modal_of, negation_in
from quoteattr.lexicon import Lexicon
from quoteattr.tree import Token

ACTS = (
    "thank", "praise", "blame", "accuse", "dispute", "concede", "demand", "warn", "promise", "judge", "tell", "ask",
    "comment",
)  # fmt: skip
_DUE = frozenset({"müssen", "sollen"})
_WILLING = frozenset({"wollen", "mögen", "möchten", "können"})
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
_PLACES = frozenset({"in", "im", "bei", "gegenüber"})
_ACCUSATIVES = frozenset({"den", "diesen", "das"})
_BARE = frozenset({"np", "als", "gen"})
_TO_NOBODY = frozenset({"niemandem", "niemanden"})
_OBJECTS = ("obj", "iobj", "obl")


def act_of(cue: VerbCue, lexicon: Lexicon) -> str | None:
    """The act that one of a cue's entries performs, None if none does."""
    lemmas = {sense.lemma for sense in cue.senses}
    return next((act for act in ACTS if not lemmas.isdisjoint(lexicon.words(f"act-{act}"))), None)


def is_no_act(cue: VerbCue, lexicon: Lexicon) -> bool:
    """Whether a verb tells no act: a feeling, silence, another sense (*fürchtet ihn*, *bestreitet ein Rennen*)."""
    if falls_short(cue, lexicon) and unsatisfied(cue, lexicon) is None:
        return True
    told = (word.text.lower() for word in clause_words(cue.sentence, cue.predicate))
    if not _TO_NOBODY.isdisjoint(told):
        return True  # hat es niemandem gesagt
    if has_yet_to_answer(cue, lexicon) or _has_other_object(cue, lexicon) or _is_of_market(cue, lexicon):
        return True
    lemmas = {sense.lemma for sense in cue.senses}
    if not lemmas.isdisjoint(lexicon.words("no-act")):
        return True
    return any(_has_object(cue, lexicon.listed("no-act", lemma)) for lemma in lemmas)


def has_yet_to_answer(cue: VerbCue, lexicon: Lexicon) -> bool:
    """Whether somebody owes an answer (*Kern muss sagen, wer davon wusste*), so that nothing was said.

    What somebody had to do, and what they are said to have done, took place (*musste sagen, soll gesagt haben*).
    """
    modal = cue.finite
    if modal is None or modal.lemma not in _DUE or modal.feats.get("Tense") == "Past":
        return False
    clauses = cue.sentence.children(cue.predicate, "ccomp", "advcl", "csubj")
    asked = any(kind_of(cue.sentence, head, lexicon) in (ClauseKind.W, ClauseKind.OB) for head in clauses)
    return asked and cue.verb.feats.get("VerbForm") != "Part"


def _has_other_object(cue: VerbCue, lexicon: Lexicon) -> bool:
    """Whether a verb that is an act with a preposition has an accusative instead: *teilte Suppe aus*."""
    senses = cue.senses
    if any(sense.fixed or sense.reflexive or sense.target in ("obj", "iobj") for sense in senses):
        return False  # belastete den Mann
    if not all(_prepositions(sense.governs) and sense.governs.isdisjoint(_BARE) for sense in senses):
        return False
    wanted = {form for sense in senses for form in _prepositions(sense.governs)}
    goal = cue.sentence.child(cue.predicate, "obj")
    if goal is None or goal.upos != "NOUN" or goal.feats.get("Case") != "Acc" or goal in cue.tokens:
        return False
    if cue.sentence.child(goal, "nummod") or goal.text.lower() in lexicon.words("date"):
        return False  # antwortete zwei Stunden später
    return not any(word.text.lower() in wanted for word in clause_words(cue.sentence, cue.predicate))


def _is_of_market(cue: VerbCue, lexicon: Lexicon) -> bool:
    """Whether what reacts is a price or a market: *Die Börse reagierte gelassen*."""
    reacts = any(sense.base == "reagieren" for sense in cue.senses)
    subjects = cue.sentence.children(cue.predicate, "nsubj") if reacts else ()
    return any(child.text.lower() in lexicon.words("market") for child in subjects)


def _prepositions(governs: Iterable[str]) -> set[str]:
    """The prepositions that an entry governs, also as adverbs: *auf, darauf, worauf*."""
    wanted = {governed.removeprefix("pp:") for governed in governs if governed.startswith("pp:")}
    return {form for name in wanted for form in (name, f"da{name}", f"dar{name}", f"wo{name}", f"wor{name}")}


def _has_object(cue: VerbCue, nouns: Iterable[str]) -> bool:
    """Whether the subject or an object ends in one of some nouns: bare, or with the preposition before a colon."""
    endings: dict[str, tuple[str, ...]] = {}
    for noun in nouns:
        preposition, _, ending = noun.rpartition(":")
        endings[preposition] = (*endings.get(preposition, ()), ending)
    for child in (*_objects(cue), *cue.sentence.children(cue.predicate, "nsubj")):
        case = cue.sentence.child(child, "case")
        if child.text.lower().endswith(endings.get(case.text.lower() if case is not None else "", ())):
            return True
    return False


def object_of(cue: VerbCue, lexicon: Lexicon) -> str:
    """What a cue has beside its subject that can be what it is about.

    Returns:
        `both` for a prepositional object that an entry names beside another object (*mahnt ihn zur Eile*), `governed`
        for one alone (*warnt vor Eis*), `noun` for another object without a preposition, `below` for a prepositional
        object that the tree has below another phrase, `other` for a prepositional phrase that no entry names, `none`.
    """
    roles = {_role(cue, child) for child in _objects(cue)}
    if {"governed", "noun"} <= roles:
        return "both"
    found = next((role for role in ("governed", "noun") if role in roles), None)
    return found or ("below" if _below(cue, lexicon) is not None else "other" if "other" in roles else "none")


def governed_preposition(cue: VerbCue, lexicon: Lexicon) -> str | None:
    """The preposition of a cue's object that an entry names: the *von* of *sprach von einer Posse*."""
    governed = [child for child in _objects(cue) if _role(cue, child) == "governed"]
    below = _below(cue, lexicon) if not governed and object_of(cue, lexicon) == "below" else None
    cases = (cue.sentence.child(child, "case") for child in (*governed, *([below] if below is not None else [])))
    return next((case.text.lower() for case in cases if case is not None), None)


def role_of(cue: VerbCue, words: Sequence[Token]) -> str:
    """What some words are to a cue: as `object_of`, `als` behind it, `deeper` below something else, or a relation."""
    top = _top(words)
    if top is None:
        return "none"
    if any(child.text.lower() == "als" for child in cue.sentence.children(top)):
        return "als"
    if is_called_so(cue, words):
        return "noun"
    if cue.sentence.head(top) is not cue.predicate:
        return "deeper"
    return _role(cue, top) if top.relation in _OBJECTS else top.relation


def is_part(cue: VerbCue, words: Sequence[Token]) -> bool:
    """Whether marked words are a part of a longer phrase: *die „Geduld“ der Helfer*, *für die „gute“ Arbeit*."""
    top = _top(words)
    if top is None or is_called_so(cue, words):
        return False
    while top.relation in ("amod", "nmod", "advmod", "appos", "flat", "nummod") and (above := cue.sentence.head(top)):
        top = above
    inside = {token.index for token in words}
    rest = (token for token in cue.sentence.subtree(top) if token.index not in inside and token.is_word)
    return any(token.upos in _CONTENT for token in rest) if top is not cue.predicate else False


def judged_by(cue: VerbCue, lexicon: Lexicon) -> str | None:
    """What in a cue's clause judges: its manner (*reagierte empört, sieht das mit Sorge*), its object (*sieht Mängel*).

    Returns:
        `manner`, `object`, None.
    """
    words = [child for child in cue.sentence.children(cue.predicate) if child not in cue.tokens or child.upos == "ADJ"]
    for name, relations in (("manner", ("advmod", "obl", "xcomp", "ccomp", "amod")), ("object", ("obj", "nsubj"))):
        if any(child.relation in relations and _judges(cue, child, name, lexicon) for child in words):
            return name
    return None


def _judges(cue: VerbCue, word: Token, name: str, lexicon: Lexicon) -> bool:
    """Whether a word judges; of prepositional phrases those with *mit* and *für* tell a manner."""
    if word.upos not in ("ADJ", "ADV", "NOUN", "VERB") or lexicon.evaluation(word.text, word.upos) is None:
        return False
    case = cue.sentence.child(word, "case")
    if name == "object":
        return word is not cue.predicate and word.upos == "NOUN" and case is None
    return word.upos != "NOUN" or (case is not None and case.text.lower() in ("mit", "für", "ohne", "als"))


def lacks_preposition(cue: VerbCue, words: Sequence[Token]) -> bool:
    """Whether a verb that is an act with a preposition alone has none: *hält Hunde*, and not *hält es für falsch*."""
    if any(sense.fixed for sense in cue.senses):
        return False
    named = {governed for sense in cue.senses for governed in sense.governs if "+" not in governed}
    forms = _prepositions(named)
    return (
        bool(forms)
        and all(governed.startswith("pp:") for governed in named)
        and not any(word.text.lower() in forms for word in (*words, *cue.tokens))
    )


def _objects(cue: VerbCue) -> list[Token]:
    """The words below a cue's predicate that can be its objects."""
    return [child for child in cue.sentence.children(cue.predicate, *_OBJECTS) if child not in cue.tokens]


def _below(cue: VerbCue, lexicon: Lexicon) -> Token | None:
    """A prepositional object that the tree has below another phrase of the clause: *bat im Saal um Spenden*.

    A *von* there mostly belongs to its noun (*der Chef von Orbis*), but not to one that tells what somebody answers
    (*sprach auf Anfrage von Panikmache*).
    """
    parts = cue.sentence.children(cue.predicate, "nsubj", *_OBJECTS)
    lower = (
        (part, child)
        for part in parts
        for child in cue.sentence.children(part, "nmod")
        if child.index > cue.verb.index and child.upos == "NOUN" and _role(cue, child) == "governed"
    )
    return next((noun for part, noun in lower if not _has_von(cue, noun) or _is_asked(cue, part, lexicon)), None)


def _is_asked(cue: VerbCue, noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun without an article tells that somebody was asked: *auf Anfrage, auf Nachfrage*."""
    sense, case = lexicon.noun(noun.text), cue.sentence.child(noun, "case")
    bare = case is not None and case.text.lower() == "auf" and cue.sentence.child(noun, "det", "amod") is None
    return bare and sense is not None and "ob" in sense.governs


def _has_von(cue: VerbCue, noun: Token) -> bool:
    """Whether the preposition of a noun is *von*."""
    return any(case.text.lower() in ("von", "vom") for case in cue.sentence.children(noun, "case"))


def _top(words: Sequence[Token]) -> Token | None:
    """The first of some words that hangs below none of them."""
    inside = {token.index for token in words}
    return next((token for token in words if token.is_word and token.head not in inside), None)


def _role(cue: VerbCue, child: Token) -> str:
    """Whether an object has no preposition, one that an entry of the cue names, or another one."""
    preposition = cue.sentence.child(child, "case")
    if preposition is None:
        return "noun"
    named = any(f"pp:{preposition.text.lower()}" in sense.governs for sense in cue.senses)
    return "governed" if named else "other"


def is_name(cue: VerbCue, words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether words between marks are part of the subject or name the thing before them: *das Album „Nachtschicht“*."""
    top = _top(words)
    above = cue.sentence.head(top) if top is not None else None
    if top is None or above is None or is_called_so(cue, words):
        return False
    subject, place = cue.sentence.child(cue.predicate, "nsubj"), cue.sentence.child(top, "case")
    if subject is not None and subject is not top and subject in cue.sentence.ancestors(top):
        return True
    if top.upos in ("NOUN", "PROPN") and top.text.lower().endswith(tuple(lexicon.words("paper"))):
        return cue.sentence.child(top, "det") is not None and above is not cue.predicate  # ein Bericht der „Ulmer Post“
    if place is not None and place.text.lower() in _PLACES and len(words) == 3 and top.upos in ("NOUN", "PROPN"):
        return above is cue.predicate and _role(cue, top) == "other"  # sagte in der „Rundschau“
    named = top.relation in ("appos", "flat", "nmod") and above.upos in ("NOUN", "PROPN")
    return named and above.index == words[0].index - 1 and lexicon.noun(above.text) is None


def is_called_so(cue: VerbCue, words: Sequence[Token]) -> bool:
    """Whether marked words are what something is called, though the tree hangs them on who calls it so.

    *Das nannte der Minister „Unfug“*: the verb needs what it calls something, and nothing else there can be that.
    """
    top, sentence = _top(words), cue.sentence
    above = sentence.head(top) if top is not None else None
    calls = any(sense.base == "nennen" for sense in cue.senses) and not cue.passive
    if not calls or top is None or above is None or above.index < cue.verb.index:
        return False
    if above.relation != "nsubj" and sentence.tokens[0].text.lower() not in _ACCUSATIVES:
        return False  # Den Vorschlag nannte die Stadt „Unfug“, but Der Verein nannte die Gruppe „Offene Tür“
    behind = sentence.tokens[words[-1].index + 1 :][:1]
    if any(token.is_word and token.upos != "CCONJ" for token in behind):
        return False  # nannte der Verein „Offene Tür“ falsch
    beside = sentence.children(cue.predicate, "obj", "advmod", "xcomp")
    called = [token for token in beside if token.upos != "ADV" and token is not above]
    return len(called) == 1 and called[0].upos != "ADJ"  # nannte das die Initiative „Offene Tür“ einen Skandal


def is_refusal(cue: VerbCue, lexicon: Lexicon) -> bool:
    """Whether somebody will not, or cannot, say something: *wollte sich nicht äußern*, *kann das nicht bestätigen*."""
    sentence, predicate = cue.sentence, cue.predicate
    governor = sentence.head(predicate) if predicate.relation == "xcomp" else None
    helpers = [*sentence.children(predicate, "aux"), *([governor] if governor is not None else [])]
    words = clause_words(sentence, predicate)
    return any(modal_of(helper) in _WILLING for helper in helpers) and bool(
        negation_in(words, sentence, predicate, lexicon)
    )
