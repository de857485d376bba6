"""What users know about people and institutions: names, aliases, ids of their own, gender."""

import json
from collections.abc import Iterable
from pathlib import Path

from attrs import field, frozen

from quoteattr.errors import InputError, OptionError
from quoteattr.lexicon import Gender
from quoteattr.model import EntityKind

_FIELDS = ("name", "aliases", "id", "gender", "kind")


def _name(value: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise OptionError(f"A known entity has no name, but {value!r:.60}. Give the fields {', '.join(_FIELDS)}.")
    return value


def _aliases(value: Iterable[str]) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(alias, str) for alias in value):
        raise OptionError(f"The aliases are {value!r:.60}, not a list of strings. Put brackets around a single one.")
    return tuple(value)


def _id(value: str) -> str:
    if not isinstance(value, str):
        raise OptionError(f"A known entity has the id {value!r:.60}, which is no text. Put it in quotation marks.")
    return value


def _gender(value: Gender | str | None) -> Gender | None:
    try:
        return None if value is None else Gender(value)
    except ValueError as error:
        raise OptionError(f"{error}. Genders are {', '.join(Gender)}.") from None


def _kind(value: EntityKind | str) -> EntityKind:
    try:
        return EntityKind(value)
    except ValueError as error:
        raise OptionError(f"{error}. The kinds are {', '.join(EntityKind)}.") from None


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
            data = json.loads(Path(path).read_text(encoding="utf-8-sig"))
        except (OSError, ValueError, RecursionError) as error:
            raise InputError(f"{path}: {error}. Give a JSON file with a list of entities.") from error
        if not isinstance(data, list):
            raise InputError(f"{path}: a JSON list of entities is needed, not {type(data).__name__}.")
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
        raise InputError(f"{place} is {item!r:.60}. Give an object with the fields {', '.join(_FIELDS)}.")
    if unknown := sorted(set(item) - set(_FIELDS)):
        raise InputError(f"{place} has unknown fields {unknown}. Valid fields are {', '.join(_FIELDS)}.")
    given = {field: value for field, value in item.items() if value is not None and (field, value) != ("gender", "")}
    try:
        return KnownEntity(**{"name": None, **given})
    except OptionError as error:
        raise InputError(f"{place}: {error}") from None
