"""Whom the words and sentences around a quotation name, where no frame does."""

from quoteattr.grammar.animacy import can_speak, is_person, is_somebody
from quoteattr.grammar.case_forms import can_be_nominative
from quoteattr.grammar.clauses import Mood, mood_of
from quoteattr.grammar.speaking import Phrase, phrase, subject_of
from quoteattr.model import Attitude, CueKind, PlaceKind
from quoteattr.reading import Reading
from quoteattr.rules import Proposal
from quoteattr.speakers.pronouns import DEMONSTRATIVES, is_demonstrative
from quoteattr.tree import NOMINAL, Sentence, Token

APART = frozenset(
    {PlaceKind.KICKER, PlaceKind.HEADLINE, PlaceKind.SUBHEAD, PlaceKind.CAPTION, PlaceKind.TEASER, PlaceKind.PULL_QUOTE}
)
"""Places that the running text does not go on from."""

_THINGS = frozenset({"das", "dies", "es", "was"})

_OUT_OF_MIND = 50
"""Sentences behind which nobody knows any more whom a paragraph was about; it bounds the search in endless ones."""


def announced(reading: Reading, sentence: Sentence) -> Phrase | None:
    """Whom the line above names before a colon: *Dazu Jan Dohm, Analyst der Bank:*."""
    above = reading.parse.before(sentence)
    if above is None or above.paragraph == sentence.paragraph or above.tokens[-1].text != ":":
        return None
    bare = (token for token in above.tokens if above.child(token, "case") is None)
    head = _topic(reading, above) or next((token for token in bare if _is_somebody(reading, above, token)), None)
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
    """The first noun or name behind a verb that is its subject by form and can speak."""
    for token in sentence.tokens[verb.index + 1 : verb.index + 6]:
        if token.xpos == "PRF":
            continue
        if token.upos in NOMINAL and can_be_nominative(sentence, token, reading.lexicon):
            return phrase(sentence, token, reading.lexicon) if is_somebody(token, reading.lexicon) else None
        if token.upos in NOMINAL or token.upos == "ADP" or not token.is_word:
            return None
    return None


def subject_of_noun(reading: Reading, proposal: Proposal) -> Phrase | None:
    """The subject of a sentence whose noun announces a content (*kam zu dem Schluss, …*), where the tree shows none.

    Not of one that rejects it: *trat Befürchtungen entgegen, …* are those of others.
    """
    if proposal.cue is None or proposal.cue.kind is not CueKind.NOUN or proposal.speaker is not None:
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


def surname_before_verb(reading: Reading, proposal: Proposal) -> Phrase | None:
    """The surname that opens a sentence right before the cue's verb, where a parser takes it for another word.

    *Anders sagt*, *Huber hält das für falsch*: tagged as an adverb, though the text has it as a name elsewhere.
    """
    speaker = proposal.speaker
    first, *others = proposal.sentence.tokens
    if first.upos in NOMINAL or first.text not in reading.names:
        return None
    speaks = speaker is not None and speaker.head.text.lower() not in _THINGS
    announces = any(cue.finite is others[0] for cue in reading.cues_in(proposal.sentence)) if others else False
    return Phrase(proposal.sentence, (first,), first) if announces and not speaks else None


def is_hearsay_frame(reading: Reading, proposal: Proposal) -> bool:
    """Whether the frame is a bare *hieß es*, maybe with a time or *darin*, which takes its source from the context."""
    if proposal.speaker is not None or proposal.verb is None or not proposal.verb.impersonal:
        return False
    framed = (token for span in proposal.frame for token in proposal.sentence.between(span))
    times = reading.lexicon.words("date")
    return all(token.text.lower() in times for token in framed if token.upos in ("NOUN", "PROPN"))


def institution_before(reading: Reading, sentence: Sentence) -> Phrase | None:
    """The institution, group or medium that the sentence before is about, or the one before that, in the paragraph."""
    for index in range(sentence.index - 1, max(sentence.index - 3, -1), -1):
        before = reading.sentences[index]
        head = _topic(reading, before) if before.paragraph == sentence.paragraph else None
        if head is not None:
            known = is_person(head, reading.lexicon)
            return phrase(before, head, reading.lexicon) if known is False else None
    return None


def reporter(reading: Reading, sentence: Sentence) -> Phrase | None:
    """The subject of a sentence in Konjunktiv that nobody is heard before: *Er habe nichts gewusst* is his report."""
    first = sentence.tokens[0]
    opens = first.text in ("Er", "Sie") and first.relation == "nsubj"
    told = any(mood_of(token, reading.lexicon) is Mood.KONJUNKTIV_I for token in sentence.tokens if token.is_finite)
    return phrase(sentence, first, reading.lexicon) if opens and told else None


def whose_view(reading: Reading, proposal: Proposal) -> Phrase | None:
    """Whose words stand between marks in a sentence without a frame: *Für den Minister ist das „ein Skandal“*."""
    sentence = proposal.sentence
    for token in sentence.tokens if "für" in sentence.forms else ():
        preposition = sentence.child(token, "case")
        if preposition is None or preposition.text.lower() != "für" or token.relation not in ("obl", "nmod"):
            continue
        if is_somebody(token, reading.lexicon) and not reading.inside_marks(token):
            return phrase(sentence, token, reading.lexicon)
    return None


def talked_about(reading: Reading, sentence: Sentence, heard: int) -> Phrase | None:
    """Whom the sentences before are about, if they can speak: the speaker of a reporting verb, else the subject.

    The nearest one in the same paragraph and behind whom one has heard last; a pronoun goes on with somebody farther
    back, and a new paragraph with somebody else.
    """
    previous = reading.parse.before(sentence)
    heard = max(heard, sentence.index - _OUT_OF_MIND)
    while previous is not None and previous.paragraph == sentence.paragraph and previous.index > heard:
        head = _topic(reading, previous)
        if head is not None and (head.upos != "PRON" or head.text.lower() in DEMONSTRATIVES):
            return phrase(previous, head, reading.lexicon)
        previous = reading.parse.before(previous)
    return None


def _topic(reading: Reading, sentence: Sentence) -> Token | None:
    """Whom a sentence is about, if that can speak."""
    cues = reversed(reading.cues_in(sentence))
    speakers = [speaker.head for cue in cues if (speaker := reading.speaker_of(cue)) is not None]
    subjects = [subject_of(sentence, head) for head in reading.main_heads(sentence) if _acts(reading, sentence, head)]
    # What stands between marks is somebody's words; whom these are about has not spoken.
    heads = (
        head for head in (*speakers, *subjects, _whose_man(reading, sentence), _concerned(reading, sentence))
        if head is not None and _is_somebody(reading, sentence, head) and not reading.inside_marks(head)
    )  # fmt: skip
    return next(heads, None)


def _acts(reading: Reading, sentence: Sentence, head: Token) -> bool:
    """Whether the subject of a clause does something, so that the next words can be its own.

    Not who is hurt, arrested or dead, nor who is said to have done something (*soll*): about these others speak.
    """
    lexicon = reading.lexicon
    finite = sentence.finite(head)
    hearsay = finite is not None and finite.text.lower() in ("soll", "sollen")
    passive = any(child.deprel == "aux:pass" for child in sentence.children(head, "aux"))
    words = {head.lemma, head.text.lower()}  # parsers do not know the infinitive of every participle
    asked = not words.isdisjoint(lexicon.words("asked-verb"))  # Der Fahrer wurde vernommen
    return not (hearsay or (passive and not asked) or not words.isdisjoint(lexicon.words("silent-verb")))


def where_man_speaks(reading: Reading, sentence: Sentence) -> Phrase | None:
    """Whose *man* is, where it says something: *Bei der Bank sieht man das anders*."""
    head = _whose_man(reading, sentence)
    return phrase(sentence, head, reading.lexicon) if head is not None and is_somebody(head, reading.lexicon) else None


def _whose_man(reading: Reading, sentence: Sentence) -> Token | None:
    """The noun behind *bei* in a sentence in which *man* says something."""
    if "man" not in sentence.forms or not reading.cues_in(sentence):
        return None
    places = ((token, sentence.child(token, "case")) for token in sentence.tokens if token.upos in NOMINAL)
    return next((token for token, case in places if case is not None and case.text.lower() in ("bei", "beim")), None)


def _concerned(reading: Reading, sentence: Sentence) -> Token | None:
    """The person whom a sentence opens with *bei* or *für* (*Bei Wirtin Jana Rohde sitzt der Schock tief*)."""
    front: list[Token] = []
    for token in sentence.tokens:
        if token.is_finite:
            break
        front.append(token)
    people = (token for token in front if token.upos in NOMINAL and is_person(token, reading.lexicon))
    found = next(people, None)
    case = sentence.child(found, "case") if found is not None else None
    return found if case is not None and case.text.lower() in ("bei", "beim", "für") else None


def _is_somebody(reading: Reading, sentence: Sentence, token: Token) -> bool:
    """Whether a word names somebody; one that is tagged as a name elsewhere is one here as well (*Bauer lacht*).

    A noun that no table has is somebody's if a name stands behind it (*der Gitarrist Yann Kern*); *dieser* is somebody.
    """
    if token.text.lower() in ("der", "die"):
        return is_demonstrative(sentence, token)
    if token.text.lower() in DEMONSTRATIVES:
        return token.relation == "nsubj"
    article = sentence.child(token, "det")
    thing = token.upos == "PROPN" and article is not None and article.text.lower() == "das"  # das Capitol schloss
    if token.text.lower() in reading.lexicon.words("share") or (thing and not can_speak(token, reading.lexicon)):
        return False
    named = token.text in reading.names and (token.upos == "NOUN" or token.relation == "nsubj")
    behind = sentence.child(token, "appos", "flat") if token.upos == "NOUN" else None
    return named or (behind is not None and behind.xpos == "NE") or is_somebody(token, reading.lexicon)
