"""Counting in an archive: who is quoted where and when, who quotes whom, who is for and against what, new voices."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from quoteattr.corpus.archive import Archive
from quoteattr.corpus.dates import check_date
from quoteattr.corpus.table import Table
from quoteattr.corpus.variants import Difference
from quoteattr.errors import OptionError

PERIODS = {"day": 10, "month": 7, "year": 4}
"""How many characters of a date say it."""

_PEOPLE = "persons.kind = 'person'"


def quoted(archive: Archive, period: str = "month") -> Table:
    """How often each person is quoted, by outlet and period.

    Raises:
        OptionError: There is no such period.
    """
    if period not in PERIODS:
        raise OptionError(f"period is {period!r}; give one of {', '.join(PERIODS)}.")
    return _table(
        archive,
        ("person", "name", "outlet", period, "quotes", "articles"),
        "SELECT person, name, outlet, substr(date, 1, ?), count(*), count(DISTINCT article) FROM said"
        " WHERE person != '' GROUP BY 1, 3, 4 ORDER BY 5 DESC, 1, 3, 4",
        [PERIODS[period]],
    )


def quoting(archive: Archive) -> Table:
    """Who quotes whom, and how often: the speaker of a quotation and that of one inside it."""
    return _table(
        archive,
        ("quoting", "quoting_name", "quoted", "quoted_name", "times"),
        "SELECT outer.person, outer.name, inner.person, inner.name, count(*) FROM said AS inner JOIN said AS outer"
        " ON outer.article = inner.article AND outer.id = inner.parent"
        " WHERE outer.person != '' AND inner.person != '' AND outer.person != inner.person"
        " GROUP BY 1, 3 ORDER BY 5 DESC, 1, 3",
    )


def positions(archive: Archive) -> Table:
    """Who supports, opposes, demands … what, and how often, counted by what it is called."""
    return _table(
        archive,
        ("person", "name", "attitude", "target", "times"),
        "SELECT person, name, attitude, target, count(*) FROM said"
        " WHERE person != '' AND target != '' AND attitude NOT IN ('unknown', 'neutral')"
        " GROUP BY 1, 3, 4 ORDER BY 5 DESC, 1, 3, 4",
    )


def genders(archive: Archive) -> Table:
    """Persons who are quoted and their quotations by gender, by outlet; an empty gender is one that nothing tells."""
    return _table(
        archive,
        ("outlet", "gender", "persons", "quotes"),
        "SELECT outlet, persons.gender, count(DISTINCT person), count(*) FROM said JOIN persons"
        f" ON persons.id = said.person WHERE {_PEOPLE} GROUP BY 1, 2 ORDER BY 1, 2",
    )


def new_voices(archive: Archive, since: str = "") -> Table:
    """Persons who are quoted for the first time on or after a day.

    Args:
        archive: Where.
        since: The day, as ISO 8601; the first of the last month that has articles if left out.

    Raises:
        OptionError: `since` is no day, month or year.
    """
    check_date("since", since)
    if not since:
        (last,) = archive.connection.execute("SELECT coalesce(max(date), '') FROM articles").fetchone()
        since = last[:7]
    return _table(
        archive,
        ("person", "name", "first", "quotes"),
        "SELECT person, said.name, min(date), count(*) FROM said JOIN persons ON persons.id = said.person"
        f" WHERE {_PEOPLE} AND date != '' GROUP BY 1 HAVING min(date) >= ? ORDER BY 3, 1",
        [since],
    )


def lone_voices(archive: Archive) -> Table:
    """Persons whom one outlet alone quotes, of at least two that there are."""
    return _table(
        archive,
        ("person", "name", "outlet", "quotes"),
        "SELECT person, said.name, min(outlet), count(*) FROM said JOIN persons ON persons.id = said.person"
        f" WHERE {_PEOPLE} AND outlet != '' GROUP BY 1 HAVING count(DISTINCT outlet) = 1"
        " AND (SELECT count(DISTINCT outlet) FROM articles WHERE outlet != '') > 1 ORDER BY 4 DESC, 1",
    )


def running(archive: Archive, difference: str | None = None, *, copies: bool = False) -> Table:
    """Quotations that run through several articles, the gravest differences first, each with its first witness.

    Args:
        archive: Where.
        difference: Only those in which a witness differs in this way.
        copies: Whether those without any difference are listed, too.

    Raises:
        OptionError: There is no such difference.
    """
    if difference is not None and difference not in list(Difference):
        raise OptionError(f"difference is {difference!r}; give one of {', '.join(Difference)}.")
    wanted = f'%"{difference}"%' if difference else ("%" if copies else '%"%')
    answer = _table(
        archive,
        ("quotation", "differences", "changed", "date", "outlet", "article", "speaker", "text"),
        "SELECT quotation, differences, changed, date, outlet, said.article, coalesce(name, speaker), text"
        " FROM variants JOIN said ON said.article = variants.article AND said.id = variants.quote"
        " WHERE quotation IN (SELECT quotation FROM variants WHERE place > 0 AND differences LIKE ?)"
        " ORDER BY quotation, place",
        [wanted],
    )
    rows = ((number, tuple(json.loads(kinds)), _pairs(changed), *rest) for number, kinds, changed, *rest in answer.rows)
    brief = ("quotation", "date", "outlet", "speaker", "differences", "changed", "text")
    return Table(answer.columns, tuple(rows), brief)


def _pairs(changed: str) -> tuple[tuple[str, ...], ...]:
    """The words that changed, as the archive holds them."""
    return tuple(map(tuple, json.loads(changed)))


QUESTIONS: dict[str, Callable[[Archive, str, str], Table]] = {
    "quoted": lambda archive, period, _: quoted(archive, period),
    "quoting": lambda archive, *_: quoting(archive),
    "positions": lambda archive, *_: positions(archive),
    "genders": lambda archive, *_: genders(archive),
    "new-voices": lambda archive, _, since: new_voices(archive, since),
    "lone-voices": lambda archive, *_: lone_voices(archive),
}
"""The questions of `quoteattr ask`, by name: each takes a period and a day, whether it asks for them or not."""


def _table(archive: Archive, columns: tuple[str, ...], query: str, values: Sequence[Any] = ()) -> Table:
    """The answer to a query."""
    return Table(columns, tuple(tuple(row) for row in archive.connection.execute(query, values)))
