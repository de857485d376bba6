"""What users know about people and institutions: names, aliases, ids of their own, gender."""

import json
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from quoteattr.errors import InputError
from quoteattr.lexicon import Gender
from quoteattr.model import EntityKind

_FIELDS = ("name", "aliases", "id", "gender", "kind")


@frozen
class KnownEntity:
    """Somebody whom the user knows.

    Attributes:
        name: Canonical name; it becomes the name of the entity.
        aliases: Other forms that mean this one and nobody else (`Kremlchef`).
        id: Identifier of the user's, such as a Wikidata QID; passed through as `Entity.ref`.
        gender: Of the person.
        kind: Person, organisation, …
    """

    name: str
    aliases: tuple[str, ...] = ()
    id: str = ""
    gender: Gender | None = None
    kind: EntityKind = EntityKind.PERSON


class Entities:
    """A gazetteer. None is needed; it adds ids and aliases that no text tells.

    Args:
        entries: The known entities.

    Example:
        >>> known = Entities([KnownEntity("Wladimir Putin", ("Kremlchef",), "Q7747", Gender.MASCULINE)])
        >>> known.find("Kremlchef").id
        'Q7747'
        >>> known.find("Putin") is None
        True
    """

    def __init__(self, entries: Iterable[KnownEntity]) -> None:
        self._by_form: dict[str, list[KnownEntity]] = {}
        for entry in entries:
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
        seen: dict[str, int] = {}
        for number, entry in enumerate(entries, 1):
            first = seen.setdefault(entry.id, number) if entry.id else number
            if first != number:
                raise InputError(
                    f"{path}: entries {first} and {number} have the same id {entry.id!r}, and would be taken for one. "
                    "Give each an id of its own, or make one entry of them with aliases."
                )
        return cls(entries)

    def find(self, form: str) -> KnownEntity | None:
        """The entity that a form means; None for an unknown form and for one that several share."""
        found = self._by_form.get(form.casefold(), [])
        return found[0] if len(found) == 1 else None


def _entry_from(place: str, item: object) -> KnownEntity:
    """The entity of one object in the file; `place` names it in complaints."""
    if not isinstance(item, dict) or not isinstance(item.get("name"), str) or not item["name"].strip():
        raise InputError(f"{place} has no name: {item!r}. Give an object with the fields {', '.join(_FIELDS)}.")
    unknown = sorted(set(item) - set(_FIELDS))
    aliases = [] if item.get("aliases") is None else item["aliases"]
    if unknown or not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        problem = f"has unknown fields {unknown}" if unknown else f"has aliases {aliases!r}, not a list of strings"
        raise InputError(f"{place} {problem}. Valid fields are {', '.join(_FIELDS)}.")
    identifier = "" if item.get("id") is None else item["id"]
    if not isinstance(identifier, str):
        raise InputError(f"{place} has the id {identifier!r}, which is no text. Put it in quotation marks.")
    try:
        gender = None if item.get("gender") in (None, "") else Gender(item["gender"])
        kind = EntityKind.PERSON if item.get("kind") is None else EntityKind(item["kind"])
    except ValueError as error:
        kinds = ", ".join(member.value for member in EntityKind)
        raise InputError(f"{place}: {error}. Genders are m, f, n; kinds are {kinds}.") from error
    return KnownEntity(item["name"], tuple(aliases), identifier, gender, kind)
