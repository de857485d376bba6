"""Who stands trial or sues, as verbs tell: *Das Gericht verurteilte den Kassenwart*, *Die Wirtin klagt gegen ihn*."""

import regex
from attrs import evolve

from quoteattr.lexicon import Lexicon
from quoteattr.speakers.references import Form, Reference
from quoteattr.tree import Token

ACCUSED = "angeklagter"
"""The role of who stands trial."""

PLAINTIFF, DEFENDANT = "kläger", "beklagter"
"""The roles of who sues, and of who is sued."""

_SUES = regex.compile(r"(?:klag(?:t|te|ten|en)|geklagt)")
_SUES_SOMEBODY = regex.compile(r"verklag(?:t|te|ten|en)")
_JUDGED = regex.compile(r"(?:verurteil|freigesprochen|angeklagt)")  # parsers do not know every infinitive
_CHARGED, _ANSWERS = "angeklagt", "verantworten"
_TRIAL = regex.compile(r".*(?:prozess|verhandlung|verhandelt)")
_CHARGES = regex.compile(r"(?:w[ie]rf|warf|vor(?:zu|ge)?w[eo]rf)")
_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl:arg"})
_NOMINATIVE = frozenset({"die", "das"})
_STANDS = frozenset({"steht", "stand", "stehen"})


def with_trial(reference: Reference, lexicon: Lexicon) -> Reference:
    """A mention of somebody, as the accused, who sues or who is sued where its verb tells that."""
    person = reference.form in (Form.NAME, Form.ROLE, Form.PRONOUN)
    verb = reference.sentence.head(reference.top) if person else None
    if verb is None or ACCUSED in reference.roles:
        return reference
    party = _party_of(reference, verb)
    if party and party not in reference.roles:
        return evolve(reference, roles=(*reference.roles, party))
    if not (_stands_trial(reference, verb, lexicon) or _is_tried(reference, verb)):
        return reference
    return evolve(reference, roles=(*reference.roles, ACCUSED))


def _stands_trial(reference: Reference, verb: Token, lexicon: Lexicon) -> bool:
    """Whether a court judges somebody, or somebody stands before one or has to answer for something."""
    relation, word = reference.top.deprel, verb.text.lower()
    if _is_charged(reference, verb, lexicon):
        return True
    if relation == "obj" or relation == "nsubj:pass":
        charged = word == _CHARGED and relation == "nsubj:pass"  # politicians condemn, but nobody is charged by them
        return charged or (_JUDGED.match(word) is not None and _names_court(reference, lexicon))
    if relation != "nsubj":
        return False
    return word == _ANSWERS or (word in _STANDS and _is_before_court(reference, verb, lexicon))


def _party_of(reference: Reference, verb: Token) -> str:
    """The part of somebody in a lawsuit, empty where the verb tells none: *klagt gegen die Stadt*, *verklagte ihn*."""
    sentence, relation, word = reference.sentence, reference.top.relation, verb.text.lower()
    if _SUES_SOMEBODY.fullmatch(word):
        return {"nsubj": PLAINTIFF, "obj": DEFENDANT}.get(reference.top.deprel, "")
    against = (sentence.child(noun, "case") for noun in sentence.children(verb, "obl", "nmod"))
    sues = _SUES.fullmatch(word) is not None and any(case is not None and case.text == "gegen" for case in against)
    return PLAINTIFF if sues and relation == "nsubj" else ""


def _is_tried(reference: Reference, head: Token) -> bool:
    """Whether a trial is against somebody (*der Prozess gegen Jan Roth*)."""
    case = reference.sentence.child(reference.top, "case")
    return case is not None and case.text.lower() == "gegen" and _TRIAL.fullmatch(head.text.lower()) is not None


def _is_charged(reference: Reference, verb: Token, lexicon: Lexicon) -> bool:
    """Whether the prosecution charges somebody (*Die Anklage wirft Robin K. Betrug vor*).

    A parser that does not see cases takes either for the subject, but who is charged stands in the dative.
    """
    sentence, word = reference.sentence, verb.text.lower()
    blames = _CHARGES.match(word) is not None and reference.top.deprel in _ARGUMENTS
    if not blames or not (word.startswith("vor") or any(token.text == "vor" for token in sentence.children(verb))):
        return False
    courts = (child for child in sentence.children(verb, *_ARGUMENTS) if _is_court(child, lexicon))
    articles = (sentence.child(court, "det", "dep") for court in courts)
    return any(article is not None and article.text.lower() in _NOMINATIVE for article in articles)


def _is_before_court(reference: Reference, verb: Token, lexicon: Lexicon) -> bool:
    """Whether a court stands behind *vor* at a verb, or at a noun beside it (*steht wegen Betrugs vor Gericht*).

    Lawyers stand before courts as well.
    """
    sentence = reference.sentence
    beside = sentence.children(verb, "obl")
    below = (child for noun in beside for child in sentence.children(noun, "nmod"))
    places = (place for place in (*beside, *below) if _is_court(place, lexicon))
    if any(role.endswith(tuple(lexicon.words("official"))) for role in reference.roles):
        return False
    cases = (sentence.child(place, "case") for place in places)
    return any(case is not None and case.text.lower() == "vor" for case in cases)


def _names_court(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether the sentence names a court or what one imposes: politicians condemn somebody as well."""
    return any(_is_court(token, lexicon) for token in reference.sentence.tokens)


def _is_court(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is one for a court."""
    organisation = lexicon.organisation(token.text) if token.upos == "NOUN" else None
    return organisation is not None and organisation.field == "court"
