"""Noun phrases that a parser tears apart at the long attribute between article and noun.

*…, sagte ein mit den Gesprächen vertrauter Diplomat*: who speaks looks like a genitive of what the attribute has.
*Der mit der Prüfung betraute Anwalt erklärte, …*: the participle looks like the verb of the sentence.
"""

from attrs import evolve

from quoteattr.tree import Sentence, Token


def with_noun_brackets(sentence: Sentence) -> Sentence:
    """The tree where an article, a long attribute and a noun are one noun phrase."""
    changed: dict[int, Token] = {}
    for article in sentence.tokens:
        if article.xpos != "ART" or article.relation not in ("det", "dep") or article.head < article.index + 3:
            continue
        noun, before = sentence.tokens[article.head], sentence.tokens[article.head - 1]
        inner = sentence.tokens[article.index + 1 : before.index]
        if noun.upos != "NOUN" or inner[0].upos != "ADP" or any(token.upos == "PUNCT" for token in inner):
            continue
        if before.xpos == "ADJA" and before.head == noun.index:
            changed |= _below_verb(sentence, article, noun, before)
        elif before.xpos == "VVFIN" and before.text.islower():
            changed |= _with_participle(sentence, article, noun, before)
    if not changed:
        return sentence
    return evolve(sentence, tokens=tuple(changed.get(token.index, token) for token in sentence.tokens))


def _below_verb(sentence: Sentence, article: Token, noun: Token, participle: Token) -> dict[int, Token]:
    """The noun in the place of the word of its own attribute that it hangs on, and that below the participle."""
    inner = sentence.head(noun)
    if inner is None or noun.relation != "nmod" or not article.index < inner.index < participle.index:
        return {}
    verb = sentence.head(inner)
    if verb is None or article.index < verb.index <= noun.index or sentence.child(inner, "case") is None:
        return {}
    alone = verb.upos in ("VERB", "AUX") and sentence.child(verb, "nsubj") is None
    if not alone or article.feats.get("Case") != "Nom":
        return {}
    return {
        noun.index: evolve(noun, head=verb.index, deprel="nsubj"),
        inner.index: evolve(inner, head=participle.index),
    }


def _with_participle(sentence: Sentence, article: Token, noun: Token, taken: Token) -> dict[int, Token]:
    """The participle below its noun, where the next verb behind them has no subject: that is the verb of the clause."""
    verb = next((token for token in sentence.tokens[noun.index + 1 :] if token.is_finite or token.text == ","), None)
    if verb is None or not verb.is_finite or noun.head != taken.index or verb.head != taken.index:
        return {}
    if sentence.child(verb, "nsubj") is not None:
        return {}
    changed = {
        child.index: evolve(child, head=verb.index)
        for child in sentence.children(taken)
        if not article.index < child.index < noun.index
    }
    adjective = evolve(taken, upos="ADJ", xpos="ADJA", head=noun.index, deprel="amod", feats={})
    changed[taken.index] = adjective
    changed[verb.index] = evolve(verb, head=taken.head, deprel=taken.deprel)
    changed[noun.index] = evolve(noun, head=verb.index, deprel="nsubj")
    return changed
