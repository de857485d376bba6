"""Subjects that do not speak but hear: *X muss sich sagen lassen, …*, *X bekam zu hören, …*; whom somebody hears."""

from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.cues import VerbCue
from quoteattr.lexicon import Lexicon, VerbSense
from quoteattr.tree import Sentence, Token

_FROM = frozenset({"von", "vom"})


def subject_hears(cue: VerbCue, lexicon: Lexicon) -> bool:
    """Whether what a cue announces is said to its subject or of it: *Roth hörte, …*, *Roth erntete Kritik: …*."""
    if all(sense.target == "subj" for sense in cue.senses):
        fixed = {word.lower() for sense in cue.senses for word in sense.fixed}
        return fixed.isdisjoint(lexicon.words("applause"))
    if any(sense.lemma in lexicon.words("hears") for sense in cue.senses):
        objects = cue.sentence.children(cue.predicate, "obj")
        return not any(child.xpos == "PDS" for child in objects)  # mag das nicht mehr hören: „…“
    if any(sense.lemma in lexicon.words("receives") for sense in cue.senses):
        return _finds_text(cue, lexicon)
    if any(sense.lemma.startswith("sich ") for sense in cue.senses):  # sich nicht festlegen lassen
        return False
    sentence, predicate = cue.sentence, cue.predicate
    above = sentence.head(predicate)
    beside = (*sentence.children(predicate),)
    if above is not None and above.lemma == "lassen" and predicate.xpos == "VVINF":
        beside, told = (*beside, *sentence.children(above)), any(_is_told(sense, lexicon) for sense in cue.senses)
    else:  # erklären lassen, which with *sich* is no longer what somebody has others say
        told = any(sense.base == "lassen" and "dass" in sense.governs for sense in cue.senses)
    return told and any(child.xpos == "PRF" for child in beside)


def _finds_text(cue: VerbCue, lexicon: Lexicon) -> bool:
    """Whether what a verb finds is something to read whose words stand behind a colon: *fand einen Zettel: „…“*."""
    sentence = cue.sentence
    colon = max((token.index for token in sentence.tokens if token.text == ":"), default=-1)
    objects = sentence.children(cue.predicate, "obj")
    found = (*objects, *(each for child in objects for each in sentence.children(child, "conj")))
    judged = any(child.xpos == "ADJD" for child in sentence.children(cue.predicate, "advmod", "xcomp"))
    endings = tuple(lexicon.words("surface") | lexicon.words("letter-noun"))
    texts = (noun for noun in found if noun.text.lower().endswith(endings))  # not: fand deutliche Worte: „…“
    return not judged and any(cue.verb.index < noun.index < colon for noun in texts)


def is_received(sentence: Sentence, noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun of saying is what the subject is given, or a text that it finds: *bekam eine Antwort: …*."""
    verb = sentence.head(noun) if noun.relation == "obj" else None
    if verb is None:
        return False
    text = noun.text.lower().endswith(tuple(lexicon.words("surface") | lexicon.words("letter-noun")))
    return verb.lemma in lexicon.words("is-given") or (text and verb.lemma in lexicon.words("receives"))


def sender_of(sentence: Sentence, text: Token, lexicon: Lexicon) -> Token | None:
    """From whom a text is that somebody shows or gets: *bekam von Kern die Antwort: „…“*, *ein Brief von Kern*."""
    verb = sentence.head(text)
    beside = sentence.children(verb, "obl") if verb is not None else ()
    for noun in (*sentence.children(text, "nmod"), *beside):
        case = sentence.child(noun, "case")
        by = case.text.lower() in _FROM if case is not None else noun.feats.get("Case") == "Gen"
        if by and is_somebody(noun, lexicon):
            return noun
    return None


def _is_told(sense: VerbSense, lexicon: Lexicon) -> bool:
    """Whether a verb takes somebody whom it is said to, or asked: *sich sagen lassen*, *sich fragen lassen*."""
    tells = "v2" in sense.governs and "dass" in sense.governs
    return tells or "ob" in sense.governs or sense.lemma in lexicon.words("addressee-dative")


def perceives(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb tells that somebody sees or hears; a parser takes *gehört* for *gehören*."""
    found = (form.sense.lemma for form in lexicon.verb_forms.get(verb.text.lower(), ()))
    return not lexicon.words("perceives").isdisjoint({verb.lemma, *found})


def overheard(cue: VerbCue, lexicon: Lexicon) -> Token | None:
    """Who speaks while somebody else listens: *Ein Zeuge hörte | den Mann | rufen: „…“*."""
    sentence, predicate = cue.sentence, cue.predicate
    above = sentence.head(predicate) if predicate.relation in ("xcomp", "ccomp") else None
    bare = predicate.xpos == "VVINF" and sentence.tokens[predicate.index - 1].xpos != "PTKZU"
    if above is None or not bare or not perceives(above, lexicon):
        return None
    subjects = sentence.children(above, "nsubj")[1:]  # a parser that sees no case takes both for subjects
    heard = (*sentence.children(predicate, "nsubj"), *sentence.children(above, "obj"), *subjects)
    return next((child for child in heard if child.xpos != "PRF" and child.index < predicate.index), None)
