"""What the user knows better about who is who: a text file of merges and splits, which wins over everything.

A line is an action and its arguments, between tabs; lines that begin with `#` and empty ones are passed over::

    merge   anna-kern   kern-anna       two persons are one, under the first id
    split   a17         Anna Kern       who is so called in article a17 is somebody else
    split   a17         Anna Kern       tom-berger      … namely this one
"""

from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from attrs import frozen

from quoteattr.corpus.appearances import Appearance
from quoteattr.errors import FormatError, InputError

MERGE, SPLIT = "merge", "split"
_ADVICE = "Write `merge ID ID`, `split ARTICLE NAME` or `split ARTICLE NAME ID`, with tabs between."


@frozen
class Edits:
    """Merges and splits, in the order in which they are made.

    Attributes:
        lines: Action and arguments of each, with the place that messages name.
    """

    lines: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def read(cls, path: str | Path) -> "Edits":
        """Read a file.

        Raises:
            InputError: The file cannot be read.
            FormatError: A line is no merge and no split; the message names it.
        """
        try:
            text = Path(path).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: {error}. Give a text file with merges and splits.") from error
        return cls.parse(text, str(path))

    @classmethod
    def parse(cls, text: str, name: str = "edits") -> "Edits":
        r"""Read the text of a file.

        Args:
            text: The lines.
            name: What messages call it.

        Raises:
            FormatError: A line is no merge and no split; the message names it.

        Example:
            >>> Edits.parse("merge\tanna-kern\tkern").lines
            (('edits:1', ('merge', 'anna-kern', 'kern')),)
        """
        found = []
        for number, line in enumerate(text.splitlines(), 1):
            words = tuple(part.strip() for part in line.split("\t"))
            if not line.strip() or line.startswith("#"):
                continue
            if not all(words) or (words[0], len(words)) not in ((MERGE, 3), (SPLIT, 3), (SPLIT, 4)):
                raise FormatError(f"{name}:{number}: {line!r} is no edit. {_ADVICE}")
            found.append((f"{name}:{number}", words))
        return cls(tuple(found))

    def apply(
        self, named: Mapping[str, Iterable[Appearance]], everything: Iterable[Appearance]
    ) -> tuple[dict[str, tuple[Appearance, ...]], dict[Appearance, str]]:
        """Make the edits.

        Args:
            named: The appearances of each person by its id.
            everything: All appearances, those of nobody as well.

        Returns:
            The appearances of each person as the user wants them, and the action that moved each one moved.

        Raises:
            FormatError: An edit names a person or an appearance that is not there.
        """
        groups = {identifier: list(group) for identifier, group in named.items()}
        called: MutableMapping[tuple[str, str], list[Appearance]] = {}
        for each in everything:
            called.setdefault((each.article, each.name), []).append(each)
        moved: dict[Appearance, str] = {}
        for place, (action, *rest) in self.lines:
            if action == MERGE:
                kept, gone = (_known(groups, identifier, place) for identifier in rest)
                moved.update(dict.fromkeys(groups[gone], MERGE) if kept != gone else {})
                groups[kept] += groups.pop(gone) if kept != gone else []
                continue
            article, name, *target = rest
            if (article, name) not in called:
                raise FormatError(f"{place}: nobody is called {name!r} in the article {article!r}.")
            chosen = called[article, name]
            new = _known(groups, target[0], place) if target else f"{article}:{name}"
            for group in groups.values():
                group[:] = [each for each in group if each not in chosen]
            groups.setdefault(new, []).extend(chosen)
            moved.update(dict.fromkeys(chosen, SPLIT))
        return {identifier: tuple(group) for identifier, group in groups.items() if group}, moved


def _known(groups: Mapping[str, Any], identifier: str, place: str) -> str:
    """The id, if a person has it.

    Raises:
        FormatError: Nobody has it.
    """
    if identifier not in groups:
        raise FormatError(f"{place}: there is no person {identifier!r}. Ids are those that the archive shows.")
    return identifier
