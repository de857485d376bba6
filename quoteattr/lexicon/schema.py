"""What each table holds: its columns and how a row becomes an entry."""

import re
from collections.abc import Callable
from typing import Any

from quoteattr.lexicon.actors import Epithet, FirstName, Gender, Group, Organisation, Outlet, Place, RoleNoun, Title
from quoteattr.lexicon.entries import Adverb, ClassWord, Comment, Modal, NounSense, Preposition, VerbSense
from quoteattr.lexicon.inflect import PrincipalParts
from quoteattr.lexicon.judging import CONDITIONS, KINDS, Evaluation
from quoteattr.lexicon.tables import Entry, Member, Row, Table
from quoteattr.model import Attitude, Commitment, Medium, Reporting

COMPLEMENTS = ("direct", "dass", "ob", "w", "v2", "zu", "np", "als", "gen")
_COMPLEMENT = re.compile(r"pp:[a-zäöü]+|d[ar]\w+\+(?:dass|ob|w|v2|zu)|(?:in|auf)\w*\+(?:dass|ob|w|v2|zu)")
_TARGET = re.compile(r"subj|obj|iobj|clause|-|pp:[a-zäöü]+")
CATEGORIES = (
    "quotative", "anaphoric", "relative", "hearsay", "evidence", "certainty", "doubt", "naming", "manner",
    "negation", "evaluation",
)  # fmt: skip
FIELDS = ("state", "court", "security", "party", "business", "science", "society", "media", "church", "sport")
EPITHET_KINDS = ("person", "organisation", "document")
WORD_CLASSES = (
    "w-word", "adverbial-conjunction", "date", "name-preposition", "clause-preposition", "after-ordinal",
    "abbreviation", "sentence-opener", "addressee-accusative", "addressee-dative", "addressee-an", "addressee-von",
    "addressee-medium", "letter-noun", "talk-noun", "audience", "written-medium", "own-role", "office",
    "of-paper", "event", "acted-on", "time-of-life",
    "becomes-known", "message-subject", "wording", "vague-role", "goes-on", "comment-opener", "same-office",
    "same-institution", "chair", "goes-with-was", "held-view", "needs-dative", "needs-giver",
    "counterpart", "hyponym", "retired", "silent-verb", "asked-verb", "share", "contrast", "regional", "no-official",
    "no-act", "past-time", "long-ago", "pair", "member", "voice", "latter", "collective", "own-word",
    "politician", "act-thank", "act-praise", "act-blame", "act-accuse", "act-dispute", "act-concede", "act-demand",
    "act-warn", "act-promise", "act-judge", "act-tell", "act-ask", "act-comment", "organ", "firm", "official",
    "authority", "branch", "head", "no-business",
    "legal-form", "job-ending", "thing-ending", "vote", "paper", "post", "surface", "charge", "raise-charge", "rival",
    "opposed", "side", "kin",
    "rating", "grades", "survey", "national-body",
    "answer-label", "rule-text", "perceives", "hears", "agent-ending", "receives", "reads-out", "inscription",
    "is-given", "detail",
    "party-member", "national", "region", "applause", "answers-back", "falls-short", "statement", "sender", "sends",
    "will", "direction", "dies", "death", "ascribes", "surmise", "seat", "other-institution",
    "trade", "sole-post", "market", "asked-first", "institution-of", "describes", "firm-of", "in-reply",
    "only-qualifies", "leads", "works-at", "leads-body", "level", "no-branch", "any-head", "does",
    "appoints", "held-among",
)  # fmt: skip


def _table(name: str, columns: str, parse: Callable[[Row], Entry], key_columns: int = 1) -> Table[Entry]:
    return Table(name, tuple(columns.split()), parse, key_columns)


def _governs(row: Row) -> frozenset[str]:
    """The complements that an entry governs, each of them checked."""
    values = row.items("governs")
    for value in values:
        if value not in COMPLEMENTS and not _COMPLEMENT.fullmatch(value):
            valid = ", ".join(COMPLEMENTS)
            raise row.error(f"governs has {value!r}; valid are {valid}, pp:preposition, darauf+dass and the like.")
    return frozenset(values)


def _verb_sense(row: Row) -> VerbSense:
    target = row.cells["target"]
    if not _TARGET.fullmatch(target):
        raise row.error(f"target is {target!r}; valid are subj, obj, iobj, clause, pp:preposition, -.")
    reporting, semifactive = _reporting(row)
    commitment, negated = _plain_and_negated(row, "commitment", Commitment)
    attitude, negated_attitude = _plain_and_negated(row, "attitude", Attitude)
    fixed = row.text("fixed")
    return VerbSense(
        id=row.cells["id"],
        base=row.cells["base"],
        particle=row.text("particle"),
        reflexive=row.choice("refl", ("sich", "-")) == "sich",
        fixed=tuple(fixed.removesuffix("+").split()),
        joinable=fixed.endswith("+"),
        governs=_governs(row),
        medium=row.member("medium", Medium),
        reporting=reporting,
        commitment=commitment,
        attitude=attitude,
        target=row.text("target"),
        note=row.text("note"),
        semifactive=semifactive,
        negated=negated,
        negated_attitude=negated_attitude or Attitude.NEUTRAL,
    )


def _reporting(row: Row) -> tuple[Reporting, bool]:
    """The stance of an article that uses a cue, and whether the cue is semifactive."""
    value = row.choice("reporting", (*Reporting, "semifactive"))
    return (Reporting.ENDORSING, True) if value == "semifactive" else (Reporting(value), False)


def _plain_and_negated(row: Row, column: str, kind: type[Member]) -> tuple[Member, Member | None]:
    """A value in a plain affirmative clause and, behind a slash, if the cue is negated."""
    values = row.items(column, "/")
    valid = [member.value for member in kind]
    if not 1 <= len(values) <= 2 or any(value not in valid for value in values):
        raise row.error(f"{column} is {row.cells[column]!r}; valid are {', '.join(valid)}, or two of them as A/B.")
    plain, *negated = map(kind, values)
    return plain, negated[0] if negated else None


def _evaluation(row: Row) -> Evaluation:
    place = row.choice("place", CONDITIONS)
    kind, attitude = row.choice("kind", KINDS), row.member("attitude", Attitude)
    return Evaluation(row.cells["id"], kind, attitude, place == "clause", tuple(row.items("forms")), place == "own")


def _comment(row: Row) -> Comment:
    words = tuple(frozenset(word.split("|")) for word in row.cells["words"].split())
    return Comment(words, row.member("reporting", Reporting), row.text("note"))


def _noun_sense(row: Row) -> NounSense:
    reporting, semifactive = _reporting(row)
    return NounSense(
        id=row.cells["id"],
        forms=_forms(row),
        governs=_governs(row),
        medium=row.member("medium", Medium),
        reporting=reporting,
        commitment=row.member("commitment", Commitment),
        attitude=row.member("attitude", Attitude),
        semifactive=semifactive,
        after_nach=_flag(row, "nach"),
        compound=_flag(row, "compound"),
        note=row.text("note"),
    )


def _preposition(row: Row) -> Preposition:
    return Preposition(
        id=row.cells["id"],
        position=row.choices("position", ("pre", "post")),
        complement=row.choices("complement", ("speaker", "noun")),
        medium=row.member("medium", Medium),
        note=row.text("note"),
    )


def _adverb(row: Row) -> Adverb:
    return Adverb(
        id=row.cells["id"],
        forms=_forms(row),
        category=row.choice("category", CATEGORIES),
        reporting=row.member("reporting", Reporting),
        commitment=row.member("commitment", Commitment),
        note=row.text("note"),
    )


def _modal(row: Row) -> Modal:
    return Modal(
        id=row.cells["id"],
        reporting=row.member("reporting", Reporting),
        commitment=row.member("commitment", Commitment),
        attitude=row.member("attitude", Attitude),
        note=row.text("note"),
    )


def _title(row: Row) -> Title:
    return Title(row.cells["id"], _gender(row))


def _role_noun(row: Row) -> RoleNoun:
    lemma = row.cells["lemma"]
    feminine = row.text("feminine")
    return RoleNoun(
        lemma=lemma,
        gender=row.member("gender", Gender),
        declension=row.choice("declension", ("s", "n", "adj", "-")),
        plural=row.text("plural"),
        feminine=lemma.removesuffix("e") + "in" if feminine == "in" else feminine,
        compound=_flag(row, "compound"),
    )


def _organisation(row: Row) -> Organisation:
    return Organisation(
        id=row.cells["id"],
        forms=_forms(row),
        gender=_gender(row),
        kind=row.choice("kind", ("noun", "name")),
        field=row.choice("field", FIELDS),
    )


def _place(row: Row) -> Place:
    return Place(row.cells["id"], row.text("country"), row.items("adjectives"))


def _outlet(row: Row) -> Outlet:
    kind = row.choice("kind", ("agency", "paper", "broadcaster", "platform", "genre"))
    return Outlet(row.cells["id"], kind, row.member("medium", Medium))


def _group(row: Row) -> Group:
    return Group(row.cells["id"], _forms(row), row.choice("kind", ("group", "unnamed")), _flag(row, "compound"))


def _first_name(row: Row) -> FirstName:
    return FirstName(row.cells["id"], _gender(row))


def _epithet(row: Row) -> Epithet:
    return Epithet(row.cells["id"], row.choice("kind", EPITHET_KINDS))


def _class_word(row: Row) -> ClassWord:
    return ClassWord(row.choice("class", WORD_CLASSES), row.cells["word"])


def _irregular(row: Row) -> PrincipalParts:
    columns = ("present", "preterite", "participle", "konjunktiv2", "more", "konjunktiv1")
    return PrincipalParts(*(row.items(column, "/") for column in columns))


def _forms(row: Row) -> tuple[str, ...]:
    """All forms in lower case, the id first, those with *ß* also in Swiss spelling."""
    forms = [row.cells["id"], *row.items("forms")]
    swiss = [form.replace("ß", "ss") for form in forms]
    return tuple(dict.fromkeys(form.lower() for form in forms + swiss))


def _flag(row: Row, column: str) -> bool:
    return row.choice(column, ("yes", "no")) == "yes"


def _gender(row: Row) -> Gender | None:
    return None if row.cells["gender"] == "-" else row.member("gender", Gender)


def _only_cell(row: Row) -> str:
    (value,) = row.cells.values()
    return value


CLASSES = "medium reporting commitment attitude"
VERBS = _table("verbs", f"id base particle refl fixed governs {CLASSES} target note", _verb_sense)
NOUNS = _table("nouns", f"id forms governs {CLASSES} nach compound note", _noun_sense)
PREPOSITIONS = _table("prepositions", "id position complement medium note", _preposition)
ADVERBS = _table("adverbs", "id forms category reporting commitment note", _adverb)
MODALS = _table("modals", "id reporting commitment attitude note", _modal)
EVALUATIONS = _table("evaluations", "id kind attitude place forms", _evaluation)
COMMENTS = _table("comments", "words reporting note", _comment)
TITLES = _table("titles", "id gender", _title)
ROLES = _table("roles", "lemma gender declension plural feminine compound", _role_noun)
ORGANISATIONS = _table("organisations", "id forms gender kind field", _organisation)
PLACES = _table("places", "id country adjectives", _place)
MEDIA = _table("media", "id kind medium", _outlet)
GROUPS = _table("groups", "id forms kind compound", _group)
FIRST_NAMES = _table("firstnames", "id gender", _first_name)
EPITHETS = _table("epithets", "id kind", _epithet)
WORDS = _table("words", "class word", _class_word, key_columns=2)
IRREGULAR = _table("irregular", "infinitive present preterite participle konjunktiv2 more konjunktiv1", _irregular)
KONJUNKTIV = _table("konjunktiv", "infinitive", _only_cell)
PARTICLES = _table("particles", "particle", _only_cell)

TABLES: tuple[Table[Any], ...] = (
    VERBS, NOUNS, PREPOSITIONS, ADVERBS, MODALS, EVALUATIONS, COMMENTS, WORDS, IRREGULAR, KONJUNKTIV, PARTICLES,
    TITLES, ROLES, EPITHETS, ORGANISATIONS, PLACES, MEDIA, GROUPS, FIRST_NAMES,
)  # fmt: skip
