"""What a mention calls somebody, in the nominative and without an article: adjectives, noun, and what narrows it."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from quoteattr.grammar.animacy import is_name_or_person, outlet_of
from quoteattr.grammar.noun_phrases import is_date, noun_phrase
from quoteattr.lexicon import Gender, Lexicon, Number
from quoteattr.lexicon.compounds import last_part_starts
from quoteattr.reading import Reading
from quoteattr.speakers.belonging import is_about
from quoteattr.speakers.epithets import ANYBODY
from quoteattr.speakers.names import OPENERS
from quoteattr.speakers.references import GENDERS, STRONG_ENDINGS, Form, Reference
from quoteattr.text.letters import as_seen
from quoteattr.tree import Token

_TAIL_END = re.compile(r"[,;(–]|:(?!\w)| und | zufolge")  # a colon inside a word is a gender sign (*Dozent:innen*)
_PURPOSE = re.compile(r"für \w+ und [A-ZÄÖÜ][\w-]+")  # der Bund für Wald und Wiese
_ADVERBIAL = re.compile(r" (?:am|auf|aus|bei|beim|im|in|mit|nach|um|von|vom|vor|zu|zum|zur) ")
_CLASSIFYING = ("isch", "al", "iv")  # adjectives that say of which kind, and not how: karvenisch, kommunal, konservativ
_CARDINAL, _ORDINAL = re.compile(r"\d+"), re.compile(r"[IVXLC]+\.|\d+\.")
_ENDING = re.compile(r"(?:e[nmrs]?)$")
_FROM = frozenset({Form.ROLE, Form.GROUP, Form.MEDIUM})  # ein Papier aus dem Ministerium
_LONGEST = 7  # words of the complement of an adjective
_SEVERAL = re.compile(r"(mehrere|viele)[nr]?")
_EACH = frozenset({"jeder", "jede", "jedes"})
_ORDER = re.compile(r"(?:erst|zweit|dritt|viert|fünft|sechst)e[nmrs]?")  # der erste Zeuge
_WHERE = frozenset({"in", "im", "an", "am", "mit", "hinter", "neben"})


def label_of(reference: Reference, reading: Reading) -> str:
    """What a mention calls somebody, in the nominative and without article."""
    if reference.name is not None or reference.label:
        return reference.label if reference.name is None else reference.name.text
    if reference.form is Form.PLACE:
        return reference.key
    phrase = noun_phrase(reference.sentence, reference.head, reading.lexicon)
    before = [token for token in phrase if token.index < reference.tokens[0].index]
    framing = reading.lexicon.preposition_words  # gemäss Gemeinderat, whatever its tag
    described = [token for token in before if _is_adjective(token) and token.text.lower() not in framing]
    described = [token for token in described if not _is_front(token, reference)]
    words = ((token, _adjective(token, reference, reading.lexicon)) for token in described)
    adjectives = [_front(token, reference, reading) + word for token, word in words if word]
    adjectives = [*_numbers(before, reference), *adjectives]
    after = [token for token in phrase if token.index > reference.tokens[-1].index]
    tail = _words(reading, after) if after and not _is_whole(reference, reading) else ""
    owner = _genitive_before(before, reference) or _this(reference)
    behind = _tail(tail, reference, reading) or _surroundings(reference, reading)
    parts = (owner, *adjectives, _core(reference, reading), behind)
    return " ".join(part.strip() for part in parts if part)


def _numbers(before: Sequence[Token], reference: Reference) -> Iterator[str]:
    """How many a group are, or which one it is: *14 Vereine, zwei Personen, mehrere Beamte, VI. Zivilsenat*."""
    articles = (token.index for token in before if token.upos == "DET" and not _SEVERAL.fullmatch(token.text.lower()))
    article = max(articles, default=-1)  # Ich bin 79. Mein Arzt
    several = reference.head.feats.get("Number") == "Plur"
    group = reference.form is Form.GROUP or (reference.form is Form.NOUN and several)  # sieben Familien
    for token in before:
        word = token.text.lower()
        some = _SEVERAL.fullmatch(word)
        if token.index > article and group and some:
            yield some[1]
        elif token.index > article and group and token.upos == "NUM" and word.isalpha():
            yield word
        elif word in _EACH and token.index + 1 == reference.tokens[0].index:
            yield word  # jeder Fünfte
        elif token.index > article and (_CARDINAL if group else _ORDINAL).fullmatch(token.text):
            yield token.text


def _surroundings(reference: Reference, reading: Reading) -> str:
    """What tells who is meant by a noun that names nobody, though the tree may hang it on the verb.

    Where somebody is or what they have with them (*rief ein Mann in der siebten Reihe*), whom a group is around, what
    an institution is for that something is of (*eine Studie des Instituts für Statik*).
    """
    sentence, lexicon = reference.sentence, reading.lexicon
    preposition = next(iter(sentence.tokens[reference.tokens[-1].index + 1 :]), None)
    noun = sentence.head(preposition) if preposition is not None and preposition.relation == "case" else None
    if preposition is None or noun is None:
        return ""
    word = preposition.text.lower()
    below = noun.relation == "nmod" and noun.head in reference.indices  # der Mann mit dem Hut
    anybody = (reference.definite is False or below) and not ANYBODY.isdisjoint(reference.roles[:1])
    channel = is_date(noun, lexicon) or outlet_of(noun, lexicon) is not None or lexicon.noun(noun.text) is not None
    where = anybody and word in _WHERE and not channel
    several = reference.form is Form.GROUP or _is_collective(reference, lexicon)
    around = word == "um" and several and is_name_or_person(noun, lexicon)
    beside = noun.relation == "nmod" == reference.head.relation and noun.head == reference.head.head
    purpose = word == "für" and reference.form is Form.INSTITUTION and beside
    if not (where or around or purpose):
        return ""
    last = noun_phrase(sentence, noun, lexicon)[-1]
    return _TAIL_END.split(_words(reading, (preposition, last)))[0]


def _genitive_before(before: Sequence[Token], reference: Reference) -> str:
    """The name in the genitive that opens the phrase of a role (*Ungarns Regierungschef*), empty without one."""
    opens = before[0] if before and reference.form is Form.ROLE else None
    told = opens is not None and opens.xpos == "NE" and opens.feats.get("Case") == "Gen"
    return opens.text if opens is not None and told and opens.text.endswith("s") else ""


def _this(reference: Reference) -> str:
    """*diese*, where a paper speaks of itself (*nach Informationen dieser Zeitung*), empty for others."""
    if not reference.is_paper_itself:
        return ""
    return f"dies{STRONG_ENDINGS[reference.gender]}" if reference.gender in STRONG_ENDINGS else "diese"


def _words(reading: Reading, tokens: Sequence[Token]) -> str:
    """A stretch of the text from the first word to the last, as readers see it."""
    return as_seen(reading.text[tokens[0].start : tokens[-1].end])


def _is_whole(reference: Reference, reading: Reading) -> bool:
    """Whether a mention is a name of the tables, which nothing behind it belongs to."""
    text = _words(reading, reference.tokens).lower()
    organisation = reading.lexicon.organisations.get(text)
    return reference.form is Form.PLACE or (organisation is not None and organisation.kind == "name")


def _tail(text: str, reference: Reference, reading: Reading) -> str:
    """What belongs to a name behind its noun: a genitive, a purpose, a seat, where a person is from; no adverbials."""
    first = text.partition(" ")[0].lower()
    behind = reference.sentence.tokens[reference.tokens[-1].index + 1 :][:1]
    if any(token.upos == "ADJ" and token.feats.get("Case") == "Gen" for token in behind):
        return _ADVERBIAL.split(_TAIL_END.split(text)[0])[0]  # Schutzvereinigung freier Aktionäre
    if first == "in" and reference.form is Form.INSTITUTION:
        seat = list(takewhile(lambda word: word[0].isupper(), _TAIL_END.split(text)[0].split()[1:]))  # Bad Kolm
        known = seat and (seat[0] in reference.modifiers or seat[0].lower() in reading.lexicon.places)
        return " ".join(("in", *seat)) if known else ""
    if reference.form is Form.ROLE and _is_name_in_genitive(reference):
        return text.partition(" ")[0]  # Sprecher Wolffs
    if first == "um" and reference.form is not Form.ROLE:
        return _ADVERBIAL.split(_TAIL_END.split(text)[0])[0]  # das Team um Jan Kolbe | von der Uni Rotenau
    if first == "für" and (joined := _PURPOSE.match(text)) and reference.form is Form.INSTITUTION:
        return joined[0]
    if first == "für" or (first == "ohne" and reference.form is not Form.ROLE):
        return _TAIL_END.split(text)[0]
    if first in ("am", "zum", "zur") and reference.field == "science":  # Theater am Wall
        second = text.split()[1:2]
        return f"{first} {second[0]}" if second and second[0].lower() not in reading.lexicon.words("date") else ""
    if first == "von" and behind and _is_of_place(behind[0], reference):
        return " ".join(text.split()[:2])  # die Regierung von Kelmar
    several = _is_collective(reference, reading.lexicon)  # das Team von Jan Kolbe
    von = first in ("von", "vom") and (several or reference.form in (Form.ROLE, Form.NOUN, Form.GROUP))
    von = von and not is_about(reference, reading.lexicon)
    if (
        first in ("der", "des", "einer", "eines", "beider", "aller")
        or von
        or (first == "aus" and reference.form in _FROM)
    ):
        return first + _ADVERBIAL.split(_TAIL_END.split(text)[0][len(first) :])[0]
    return ""


def _is_of_place(preposition: Token, reference: Reference) -> bool:
    """Whether the name behind a preposition is that of a place, below the noun of an institution."""
    sentence = reference.sentence
    place = sentence.tokens[preposition.index + 1]
    below = place.relation == "nmod" and place.head in reference.indices and sentence.child(place, "flat") is None
    return reference.form is Form.INSTITUTION and place.xpos == "NE" and below


def _is_collective(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a mention is a noun in the singular for several people (*das Team*)."""
    return reference.key.casefold() in lexicon.words("collective")


def _is_name_in_genitive(reference: Reference) -> bool:
    """Whether a name in -s stands right behind a mention."""
    behind = reference.sentence.tokens[reference.tokens[-1].index + 1 :][:1]
    return any(token.upos == "PROPN" and token.text.endswith("s") for token in behind)


def _core(reference: Reference, reading: Reading) -> str:
    """The noun itself with the names that narrow it, in the nominative."""
    text = _words(reading, reference.tokens)
    if reference.form is Form.GROUP:
        return _plural(text, reading.lexicon)
    if text.startswith(f"{reference.key} ") or (" " in reference.key and reference.key == reference.text):
        return text  # Nordlog Spedition AG, Tagespost am Ring
    if text.lower() in reading.lexicon.organisations or reference.key[:1] != text[:1] or " " in reference.key:
        return reference.key
    first, blank, rest = text.partition(" ")
    return _nominative(first, reference, reading.lexicon) + blank + rest


def _plural(word: str, lexicon: Lexicon) -> str:
    """A noun in the plural, in the nominative: *Ermittlerkreise* for *Ermittlerkreisen*, but *Zeugen*, *Behörden*."""
    first, joined, last = word.rpartition(" und ")
    if joined:
        return f"{first}{joined}{_plural(last, lexicon)}"  # Bürgerinnen und Bürger
    group = lexicon.groups.get(word.lower())
    if group is not None and word.endswith("s"):
        return group.id  # seines Umfelds
    bare = word.removesuffix("n")
    role, organisation = lexicon.role(bare), lexicon.organisation(bare)
    several = role is not None and role.number is not Number.SINGULAR
    bodies = organisation is not None and organisation.gender is not Gender.FEMININE  # Verbände
    return bare if lexicon.group(bare) is not None or several or bodies else word


def _nominative(word: str, reference: Reference, lexicon: Lexicon) -> str:
    """A noun in the nominative, with the front of a compound as written (*US-Präsidenten*, *US-Präsident*)."""
    several = reference.form in (Form.MEDIUM, Form.NOUN) and reference.head.feats.get("Number") == "Plur"
    if several and reference.key == word and reference.head.feats.get("Case") == "Dat":
        word = _documents(word, lexicon)
    if reference.form is Form.INSTITUTION or (reference.form is Form.MEDIUM and word.startswith(reference.key)):
        return reference.key  # des „Kuriers“
    feats = reference.head.feats
    if reference.form is Form.NOUN and word.endswith("ern") and feats.get("Number") == "Plur":
        return word.removesuffix("n") if feats.get("Case") == "Dat" else word  # laut den Kielern
    if reference.form is not Form.ROLE or (reference.subject and reference.head.feats.get("Case") == "Nom"):
        return word
    lower = word.lower()
    for start in last_part_starts(lower):
        role = lexicon.roles.get(lower[start:])
        if role is not None:
            lemma = role.lemma if word[start].isupper() else role.lemma[0].lower() + role.lemma[1:]
            return word[:start] + lemma
    return word


def _documents(word: str, lexicon: Lexicon) -> str:
    """A noun for documents in the plural, in the nominative: *Protokolle* for *Protokollen*, but *Akten*."""
    bare, noun = word.removesuffix("n"), lexicon.noun(word)
    if noun is not None:
        singular = bare.lower().endswith(noun.id.lower())
        return word if singular or lexicon.noun(bare) is not noun else bare
    return bare if bare.lower().endswith(tuple(f"{name}e" for name in lexicon.epithets("document"))) else word


def _is_adjective(token: Token) -> bool:
    """Whether a word before a noun is an adjective; parsers take *ein anderer Fahrer* for an article."""
    return token.upos == "ADJ" or token.text.lower().startswith("ander")


def _is_front(token: Token, reference: Reference) -> bool:
    """Whether a word is joined to the next one by a hyphen (*deutsch-russischer*)."""
    return reference.sentence.tokens[token.index + 1].start == token.end


def _front(token: Token, reference: Reference, reading: Reading) -> str:
    """What belongs to the front of an adjective: *81-jährige*, *mit der Sache vertraute*, *44 Jahre alter*."""
    tokens = reference.sentence.tokens
    first = token.index
    while first and tokens[first - 1].end == tokens[first].start and tokens[first - 1].text not in OPENERS:
        first -= 1
    first = _complement_start(tokens, first, reading.lexicon)
    return as_seen(reading.text[tokens[first].start : token.start])


def _complement_start(tokens: Sequence[Token], adjective: int, lexicon: Lexicon) -> int:
    """Where the complement of an adjective starts, behind the article or number of its noun; no time is one."""
    if not adjective or tokens[adjective - 1].upos not in ("NOUN", "PROPN"):
        return adjective
    for token in reversed(tokens[max(adjective - _LONGEST, 0) : adjective]):
        opens = token.index == 0 or tokens[token.index - 1].upos in ("DET", "NUM")
        age = token.upos == "NUM" and token.index == adjective - 2
        if age or (token.upos == "ADP" and opens):
            return adjective if token.upos == "ADP" and is_date(tokens[adjective - 1], lexicon) else token.index
        if token.upos not in ("DET", "NOUN", "PROPN", "ADJ", "NUM"):
            break
    return adjective


def _adjective(token: Token, reference: Reference, lexicon: Lexicon) -> str:
    """An adjective that is part of a name, in the strong nominative (*Deutscher Imkerbund*); others are left out."""
    if reference.form is Form.ROLE and reference.roles[0].startswith(f"{token.text.lower()} "):  # stellvertretend
        return _ENDING.sub("", token.text) + (_strong_ending(reference) or "")
    place = lexicon.places.get(token.text.lower())
    if place is not None and token.text in place.adjectives:
        return token.text  # Berliner
    if token.text[0].isupper() and token.text.endswith("er") and reference.form in (Form.INSTITUTION, Form.ROLE):
        return token.text  # Kölner: what is made of a place has no endings
    if place is None and not _tells_apart(token, reference):
        return ""
    ending = _strong_ending(reference)
    if ending is None:
        return token.text
    stem = _ENDING.sub("", token.text)
    return stem + ending if stem != token.text else token.text  # Nordstern Versicherung


def _tells_apart(token: Token, reference: Reference) -> bool:
    """Whether an adjective tells who is meant: as part of a name, by where they are from, or of somebody new.

    *Der Stenografische Dienst*, *das karvenische Amt*, *der kommunale Verband*, *ein westlicher Botschafter*; but *das
    neue Ministerium*.
    """
    if token.lemma.lower().startswith("eigen"):
        return False
    part = token.text[0].isupper() and token.index > 0 and reference.form is not Form.GROUP
    new = reference.definite is False or (reference.definite is None and not reference.owned)
    ordered = reference.form is Form.ROLE and not reference.owned and _ORDER.fullmatch(token.text) is not None
    return part or new or ordered or _ENDING.sub("", token.text).endswith(_CLASSIFYING)


def _strong_ending(reference: Reference) -> str | None:
    """The ending of an adjective without an article before a noun in the nominative, None where gender is not told."""
    feats = reference.head.feats
    if reference.form is Form.GROUP or (reference.gender is None and feats.get("Number") == "Plur"):
        return "e"
    return STRONG_ENDINGS.get(reference.gender or GENDERS.get(feats.get("Gender", "")))
