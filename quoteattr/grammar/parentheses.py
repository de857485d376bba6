"""Frames in parenthesis whose verb looks like an adjective: *Das Werk, beteuerte Ute Kern, müsse schließen*."""

from attrs import evolve

from quoteattr.lexicon import FormKind, Lexicon, VerbSense
from quoteattr.tree import Sentence, Token

PAST = {"Mood": "Ind", "Number": "Sing", "Person": "3", "Tense": "Past", "VerbForm": "Fin"}
"""Of a verb in the weak past, whose form is that of an adjective as well."""

_LONGEST = 4  # words of a name with its role


def with_parentheses(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """The tree with the verb of each such frame as one, and who is named behind it as its subject."""
    changed: dict[int, Token] = {}
    for token in sentence.tokens[2:]:
        sense = past_sense(token, lexicon) if token.xpos == "ADJA" else None
        name = _name_behind(sentence, token, lexicon) if sense is not None else ()
        root = next((each for each in sentence.tokens if each.head < 0), None) if name else None
        if sense is None or root is None:
            continue
        changed[token.index] = evolve(
            token, lemma=sense.base, upos="VERB", xpos="VVFIN", feats=PAST, head=root.index, deprel="parataxis"
        )
        first, *rest = name
        changed[first.index] = evolve(first, head=token.index, deprel="nsubj")
        changed |= {word.index: evolve(word, head=first.index, deprel="flat") for word in rest}
    tokens = tuple(changed.get(token.index, token) for token in sentence.tokens)
    return evolve(sentence, tokens=tokens) if changed else sentence


def past_sense(token: Token, lexicon: Lexicon) -> VerbSense | None:
    """The entry of the verb of saying that a word in *-te* is the past of, if a main clause can be its content."""
    if not token.text.endswith("te"):
        return None
    forms = lexicon.verb_forms.get(token.text.lower(), ())
    senses = (form.sense for form in forms if form.kind is FormKind.FINITE and not form.apart)
    return next((sense for sense in senses if "v2" in sense.governs), None)


def _name_behind(sentence: Sentence, verb: Token, lexicon: Lexicon) -> tuple[Token, ...]:
    """The name, maybe behind a role, that fills the parenthesis with its verb; empty if something else does.

    *Das Werk, bekannte Marke der Region, müsse schließen* has no name there, and a finite verb goes on behind it.
    """
    tokens, start = sentence.tokens, verb.index + 1
    stop = next((each.index for each in tokens[start : start + _LONGEST + 1] if each.text == ","), None)
    if tokens[verb.index - 1].text != "," or stop is None or not tokens[stop + 1 : stop + 2]:
        return ()
    name, behind = tokens[start:stop], tokens[stop + 1]
    large = all(word.upos in ("NOUN", "PROPN") and word.text[:1].isupper() for word in name)
    if not (name and large and behind.is_finite) or any(each.is_finite for each in tokens[: verb.index]):
        return ()
    first, alone = name[0], len(name) == 1
    known = first.text.lower() in lexicon.first_names or lexicon.role(first.text) is not None
    return name if (first.upos == "PROPN" if alone else known) else ()
