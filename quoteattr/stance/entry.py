"""Which verb a cue is, and which of its entries in the lexicon holds."""

from collections.abc import Iterable

from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.modality import has_perfect_infinitive, modal_of
from quoteattr.lexicon import VerbSense
from quoteattr.model import Cue, CueKind
from quoteattr.rules.base import Context
from quoteattr.tree import Sentence, Token


def words_in(sentence: Sentence, cue: Cue) -> list[Token]:
    """The words of a cue."""
    return [token for token in sentence.tokens if any(span.covers(token.span) for span in cue.spans)]


def verb_by_form(context: Context, cue: Cue) -> VerbCue | None:
    """The cue's verb by its form alone, where the tree hides its other words."""
    index = context.parse.sentence_at(cue.spans[0].start)
    if cue.kind is not CueKind.VERB or index is None:
        return None
    sentence = context.parse.sentences[index]
    tokens = words_in(sentence, cue)
    words = {token.text.lower() for token in tokens}
    for token in tokens:
        forms = context.lexicon.verb_forms.get(token.text.lower(), ())
        whole = [form.sense for form in forms if _size(form.sense) == 0 or _is_whole(form.sense, words, form.joined)]
        size = max(map(_size, whole), default=0)
        senses = tuple(sense for sense in whole if _size(sense) == size)
        if senses:
            found = VerbCue(sentence, token, token, tuple(tokens), senses)
            return None if is_claim(found) else found
    return None


def _size(sense: VerbSense) -> int:
    """How many words an entry needs beside its verb."""
    return len(sense.fixed) + bool(sense.particle) + sense.reflexive


def _is_whole(sense: VerbSense, words: Iterable[str], joined: bool) -> bool:
    needed = {word.lower() for word in sense.fixed} | ({sense.particle} if sense.particle and not joined else set())
    return needed | ({"sich"} if sense.reflexive else set()) <= set(words)


def is_claim(cue: VerbCue) -> bool:
    """Whether the cue is *wollen* with a perfect infinitive."""
    perfect = has_perfect_infinitive(cue.sentence, cue.verb)
    return perfect and any(modal_of(token) == "wollen" and token.is_finite for token in cue.tokens)


def is_subordinate(cue: VerbCue) -> bool:
    """Whether the cue stands in a clause below another one."""
    chain = (cue.predicate, *cue.sentence.ancestors(cue.predicate))
    return any(token.relation in ("ccomp", "advcl", "acl", "csubj") for token in chain)


def fitting(senses: Iterable[VerbSense], complements: Iterable[str], *, strict: bool) -> VerbSense | None:
    """The first entry that governs a complement, tried in order: *warnte vor X* and *warnte, dass* have one each.

    Else the first entry; if the cue has no clause of its own (`strict`), only one with an object (*dankte den Fans*).
    """
    entries = list(senses)
    for complement in complements:
        for sense in entries:
            if complement in sense.governs:
                return sense
    return next((sense for sense in entries if not strict or sense.target in ("obj", "iobj")), None)
