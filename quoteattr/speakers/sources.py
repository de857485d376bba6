"""What in a speaker's phrase names the source: *Angaben der Polizei*, *eigenen Worten*, *demnach*, *Polizeiangaben*."""

from collections.abc import Sequence
from enum import StrEnum

from attrs import frozen

from quoteattr.decide import Decision
from quoteattr.grammar.animacy import is_document
from quoteattr.grammar.frame_words import adverb_of, is_talk
from quoteattr.grammar.speaking import Phrase
from quoteattr.lexicon import Lexicon
from quoteattr.model import Cue, CueKind
from quoteattr.speakers.authors import authors, has_ordered, issuers, preposition_of, writer_of
from quoteattr.speakers.epithets import takes_up_institution
from quoteattr.speakers.person_nouns import role_of
from quoteattr.speakers.references import Form, Reference
from quoteattr.speakers.unlisted import owner_of_no_table, source_in_compound
from quoteattr.tree import Sentence, Token

_RELATIVE = frozenset({"wonach", "denen", "dem", "der", "dessen", "deren"})
_OWN = ("eigen",)
_SOMEBODY = frozenset("einer eine jemand niemand keiner mancher anderer wer".split())
_AIMING = frozenset("an am auf gegen um über vor zu zum zur für".split())
_ACCORDING = frozenset({"nach", "laut", "zufolge", "gemäß"})
_BESIDE = (Form.NAME, Form.INSTITUTION, Form.ROLE, Form.MEDIUM, Form.GROUP)
_DATIVES = frozenset({"dem", "einem"})
_PRINTED_IN = frozenset({"in", "im", "bei", "beim"})
_AND = frozenset({"und", "sowie", "&", "oder"})
_OUTLETS = frozenset({"zeitung", "magazin", "zeitschrift", "redaktion"})
_AS_WELL_AS = frozenset({"als", "auch"})


class Pointer(StrEnum):
    """How a phrase leads to its source."""

    MENTION = "mention"
    SUBJECT = "subject"
    LAST = "last"
    QUOTED = "quoted"
    SEVERAL = "several"
    NOTHING = "nothing"
    NOBODY = "nobody"


@frozen(eq=False)
class Source:
    """Where the source of a phrase is to be found.

    Attributes:
        pointer: Directly named, the sentence's subject, the last source, or the speaker of the quotation around it.
        references: The mentions that name it.
    """

    pointer: Pointer
    references: tuple[Reference, ...] = ()

    @property
    def is_unknown(self) -> bool:
        """Whether no table knows what it names, neither as a person nor as anybody else who can speak."""
        return self.pointer is Pointer.NOTHING or (
            self.pointer is Pointer.MENTION and all(one.form is Form.NOUN for one in self.references)
        )


def source_of(phrase: Phrase, references: Sequence[Reference], cue: Cue | None, lexicon: Lexicon) -> Source:
    """What names the source in a speaker's phrase.

    Args:
        phrase: The phrase.
        references: The mentions of its sentence.
        cue: What announces the quotation.
        lexicon: Words.
    """
    head = phrase.head
    if adverb_of(head, lexicon) == "anaphoric":
        return Source(Pointer.LAST)
    demonstrative = any(reference.head is head and reference.form is Form.PRONOUN for reference in references)
    if head.text.lower() in _RELATIVE and not demonstrative and not _is_possessor(phrase):
        before = [reference for reference in references if reference.tokens[-1].index < head.index]
        said = [reference for reference in before if reference.form in (Form.MEDIUM, Form.NOUN, Form.GROUP)]
        if said and _is_cue_noun(said[-1].head.text, lexicon):
            return _source_of_content(said[-1], references)
        return Source(Pointer.MENTION, (said[-1],)) if said else Source(Pointer.LAST)
    indices = {token.index for token in phrase.tokens}
    inside = [reference for reference in references if indices & {token.index for token in reference.tokens}]
    inside = [reference for reference in inside if not _is_in_attribute(reference, head)]
    at_head = [reference for reference in inside if any(token.index == head.index for token in reference.tokens)]
    at_head = at_head or [one for one in references if _is_said_of(head, one)]
    if at_head and (owned := _owned_by(at_head[0], references)) is not None:
        return Source(Pointer.MENTION, (owned,))
    if _is_possessor(phrase):  # the tree hangs Dessen Minister, Joseph Tumba, on the wrong word
        at_head = [reference for reference in inside if reference.form is not Form.POSSESSIVE][:1]
    if at_head and at_head[0].form is Form.FIRST_PERSON:
        return Source(Pointer.QUOTED, (at_head[0],))
    if head.upos in ("PRON", "DET") and head.text.lower() in _SOMEBODY:
        named = [one for one in inside if one.form is Form.NAME and one.apposed]  # eine der Frauen, Lina Okoye
        return Source(Pointer.MENTION, (named[0],)) if named else Source(Pointer.NOBODY)
    if _is_seat(head, lexicon) and all(one in at_head for one in inside):
        return Source(Pointer.NOBODY)  # Kritik kam aus den eigenen Reihen
    article = phrase.sentence.child(head, "det")
    none = article is not None and article.text.lower().startswith("kein")
    if none or (not at_head and head.text == "Sie"):  # Kein Minister sagte …; Lesen Sie auch
        return Source(Pointer.NOBODY)
    partners = [
        reference for reference in references if reference.head.head == head.index and _is_talked_with(reference)
    ]
    if partners and is_talk(head, lexicon):
        return Source(Pointer.MENTION, (partners[0],))
    own = any(token.lemma.lower().startswith(_OWN) or token.text.lower().startswith(_OWN) for token in phrase.tokens)
    if own and (_is_cue_noun(head.text, lexicon) or head.text.lower() in lexicon.words("own-word")):
        return Source(Pointer.SUBJECT)
    called = next((one for one in inside if _is_joined_to(one, head)), None)
    if called is not None:
        return Source(Pointer.MENTION, (called,))
    paper = bool(at_head) and at_head[0].field == "media"  # die „Nordauer Nachrichten“ aus Nordau
    saying = cue is not None and cue.kind is CueKind.NOUN and any(map(head.overlaps, cue.spans))  # ihre Botschaft
    if (saying or _is_cue_noun(head.text, lexicon)) and not paper:
        others = [reference for reference in inside if reference not in at_head and not _is_in_brackets(reference)]
        # of seines Umfelds the Umfeld, and not who has it
        nouns = {reference.head.index for reference in others if reference.form is not Form.POSSESSIVE}
        others = [one for one in others if one.form is not Form.POSSESSIVE or one.head.head not in nouns]
        owners = [one for one in others if not (is_aimed_at(one) or has_ordered(one))]
        if at_head and at_head[0].form is Form.MEDIUM:  # eine Untersuchung aus Gent
            owners = [one for one in owners if one.form is not Form.PLACE or not preposition_of(one)]
        owners = owners or issuers(phrase.sentence, head, references) or authors(phrase.sentence, head, references)
        heads = {one.head.index for one in owners}  # Roths Anwältin
        owners = [one for one in owners if not (one.head.index < one.head.head and one.head.head in heads)]
        if owners:
            owner = _named_in_apposition(owners[0], owners)
            beside = _coordinated(phrase.sentence, owner, owners)
            return Source(Pointer.SEVERAL if beside else Pointer.MENTION, (owner, *beside))
        whole = "".join(token.text for token in at_head[0].tokens) if at_head else head.text
        if source_in_compound(whole, lexicon):
            return Source(Pointer.NOTHING)
        if (unknown := owner_of_no_table(phrase, lexicon)) is not None:
            return Source(Pointer.MENTION, (unknown,))
        if _takes_up_words(phrase):
            return Source(Pointer.LAST)
        document = at_head and at_head[0].form is not Form.NOUN
        return Source(Pointer.MENTION, (at_head[0],)) if document else Source(Pointer.NOBODY)
    if at_head and (writer := writer_of(at_head[0], inside, lexicon)) is not None:
        return Source(Pointer.MENTION, (writer,))
    if at_head:
        words = {token.text.lower() for token in phrase.tokens}
        joined = not words.isdisjoint(_AND) or words >= _AS_WELL_AS
        others = _coordinated(phrase.sentence, at_head[0], inside) if joined else []
        named = [other for other in others if other.form is Form.NAME or other.definite is not None]
        if others and at_head[0].form is Form.ROLE and not named:  # der Bürgermeister und Senator, Henning Scherf
            names = [reference for reference in inside if reference.form is Form.NAME]
            return Source(Pointer.MENTION, ((names or at_head)[0],))
        if others:
            both = _holder_of_both(phrase, at_head[0], others)
            return Source(Pointer.MENTION, (both,)) if both else Source(Pointer.SEVERAL, (at_head[0], *others))
        return Source(Pointer.MENTION, (_named_in_apposition(at_head[0], inside),))
    named = [reference for reference in inside if reference.form not in (Form.POSSESSIVE, Form.PRONOUN)]
    if takes_up_institution(head.text.casefold(), lexicon):
        return Source(Pointer.NOTHING)  # aus dem Haus von Ministerin Kern
    return Source(Pointer.MENTION, (named[0],)) if named else Source(Pointer.NOTHING)


def _is_in_attribute(reference: Reference, head: Token) -> bool:
    """Whether a mention tells where a text has come out, in front of its noun (*der in „Nature“ gedruckten Studie*)."""
    sentence, first, last = reference.sentence, reference.tokens[0].index, reference.tokens[-1].index
    between = sentence.tokens[last + 1 : head.index]
    printed = [token for token in between if token.is_word]
    front = [token.text.lower() for token in sentence.tokens[max(first - 2, 0) : first]]
    return len(printed) == 1 and printed[0].xpos == "ADJA" and not _PRINTED_IN.isdisjoint(front)


def _is_seat(head: Token, lexicon: Lexicon) -> bool:
    """Whether a word tells from where something is said, and names nobody (*den Zuschauerrängen*, *links*)."""
    return head.text.lower().endswith(tuple(lexicon.words("seat")))


def _holder_of_both(phrase: Phrase, first: Reference, others: Sequence[Reference]) -> Reference | None:
    """The one person of two roles: *der Trainer und Manager Ole Brandt sagte*; None where several *sagten*."""
    other = others[0]
    differ = first.gender is not None and other.gender not in (None, first.gender)
    if len(others) > 1 or not other.roles or other.definite is not None or differ:
        return None
    verb = phrase.sentence.head(phrase.head)
    finite = phrase.sentence.finite(verb) if verb is not None and first.subject else None
    if finite is not None and finite.feats.get("Number") == "Plur":
        return None
    if first.name is not None:
        return first if other.name in (None, first.name) else None
    return other if first.roles and other.name is not None else None


def _source_of_content(noun: Reference, references: Sequence[Reference]) -> Source:
    """Whose a noun of saying is that a relative clause belongs to (*Angaben der Polizei, wonach*)."""
    owners = [one for one in references if one.head.head == noun.head.index and one.tokens[0].index > noun.head.index]
    if owners:
        return Source(Pointer.MENTION, (owners[0],))
    vague = noun.form is Form.NOUN or (noun.definite is None and noun.head.feats.get("Number") == "Plur")
    return Source(Pointer.NOBODY) if vague else Source(Pointer.MENTION, (noun,))


def _takes_up_words(phrase: Phrase) -> bool:
    """Whether words that were told before are taken up, of whoever said these: *den Angaben zufolge*."""
    article, case = phrase.sentence.child(phrase.head, "det"), phrase.sentence.child(phrase.head, "case")
    these = article is not None and article.text.lower() in ("den", "diesen")
    return these and phrase.head.text == "Angaben" and case is not None and case.text.lower() in _ACCORDING


def _owned_by(first: Reference, references: Sequence[Reference]) -> Reference | None:
    """The person right behind a genitive or what is made of a place: *Rotenaus Torwart Piet Hanssen*."""
    behind = next((one for one in references if one.tokens[0].index == first.tokens[-1].index + 1), None)
    genitive = first.form is Form.NAME and _is_one_word(first) and first.text.endswith("s")
    of_place = first.form is Form.NOUN and first.text.endswith("er")
    if behind is None or not behind.roles:
        return None
    return behind if (genitive and behind.form is Form.NAME) or (of_place and behind.form is Form.ROLE) else None


def _is_one_word(reference: Reference) -> bool:
    """Whether a mention is a name of one word, which may have a hyphen, without a role."""
    return reference.name is not None and not reference.roles and " " not in reference.name.text


def _is_possessor(phrase: Phrase) -> bool:
    """Whether the head is no head but a possessive before its noun."""
    return phrase.head.text.lower() in ("dessen", "deren") and len(phrase.tokens) > 1


def _is_talked_with(reference: Reference) -> bool:
    """Whether somebody is asked: *Interview mit Ute Sand*."""
    return preposition_of(reference) == "mit"


def _is_in_brackets(reference: Reference) -> bool:
    """Whether a mention opens what stands in brackets (*dem Urteil (Az. 7 U 118)*)."""
    before = reference.sentence.tokens[: reference.tokens[0].index][-1:]
    return any(token.text == "(" for token in before)


def is_aimed_at(reference: Reference) -> bool:
    """Whether a preposition says whom something is about or against, who did not say it: *Kritik an Merz*."""
    return preposition_of(reference) in _AIMING


def _named_in_apposition(first: Reference, inside: Sequence[Reference]) -> Reference:
    """The name behind a role or a place in the genitive: *Mexikos Innenminister Francisco Ramirez*.

    Or the institution that a role or a noun stands for: *der Betreiber, die Nordlog GmbH*.
    """
    firm = next((one for one in inside if _is_named_institution(one) and _is_beside(first, one)), None)
    if firm is not None and firm.definite and not _is_named_institution(first):
        return firm
    beside = (one for one in inside if one.form is Form.INSTITUTION and _hangs_right_behind(first, one))
    if first.form is Form.NOUN and (party := next(beside, None)) is not None:
        return party  # der Koalitionspartner FDP
    if first.form not in (Form.ROLE, Form.PLACE, Form.NOUN):
        return first
    behind = [one for one in inside if one.span > first.span and one.form is Form.NAME and not one.is_genitive]
    adjacent = behind and behind[0].tokens[0].index == first.tokens[-1].index + 1
    return behind[0] if behind and (adjacent or (first.form is not Form.PLACE and behind[0].apposed)) else first


def _is_named_institution(reference: Reference) -> bool:
    """Whether it is an institution by a name of its own, not *die Behörde*."""
    return reference.form is Form.INSTITUTION and (" " in reference.key or bool(reference.modifiers))


def _is_beside(first: Reference, second: Reference) -> bool:
    """Whether the second opens the apposition behind the first: *der Betreiber des Zuges, die Nordlog GmbH*."""
    between = first.sentence.tokens[first.tokens[-1].index + 1 : second.tokens[0].index]
    words = [token.text for token in between]
    if words[-1:] and words[-1] in _DATIVES and first.top.feats.get("Case") == "Nom":
        return False  # sagte der Chef der Feuerwehr, Jan Ott, dem Radiosender „Welle Nord“
    if "," not in words or any(token.xpos != "ART" for token in between[words.index(",") + 1 :]):
        return False
    if words[0] == ",":
        return True
    feats = between[-1].feats  # die Anwältin der Firma, der Nordlog GmbH, but der Partner der Firma, der Bauer Nordlog
    one = words[-1] == "der" and (feats.get("Gender"), feats.get("Case")) == ("Masc", "Nom")
    genitive = words[-1] in ("der", "des") and not one
    return not genitive and second.top.relation == "appos" and second.top.head in first.indices


def _hangs_right_behind(first: Reference, second: Reference) -> bool:
    """Whether the second stands right behind the first and hangs on it."""
    adjacent = first.tokens[-1].index + 1 == second.tokens[0].index
    return adjacent and second.head.relation in ("appos", "flat") and second.head.head in first.indices


def _is_said_of(noun: Token, one: Reference) -> bool:
    """Whether a noun in front of *ist* says what somebody is who is its real subject (*Kapitänin ist Mia Sturm*)."""
    said = noun.relation == "nsubj" and noun.head == one.top.index and one.subject
    return said and one.sentence.child(one.top, "cop") is not None


def _is_joined_to(outlet: Reference, noun: Token) -> bool:
    """Whether a hyphen joins an outlet in marks to the noun for what it is (*die „Bild“-Zeitung*)."""
    between = outlet.sentence.tokens[outlet.tokens[-1].index + 1 : noun.index]
    hyphen = len(between) == 2 and between[1].text == "-" and between[1].start == between[0].end
    return outlet.form is Form.MEDIUM and hyphen and noun.text.casefold() in _OUTLETS


def _is_cue_noun(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a noun of saying (*Angaben*), and no role or institution as well."""
    return lexicon.noun(word) is not None and role_of(word, lexicon) is None and lexicon.organisation(word) is None


def _coordinated(sentence: Sentence, first: Reference, inside: Sequence[Reference]) -> list[Reference]:
    """The other members of *Ellmann und Traynor*."""
    own = {token.index for token in first.tokens}
    forms = (*_BESIDE, Form.PLACE) if first.form is Form.PLACE else _BESIDE  # Spanien und Irland
    members = {child.index for token in first.tokens for child in sentence.children(token, "conj")} - own
    return [
        reference
        for reference in inside
        if reference is not first and members & {token.index for token in reference.tokens}
        and reference.form in forms
    ]  # fmt: skip


def is_named(source: Source | None) -> bool:
    """Whether a name tells who the source is: of a person, of a place that stands for its government, of a paper."""
    references = source.references if source is not None else ()
    return bool(references) and all(
        one.form in (Form.NAME, Form.PLACE) or (one.form is Form.MEDIUM and one.subject and one.key != one.head.text)
        for one in references
    )


def is_new_document(source: Source | None, lexicon: Lexicon) -> bool:
    """Whether something written is the source that no text before can mean: *aus einem Vermerk*, *interne Mails*."""
    references = source.references if source is not None else ()
    return len(references) == 1 and all(
        one.form is Form.MEDIUM and not one.owned
        and (one.definite is False or (one.definite is None and one.head.feats.get("Number") == "Plur"))
        and (is_document(one.head.text, lexicon) or one.key.casefold().endswith(tuple(lexicon.epithets("document"))))
        for one in references
    )  # fmt: skip


def is_first_person(source: Source | None) -> bool:
    """Whether *ich* or *wir* names the speaker, whom only a quotation around it can tell."""
    return source is not None and bool(source.references) and source.references[0].form is Form.FIRST_PERSON


def is_no_source(source: Source, phrase: Phrase, cue: Cue | None, lexicon: Lexicon) -> bool:
    """Whether a phrase tells where words stand or what they are about, and not whose they are."""
    case = phrase.sentence.child(phrase.head, "case")
    topic = cue is not None and cue.kind is CueKind.COLON  # Ärger um Parkplätze: rather a headline than a label
    place = case is not None and case.text.lower() in ("in", "an", "auf")  # hieß es in einer Chatgruppe
    surface = phrase.head.text.lower() in lexicon.words("surface")  # stand auf einem Plakat
    return (source.is_unknown and (topic or place)) or _is_in_text(phrase) or surface


def _is_in_text(phrase: Phrase) -> bool:
    """Whether a phrase only tells where in a text something stands (*heißt es auf Seite 12*)."""
    behind = phrase.sentence.tokens[phrase.head.index + 1 :][:1]
    case = phrase.sentence.child(phrase.head, "case")
    return case is not None and case.text.lower() == "auf" and any(token.upos == "NUM" for token in behind)


def is_text_that_says(decision: Decision, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether a noun of saying is what *heißt es* says something stands in (*heißt es in dem Beschluss*)."""
    verb, case = decision.framing.proposal.verb, phrase.sentence.child(phrase.head, "case")
    stands = verb is not None and verb.impersonal and case is not None and case.text.lower() == "in"
    single = phrase.head.feats.get("Number") != "Plur"
    return stands and single and lexicon.noun(phrase.head.text) is not None
