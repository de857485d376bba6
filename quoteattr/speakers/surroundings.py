"""Whom the words and sentences around a quotation name, where no frame does."""

from collections.abc import Sequence
from itertools import takewhile

from quoteattr.decide import FREE
from quoteattr.grammar.animacy import can_speak, is_person, is_somebody
from quoteattr.grammar.case_forms import can_be_nominative, is_dative_feminine
from quoteattr.grammar.clauses import Mood, mood_of
from quoteattr.grammar.speaking import Phrase, phrase, speaker_of
from quoteattr.grammar.subjects import subject_of
from quoteattr.model import Attitude, CueKind, QuoteType, Reporting
from quoteattr.reading import Reading
from quoteattr.rules import Proposal
from quoteattr.speakers.headlines import in_headline
from quoteattr.speakers.plans import whose_will
from quoteattr.speakers.topic import (
    document_before,
    institution_before,
    institution_there,
    names_somebody,
    points_into_document,
    source_in,
    topic_of,
)
from quoteattr.tree import NOMINAL, Sentence, Token

_BY = frozenset({"von", "vom"})
_NOUN_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})
_SEATS = ("reihen", "rängen", "bänken", "plätzen", "tribüne", "tribünen", "publikum", "saal")
_DASHES = frozenset("–—-")
_REACH = 20  # sentences in a row that open so, or a text of nothing else would be read again for each
_GOING_ON = frozenset({"Und", "Aber", "Oder", "Doch"})
_THINGS = frozenset({"das", "dies", "es", "was"})


def announced(reading: Reading, sentence: Sentence) -> Phrase | None:
    """Whom the line above names before a colon: *Dazu Jan Dohm, Analyst der Bank:*."""
    above = reading.parse.before(sentence)
    if above is None or above.paragraph == sentence.paragraph or above.tokens[-1].text != ":":
        return None
    bare = (token for token in above.tokens if above.child(token, "case") is None)
    head = topic_of(reading, above) or next((token for token in bare if names_somebody(reading, above, token)), None)
    return phrase(above, head, reading.lexicon) if head is not None else None


def verb_behind(reading: Reading, proposal: Proposal) -> tuple[Sentence, Token] | None:
    """The finite verb right behind a quotation and its comma: a frame, though no rule knows the verb.

    It has a speaker of its own or none (*„…“, platzte es aus ihm heraus*): nobody before goes on.
    """
    sentence = reading.parse.sentence_at(proposal.span.end - 1)
    behind = sentence.behind(proposal.span.end) if sentence is not None else ()
    if sentence is None or len(behind) < 3 or behind[0].text != "," or not behind[1].text.islower():
        return None
    # A rare verb before a bare noun looks like an adjective to a parser: prophezeite Vereinsjurist Leopold Anger.
    taken = behind[1].xpos == "ADJA" and behind[1].text.endswith("te") and behind[2].upos in ("NOUN", "PROPN")
    return (sentence, behind[1]) if behind[1].is_finite or taken else None


def speaker_of_verb(reading: Reading, sentence: Sentence, verb: Token) -> Phrase | None:
    """The first noun or name behind a verb that is its subject by form and can speak.

    Where the verb has none, it is where the words come from (*schallt es aus den Reihen der Union*).
    """
    out = sentence.tokens[verb.index + 1 : verb.index + 3]
    if [token.text.lower() for token in out] == ["es", "aus"]:
        return _first_behind(reading, sentence, out[-1])
    for token in sentence.tokens[verb.index + 1 : verb.index + 6]:
        if token.xpos == "PRF":
            continue
        if token.upos in NOMINAL and can_be_nominative(sentence, token, reading.lexicon):
            return phrase(sentence, token, reading.lexicon) if names_somebody(reading, sentence, token) else None
        if token.upos in NOMINAL or token.upos == "ADP" or not token.is_word:
            return None
    return None


def _first_behind(reading: Reading, sentence: Sentence, preposition: Token) -> Phrase | None:
    """The first noun or name behind a preposition that can speak, before any sign."""
    for token in sentence.tokens[preposition.index + 1 :]:
        if not token.is_word:
            return None
        if token.upos in ("NOUN", "PROPN") and is_somebody(token, reading.lexicon):
            whose = [child for child in sentence.children(token, "nmod") if is_somebody(child, reading.lexicon)]
            owner = next((child for child in whose if sentence.child(child, "case") is None), None)
            named = owner or (token if not token.text.lower().endswith(_SEATS) else None)
            return phrase(sentence, named, reading.lexicon) if named is not None else None
    return None


def subject_of_noun(reading: Reading, proposal: Proposal) -> Phrase | None:
    """The subject of a sentence whose noun announces a content (*kam zu dem Schluss, …*), where the tree shows none.

    Not of one that rejects it: *trat Befürchtungen entgegen, …* are those of others, and so is a rumour.
    """
    if proposal.cue is None or proposal.cue.kind is not CueKind.NOUN or proposal.speaker is not None:
        return None
    if proposal.sense is not None and proposal.sense.reporting is Reporting.UNCERTAIN:
        return None
    sentence = proposal.sentence
    against = any(sense.attitude is Attitude.OPPOSE for cue in reading.cues_in(sentence) for sense in cue.senses)
    head = next(iter(reading.main_heads(sentence)), None)
    subject = subject_of(sentence, head) if head is not None and not against else None
    if subject is None or not is_somebody(subject, reading.lexicon) or reading.inside_marks(subject):
        return None
    if reading.lexicon.noun(subject.text) is not None:
        return None  # eine Erklärung liegt vor
    return phrase(sentence, subject, reading.lexicon)


def surname_beside_verb(reading: Reading, proposal: Proposal) -> Phrase | None:
    """The surname right beside the cue's verb, where a parser takes it for another word."""
    return _surname_before_verb(reading, proposal) or _surname_behind_verb(reading, proposal)


def _surname_before_verb(reading: Reading, proposal: Proposal) -> Phrase | None:
    """The surname that opens a sentence right before the cue's verb, where a parser takes it for another word.

    *Anders sagt*, *Wurm selbst räumte ein*: tagged as an adverb, though the text has it as a name elsewhere; *Von Uhl
    blieb dabei*: taken for a preposition.
    """
    speaker, tokens = proposal.speaker, proposal.sentence.tokens
    at = int(len(tokens) > 1 and tokens[0].text == "Von" and tokens[1].xpos == "NE")
    name, behind = tokens[at], tokens[at + 1 : at + 3]
    if (not at and name.upos in NOMINAL) or name.text not in reading.names or not behind:
        return None
    verb = behind[-1] if behind[0].text.lower() == "selbst" else behind[0]
    speaks = speaker is not None and speaker.head.text.lower() not in _THINGS
    if speaker is not None and is_dative_feminine(speaker.sentence, speaker.head, reading.lexicon):
        speaks = False  # Harder sagte der Behörde Hilfe zu
    announces = any(cue.finite is verb for cue in reading.cues_in(proposal.sentence))
    return Phrase(proposal.sentence, tokens[: at + 1], name) if announces and not speaks else None


def _surname_behind_verb(reading: Reading, proposal: Proposal) -> Phrase | None:
    """The surname right behind the cue's verb, which a parser takes for another word (*Das nannte Zirkel „klug“*)."""
    speaker, verb = proposal.speaker, proposal.verb
    finite = verb.finite if verb is not None else None
    if finite is None or verb is None or verb.passive or finite.feats.get("Number") == "Plur":
        return None
    if finite.index + 1 >= len(proposal.sentence.tokens):
        return None
    behind = proposal.sentence.tokens[finite.index + 1]
    thing = speaker is None or (
        speaker.head.upos == "NOUN" and not names_somebody(reading, speaker.sentence, speaker.head)
    )
    known = behind.upos == "NOUN" and behind.text in reading.names and proposal.sentence.child(behind, "det") is None
    return Phrase(proposal.sentence, (behind,), behind) if thing and known else None


def shares_subject(reading: Reading, proposal: Proposal) -> Phrase | None:
    """The subject of the sentence before, where one opens with *und* and its verb (*Und ergänzte, …*)."""
    here = proposal.sentence
    if proposal.speaker is not None or proposal.verb is None or not _goes_on(here):
        return None
    earlier = reading.sentences[max(0, here.index - _REACH) : here.index]
    before = next((each for each in reversed(earlier) if not _goes_on(each)), None)
    if before is None or before.paragraph != here.paragraph:
        return None
    head = topic_of(reading, before)
    return phrase(before, head, reading.lexicon) if head is not None else None


def _goes_on(sentence: Sentence) -> bool:
    """Whether a conjunction and a verb open a sentence, whose subject is that of the one before."""
    tokens = sentence.tokens
    opens = tokens[0].text in _GOING_ON and len(tokens) > 1 and tokens[1].is_finite
    return opens and not sentence.children(sentence.clause_head(tokens[1]), "nsubj")


def source_before(reading: Reading, proposal: Proposal) -> Phrase | None:
    """Where a bare *hieß es* takes its words from: the document before where it says *darin*, else an institution."""
    if points_into_document(proposal):
        return document_before(reading, proposal.sentence)
    if (acting := _first_half(reading, proposal)) is not None:
        return acting
    return institution_there(reading, proposal.sentence) or institution_before(reading, proposal.sentence)


def _first_half(reading: Reading, proposal: Proposal) -> Phrase | None:
    """Who gives a reason for the half before: *Das Amt lehnte ab; der Plan sei dürftig, hieß es zur Begründung*."""
    sentence = proposal.sentence
    framed = {token.text for span in proposal.frame for token in sentence.between(span)}
    if "Begründung" not in framed:
        return None
    front = [token for token in sentence.before(proposal.span.start) if token.is_word]
    for subject in front if any(token.is_finite for token in front) else ():
        verb = sentence.head(subject) if subject.relation == "nsubj" else None
        if verb in front and is_person(subject, reading.lexicon) is False and can_speak(subject, reading.lexicon):
            return phrase(sentence, subject, reading.lexicon)
    return None


def written_in(reading: Reading, proposal: Proposal) -> Phrase | None:
    """The document that has the words, where nobody says them: *Darin steht, …*, *Darin ist von „…“ die Rede*."""
    if proposal.speaker is not None or proposal.verb is None:
        return None
    spoken_of = any(token.text == "Rede" for token in proposal.verb.tokens)
    stands = all(sense.lemma in reading.lexicon.words("message-subject") for sense in proposal.verb.senses)
    if not (spoken_of or stands or proposal.verb.passive):
        return None
    if points_into_document(proposal):
        return document_before(reading, proposal.sentence)
    return source_in(reading, proposal.sentence) if spoken_of else None


def is_hearsay_frame(reading: Reading, proposal: Proposal) -> bool:
    """Whether the frame is a bare *hieß es*, maybe with a time, *darin* or *zur Begründung*; its source is before."""
    town = proposal.speaker is not None and _is_town(reading, proposal.speaker)
    if (proposal.speaker is not None and not town) or proposal.verb is None or not proposal.verb.impersonal:
        return False
    framed = (token for span in proposal.frame for token in proposal.sentence.between(span))
    known = {proposal.speaker.head} if proposal.speaker is not None else set()
    times = reading.lexicon.words("date")
    return all(
        token in known or token.text.lower() in times or token.text.lower() == "begründung"
        for token in framed if token.upos in ("NOUN", "PROPN")
    )  # fmt: skip


def _is_town(reading: Reading, speaker: Phrase) -> bool:
    """Whether a phrase says where something was heard: in a town that stands for no government (*hieß es in Celle*)."""
    case, place = speaker.sentence.child(speaker.head, "case"), speaker.head
    inside = case is not None and case.text.lower() == "in" and len(speaker.tokens) == 1
    return inside and place.xpos == "NE" and not can_speak(place, reading.lexicon)


def labelled_behind_dash(reading: Reading, proposal: Proposal) -> Phrase | None:
    """Who stands alone between a dash and the colon of a headline: *Pendler stehen im Regen – Bahn: „…“*."""
    front = _before_colon(proposal, any_cue=True)
    label = list(takewhile(lambda token: token.text not in _DASHES, reversed(front)))
    spaced = bool(label) and len(label) < len(front) and front[-len(label) - 1].end < label[-1].start
    head = label[0] if spaced and len(label) == 1 else None
    named = head is not None and names_somebody(reading, proposal.sentence, head)
    return Phrase(proposal.sentence, (head,), head) if head is not None and named else None


def acts_before_dash(reading: Reading, proposal: Proposal) -> Phrase | None:
    """Who demands, praises or blames something in a headline before its dash (*Bahn bedauert Chaos – „…“*)."""
    if not follows_headline(reading, proposal):
        return None
    cues = [cue for cue in reading.cues_in(proposal.sentence) if cue.verb.end <= proposal.span.start]
    acts = (cue for cue in cues if any(sense.attitude is not Attitude.NEUTRAL for sense in cue.senses))
    return next((found for cue in acts if (found := speaker_of(cue, reading.lexicon)) is not None), None)


def named_before_colon(reading: Reading, proposal: Proposal) -> Phrase | None:
    """The name that opens a sentence with a colon and no verb before it: *Kern, von allen umarmt: „…“*."""
    front = _before_colon(proposal)
    named = bool(front) and front[0].upos == "PROPN" and not any(token.is_finite for token in front)
    alone = named and len(front) > 1 and front[1].text == ","
    return phrase(proposal.sentence, front[0], reading.lexicon) if alone else None


def who_calls(reading: Reading, proposal: Proposal) -> Phrase | None:
    """The agent of a participle that calls something so: *der von Roth als „Skandal“ bezeichnete Plan*."""
    sentence, front = proposal.sentence, list(proposal.sentence.before(proposal.span.start))
    behind = next(iter(sentence.behind(proposal.span.end)), None)
    if proposal.type is not QuoteType.DIRECT or behind is None or behind.xpos != "ADJA":
        return None
    if front and front[-1].text == "als":
        front.pop()
    elif not behind.text.startswith("genannt"):
        return None
    agent = list(takewhile(lambda token: token.upos in _NOUN_PHRASE, reversed(front)))
    by = front[-len(agent) - 1] if len(agent) < len(front) else None
    head = next((token for token in reversed(agent) if token.upos in ("NOUN", "PROPN")), None)
    if by is None or by.text.lower() not in _BY or head is None or not is_somebody(head, reading.lexicon):
        return None
    return phrase(sentence, head, reading.lexicon)


def _before_colon(proposal: Proposal, *, any_cue: bool = False) -> Sequence[Token]:
    """The words and signs before the colon that announces a quotation; none if no colon does, or another cue."""
    before = list(proposal.sentence.before(proposal.span.start))
    announced = any_cue or (proposal.cue is not None and proposal.cue.kind is CueKind.COLON)
    return before[:-1] if announced and before and before[-1].text == ":" else ()


def who_wants(reading: Reading, proposal: Proposal) -> Phrase | None:
    """Whose will a plan is that nobody frames: *Nach dem Willen der Koalition soll das Gesetz im Mai kommen*."""
    free = proposal.type in FREE and proposal.speaker is None
    owner = whose_will(proposal.sentence, reading.lexicon) if free else None
    return phrase(proposal.sentence, owner, reading.lexicon) if owner is not None else None


def follows_headline(reading: Reading, proposal: Proposal) -> bool:
    """Whether a dash sets the words apart from what else a headline tells: *Bad schließt – „Wir sind traurig“*."""
    before = list(proposal.sentence.before(proposal.span.start))
    direct = proposal.type is QuoteType.DIRECT and bool(before) and before[-1].text in _DASHES
    return direct and in_headline(reading, proposal.sentence)


def opens_with_name(reading: Reading, sentence: Sentence) -> bool:
    """Whether a name stands before the finite verb and no article: somebody new, whatever a parser takes it for."""
    verb = next((token.index for token in sentence.tokens if token.is_finite), 0)
    front = sentence.tokens[:verb]
    large = all(token.text[0].isupper() for token in front if token.is_word)
    return large and any(token.upos == "PROPN" and not reading.inside_marks(token) for token in front)


def who_refers(proposal: Proposal, reading: Reading) -> Phrase | None:
    """Who goes on speaking behind what somebody has referred to: *Sie berief sich auf einen Bericht, wonach …*."""
    if proposal.speaker is None or proposal.speaker.head.text.lower() != "wonach":
        return None
    return who_cites(proposal, reading)


def who_cites(proposal: Proposal, reading: Reading) -> Phrase | None:
    """The subject of a sentence that has words of others, who goes on speaking (*Kern zitierte Roth: „…“*)."""
    head = next(iter(reading.main_heads(proposal.sentence)), None)
    subject = subject_of(proposal.sentence, head) if head is not None else None
    named = subject is not None and is_somebody(subject, reading.lexicon)
    return phrase(proposal.sentence, subject, reading.lexicon) if subject is not None and named else None


def reporter(reading: Reading, sentence: Sentence) -> Phrase | None:
    """The subject of a sentence in Konjunktiv that nobody is heard before: *Er habe nichts gewusst* is his report."""
    first = sentence.tokens[0]
    opens = first.text in ("Er", "Sie") and first.relation == "nsubj"
    told = any(mood_of(token, reading.lexicon) is Mood.KONJUNKTIV_I for token in sentence.tokens if token.is_finite)
    return phrase(sentence, first, reading.lexicon) if opens and told else None


def whose_view(reading: Reading, proposal: Proposal) -> Phrase | None:
    """Whose words stand between marks in a sentence without a frame: *Für den Minister ist das „ein Skandal“*.

    They are also those of who wants something (*Kern will „keine Ausreden“*) or says something in their clause, and of
    the document that has them (*In dem Schreiben war von „Leichtsinn“ die Rede*).
    """
    sentence = proposal.sentence
    if (said := _who_wants(reading, proposal) or _who_speaks(reading, proposal)) is not None:
        return said
    for token in sentence.tokens if "für" in sentence.forms else ():
        preposition = sentence.child(token, "case")
        if preposition is None or preposition.text.lower() != "für" or token.relation not in ("obl", "nmod"):
            continue
        if token.relation == "nmod" and preposition.index > 0:
            continue  # Drei Millionen für einen Vorstand
        if is_somebody(token, reading.lexicon) and not reading.inside_marks(token):
            return phrase(sentence, token, reading.lexicon)
    return None


def _who_speaks(reading: Reading, proposal: Proposal) -> Phrase | None:
    """The speaker of the verb of saying that has the words between marks in its clause, or the document they are in."""
    sentence = proposal.sentence
    quoted = next(iter(sentence.between(proposal.span)), None)
    if quoted is None:
        return None
    for cue in reading.cues_in(sentence):
        verb = cue.finite
        if verb is None or reading.inside_marks(verb) or sentence.clause_head(verb) != sentence.clause_head(quoted):
            continue
        if any(token.text == "Rede" for token in cue.tokens):
            return source_in(reading, sentence)
        speaker = reading.speaker_of(cue)
        if (
            speaker is not None
            and is_somebody(speaker.head, reading.lexicon)
            and not reading.inside_marks(speaker.head)
        ):
            return speaker
    return None


def _who_wants(reading: Reading, proposal: Proposal) -> Phrase | None:
    """The subject of *will* before words between marks, in their clause."""
    sentence = proposal.sentence
    quoted = next(iter(sentence.between(proposal.span)), None)
    before = (token for token in sentence.before(proposal.span.start) if token.text.lower() in ("will", "wollen"))
    verb = next((token for token in before if token.is_finite), None)
    if verb is None or quoted is None or sentence.clause_head(verb) != sentence.clause_head(quoted):
        return None
    subject = subject_of(sentence, sentence.clause_head(verb))
    return phrase(sentence, subject, reading.lexicon) if subject and is_somebody(subject, reading.lexicon) else None
