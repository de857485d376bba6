"""Why somebody was chosen as the speaker, and who came second: as evidence of the quotation."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from quoteattr.decide import Decision
from quoteattr.model import INSTEAD_OF_SPEAKER, SPEAKER, SPEAKER_OPEN, Evidence, Speaker
from quoteattr.reading import Reading
from quoteattr.speakers.identity import Cluster
from quoteattr.speakers.published import inherited_from, name_of
from quoteattr.speakers.ranking import Ranked

_NOTICEABLE = 0.05
"""Probability from which on the runner-up is told."""
_CLOSE = 0.1
"""The same where nobody is chosen."""
_NOBODY = "nobody"


def reasons_of(
    ranked: Sequence[Sequence[Ranked]],
    speakers: Sequence[Speaker | None],
    decisions: Sequence[Decision],
    reading: Reading,
) -> list[tuple[Evidence, ...]]:
    """The evidence for the speaker of each quotation, nothing where nothing was weighed.

    Args:
        ranked: The candidates for each, the one that was chosen first.
        speakers: Who was chosen, in its public form.
        decisions: The quotations.
        reading: The document.
    """
    name = cache(lambda cluster: name_of(cluster, reading))
    return [tuple(_reasons(*each, reading, name)) for each in zip(ranked, speakers, decisions, strict=True)]


def _reasons(
    ranked: Sequence[Ranked],
    speaker: Speaker | None,
    decision: Decision,
    reading: Reading,
    name: Callable[[Cluster], str],
) -> Iterator[Evidence]:
    chosen, *others = ranked
    if chosen.reasons is None:
        return
    called = None
    if chosen.cluster is not None:
        if speaker is None or speaker.entity is None:
            return
        called = speaker.name
        yield Evidence(SPEAKER, speaker.mention.spans if speaker.mention is not None else (), chosen.reasons.pro)
    if not others or others[0].probability < (_NOTICEABLE if called is not None else _CLOSE):
        return
    share, one = f"{others[0].probability:.2f}", others[0].cluster
    if one is None:
        yield Evidence(SPEAKER_OPEN, (), (f"{_NOBODY}={share}", *chosen.reasons.contra))
    elif one.is_called and name(one) != called:
        last = inherited_from(one, decision, reading).mention
        spans = last.spans if last is not None else ()
        yield Evidence(INSTEAD_OF_SPEAKER, spans, (f"{name(one)}={share}", *chosen.reasons.contra))
