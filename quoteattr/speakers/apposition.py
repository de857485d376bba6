"""Joins what stands in apposition: *die Kandidatin der Linken, Marlene Thoma*, *der Seismologe Naci Görür*."""

from collections.abc import Sequence

from attrs import evolve

from quoteattr.lexicon import Lexicon
from quoteattr.speakers.becoming import gets_role
from quoteattr.speakers.names import OPENERS
from quoteattr.speakers.person_nouns import job_of_no_table
from quoteattr.speakers.references import Form, Reference
from quoteattr.tree import Sentence, Token

_REACH = 3  # mentions between a role and its name, such as the party in the genitive
_FAR = 8  # words between a role and its name
_IS_CALLED = frozenset({"heißt", "hieß", "heiße", "heisst", "hiess"})
_TIME = 5  # words that tell since when somebody has a job, with the comma
_PLACE = 4  # words behind a second job that tell where or of what (*aus Bad Ems, der Linken*)
_NOUNS = (Form.ROLE, Form.NOUN)


def joined(sentence: Sentence, references: Sequence[Reference], lexicon: Lexicon) -> list[Reference]:
    """The mentions of a sentence, each noun and name that belong together made one."""
    found: list[Reference] = []
    played = [_parts_played(reference, references, lexicon) for reference in references]
    gone = {place for places in played for place in places}
    for place, reference in enumerate(references):
        if place in gone:
            continue
        reference = _with_roles(reference, [references[part] for part in played[place]])
        for other_place in range(place + 1, min(place + 1 + _REACH, len(references))):
            other = references[other_place]
            if _belong_together(sentence, reference, other):
                gone.add(other_place)
                reference = _merged(reference, other, lexicon)
                break
        found.append(reference)
    return found


def _parts_played(reference: Reference, references: Sequence[Reference], lexicon: Lexicon) -> Sequence[int]:
    """The places of the roles that a clause gives somebody (*X sagte als Zeugin aus*); see `gets_role`."""
    if reference.form not in (Form.NAME, Form.ROLE, Form.PRONOUN):
        return ()
    others = (place for place, other in enumerate(references) if other is not reference)
    return [place for place in others if gets_role(reference, references[place], lexicon)]


def _with_roles(reference: Reference, parts: Sequence[Reference]) -> Reference:
    """Somebody with these roles as well; a pronoun itself tells nothing of whom it means, only its clause does."""
    roles = tuple(role for part in parts for role in part.roles)
    if not roles or reference.form is Form.PRONOUN:
        return evolve(reference, described=(*reference.described, *roles))
    return evolve(reference, roles=tuple(dict.fromkeys((*reference.roles, *roles))))


def _belong_together(sentence: Sentence, first: Reference, second: Reference) -> bool:
    """Whether one of two mentions is a name and the other a noun for the same person."""
    noun, name = (second, first) if first.form is Form.NAME else (first, second)
    if name.form is not Form.NAME or noun.form not in _NOUNS:
        return False
    if noun.gender and name.gender and noun.gender != name.gender:
        return False
    between = sentence.tokens[first.tokens[-1].index + 1 : second.tokens[0].index]
    if between and between[-1].text.lower() == "so":
        return False  # Ihr Vorgänger, so Kern, habe …
    if first is noun and between and between[-1].text in OPENERS and _is_calling(first, second):
        return False  # Das nannte der Minister „Unfug“
    if first is noun and [token.text for token in between] == ["namens"]:
        return True
    if first is noun and noun.subject and between and between[-1].text in _IS_CALLED:
        return True  # Die Frau, die alle kennen, heißt Ute Sand
    if first is noun and noun.subject and [token.relation for token in between] == ["cop"]:
        return noun.top.head in name.indices  # Laudatorin war Ute Sand
    if first is noun and _are_titles(sentence, noun, name):
        return True
    if first is noun and name.is_genitive:
        return False  # der Enkel Sternaus
    if noun.form is Form.NOUN:  # a noun that no table knows must stand in front of the name
        return noun is first and (
            _is_close_apposition(first, second) or (noun.subject and _between_commas(sentence, first, second))
        )
    if first is name and _is_second_job(sentence, name, noun):
        return True
    top = second.top
    if first is noun and top.relation in ("appos", "flat") and top.head in first.indices:
        return True
    return _between_commas(sentence, first, second) or (first is noun and _behind_complement(sentence, noun, name))


def _are_titles(sentence: Sentence, noun: Reference, name: Reference) -> bool:
    """Whether a role belongs to a name that has another in front: *der Schauspieler und Regisseur Jan Kern*.

    One article is for one person; without any the verb has to be in the singular (*Trainer und Manager Kern sagten*).
    """
    start, end = noun.tokens[-1].index + 1, name.tokens[0].index
    links = [token.text for token in sentence.tokens[start:end] if token.upos != "ADJ"]  # der Autor und frühere Wirt
    listed = links == [","] and [token.text for token in sentence.tokens[end + 1 : end + 2]] == ["und"]
    titled = bool(name.roles) and name.tokens[0].text not in _words(name)
    if noun.form is not Form.ROLE or not titled or not (links == ["und"] or listed):
        return False
    number = _number_of_verb(sentence, noun)
    return number != "Plur" and (noun.definite is not None or noun.owned or number == "Sing")


def _words(reference: Reference) -> Sequence[str]:
    """The words of the name alone that a mention has."""
    return reference.name.text.split() if reference.name is not None else ()


def _is_second_job(sentence: Sentence, name: Reference, noun: Reference) -> bool:
    """Whether *und* joins a role to one that stands behind a name already (*Jan Kern, Sänger und Moderator, …*)."""
    job = name.tokens[-1]
    behind = bool(name.roles) and job.upos in ("NOUN", "PROPN") and job.text not in _words(name)
    between = sentence.tokens[job.index + 1 : noun.tokens[0].index]
    links = [token.text for token in between if token.upos != "ADJ"]
    return behind and noun.form is Form.ROLE and noun.definite is None and links == ["und"]


def _behind_second_job(sentence: Sentence, end: int) -> int:
    """Where a second job ends that *und* joins to what stands behind a name, up to a comma or a full stop."""
    behind = sentence.tokens[end:]
    words = [token for token in behind[1:] if token.upos != "ADJ"] if behind and behind[0].text == "und" else []
    place = next((at for at, token in enumerate(words[: _PLACE + 2]) if token.text in (",", ".")), 0)
    job = place > 0 and words[0].upos in ("NOUN", "PROPN") and not any(token.is_finite for token in words[:place])
    return words[place].index if job and (place == 1 or words[1].upos in ("ADP", "DET")) else end


def _number_of_verb(sentence: Sentence, subject: Reference) -> str:
    """The number of the finite verb whose subject a mention is, or can be one of; empty if it is none."""
    acts = (subject.subject or subject.top.relation == "conj") and subject.clause[0] >= 0
    finite = sentence.finite(sentence.tokens[subject.clause[0]]) if acts else None
    return finite.feats.get("Number", "") if finite is not None else ""


def _is_calling(first: Reference, second: Reference) -> bool:
    """Whether somebody calls something what the second is, and nothing else: *nannte der Minister „Unfug“.*"""
    tokens = first.sentence.tokens
    calls = any(token.lemma == "nennen" for token in tokens[: first.tokens[0].index])
    return calls and not any(token.is_word for token in tokens[second.tokens[-1].index + 1 :])


def _behind_complement(sentence: Sentence, noun: Reference, name: Reference) -> bool:
    """*der Vorsitzende der Gewerkschaft Frank Bsirske*: the name stands right behind what narrows the role."""
    between = sentence.tokens[noun.tokens[-1].index + 1 : name.tokens[0].index]
    plain = all(token.is_word and not token.is_finite and token.relation != "cc" for token in between)
    full = name.name is not None and bool(name.name.given and name.name.surname) and not name.roles
    return noun.complement and plain and full and 1 < len(between) <= _FAR and between[-1].upos in ("NOUN", "PROPN")


def _is_close_apposition(noun: Reference, name: Reference) -> bool:
    """Whether a name stands right behind its noun and hangs on it in the tree (*der Seismologe Naci Görür*)."""
    top = name.top
    adjacent = noun.tokens[-1].index + 1 == name.tokens[0].index
    return adjacent and top.relation in ("appos", "flat") and top.head in noun.indices


def _between_commas(sentence: Sentence, first: Reference, second: Reference) -> bool:
    """Whether the second stands between commas right behind the first one's phrase."""
    start, end = _phrase_start(sentence, second), second.tokens[-1].index + 1
    if end < len(sentence.tokens) and sentence.tokens[end].text == "(":  # Jean-Luc Rochat (SP),
        end = next((token.index + 1 for token in sentence.tokens[end : end + 4] if token.text == ")"), end)
    if second.form is Form.ROLE:  # Ute Sand, die Chefin des Verbands. Ute Sand, Lehrerin in Ulm,
        below = {token.index for token in sentence.subtree(second.head)}
        while end < len(sentence.tokens) - 1 and end in below and sentence.tokens[end].is_word:
            end += 1
        end = _behind_second_job(sentence, end)
    closed = end < len(sentence.tokens) and sentence.tokens[end].text in (",", ".")
    between = sentence.tokens[first.tokens[-1].index + 1 : max(start - 1, 0)]
    between = between[2:] if _is_age_alone(between) else between
    plain = not any(token.text in ",;:„“" or token.is_finite or token.relation == "cc" for token in between)
    return (
        closed
        and start > 0
        and sentence.tokens[start - 1].text == ","
        and plain
        and (
            second.definite is not False
            or second.form is Form.NAME  # ein früherer Förster namens Zbigniew Pawlik
            or (second.top.relation == "appos" and second.top.head in first.indices)  # Ute Sand, eine Lehrerin aus Ulm,
        )
    )


def _is_age_alone(between: Sequence[Token]) -> bool:
    """Whether nothing but an age behind a comma stands between two mentions (*Ute Sand, 43, Lehrerin in Ulm*)."""
    return len(between) == 2 and between[0].text == "," and between[1].text.isdecimal()


def _phrase_start(sentence: Sentence, reference: Reference) -> int:
    """Where the phrase of a mention begins, with its article and what stands behind that.

    That is an age (*der 41-jährige João Prates*) or a job that no table has (*der Spüler Alois Sand*).
    """
    start = reference.tokens[0].index
    before = sentence.tokens[start - 1] if start else None
    if before is not None and before.upos == "NOUN" and reference.top.head == before.index:
        start -= 1
    while start and _is_inside_phrase(sentence.tokens[start - 1]):
        start -= 1
    return _start_of_how_long(sentence, start)


def _start_of_how_long(sentence: Sentence, start: int) -> int:
    """Where *seit wann* or *von Beruf* starts in front of a job (*Ute Sand, seit 20 Jahren Lehrerin in Ulm*)."""
    commas = [place for place in range(max(start - _TIME, 0), start) if sentence.tokens[place].text == ","]
    words = [token.text for token in sentence.tokens[commas[-1] + 1 : start]] if commas else []
    told = words[:1] == ["seit"] or words in (["von"], ["von", "Beruf"])
    return commas[-1] + 1 if told else start


def _is_inside_phrase(token: Token) -> bool:
    """Whether a word can stand between an article and its noun, or is the article."""
    return token.upos in ("DET", "ADJ", "NUM") or token.text == "-" or (token.text == "Jahre" and token.upos == "NOUN")


def _can_be_person(noun: Reference, name: Reference, lexicon: Lexicon) -> bool:
    """Whether a noun can be a person's: *Büro* or *Bäckerei*, which no table has, not before a surname alone.

    What a noun of saying stands beside is who says it (*Zitat Sand*).
    """
    gender = noun.head.feats.get("Gender")
    personal = gender in (None, "Masc") and not noun.key.isupper()
    told = noun.form is Form.ROLE or name.gender is not None or lexicon.noun(noun.key) is not None
    return told or personal or noun.key.lower().endswith(("in", "frau"))


def _merged(first: Reference, second: Reference, lexicon: Lexicon) -> Reference:
    """A noun and a name as one mention: the name, with what the noun tells of role, party and gender."""
    noun = second if first.form is Form.NAME else first
    name = first if first.form is Form.NAME else second
    if not _can_be_person(noun, name, lexicon):
        names = frozenset(token.text for token in name.tokens)
        return evolve(
            noun, tokens=(*noun.tokens, *name.tokens), form=Form.INSTITUTION, modifiers=noun.modifiers | names
        )
    return evolve(
        first,
        tokens=(*first.tokens, *second.tokens),
        form=Form.NAME,
        name=name.name,
        key="",
        roles=(*(noun.roles or (job_of_no_table(noun.key.lower()),)), *name.roles),
        party=name.party or noun.party,
        gender=noun.gender or name.gender,
        modifiers=first.modifiers | second.modifiers,
        age=first.age or second.age,
        town=first.town or second.town,
        number=name.number,
    )
