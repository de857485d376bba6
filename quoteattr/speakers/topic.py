"""Whom the sentences before a quotation are about, if that can speak."""

from collections.abc import Sequence
from itertools import pairwise

from quoteattr.grammar.animacy import can_speak, is_document, is_person, is_somebody, outlet_of
from quoteattr.grammar.case_forms import article_of
from quoteattr.grammar.speaking import Phrase, phrase
from quoteattr.grammar.subjects import subject_of
from quoteattr.lexicon import Gender, Lexicon
from quoteattr.model import QuoteType
from quoteattr.reading import Reading
from quoteattr.rules import Proposal
from quoteattr.speakers.person_nouns import role_of
from quoteattr.speakers.pronouns import DEMONSTRATIVES, is_demonstrative
from quoteattr.tree import NOMINAL, Sentence, Token

_OUT_OF_MIND = 50
"""Sentences behind which nobody knows any more whom a paragraph was about; it bounds the search in endless ones."""

_NEAR = 3
"""Sentences over which *darin* reaches back."""

_ONE = frozenset({"er", "sie"})
_IN_IT = frozenset({"darin", "hierin"})
_TO_HER = frozenset({"der", "dieser", "unserer"})
_THERE = frozenset({"in", "im", "auf", "an", "am", "ans", "bei", "beim"})
_BESIDE, _INSIDE = frozenset({"bei", "beim"}), frozenset({"in", "im", "aus"})


def talked_about(reading: Reading, sentence: Sentence, heard: int) -> Phrase | None:
    """Whom the sentences before are about, if they can speak: the speaker of a reporting verb, else the subject.

    The nearest one in the same paragraph and behind whom one has heard last; a pronoun goes on with somebody farther
    back, and a new paragraph with somebody else.
    """
    previous = reading.parse.before(sentence)
    heard = max(heard, sentence.index - _OUT_OF_MIND)
    while previous is not None and previous.paragraph == sentence.paragraph and previous.index > heard:
        head = topic_of(reading, previous)
        counted = head is not None and previous.child(head, "nummod") is not None  # 214 Menschen erkrankten
        if head is not None and not counted and (head.upos != "PRON" or head.text.lower() in DEMONSTRATIVES):
            return phrase(previous, head, reading.lexicon)
        previous = reading.parse.before(previous)
    return None


def pronoun_before(reading: Reading, sentence: Sentence) -> Phrase | None:
    """The *er* or *sie* that the sentence before is about, in the same paragraph (*Sie lächelte. „Vielleicht.“*)."""
    previous = reading.parse.before(sentence)
    head = topic_of(reading, previous) if previous is not None and previous.paragraph == sentence.paragraph else None
    if previous is None or head is None or head.text.lower() not in _ONE:
        return None
    return phrase(previous, head, reading.lexicon)


def institution_before(reading: Reading, sentence: Sentence) -> Phrase | None:
    """The institution, group or medium that the sentence before is about, or the one before that, in the paragraph.

    Who is its spokesperson speaks for it.
    """
    for index in range(sentence.index - 1, max(sentence.index - 3, -1), -1):
        before = reading.sentences[index]
        head = topic_of(reading, before) if before.paragraph == sentence.paragraph else None
        if head is not None:
            speaks_for = is_person(head, reading.lexicon) is False or _is_spokesperson(head, reading.lexicon)
            return phrase(before, head, reading.lexicon) if speaks_for else None
    return None


def neuter_before(reading: Reading, sentence: Sentence) -> Phrase | None:
    """The neuter institution that one of the last sentences is about, which goes on as *es* (*Die Räte mahnte es*)."""
    for before in reversed(reading.sentences[max(sentence.index - _NEAR, 0) : sentence.index]):
        head = topic_of(reading, before)
        known = reading.lexicon.organisation(head.text) if head is not None else None
        if head is not None and known is not None and known.gender is Gender.NEUTER:
            return phrase(before, head, reading.lexicon)
    return None


def institution_there(reading: Reading, sentence: Sentence) -> Phrase | None:
    """What *Dort* or *es dort* points to: the last institution or text behind a preposition in the sentence before.

    *Die Stadt verwies auf das Bauamt. Dort hieß es, …*
    """
    before = reading.parse.before(sentence)
    says = any(it.text == "es" and there.text == "dort" for it, there in pairwise(sentence.tokens))
    if says and (here := _institution_inside(reading, sentence, _before_colon(sentence))) is not None:
        return here
    if not (says or sentence.tokens[0].text == "Dort") or before is None or before.paragraph != sentence.paragraph:
        return None
    if (there := _institution_inside(reading, before, before.tokens)) is not None:
        return there
    head = topic_of(reading, before) if says else None
    return (
        phrase(before, head, reading.lexicon) if head is not None and _is_institution(head, reading.lexicon) else None
    )


def _before_colon(sentence: Sentence) -> Sequence[Token]:
    """The words before the colon of a sentence (*Im Rathaus ist man gelassen: …, heißt es dort*), if it has one."""
    colon = next((token.index for token in sentence.tokens if token.text == ":"), 0)
    return sentence.tokens[:colon]


def _institution_inside(reading: Reading, sentence: Sentence, tokens: Sequence[Token]) -> Phrase | None:
    """The last institution or text behind a preposition among some words of a sentence."""
    for token in reversed(tokens):
        case = sentence.child(token, "case") if token.upos in NOMINAL and not reading.inside_marks(token) else None
        if case is None or case.text.lower() not in _THERE or _is_goal(sentence, token, case, reading.lexicon):
            continue
        if _is_institution(token, reading.lexicon) or _is_written(token, reading.lexicon):
            return phrase(sentence, token, reading.lexicon)
    return None


def _is_goal(sentence: Sentence, token: Token, case: Token, lexicon: Lexicon) -> bool:
    """Whether *an* tells whom something goes to: *ein Brief an die Verbände*."""
    article, above = sentence.child(token, "det") or token, sentence.head(token)
    below = above is not None and above.index < token.index and _is_written(above, lexicon)
    return below and case.text.lower() == "an" and article.feats.get("Case") == "Acc"


def points_into_document(proposal: Proposal) -> bool:
    """Whether a frame says of a document named before that it has the words: *heißt es darin, auf Seite 12*."""
    framed = [token for span in proposal.frame for token in proposal.sentence.between(span)]
    pages = any(on.text.lower() == "auf" and page.text == "Seite" for on, page in pairwise(framed))
    return pages or any(token.text.lower() in _IN_IT for token in framed)


def document_before(reading: Reading, sentence: Sentence) -> Phrase | None:
    """The last document named in the paragraph, a few sentences back: where it says *darin*."""
    for before in reversed(reading.sentences[max(sentence.index - _NEAR, 0) : sentence.index]):
        if before.paragraph != sentence.paragraph:
            return None
        nouns = (token for token in reversed(before.tokens) if token.upos == "NOUN" and not reading.inside_marks(token))
        written = (noun for noun in nouns if _is_written(noun, reading.lexicon))
        document = next((noun for noun in written if not _is_reader(before, noun, reading.lexicon)), None)
        if document is not None:
            return phrase(before, document, reading.lexicon)
    return None


def _is_reader(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is the paper that has read a document, and not one: *ein Brief, der dieser Zeitung vorliegt*."""
    bare = sentence.child(token, "case") is None and not is_document(token.text, lexicon)
    return bare and token.feats.get("Gender") == "Fem" and article_of(sentence, token) in _TO_HER


def _is_written(token: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is one for a document (*Papier, Jahresbericht*)."""
    outlet = outlet_of(token, lexicon)
    return is_document(token.text, lexicon) or (outlet is not None and outlet.kind == "genre")


def source_in(reading: Reading, sentence: Sentence) -> Phrase | None:
    """What a sentence says there is talk of something in: a document, else papers, circles, a party, a government.

    *In dem Schreiben war von … die Rede, in Paris war von … die Rede*; what is said in a school is not its word.
    """
    lexicon = reading.lexicon
    inside: list[Token] = []
    for token in sentence.tokens:
        case = sentence.child(token, "case") if token.upos in NOMINAL and not reading.inside_marks(token) else None
        if case is not None and case.text.lower() in ("in", "im"):
            inside.append(token)
    for token in inside:
        if token.upos == "NOUN" and _is_written(token, lexicon):
            return phrase(sentence, token, lexicon)
    source = next((token for token in inside if _has_one_voice(token, lexicon)), None)
    return phrase(sentence, source, lexicon) if source is not None else None


def _has_one_voice(token: Token, lexicon: Lexicon) -> bool:
    """Whether what is talked of in something is its own word: in papers, circles, a party, the seat of a government."""
    organisation, group = lexicon.organisation(token.text), lexicon.group(token.text)
    party = organisation is not None and organisation.field == "party"
    circles = group is not None and group.kind == "unnamed"
    return party or circles or outlet_of(token, lexicon) is not None or token.text.lower() in lexicon.places


def _is_spokesperson(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is one for who speaks for others (*Konzernsprecherin*)."""
    role = role_of(token.text, lexicon)
    return role is not None and role.role.endswith("sprecher")


def where_man_speaks(reading: Reading, proposal: Proposal) -> Phrase | None:
    """Whose *man* is, where it says something: *Bei der Bank sieht man das anders, im Rathaus rechnet man damit, …*."""
    sentence = proposal.sentence
    says = any(token.text.lower() == "man" and not _is_quoted(proposal, token) for token in sentence.tokens)
    if says and (there := institution_there(reading, sentence)) is not None:
        return there
    head = _whose_man(reading, sentence, proposal) if says else None
    if head is None or not is_somebody(head, reading.lexicon):
        return None
    return phrase(sentence, head, reading.lexicon)


def _is_quoted(proposal: Proposal, token: Token) -> bool:
    """Whether a word is part of a quotation; all of the sentence is where an act is told."""
    return proposal.type is not QuoteType.REPORTED and any(span.covers(token.span) for span in proposal.quote)


def topic_of(reading: Reading, sentence: Sentence) -> Token | None:
    """Whom a sentence is about, if that can speak."""
    cues = reversed(reading.cues_in(sentence))
    speakers = [speaker.head for cue in cues if (speaker := reading.speaker_of(cue)) is not None]
    subjects = [subject_of(sentence, head) for head in reading.main_heads(sentence) if _acts(reading, sentence, head)]
    # What stands between marks is somebody's words; whom these are about has not spoken.
    heads = (
        head for head in (*speakers, *subjects, _opening_name(reading, sentence), _whose_man(reading, sentence),
                          _concerned(reading, sentence))
        if head is not None and names_somebody(reading, sentence, head) and not reading.inside_marks(head)
    )  # fmt: skip
    return next(heads, None)


def _opening_name(reading: Reading, sentence: Sentence) -> Token | None:
    """The name before the finite verb, where a parser finds no subject (*Kern nimmt es leicht*)."""
    first, second = sentence.tokens[0], sentence.tokens[1:2]
    opens = first.text in reading.names and bool(second) and second[0].is_finite
    named = opens and not any(token.relation == "nsubj" for token in sentence.tokens)
    return first if named else None


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


def _whose_man(reading: Reading, sentence: Sentence, proposal: Proposal | None = None) -> Token | None:
    """The noun behind *bei*, or the institution behind *in*, in a sentence in which *man* says something.

    What a quotation has is no part of that (*Man prüfe das, sagt man bei der Bahn*).
    """
    own = [token for token in sentence.tokens if proposal is None or not _is_quoted(proposal, token)]
    man = next((token for token in own if token.text.lower() == "man"), None)
    if man is None or not reading.cues_in(sentence):
        return None
    for token in own:
        if sentence.clause_head(token) != sentence.clause_head(man):
            continue  # Sie kam aus der Verwaltung, und man hört, …
        preposition = sentence.child(token, "case") if token.upos in NOMINAL else None
        case = preposition.text.lower() if preposition is not None else ""
        if case in _BESIDE or (case in _INSIDE and _is_institution(token, reading.lexicon)):
            return token
    return None


def _is_institution(token: Token, lexicon: Lexicon) -> bool:
    """Whether a noun names an institution or a group; *in Berlin* tells where somebody says it."""
    return lexicon.organisation(token.text) is not None or lexicon.group(token.text) is not None


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


def names_somebody(reading: Reading, sentence: Sentence, token: Token) -> bool:
    """Whether a word names somebody; one that is tagged as a name elsewhere is one here as well (*Bauer lacht*).

    A noun that no table has is somebody's if a name or a role stands behind it (*der Gitarrist Yann Kern, sein Sozius,
    ein Schüler*); *dieser* is somebody.
    """
    if token.text.lower() in ("der", "die"):
        return is_demonstrative(sentence, token)
    if token.text.lower() in DEMONSTRATIVES:
        return token.relation == "nsubj"
    if token.text.lower() in reading.lexicon.words("w-word"):
        return False  # Wovor, weiß sie nicht
    article = sentence.child(token, "det")
    thing = token.upos == "PROPN" and article is not None and article.text.lower() == "das"  # das Capitol schloss
    if token.text.lower() in reading.lexicon.words("share") or (thing and not can_speak(token, reading.lexicon)):
        return False
    named = token.text in reading.names and (token.upos == "NOUN" or token.relation == "nsubj")
    behind = sentence.child(token, "appos", "flat") if token.upos == "NOUN" else None
    told = behind is not None and (behind.xpos == "NE" or (behind.upos == "NOUN" and _is_role(behind, reading.lexicon)))
    return named or told or is_somebody(token, reading.lexicon)


def _is_role(token: Token, lexicon: Lexicon) -> bool:
    """Whether a noun is one for a person."""
    return lexicon.role(token.text) is not None
