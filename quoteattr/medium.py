"""Speech, thought or writing: what the cue says, corrected by the channel that the frame names.

*sagte* is speech and *schrieb* writing; *erklärte* is either, until the frame names a letter or a newspaper. Where
nothing tells, the value is the most frequent one of the type in the corpus' training split.
"""

from quoteattr.model import Medium, QuoteType
from quoteattr.phrases import Phrase
from quoteattr.rules import Context, Proposal
from quoteattr.syntax import Token

_DECIDED = frozenset({Medium.WRITING, Medium.THOUGHT, Medium.SPEECH_OR_THOUGHT, Medium.THOUGHT_OR_WRITING})
_USUAL = {
    QuoteType.DIRECT: Medium.SPEECH,
    QuoteType.INDIRECT: Medium.SPEECH_OR_WRITING,
    QuoteType.INDIRECT_FREE_INDIRECT: Medium.SPEECH,
    QuoteType.FREE_INDIRECT: Medium.SPEECH_OR_WRITING,
    QuoteType.REPORTED: Medium.SPEECH,
}


def medium_of(context: Context, proposal: Proposal) -> Medium:
    """The medium of a quotation.

    Args:
        context: The document.
        proposal: The accepted proposal whose cue and frame hold for the quotation.
    """
    if proposal.medium in _DECIDED:
        return proposal.medium
    sentence = context.parse.sentences[proposal.sentence]
    framing = [token for token in sentence.tokens if any(span.overlaps(token.span) for span in proposal.frame)]
    if any(_writes(context, token) for token in (*framing, *_words(proposal.speaker))):
        return Medium.WRITING
    return proposal.medium or _USUAL[proposal.type]


def _words(phrase: Phrase | None) -> tuple[Token, ...]:
    return phrase.tokens if phrase is not None else ()


def _writes(context: Context, token: Token) -> bool:
    """Whether a word names a written channel (*Brief, Twitter, Zeitung, schriftlich*)."""
    if token.text.lower() == "schriftlich":
        return True
    outlet = next((context.lexicon.media[form] for form in (token.text.lower(), token.lemma.lower())
                   if form in context.lexicon.media), None)  # fmt: skip
    return outlet is not None and outlet.medium is Medium.WRITING
