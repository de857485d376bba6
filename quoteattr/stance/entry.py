"""Which of a verb's entries in the lexicon holds, and whether it announces anything."""

from collections.abc import Iterable

from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.modality import has_perfect_infinitive, modal_of
from quoteattr.lexicon import VerbSense
from quoteattr.model import Attitude


def is_claim(cue: VerbCue) -> bool:
    """Whether the cue is *wollen* with a perfect infinitive."""
    perfect = has_perfect_infinitive(cue.sentence, cue.verb)
    return perfect and any(modal_of(token) == "wollen" and token.is_finite for token in cue.tokens)


def fitting(senses: Iterable[VerbSense], complements: Iterable[str], *, strict: bool) -> VerbSense | None:
    """The first entry that governs a complement, tried in order: *warnte vor X* and *warnte, dass* have one each.

    Else the first entry; if the cue has no clause of its own (`strict`), only one with an object (*dankte den Fans*),
    or one whose attitude all entries share (*protestierte*), an open one if a word beside it says so.
    """
    entries = list(senses)
    for complement in complements:
        for sense in entries:
            if complement in sense.governs:
                return sense
    shared = {sense.attitude for sense in entries}
    alone = len(shared) == 1 and shared.isdisjoint({Attitude.NEUTRAL, Attitude.UNKNOWN})
    alone = alone or (shared == {Attitude.UNKNOWN} and all(sense.fixed for sense in entries))
    return next((sense for sense in entries if not strict or alone or sense.target in ("obj", "iobj")), None)
