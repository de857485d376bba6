"""The roles that a clause gives its subject: *sagte als Zeugin aus, wurde Lehrer, wurde zum Chef gewählt*."""

from quoteattr.grammar.clauses import Mood, mood_of
from quoteattr.lexicon import Lexicon, Number
from quoteattr.speakers.leading import is_denied, is_told_of
from quoteattr.speakers.person_nouns import RoleWord, Word, job_of_no_table
from quoteattr.speakers.references import GENDERS, Form, Reference
from quoteattr.tree import Sentence, Token

_OF_PEOPLE = {"Masc": ("er", "ist", "or", "eur", "ent", "ant", "wart", "wirt", "hirt", "mann"), "Fem": ("in", "frau")}
"""What nouns for people end in."""


def gets_role(one: Reference, role: Reference, lexicon: Lexicon) -> bool:
    """Whether its own clause, or a relative clause behind it, gives somebody a role without an article.

    Args:
        one: Somebody.
        role: A role in the same sentence.
        lexicon: Words.
    """
    fits = role.form is Form.ROLE and role.definite is not False and not role.owned
    if not fits or (one.gender is not None and role.gender not in (None, one.gender)):
        return False
    acts_as = role.definite is None and _is_as(role) and one.subject
    if acts_as and (role.clause == one.clause or _opens_sentence_of(one, role)):
        return True
    verb = role.sentence.head(role.top)
    return verb is not None and is_told_of(one, verb) and _is_given(role, verb, lexicon)


def is_for_one(token: Token, sentence: Sentence) -> bool:
    """Whether a noun without an article is what one is, becomes or works as (*wurde Lehrer, arbeitet als Lehrer*).

    Its form can be that of several; the verb in the singular tells.
    """
    is_one = sentence.child(token, "cop") is not None
    verb = token if is_one else sentence.head(token)
    if verb is None or sentence.child(verb, "obj", "obl:arg") is not None:
        return False
    finite, subject = sentence.finite(verb), sentence.child(verb, "nsubj")
    case = sentence.child(token, "case")
    told = is_one or _becomes(token, verb) or (case is not None and case.text == "als" and verb.upos == "VERB")
    single = subject is not None and sentence.child(subject, "conj") is None
    alone = finite is not None and finite.feats.get("Number") == "Sing" and finite.xpos != "VMFIN"
    return told and single and alone


def job_in_place(word: Word, sentence: Sentence, *, behind_name: bool) -> RoleWord | None:
    """A noun that no table has as a job, where nothing but a job stands (*ist Melker, arbeitet als Melkerin*).

    Args:
        word: The noun.
        sentence: Its sentence.
        behind_name: Whether it stands behind somebody's name without an article (*Karl Ott, Melker in Kalden*).
    """
    token = word.head
    ending = _OF_PEOPLE.get(token.feats.get("Gender", ""), ())
    verb = token if sentence.child(token, "cop") is not None else sentence.head(token)
    subject = sentence.child(verb, "nsubj") if verb is not None else None
    of_one = subject is not None and (subject.upos == "PRON" or subject.xpos == "NE")
    bare = token.upos == "NOUN" and sentence.child(token, "det", "nummod") is None and word.lower.endswith(ending)
    if not ending or not bare or not (behind_name or (of_one and is_for_one(token, sentence))):
        return None
    role = job_of_no_table(word.lower)
    return RoleWord(role, role, GENDERS[token.feats["Gender"]], Number.SINGULAR)


def _is_given(role: Reference, verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb gives a role to its subject, as a fact."""
    sentence = role.sentence
    finite = sentence.finite(verb)
    fact = mood_of(finite, lexicon) is Mood.INDICATIVE and finite is not None and finite.xpos != "VMFIN"
    if not fact or is_denied(sentence, verb):
        return False
    if _becomes(role.top, verb) or (_is_as(role) and sentence.child(verb, "obj") is None):
        return role.definite is None
    case = sentence.child(role.top, "case")
    return case is not None and case.text.lower() == "zu" and verb.lemma in lexicon.words("appoints")


def _becomes(noun: Token, verb: Token) -> bool:
    """Whether a noun is what somebody becomes by a verb."""
    return verb.lemma == "werden" and noun.relation == "xcomp"


def _opens_sentence_of(reference: Reference, other: Reference) -> bool:
    """Whether a mention stands before the verb that a subject is behind: *Geboren 1932 als Tochter …, kam sie …*."""
    front = reference.sentence.tokens[: other.tokens[0].index]
    return reference.behind and not any(token.is_finite for token in front)


def _is_as(reference: Reference) -> bool:
    """Whether *als* stands before a mention."""
    before = reference.tokens[0].index - 1
    return before >= 0 and reference.sentence.tokens[before].text.lower() == "als"
