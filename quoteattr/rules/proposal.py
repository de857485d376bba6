"""What a rule makes: a proposal with its evidence. A rule proposes and decides nothing.

Proposals of one `group` are readings of the same cue, or of the same pair of marks (other boundaries, another type);
`quoteattr.decide` keeps at most one of them.
"""

from collections.abc import Hashable, Mapping
from functools import cached_property

from attrs import evolve, field, frozen

from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.speaking import Phrase
from quoteattr.lexicon import NounSense, VerbSense
from quoteattr.model import Cue, CueKind, Medium, QuoteType, Span, Spans
from quoteattr.tree import Sentence


@frozen
class Rule:
    """One reading of a construction.

    Attributes:
        id: Its name, which begins with that of its family (`direct.colon`).
        construction: What stands where, in a line.
        example: A text where this rule finds a quotation.
        counter_example: A text that looks alike and where it must find none.
        binds: Whether its frame leaves no doubt that the sentence has one; see `quoteattr.decide.constraints`.
    """

    id: str
    construction: str
    example: str
    counter_example: str
    binds: bool = False

    @property
    def family(self) -> str:
        """The family that it belongs to: what stands before the first full stop of its id."""
        return self.id.partition(".")[0]


@frozen(eq=False)
class Proposal:
    """A quotation that a rule proposes.

    Attributes:
        rule: The rule.
        type: One of the five types.
        sentence: The sentence where it starts.
        quote: What is quoted.
        group: Proposals with the same key exclude each other.
        cue: The announcing words.
        verb: The reporting verb behind the cue, None where the cue is another word or no verb of the lexicon.
        sense: The entry of the lexicon that the rule chose for the cue.
        frame: The reporting clause.
        speaker: The phrase that names the speaker; None leaves it to the context.
        addressee: The phrase that names the addressee.
        medium: As far as cue or channel tell.
        told: Whether its frame is itself passed on (*Ob es gelinge, wisse er nicht*), and so leaves a doubt.
        features: Named evidence, weighed by the family's weights; see `quoteattr.rules.features`.
    """

    rule: Rule
    type: QuoteType
    sentence: Sentence
    quote: Spans
    group: Hashable
    cue: Cue | None = None
    verb: VerbCue | None = None
    sense: VerbSense | NounSense | None = None
    frame: Spans = ()
    speaker: Phrase | None = None
    addressee: Phrase | None = None
    medium: Medium | None = None
    told: bool = False
    features: Mapping[str, float] = field(factory=dict)

    @cached_property
    def span(self) -> Span:
        """From the first to the last code point of the quotation."""
        return Span(self.quote[0].start, self.quote[-1].end)

    @property
    def inherits(self) -> bool:
        """Whether the context gives the speaker: the proposal names none and has no frame that should.

        A bare colon need not name one: *Auf Deutsch: „…“*.
        """
        announced = self.cue is not None and self.cue.kind is not CueKind.COLON
        return self.speaker is None and (not announced or self.type is QuoteType.REPORTED)

    def with_features(self, features: Mapping[str, float]) -> "Proposal":
        """The same with more evidence."""
        return evolve(self, features={**self.features, **features})
