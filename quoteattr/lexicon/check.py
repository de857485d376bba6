"""Finds what is impossible or doubled in the tables of a lexicon."""

from collections.abc import Iterator

from quoteattr.errors import LexiconError
from quoteattr.lexicon import schema
from quoteattr.lexicon.actors import RoleNoun
from quoteattr.lexicon.entries import NounSense, VerbSense
from quoteattr.lexicon.inflect import INSEPARABLE, PrincipalParts, principal_parts
from quoteattr.lexicon.tables import Folder, Row, german_folder, scan_table

ARTICLES = frozenset("der die das den dem des ein eine einen einem einer sein seine ihr ihre".split())
CONTRACTED = {"zum": "zu", "zur": "zu", "im": "in", "ins": "in", "am": "an", "ans": "an", "beim": "bei", "vom": "von"}
_UMLAUTS = str.maketrans("äöü", "aou")


def problems(folder: Folder) -> Iterator[str]:
    """Complaints about the tables in a folder, `file:line: …`, in the order of files and lines.

    Args:
        folder: Holds any of the lexicon's tables. Particles and principal parts that it lacks are looked up in the
            lexicon of quoteattr.

    Example:
        >>> list(problems(german_folder()))
        []
    """
    both = (german_folder(), folder)
    try:
        irregular = schema.IRREGULAR.read(both)
        particles = frozenset(schema.PARTICLES.read(both))
    except LexiconError:  # reported with its table below
        irregular = schema.IRREGULAR.read(both[:1])
        particles = frozenset(schema.PARTICLES.read(both[:1]))
    for table in schema.TABLES:
        seen: dict[str, int] = {}
        for row in scan_table(folder, table.name, table.columns):
            if isinstance(row, LexiconError):
                yield str(row)
                continue
            key = table.key(row)
            if key in seen:
                yield str(row.error(f"{key!r} stands in line {seen[key]} already; remove one of the two."))
            seen.setdefault(key, row.line)
            try:
                entry = table.parse(row)
            except LexiconError as error:
                yield str(error)
                continue
            for message in _odd_values(row, entry, irregular, particles):
                yield str(row.error(message))


def _odd_values(
    row: Row, entry: object, irregular: dict[str, PrincipalParts], particles: frozenset[str]
) -> Iterator[str]:
    """Complaints about the values of one row, by the kind of its entry."""
    for value in row.cells.values():
        if value != value.strip() or "  " in value:
            yield f"{value!r} has stray blanks."
    if isinstance(entry, VerbSense):
        yield from _odd_verb(entry, irregular, particles)
    elif isinstance(entry, PrincipalParts):
        yield from _odd_principal_parts(row.cells["infinitive"], entry)
    elif isinstance(entry, NounSense):
        yield from _unlike_forms(entry.id, entry.forms)
    elif isinstance(entry, RoleNoun):
        yield from _unlike_forms(entry.lemma, (entry.plural or entry.lemma, entry.feminine or entry.lemma))


def _odd_verb(sense: VerbSense, irregular: dict[str, PrincipalParts], particles: frozenset[str]) -> Iterator[str]:
    """Complaints about a verb whose columns do not fit its id or each other."""
    words = sense.lemma.split()
    if words[-1] != sense.particle + sense.base:
        yield f"id {sense.id!r} should end with {sense.particle + sense.base!r} (particle and base)."
    if ("sich" in words) != sense.reflexive:
        yield f"id {sense.id!r} and refl disagree about 'sich'."
    fixed = tuple(CONTRACTED.get(word, word) for word in words[:-1] if word != "sich" and word not in ARTICLES)
    if fixed != sense.fixed:
        yield f"fixed is {' '.join(sense.fixed) or '-'!r}; from the id it should be {' '.join(fixed) or '-'!r}."
    if sense.particle and sense.particle not in particles:
        yield f"particle {sense.particle!r} is not in particles.tsv; add it there or correct it."
    if not sense.governs:
        yield "governs is empty; name what carries the content (direct, dass, …)."
    yield from _odd_base(sense.base, irregular)


def _odd_base(base: str, irregular: dict[str, PrincipalParts]) -> Iterator[str]:
    """Complaints about a base that is no infinitive, or whose end is an irregular verb (*anrufen*)."""
    if not base.endswith("n") or not base.islower() or " " in base:
        yield f"base {base!r} is no infinitive; it ends with n and is in lower case."
    elif principal_parts(base, irregular) is None:
        for start in range(2, len(base) - 4):
            rest = irregular.get(base[start:])
            if rest is not None and rest.participle[0].endswith("n") and base[:start] not in INSEPARABLE:
                yield (
                    f"base {base!r} would be inflected like a regular verb, but {base[start:]!r} is irregular; put "
                    f"{base[:start]!r} into particle, or give {base!r} a line in irregular.tsv."
                )


def _odd_principal_parts(infinitive: str, parts: PrincipalParts) -> Iterator[str]:
    if not infinitive.endswith("n"):
        yield f"infinitive {infinitive!r} does not end with n."
    for column in ("present", "preterite", "participle"):
        if not getattr(parts, column):
            yield f"{column} is empty; an irregular verb needs it."
    yield from (f"participle {form!r} ends neither with t nor n." for form in parts.participle if form[-1] not in "tn")
    for form in parts.konjunktiv2:
        if not form.endswith("e"):
            yield f"konjunktiv2 {form!r} does not end with e."
    for form in (*parts.present, *parts.preterite, *parts.participle):
        if not set(form) & set("aeiouäöüy"):
            yield f"{form!r} has no vowel."


def _unlike_forms(lemma: str, forms: tuple[str, ...]) -> Iterator[str]:
    """Complaints about forms that begin otherwise than the lemma, umlauts apart."""
    start = _without_umlauts(lemma)[:2]
    for form in forms:
        if not _without_umlauts(form).startswith(start):
            yield f"{form!r} does not look like a form of {lemma!r}."


def _without_umlauts(word: str) -> str:
    return word.lower().translate(_UMLAUTS)
