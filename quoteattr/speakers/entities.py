"""What users know about people and institutions: names, aliases, ids of their own, gender."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from attrs import field, frozen

from quoteattr.errors import InputError, OptionError
from quoteattr.jsontext import as_json, parsed
from quoteattr.lexicon import Gender
from quoteattr.model import EntityKind

_FIELDS = ("name", "aliases", "id", "gender", "kind")


_WRONG: dict[str, tuple[Callable[[Any], bool], str]] = {
    "name": (
        lambda value: isinstance(value, str) and bool(value.strip()),
        f"A known entity has no name, but {{}}. Give the fields {', '.join(_FIELDS)}.",
    ),
    "aliases": (
        lambda value: isinstance(value, list | tuple) and all(isinstance(alias, str) for alias in value),
        "The aliases are {}, not a list of strings. Put brackets around a single one.",
    ),
    "id": (
        lambda value: isinstance(value, str),
        "A known entity has the id {}, which is no text. Put it in quotation marks.",
    ),
    "gender": (
        lambda value: value is None or value in list(Gender),
        f"A known entity has the gender {{}}. Genders are {', '.join(Gender)}.",
    ),
    "kind": (
        lambda value: value in list(EntityKind),
        f"A known entity is of the kind {{}}. The kinds are {', '.join(EntityKind)}.",
    ),
}
"""For each field what a value has to be, and what is said of another one."""


def _wrong(field: str, value: Any, words: Callable[[Any], str]) -> str | None:
    """What is wrong with the value of a field, in the words of Python or of a file; None if nothing is."""
    is_fine, message = _WRONG[field]
    return None if is_fine(value) else message.format(words(value))


def _check(field: str, value: Any) -> None:
    if message := _wrong(field, value, lambda value: f"{value!r:.60}"):
        raise OptionError(message)


def _name(value: str) -> str:
    _check("name", value)
    return value


def _aliases(value: Iterable[str]) -> tuple[str, ...]:
    _check("aliases", value)
    return tuple(value)


def _id(value: str) -> str:
    _check("id", value)
    return value


def _gender(value: Gender | str | None) -> Gender | None:
    _check("gender", value)
    return None if value is None else Gender(value)


def _kind(value: EntityKind | str) -> EntityKind:
    _check("kind", value)
    return EntityKind(value)


@frozen
class KnownEntity:
    """Somebody whom the user knows.

    Raises:
        OptionError: The name is empty, or a value is none that its attribute can have.

    Attributes:
        name: Canonical name; it becomes the name of the entity.
        aliases: Other forms that mean this one and nobody else (`Kremlchef`).
        id: Identifier of the user's, such as a Wikidata QID; passed through as `Entity.ref`.
        gender: Of the person.
        kind: Person, organisation, …
    """

    name: str = field(converter=_name)
    aliases: tuple[str, ...] = field(default=(), converter=_aliases)
    id: str = field(default="", converter=_id)
    gender: Gender | None = field(default=None, converter=_gender)
    kind: EntityKind = field(default=EntityKind.PERSON, converter=_kind)


class Entities:
    """A gazetteer. None is needed; it adds ids and aliases that no text tells.

    Args:
        entries: The known entities.

    Raises:
        OptionError: Two of them have the same id.

    Example:
        >>> known = Entities([KnownEntity("Wladimir Putin", ("Kremlchef",), "Q7747", Gender.MASCULINE)])
        >>> known.find("Kremlchef").id
        'Q7747'
        >>> known.find("Putin") is None
        True
    """

    def __init__(self, entries: Iterable[KnownEntity]) -> None:
        self._by_form: dict[str, list[KnownEntity]] = {}
        seen: dict[str, int] = {}
        for number, entry in enumerate(entries, 1):
            first = seen.setdefault(entry.id, number) if entry.id else number
            if first != number:
                raise OptionError(
                    f"The entries {first} and {number} have the same id {entry.id!r}, and would be taken for one. "
                    "Give each an id of its own, or make one entry of them with aliases."
                )
            for form in dict.fromkeys((entry.name, *entry.aliases)):
                self._by_form.setdefault(form.casefold(), []).append(entry)

    @classmethod
    def from_file(cls, path: str | Path) -> "Entities":
        """Read a JSON list of objects with `name` and, if known, `aliases`, `id`, `gender` (m, f, n), `kind`.

        Raises:
            InputError: The file cannot be read, an entry is malformed, or two of them have the same id; the message
                names it.
        """
        try:
            data = parsed(Path(path).read_text(encoding="utf-8-sig"))
        except (OSError, ValueError, RecursionError) as error:
            raise InputError(f"{path}: {error}. Give a JSON file with a list of entities.") from error
        if not isinstance(data, list):
            raise InputError(f"{path}: a JSON list of entities is needed, not {as_json(data)}.")
        entries = [_entry_from(f"{path}: entry {number}", item) for number, item in enumerate(data, 1)]
        try:
            return cls(entries)
        except OptionError as error:
            raise InputError(f"{path}: {error}") from None

    def find(self, form: str) -> KnownEntity | None:
        """The entity that a form means; None for an unknown form and for one that several share."""
        found = self._by_form.get(form.casefold(), [])
        return found[0] if len(found) == 1 else None


def _entry_from(place: str, item: object) -> KnownEntity:
    """The entity of one object in the file, where null is nothing; `place` names it in complaints."""
    if not isinstance(item, dict):
        raise InputError(f"{place} is {as_json(item)}. Give an object with the fields {', '.join(_FIELDS)}.")
    if unknown := sorted(set(item) - set(_FIELDS)):
        raise InputError(f"{place} has unknown fields {as_json(unknown)}. Valid fields are {', '.join(_FIELDS)}.")
    given = {field: value for field, value in item.items() if value is not None and (field, value) != ("gender", "")}
    for name, value in {"name": None, **given}.items():
        if message := _wrong(name, value, as_json):
            raise InputError(f"{place}: {message}")
    return KnownEntity(**given)
